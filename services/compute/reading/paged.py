"""Files of pages: each page of a PDF read as what it is, drawn text or a scan, and images, which are scans.

What reads scans is loaded when there is one: it is large, and most filings do without.
"""

from collections.abc import Callable
from itertools import groupby
from typing import TYPE_CHECKING

from services.compute.reading.document import Document, Paragraph, Table
from services.compute.reading.errors import UnreadableFiling

if TYPE_CHECKING:
    import pypdfium2

NotePage = Callable[[int, int], None]
_MEDIA_TYPE = "application/pdf"


def read_pdf_pages(content: bytes, note_page: NotePage) -> Document:
    """Read a PDF: tables go on over drawn pages, a page that is both is read as both. Raises `UnreadableFiling`."""
    import pypdfium2

    from services.compute.reading.pdf.read_pdf import read_pdf

    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise UnreadableFiling("password-needed" if "password" in str(error).lower() else "damaged-file") from error
    tables: list[Table] = []
    paragraphs: list[Paragraph] = []
    try:
        total = len(pdf)
        kinds = [_kind(pdf, index) for index in range(total)]
        for (drawn, scanned), run in groupby(range(total), key=kinds.__getitem__):
            indices = list(run)
            if drawn:
                found = read_pdf(content, pages=range(indices[0], indices[-1] + 1))
                tables += found.tables
                paragraphs += found.paragraphs
            for index in indices if scanned else ():
                scans, texts = _read_scan(pdf, index)
                tables += scans
                paragraphs += texts
                note_page(index + 1, total)
            note_page(indices[-1] + 1, total)
    finally:
        pdf.close()
    if not total:
        raise UnreadableFiling("damaged-file")
    return Document(_MEDIA_TYPE, total, tuple(tables), tuple(paragraphs))


def read_image_pages(content: bytes, note_page: NotePage) -> Document:
    """Read an image, each of its frames a page. Raises `UnreadableFiling`."""
    from services.compute.reading.scan.image_file import read_image

    document = read_image(content)
    note_page(document.pages, document.pages)
    return document


def _kind(pdf: "pypdfium2.PdfDocument", index: int) -> tuple[bool, bool]:
    """Whether a page is to be read as drawn text, and whether by OCR."""
    from services.compute.reading.scan.page_kind import scanned_regions

    page = _page(pdf, index)
    try:
        regions = scanned_regions(page)
        return (0.0, 0.0, *page.get_size()) not in regions, bool(regions)
    finally:
        page.close()


def _read_scan(pdf: "pypdfium2.PdfDocument", index: int) -> tuple[tuple[Table, ...], tuple[Paragraph, ...]]:
    from services.compute.reading.scan.pdf_file import read_pdf_page

    page = _page(pdf, index)
    try:
        return read_pdf_page(page, index + 1)
    finally:
        page.close()


def _page(pdf: "pypdfium2.PdfDocument", index: int) -> "pypdfium2.PdfPage":
    import pypdfium2

    try:
        return pdf[index]
    except pypdfium2.PdfiumError as error:
        raise UnreadableFiling("damaged-file") from error
