"""Choosing the reader by what the bytes are."""

from collections.abc import Callable
from io import BytesIO

from services.compute.reading.delimited import read_delimited
from services.compute.reading.document import Document
from services.compute.reading.errors import UnreadableFiling
from services.compute.reading.paged import NotePage, read_paged
from services.compute.reading.web_page import read_html
from services.compute.reading.word_document import read_docx
from services.compute.reading.workbooks import read_workbook
from shared.media_types import (
    CSV,
    DOCX,
    ENCRYPTED_OFFICE,
    HTML,
    JPEG,
    ODS,
    PDF,
    PLAIN_TEXT,
    PNG,
    TIFF,
    TSV,
    XLS,
    XLSB,
    XLSX,
    DamagedArchive,
    sniff,
)

_READERS: dict[str, Callable[[bytes, str], Document]] = {
    **dict.fromkeys((TSV, CSV, PLAIN_TEXT), read_delimited),
    **dict.fromkeys((XLSX, XLS, XLSB, ODS), read_workbook),
    DOCX: read_docx,
    HTML: read_html,
}
PAGED = (PDF, PNG, JPEG, TIFF)
"""The types that have pages, each of which can be read by itself."""


def read(
    content: bytes,
    filename: str | None = None,
    note_page: NotePage = lambda *_: None,
    password: str | None = None,
) -> Document:
    """Read the bytes of one filing. `filename` only serves messages: the type is told from the bytes.

    `note_page` is told how many pages of how many are read; `password` opens an encrypted PDF. Raises
    `UnreadableFiling`.
    """
    media_type = media_type_of(content, filename)
    if media_type in PAGED:
        return read_paged(content, media_type, note_page, password)
    reader = _READERS.get(media_type)
    if reader is None:
        raise UnreadableFiling("unsupported-type", filename=filename or "", media_type=media_type)
    return reader(content, media_type)


def media_type_of(content: bytes, filename: str | None = None) -> str:
    """What the bytes of a filing are. Raises `UnreadableFiling` where they are nothing, damaged or encrypted."""
    if not content.strip():
        raise UnreadableFiling("empty-file", filename=filename or "")
    try:
        media_type = sniff(BytesIO(content))
    except DamagedArchive as error:
        raise UnreadableFiling("damaged-file", filename=filename or "") from error
    if media_type == ENCRYPTED_OFFICE:
        raise UnreadableFiling("password-needed")
    return media_type
