"""Choosing the reader by what the bytes are. Readers are loaded when one is asked for: they bring large libraries."""

from collections.abc import Callable
from io import BytesIO

from services.compute.reading.document import Document, NotePage
from services.compute.reading.errors import UnreadableFiling
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
        from services.compute.reading.paged import read_paged

        return read_paged(content, media_type, note_page, password)
    reader = _reader_of(media_type)
    if reader is None:
        raise UnreadableFiling("unsupported-type", filename=filename or "", media_type=media_type)
    return reader(content, media_type)


def _reader_of(media_type: str) -> Callable[[bytes, str], Document] | None:
    if media_type in (TSV, CSV, PLAIN_TEXT):
        from services.compute.reading.delimited import read_delimited

        return read_delimited
    if media_type in (XLSX, XLS, XLSB, ODS):
        from services.compute.reading.workbooks import read_workbook

        return read_workbook
    if media_type == DOCX:
        from services.compute.reading.word_document import read_docx

        return read_docx
    if media_type == HTML:
        from services.compute.reading.web_page import read_html

        return read_html
    return None


def media_type_of(content: bytes, filename: str | None = None) -> str:
    """What the bytes of a filing are. Raises `UnreadableFiling` where they are nothing, damaged or encrypted."""
    if not content.strip():
        raise UnreadableFiling("empty-file", filename=filename or "")
    try:
        media_type = sniff(BytesIO(content))
    except DamagedArchive as error:
        raise UnreadableFiling("damaged-file", filename=filename or "") from error
    if media_type == ENCRYPTED_OFFICE:
        raise UnreadableFiling("protected-file")
    return media_type
