"""Documents as an office program prints them: wrapped cells, columns by content, page breaks, headings again."""

import io
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path

import openpyxl
import pypdfium2
import reportlab
from reportlab.lib import colors
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, TableStyle
from reportlab.platypus import Table as PrintedTable

from services.compute.reading import Document, Table
from tests.compute.reading.files import saved

FONT = "Vera"
MARGIN, PADDING = 36.0, 3.0
PAGES = [A4, landscape(A4), landscape(A3)]
SIZES = [8.0, 7.0, 6.0, 5.0, 4.0]
LONGEST_WORD = 40
"""Letters of a word that are never broken over lines."""


def as_pdf(document: Document, *, ruled: bool, prose: bool = True) -> bytes:
    """All tables of `document`, with lines around every cell or without any, and the text between them."""
    stream = io.BytesIO()
    page, size = _fitting(document)
    room = page[0] - 2 * MARGIN
    plain = _style(size + 1)
    flow: list[Flowable] = []
    texts = list(_texts_before(document)) if prose else [[]] * (len(document.tables) + 1)
    for number, table in enumerate(document.tables):
        flow += [Paragraph(escape(text), plain) for text in texts[number]]
        flow += [Spacer(1, 14), _printed(table, size, room, ruled), Spacer(1, 14)]
    flow += [Paragraph(escape(text), plain) for text in texts[-1]]
    SimpleDocTemplate(
        stream, pagesize=page, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN, bottomMargin=MARGIN, invariant=1
    ).build(flow)
    return stream.getvalue()


def as_scan(printed: bytes, *, dpi: int = 200, pages: int | None = None) -> bytes:
    """The first `pages` of a PDF as a PDF of nothing but grey images."""
    source = pypdfium2.PdfDocument(printed)
    images = [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in list(source)[:pages]]
    stream = io.BytesIO()
    images[0].save(stream, "PDF", resolution=dpi, save_all=True, append_images=images[1:])
    return stream.getvalue()


def as_workbook(document: Document) -> bytes:
    """Each table of `document` on a sheet of its own."""
    book = openpyxl.Workbook()
    for number, table in enumerate(document.tables):
        sheet = book.create_sheet(f"c{number}")
        for row in table.rows:
            sheet.append([cell.text or None for cell in row])
    book.remove(book.worksheets[0])
    return saved(book)


def _texts_before(document: Document) -> Iterator[list[str]]:
    for number in range(len(document.tables) + 1):
        yield [paragraph.text for paragraph in document.paragraphs if paragraph.tables_before == number]


def _fitting(document: Document) -> tuple[tuple[float, float], float]:
    """The smallest page, then the largest print, in which no table's words must be broken."""
    for size in SIZES:
        for page in PAGES if size > SIZES[2] else PAGES[-1:]:
            if all(sum(_least(table, size)) <= page[0] - 2 * MARGIN for table in document.tables):
                return page, size
    return (3 * PAGES[-1][0], PAGES[-1][1]), SIZES[-1]


def _printed(table: Table, size: float, room: float, ruled: bool) -> PrintedTable:
    width = max(map(len, table.rows))
    style, right = _style(size), _style(size, TA_RIGHT)
    rows = [
        [Paragraph(escape(cell.text), right if is_figure(cell.text) else style) for cell in row]
        + [""] * (width - len(row))
        for row in table.rows
    ]
    commands: list[tuple[object, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), PADDING),
        ("RIGHTPADDING", (0, 0), (-1, -1), PADDING),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]
    for number, row in enumerate(table.rows[: _title_rows(table)]):
        rows[number] = [Paragraph(escape(" ".join(cell.text for cell in row if cell.text)), style)] + [""] * (width - 1)
        commands.append(("SPAN", (0, number), (-1, number)))
    if ruled:
        commands.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
    return PrintedTable(
        rows, colWidths=_widths(table, size, room), repeatRows=_headings(table), style=TableStyle(commands)
    )


def _headings(table: Table) -> int:
    """The rows above the first that has a figure."""
    return next((n for n, row in enumerate(table.rows) if any(is_figure(cell.text) for cell in row)), 1) or 1


def _title_rows(table: Table) -> int:
    """The first rows that hold one text each: they are printed over the whole width of the table."""
    return next((n for n, row in enumerate(table.rows) if sum(bool(cell.text) for cell in row) > 1), 0)


def is_figure(text: str) -> bool:
    """Whether a text is a number, an amount or a percentage, as such texts write them."""
    return any(char.isdigit() for char in text) and not any(char.isalpha() for char in text)


def _columns(table: Table) -> list[list[str]]:
    width = max(map(len, table.rows))
    return [[row[column].text for row in table.rows if column < len(row)] for column in range(width)]


@cache
def _wide(text: str, size: float) -> float:
    _register()
    return stringWidth(text, FONT, size)


def _least(table: Table, size: float) -> list[float]:
    """The width of each column's longest word."""
    return [
        2 * PADDING
        + 1
        + max((_wide(word[:LONGEST_WORD], size) for text in texts for word in text.split()), default=2 * size)
        for texts in _columns(table)
    ]


def _widths(table: Table, size: float, room: float) -> list[float]:
    """Columns as wide as their longest text where there is room, else as what each holds shares it."""
    least = _least(table, size)
    most = [
        max(low, 2 * PADDING + 1 + max((_wide(text, size) for text in texts), default=0.0))
        for low, texts in zip(least, _columns(table), strict=True)
    ]
    if sum(most) <= room:
        return most
    spare = max(room - sum(least), 0.0)
    wants = [(high - low) ** 0.5 for low, high in zip(least, most, strict=True)]
    return [low + spare * want / (sum(wants) or 1.0) for low, want in zip(least, wants, strict=True)]


@cache
def _register() -> None:
    registerFont(TTFont(FONT, Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"))


def _style(size: float, alignment: int = 0) -> ParagraphStyle:
    _register()
    return ParagraphStyle(f"s{size}{alignment}", fontName=FONT, fontSize=size, leading=1.2 * size, alignment=alignment)
