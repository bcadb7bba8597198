"""Which files can be handed back annotated, and how."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import PurePath

from shared.exports.annotated.converted import convert_workbook
from shared.exports.annotated.notes import Note, notes
from shared.exports.annotated.pdf import annotate_pdf
from shared.exports.annotated.workbook import annotate_workbook
from shared.identity import filing_id
from shared.media_types import ODS, PDF, XLS, XLSB, XLSX
from shared.problems import Language
from shared.report import AnomalyPart

ANNOTATED: dict[str, Callable[[bytes, Sequence[Note]], bytes]] = {
    **{PDF: annotate_pdf, XLSX: annotate_workbook},
    **dict.fromkeys((XLS, XLSB, ODS), convert_workbook),
}
"""By media type; of other types there is no annotated form."""
CONVERTED = frozenset({XLS, XLSB, ODS})
"""The types of which not the file itself is handed back, but an XLSX workbook with what was read of it."""
_SUFFIX = ".cotejo"


class CannotAnnotate(Exception):
    """The file is of a type without an annotated form, or does not open: encrypted, or damaged where it matters."""


def annotated(content: bytes, media_type: str, anomalies: Sequence[AnomalyPart], language: Language) -> bytes:
    """The file `content`, of those `CONVERTED` as XLSX, with `anomalies` marked where they stand.

    Raises `CannotAnnotate`.
    """
    if media_type not in ANNOTATED:
        raise CannotAnnotate(media_type)
    told = notes(anomalies, filing_id(hashlib.sha256(content).hexdigest()), language)
    try:
        return ANNOTATED[media_type](content, told)
    except Exception as error:  # whatever the libraries raise on what they cannot open
        raise CannotAnnotate(str(error)) from error


def annotated_name(filename: str, media_type: str) -> str:
    """What the annotated form of a file is called."""
    name = PurePath(filename)
    return name.stem + _SUFFIX + (".xlsx" if media_type in CONVERTED else name.suffix)
