"""Long files that tests draw themselves: a table of programmes over many pages, printed or scanned."""

import re
from collections.abc import Callable

from reportlab.pdfgen.canvas import Canvas

from tests.compute.reading.scan import drawn_pages

HEADINGS = ["Clave", "Programa", "Aprobado", "Modificado", "Devengado", "Devengado / Modificado"]
EDGES = (30.0, 90.0, 230.0, 320.0, 410.0, 500.0, 590.0)
ROWS_A_PAGE = 4


def _row(number: int) -> list[str]:
    approved = 1000 + number * 7
    return [
        f"P{number:04}",
        f"Programa {number}",
        f"{approved:,}.00",
        f"{approved:,}.00",
        f"{approved // 2:,}.00",
        "50%",
    ]


def page(number: int, count: int = ROWS_A_PAGE) -> Callable[[Canvas], None]:
    """What draws the page of this number (0-based), of `count` rows."""
    rows = [_row(row) for row in range(number * count, (number + 1) * count)]

    def draw(canvas: Canvas) -> None:
        if number == 0:
            canvas.setFont("Helvetica", 9)
            canvas.drawString(30, 375, "Instituto de Prueba del Estado (IPE)")
            canvas.drawString(30, 362, "Programas y proyectos de inversión del 1 de enero al 31 de diciembre de 2024")
        drawn_pages.draw_table(canvas, [HEADINGS, *rows], edges=EDGES)

    return draw


def printed(pages: int, rows_a_page: int = ROWS_A_PAGE) -> bytes:
    """A table of so many pages, its headings repeated on each."""
    return drawn_pages.pdf(*[page(number, rows_a_page) for number in range(pages)])


def scanned(pages: int, rows_a_page: int = 2) -> bytes:
    """The same, with few rows a page, printed and put on a scanner."""
    draws = [page(number, rows_a_page) for number in range(pages)]
    return drawn_pages.pdf(*[drawn_pages.filling(drawn_pages.scan(draw)) for draw in draws])


def without_page(content: bytes, number: int) -> bytes:
    """A PDF one of whose pages (0-based) cannot be loaded: its object is no page any more."""
    pages = [match.start() for match in re.finditer(rb"/Type /Page\b", content)]
    return content[: pages[number]] + b"/Type /Pag_" + content[pages[number] + len(b"/Type /Page") :]
