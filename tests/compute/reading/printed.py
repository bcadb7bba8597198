"""Documents as an office program prints them: wrapped cells, columns by content, page breaks, headings again."""

import io
from dataclasses import dataclass, replace
from functools import cache
from html import escape
from pathlib import Path

import numpy as np
import pypdfium2
import reportlab
from PIL import Image, ImageFilter
from reportlab.lib import colors
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A0, A1, A2, A3, A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, TableStyle
from reportlab.platypus import Table as PrintedTable

from services.compute.reading import Cell, Document, Table

VERA, HELVETICA = "Vera", "Helvetica"
MARGIN, PADDING = 36.0, 3.0
PAGES = [A4, landscape(A4), landscape(A3), landscape(A2), landscape(A1), landscape(A0)]
SIZES = [8.0, 7.0, 6.0]
LONGEST_WORD = 40
"""Letters of a word that are never broken over lines."""
_NOT_IN_FONTS = str.maketrans("✓⚠", "*!", "\\")
"""Nor does anyone print the strokes with which a text escapes its signs of currency."""


@dataclass(frozen=True, slots=True)
class Style:
    """How tables are printed: with lines around every cell or none, and how text stands in its cell."""

    ruled: bool
    font: str = VERA
    valign: str = "TOP"


@dataclass(frozen=True, slots=True)
class Scanner:
    """What a scanner does to a page: turns, softens and grains it (in shades of 255), or leaves it two shades."""

    degrees: float = 0.0
    softness: float = 0.0
    grain: float = 0.0
    bitonal: bool = False

    def picture(self, image: Image.Image) -> Image.Image:
        """The page as it comes out."""
        paper = image.rotate(-self.degrees, Image.Resampling.BICUBIC, fillcolor=255) if self.degrees else image
        paper = paper.filter(ImageFilter.GaussianBlur(self.softness)) if self.softness else paper
        if self.grain:
            shades = np.asarray(paper, dtype=np.float32)
            grained = shades + np.random.default_rng(7).normal(0, self.grain, shades.shape)
            paper = Image.fromarray(np.clip(grained, 0, 255).astype(np.uint8))
        return paper.point(lambda shade: 255 * (shade > 160), mode="1") if self.bitonal else paper


def first_tables(document: Document, count: int) -> Document:
    """The document up to its table number `count`, in letters that the fonts here have."""

    def text(cell: Cell) -> Cell:
        return cell._replace(text=cell.text.translate(_NOT_IN_FONTS))

    tables = tuple(
        replace(table, rows=tuple(tuple(map(text, row)) for row in table.rows)) for table in document.tables[:count]
    )
    paragraphs = tuple(p for p in document.paragraphs if (p.tables_before or 0) < len(tables))
    return replace(document, tables=tables, paragraphs=paragraphs)


def as_pdf(document: Document, style: Style) -> bytes:
    """All tables of `document`, and the text before each."""
    stream = io.BytesIO()
    page, size = _fitting(document, style.font)
    room = page[0] - 2 * MARGIN
    plain = _paragraph_style(style.font, size + 1)
    flow: list[Flowable] = []
    for number, table in enumerate(document.tables):
        before = [paragraph.text for paragraph in document.paragraphs if paragraph.tables_before == number]
        flow += [Paragraph(escape(text), plain) for text in before]
        flow += [Spacer(1, 14), _printed(table, style, size, room), Spacer(1, 14)]
    SimpleDocTemplate(
        stream, pagesize=page, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN, bottomMargin=MARGIN, invariant=1
    ).build(flow)
    return stream.getvalue()


def as_scan(printed: bytes, scanner: Scanner | None = None, *, dpi: int = 200, pages: int | None = None) -> bytes:
    """The first `pages` of a PDF as a PDF of nothing but images, clean and grey without a `scanner`."""
    source = pypdfium2.PdfDocument(printed)
    images = [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in list(source)[:pages]]
    images = [scanner.picture(image) for image in images] if scanner else images
    stream = io.BytesIO()
    images[0].save(stream, "PDF", resolution=dpi, save_all=True, append_images=images[1:])
    return stream.getvalue()


def _fitting(document: Document, font: str) -> tuple[tuple[float, float], float]:
    """The smallest page, and the largest print on it, in which no table's words must be broken."""
    for page in PAGES:
        for size in SIZES:
            if all(sum(_least(table, font, size)) <= page[0] - 2 * MARGIN for table in document.tables):
                return page, size
    return PAGES[-1], SIZES[-1]


def _printed(table: Table, style: Style, size: float, room: float) -> PrintedTable:
    width = max(map(len, table.rows))
    left, right = _paragraph_style(style.font, size), _paragraph_style(style.font, size, TA_RIGHT)
    rows: list[list[Paragraph | str]] = [
        [Paragraph(escape(cell.text), right if is_figure(cell.text) else left) for cell in row]
        + [""] * (width - len(row))
        for row in table.rows
    ]
    commands: list[tuple[object, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), style.valign),
        ("LEFTPADDING", (0, 0), (-1, -1), PADDING),
        ("RIGHTPADDING", (0, 0), (-1, -1), PADDING),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]
    for number, row in enumerate(table.rows[: title_rows(table)]):
        rows[number] = [Paragraph(escape(" ".join(cell.text for cell in row if cell.text)), left)] + [""] * (width - 1)
        commands.append(("SPAN", (0, number), (-1, number)))
    if style.ruled:
        commands.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
    widths = _widths(table, style.font, size, room)
    return PrintedTable(rows, colWidths=widths, repeatRows=_headings(table), style=TableStyle(commands))


def _headings(table: Table) -> int:
    """The rows above the first that has a figure; they come again on every page."""
    return next((n for n, row in enumerate(table.rows) if any(is_figure(cell.text) for cell in row)), 1) or 1


def title_rows(table: Table) -> int:
    """The first rows that hold one text each: they are printed over the whole width of the table."""
    return next((n for n, row in enumerate(table.rows) if sum(bool(cell.text) for cell in row) > 1), 0)


def is_figure(text: str) -> bool:
    """Whether a text is a number, an amount or a percentage, as such texts write them."""
    return any(char.isdigit() for char in text) and not any(char.isalpha() for char in text)


def _columns(table: Table) -> list[list[str]]:
    width = max(map(len, table.rows))
    return [[row[column].text for row in table.rows if column < len(row)] for column in range(width)]


@cache
def _wide(text: str, font: str, size: float) -> float:
    _register()
    return float(stringWidth(text, font, size))


def _least(table: Table, font: str, size: float) -> list[float]:
    """The width of each column's longest word."""
    edges = 2 * PADDING + 1
    return [
        edges + max((_wide(word[:LONGEST_WORD], font, size) for text in texts for word in text.split()), default=size)
        for texts in _columns(table)
    ]


def _widths(table: Table, font: str, size: float, room: float) -> list[float]:
    """Columns as wide as their longest text where there is room, else as what each holds shares it."""
    least = _least(table, font, size)
    most = [
        max(low, 2 * PADDING + 1 + max((_wide(text, font, size) for text in texts), default=0.0))
        for low, texts in zip(least, _columns(table), strict=True)
    ]
    if sum(most) <= room:
        return most
    spare = max(room - sum(least), 0.0)
    wants = [(high - low) ** 0.5 for low, high in zip(least, most, strict=True)]
    return [low + spare * want / (sum(wants) or 1.0) for low, want in zip(least, wants, strict=True)]


@cache
def _register() -> None:
    registerFont(TTFont(VERA, Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"))


def _paragraph_style(font: str, size: float, alignment: int = 0) -> ParagraphStyle:
    _register()
    name = f"{font} {size} {alignment}"
    return ParagraphStyle(name, fontName=font, fontSize=size, leading=1.2 * size, alignment=alignment)
