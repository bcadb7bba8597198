"""Which files can be handed back annotated, and how."""

import hashlib
from collections.abc import Callable, Sequence

from shared.exports.annotated.notes import Note, notes
from shared.exports.annotated.pdf import annotate_pdf
from shared.exports.annotated.workbook import annotate_workbook
from shared.identity import filing_id
from shared.media_types import PDF, XLSX
from shared.problems import Language
from shared.report import AnomalyPart

ANNOTATED: dict[str, Callable[[bytes, Sequence[Note]], bytes]] = {PDF: annotate_pdf, XLSX: annotate_workbook}
"""By media type; of other types there is no annotated form."""


class CannotAnnotate(Exception):
    """The file is of a type without an annotated form, or does not open: encrypted, or damaged where it matters."""


def annotated(content: bytes, media_type: str, anomalies: Sequence[AnomalyPart], language: Language) -> bytes:
    """The file `content` with `anomalies` marked where they stand. Raises `CannotAnnotate`."""
    if media_type not in ANNOTATED:
        raise CannotAnnotate(media_type)
    told = notes(anomalies, filing_id(hashlib.sha256(content).hexdigest()), language)
    try:
        return ANNOTATED[media_type](content, told)
    except Exception as error:  # whatever the libraries raise on what they cannot open
        raise CannotAnnotate(str(error)) from error
