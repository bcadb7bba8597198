"""What is scanned on a page of a PDF, drawn as pictures and read."""

from collections.abc import Sequence

import pypdfium2

from services.compute.reading.document import BBox, Paragraph, Table
from services.compute.reading.pdf.read_pdf import DraftPage, finished
from services.compute.reading.scan.figures import is_figure
from services.compute.reading.scan.page import draft_scanned_page
from services.compute.reading.scan.page_drawing import draw_region, native_dpi

_LEAST_ROWS = 2


def draft_whole_page(page: pypdfium2.PdfPage, number: int, threads: int | None = None) -> DraftPage:
    """`page`, number `number` (1-based), whose marks are an image, not yet joined. Raises `UnreadableFiling`."""
    return _draft(page, (0.0, 0.0, *page.get_size()), number, threads)


def read_pictures(
    page: pypdfium2.PdfPage, regions: Sequence[BBox], number: int, threads: int | None = None
) -> tuple[tuple[Table, ...], tuple[Paragraph, ...]]:
    """The tables that stand as pictures in `regions` of a drawn page, and the text in them. Raises `UnreadableFiling`.

    A picture without rows of figures is none: it may be a chart.
    """
    tables: list[Table] = []
    paragraphs: list[Paragraph] = []
    for region in regions:
        found, text = finished(_draft(page, region, number, threads))
        if any(map(_holds_figures, found)):
            tables += found
            paragraphs += text
    return tuple(tables), tuple(paragraphs)


def _draft(page: pypdfium2.PdfPage, region: BBox, number: int, threads: int | None) -> DraftPage:
    return draft_scanned_page(draw_region(page, region, native_dpi(page)), number, threads)


def _holds_figures(table: Table) -> bool:
    rows = sum(sum(is_figure(cell.text) for cell in row) > 1 for row in table.rows)
    return rows >= _LEAST_ROWS
