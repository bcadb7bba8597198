"""Scanned pages of a PDF, drawn as pictures and read."""

import numpy as np
import pypdfium2

from services.compute.reading.document import BBox, Document, Paragraph, Table
from services.compute.reading.errors import UnreadableFiling
from services.compute.reading.scan.page import read_scanned_page
from services.compute.reading.scan.page_kind import scanned_regions
from services.compute.reading.scan.page_marks import page_marks
from services.compute.reading.scan.sheet import Sheet

_MEDIA_TYPE = "application/pdf"
_POINTS_PER_INCH = 72.0
_COARSEST_DPI = 200.0
_FINEST_DPI = 300.0
_MOST_PIXELS = 40_000_000
"""Of a page as drawn here; a wider one is drawn more coarsely."""


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
    regions = scanned_regions(page)
    dpi = _native_dpi(page) if regions else _COARSEST_DPI
    for region in regions:
        found, text = read_scanned_page(draw_region(page, region, dpi), number, threads)
        tables += found
        paragraphs += text
    return tuple(tables), tuple(paragraphs)


def draw_region(page: pypdfium2.PdfPage, region: BBox, dpi: float) -> Sheet:
    """The part of `page` within `region` (points from the top left) as a picture of at most `dpi`."""
    width, height = page.get_size()
    inches = (region[2] - region[0]) * (region[3] - region[1]) / _POINTS_PER_INCH**2
    dpi = min(dpi, (_MOST_PIXELS / max(inches, 1e-6)) ** 0.5)
    crop = (region[0], height - region[3], width - region[2], region[1])
    bitmap = page.render(
        scale=dpi / _POINTS_PER_INCH, crop=tuple(max(0.0, side) for side in crop), grayscale=True, may_draw_forms=False
    )
    picture = np.asarray(bitmap.to_numpy(), dtype=np.uint8)
    return Sheet(picture.reshape(picture.shape[:2]).copy(), dpi, (region[0], region[1]))


def _native_dpi(page: pypdfium2.PdfPage) -> float:
    """The resolution of the finest image that matters, within what reading gains from."""
    finest = _COARSEST_DPI
    for image in page_marks(page).images:
        across, down = image.box[2] - image.box[0], image.box[3] - image.box[1]
        if across > 2 * _POINTS_PER_INCH and down > 0:
            finest = max(finest, max(image.pixels) / max(across, down) * _POINTS_PER_INCH)
    return min(finest, _FINEST_DPI)


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
