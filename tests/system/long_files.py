"""Long files that tests draw themselves: a table of programmes over many pages, printed or scanned."""

from collections.abc import Callable

from reportlab.pdfgen.canvas import Canvas

from tests.compute.reading.scan import drawn_pages

HEADINGS = ["Clave", "Programa", "Aprobado", "Modificado", "Devengado", "Devengado / Modificado"]
EDGES = (30.0, 90.0, 230.0, 320.0, 410.0, 500.0, 590.0)
ROWS_A_PAGE = 12


def _row(number: int) -> list[str]:
    approved = 1000 + number * 7
    return [f"P{number:04}", f"Programa {number}", f"{approved:,}.00", f"{approved:,}.00", f"{approved // 2:,}.00", "50%"]


def _page(number: int) -> Callable[[Canvas], None]:
    rows = [_row(row) for row in range(number * ROWS_A_PAGE, (number + 1) * ROWS_A_PAGE)]

    def draw(canvas: Canvas) -> None:
        if number == 0:
            canvas.setFont("Helvetica", 9)
            canvas.drawString(30, 375, "Instituto de Prueba del Estado (IPE)")
            canvas.drawString(30, 362, "Programas y proyectos de inversión del 1 de enero al 31 de diciembre de 2024")
        drawn_pages.draw_table(canvas, [HEADINGS, *rows], edges=EDGES)

    return draw


def printed(pages: int) -> bytes:
    """A table of so many pages, its headings repeated on each."""
    return drawn_pages.pdf(*map(_page, range(pages)))


def scanned(pages: int) -> bytes:
    """The same, printed and put on a scanner."""
    return drawn_pages.pdf(*[drawn_pages.filling(drawn_pages.scan(_page(number))) for number in range(pages)])
