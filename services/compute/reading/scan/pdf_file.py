"""Scanned pages of a PDF, drawn as pictures and read."""

import pypdfium2

from services.compute.reading.document import Document, Paragraph, Table
from services.compute.reading.errors import UnreadableFiling
from services.compute.reading.scan.figures import is_figure
from services.compute.reading.scan.page import read_scanned_page
from services.compute.reading.scan.page_drawing import draw_region, native_dpi
from services.compute.reading.scan.page_kind import scanned_regions

_MEDIA_TYPE = "application/pdf"
_LEAST_ROWS = 2


def read_scanned_pdf(
    content: bytes, pages: range | None = None, password: str | None = None, threads: int | None = None
) -> Document:
    """Read what is scanned on the pages in `pages` (0-based, default all); what is drawn as text is left out.

    `Document.pages` counts all pages of the file. Raises `UnreadableFiling` (``password-needed``, ``damaged-file``,
    ``image-too-large``, ``ocr-model-missing``).
    """
    tables: list[Table] = []
    paragraphs: list[Paragraph] = []
    pdf = _open(content, password)
    try:
        total = len(pdf)
        for index in pages if pages is not None else range(total):
            if index >= total:
                break
            found, text = _read_page(pdf, index, threads)
            tables += found
            paragraphs += text
    finally:
        pdf.close()
    return Document(_MEDIA_TYPE, total, tuple(tables), tuple(paragraphs))


def read_pdf_page(
    page: pypdfium2.PdfPage, number: int, threads: int | None = None
) -> tuple[tuple[Table, ...], tuple[Paragraph, ...]]:
    """What is scanned on `page`, whose number is `number` (1-based); nothing where it is drawn as text.

    Raises `UnreadableFiling`.
    """
    tables: list[Table] = []
    paragraphs: list[Paragraph] = []
    for region in scanned_regions(page):
        found, text = read_scanned_page(draw_region(page, region, native_dpi(page)), number, threads)
        if region == (0.0, 0.0, *page.get_size()) or any(map(_holds_figures, found)):
            tables += found
            paragraphs += text
    return tuple(tables), tuple(paragraphs)


def _holds_figures(table: Table) -> bool:
    """Whether a picture beside text is a table: in a chart no row has several figures."""
    rows = sum(sum(is_figure(cell.text) for cell in row) > 1 for row in table.rows)
    return rows >= _LEAST_ROWS


def _open(content: bytes, password: str | None) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content, password=password)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableFiling("password-needed") from error
        raise UnreadableFiling("damaged-file") from error


def _read_page(
    pdf: pypdfium2.PdfDocument, index: int, threads: int | None
) -> tuple[tuple[Table, ...], tuple[Paragraph, ...]]:
    try:
        page = pdf[index]
    except pypdfium2.PdfiumError as error:
        raise UnreadableFiling("damaged-file") from error
    try:
        return read_pdf_page(page, index + 1, threads)
    finally:
        page.close()
