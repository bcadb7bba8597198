"""Choosing the reader by what the bytes are."""

from io import BytesIO

from services.compute.reading.delimited import read_delimited
from services.compute.reading.document import Document
from services.compute.reading.errors import UnreadableFiling
from services.compute.reading.workbooks import read_workbook
from shared.media_types import CSV, ODS, PLAIN_TEXT, TSV, XLS, XLSB, XLSX, DamagedArchive, sniff

_READERS = {
    TSV: read_delimited,
    CSV: read_delimited,
    PLAIN_TEXT: read_delimited,
    XLSX: read_workbook,
    XLS: read_workbook,
    XLSB: read_workbook,
    ODS: read_workbook,
}


def read(content: bytes, filename: str | None = None) -> Document:
    """Read the bytes of one filing. `filename` only serves messages: the type is told from the bytes.

    Raises `UnreadableFiling`.
    """
    if not content.strip():
        raise UnreadableFiling("empty-file", filename=filename or "")
    try:
        media_type = sniff(BytesIO(content))
    except DamagedArchive as error:
        raise UnreadableFiling("damaged-file", filename=filename or "") from error
    reader = _READERS.get(media_type)
    if reader is None:
        raise UnreadableFiling("unsupported-type", filename=filename or "", media_type=media_type)
    return reader(content, media_type)
