"""What a file that is taken away is called: after whose and of when the filing is, and its own file."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import PurePath
from tempfile import TemporaryFile
from typing import IO
from urllib.parse import quote

from fastapi.responses import StreamingResponse

from shared.period_names import period_name
from shared.tables import Filing

_MOST_CHARACTERS = 120
_BYTES_AT_ONCE = 1 << 18
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


def handed_out(write: Callable[[IO[bytes]], None], media_type: str, headers: dict[str, str]) -> StreamingResponse:
    """What `write` writes, as the body of an answer. It waits in a file without a name, so that no more of it than is
    being sent takes memory, and whoever receives it slowly holds no transaction open.
    """
    content = TemporaryFile()  # noqa: SIM115  (closed once it is sent)
    try:
        write(content)
        length = content.tell()
        content.seek(0)
    except BaseException:
        content.close()
        raise
    headers = headers | {"content-length": str(length)}
    return StreamingResponse(_pieces(content), media_type=media_type, headers=headers)


def _pieces(content: IO[bytes]) -> Iterator[bytes]:
    with content:
        while piece := content.read(_BYTES_AT_ONCE):
            yield piece


def _safe(text: str) -> str:
    """`text` without what a folder, a header or a shell would take amiss."""
    return _UNSAFE.sub("-", unicodedata.normalize("NFC", text)).strip(" .-")
