"""Small PDFs that tests draw themselves, in points from the page's top left."""

import io
from collections.abc import Sequence

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from services.compute.reading.document import Document, Table

FONT = "Helvetica"


class Sheets:
    """Pages to draw text and lines on; `turn` is the `/Rotate` of every page."""

    def __init__(self, width: float = 612, height: float = 792, turn: int = 0, password: str | None = None) -> None:
        self._stream = io.BytesIO()
        encryption = StandardEncryption(password) if password else None
        # The canvas swaps the sides of a page that is turned; what is drawn stands on width by height all the same.
        size = (height, width) if turn % 180 else (width, height)
        self._canvas = Canvas(self._stream, pagesize=size, encrypt=encryption, pageCompression=0)
        self._height = height
        self._turn = turn
        self._canvas.setPageRotation(turn)

    def text(self, x: float, y: float, text: str, size: float = 10, align: str = "left") -> None:
        """Text whose baseline is `y`, set from, to or around `x` (`left`, `right`, `middle`)."""
        self._canvas.setFont(FONT, size)
        draw = {
            "left": self._canvas.drawString,
            "right": self._canvas.drawRightString,
            "middle": self._canvas.drawCentredString,
        }
        draw[align](x, self._height - y, text)

    def glyphs(self, x: float, y: float, text: str, size: float = 10) -> None:
        """Text as single glyphs, each placed by itself, the last one drawn first."""
        places = []
        for glyph in text:
            places.append((x, glyph))
            x += self._canvas.stringWidth(glyph, FONT, size)
        for at, glyph in reversed(places):
            if glyph != " ":
                self.text(at, y, glyph, size)

    def upward(self, x: float, y: float, text: str, size: float = 10) -> None:
        """Text that runs up the page from (x, y)."""
        self._canvas.saveState()
        self._canvas.setFont(FONT, size)
        self._canvas.translate(x, self._height - y)
        self._canvas.rotate(90)
        self._canvas.drawString(0, 0, text)
        self._canvas.restoreState()

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A thin line."""
        self._canvas.setLineWidth(0.5)
        self._canvas.line(x0, self._height - y0, x1, self._height - y1)

    def lattice(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        """Lines at all `xs` and `ys`."""
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        for y in ys:
            self.line(xs[0], y, xs[-1], y)

    def shade(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A grey box without an outline."""
        self._canvas.setFillGray(0.8)
        self._canvas.rect(x0, self._height - y1, x1 - x0, y1 - y0, stroke=0, fill=1)
        self._canvas.setFillGray(0)

    def next_page(self) -> None:
        """Go on, on a new page."""
        self._canvas.showPage()
        self._canvas.setPageRotation(self._turn)

    def saved(self) -> bytes:
        """The bytes of the PDF."""
        self._canvas.save()
        return self._stream.getvalue()


AMOUNTS = [("Sueldos", "1,250.00", "1,100.50"), ("Materiales", "300.00", "75.25"), ("Servicios", "48.10", "-12.00")]


def texts(table: Table) -> list[list[str]]:
    """The texts of a table, row by row."""
    return [[cell.text for cell in row] for row in table.rows]


def only_table(document: Document) -> Table:
    """The table of a document that has one."""
    assert len(document.tables) == 1, [texts(t) for t in document.tables]
    return document.tables[0]


def unruled(sheets: Sheets, x: float = 60, y: float = 120, rows: list[tuple[str, str, str]] | None = None) -> None:
    """A table of labels and two columns of amounts, without a line."""
    sheets.text(x, y, "Concepto")
    sheets.text(x + 250, y, "Aprobado", align="right")
    sheets.text(x + 350, y, "Pagado", align="right")
    for number, (label, approved, paid) in enumerate(rows or AMOUNTS):
        base = y + 16 * (number + 1)
        sheets.text(x, base, label)
        sheets.text(x + 250, base, approved, align="right")
        sheets.text(x + 350, base, paid, align="right")
