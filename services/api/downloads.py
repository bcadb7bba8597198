"""What a file that is taken away is called: after whose and of when the filing is, and its own file."""

import re
import unicodedata
from pathlib import PurePath
from urllib.parse import quote

from shared.period_names import period_name
from shared.tables import Filing

_MOST_CHARACTERS = 120
_UNSAFE = re.compile(r"[^\w.() -]+")


def attachment(filing: Filing, part: str, suffix: str) -> dict[str, str]:
    """The header that names `part` of `filing`, with `suffix`, for saving: ``ISSEG-2023-q4-programas-cifras.csv``.

    Whose and of when it is are left out where the filing's file says so itself.
    """
    stem = PurePath(filing.filename).stem
    whose = [filing.institution_acronym, filing.period_end and period_name(filing.period_end)]
    told = [said for said in whose if said and said.casefold() not in stem.casefold()]
    name = _safe("-".join([*told, stem])[:_MOST_CHARACTERS]) or filing.id
    return named(f"{name}-{part}{suffix}")


def named(name: str) -> dict[str, str]:
    """The header under which a file is saved as `name`, with a plain form of it for what knows only ASCII."""
    safe = _safe(name)
    plain = _safe(unicodedata.normalize("NFKD", safe).encode("ascii", "ignore").decode())
    return {"content-disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(safe)}"}


def _safe(text: str) -> str:
    """`text` without what a folder, a header or a shell would take amiss."""
    return _UNSAFE.sub("-", unicodedata.normalize("NFC", text)).strip(" .-")
