"""What a reader returns: a document of tables and paragraphs, every cell knowing where it stood."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

UNREAD = "\N{REPLACEMENT CHARACTER}"
"""What stands in a cell in the place of marks that nobody can read."""
BBox = tuple[float, float, float, float]
NotePage = Callable[[int, int], None]
"""Is told how many pages of how many are read."""


class Cell(NamedTuple):
    """One cell of a table. A filing may have millions, so that what their places have in common is held once.

    `row` and `column` are 0-based within the table; `page` is 1-based; `line` is the 1-based line of a text file;
    `bbox` is (left, top, right, bottom) in PDF points from the page's top left. `sheet_column` (``Hoja1!K``) and
    `sheet_row` (412) say where it stands in a workbook; `is_number` says that a workbook stores it as a number, whose
    digits are then its `text`.

    `colspan` and `rowspan` are the columns and rows that a merged cell reaches over; the cells it covers are there
    and empty. `indent` counts the levels or leading blanks by which the text is set in. `decimals` is how many
    decimals of the stored number the file shows (two more for a percentage, fewer than none for thousands), None
    where it shows what there is. `formula` is how the file works the cell out (`SUM(B2:B9)`; "=" where the format does
    not write it as text), empty for what was typed; `hidden` says that the file does not show the cell, `unseen` that
    its text has the colour of what is behind it, or a format that shows nothing.
    `confidence` (0 to 1) is how sure OCR was of the least sure character, None where nothing had to be guessed.
    """

    text: str
    row: int
    column: int
    page: int | None = None
    line: int | None = None
    bbox: BBox | None = None
    sheet_column: str | None = None
    sheet_row: int = 0
    is_number: bool = False
    colspan: int = 1
    rowspan: int = 1
    indent: int = 0
    decimals: int | None = None
    formula: str = ""
    hidden: bool = False
    confidence: float | None = None
    unseen: bool = False

    @property
    def address(self) -> str | None:
        """A workbook's own name for the cell: ``Hoja1!K412``."""
        return None if self.sheet_column is None else f"{self.sheet_column}{self.sheet_row}"

    @property
    def stored(self) -> Decimal | None:
        """The number as a workbook stores it, where it stores one."""
        return Decimal(self.text) if self.is_number else None


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells. `rows` may differ in length where the file's rows do; `title` is the text that heads it."""

    rows: tuple[tuple[Cell, ...], ...]
    page: int = 1
    title: str = ""

    @property
    def width(self) -> int:
        """The number of columns that most rows have."""
        lengths = [len(row) for row in self.rows]
        return max(set(lengths), key=lambda length: (lengths.count(length), length)) if lengths else 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text that stands in no table, in reading order. `tables_before` counts the document's tables above it;
    `sheet_column` and `sheet_row` say, as those of a cell, where in a workbook it begins.
    """

    text: str
    page: int = 1
    line: int | None = None
    tables_before: int | None = None
    sheet_column: str | None = None
    sheet_row: int = 0

    def as_cell(self, row: int) -> Cell:
        """It as a cell of its own, in the place `row` among texts."""
        return Cell(self.text, row, 0, self.page, self.line, None, self.sheet_column, self.sheet_row)


@dataclass(frozen=True, slots=True)
class Document:
    """A filing as read. `pages` counts pages, or sheets for a workbook; `hidden_sheets` names those not read.

    `unread_pages` are the numbers (1-based) of the pages that could not be read, though the rest was.
    """

    media_type: str
    pages: int
    tables: tuple[Table, ...]
    paragraphs: tuple[Paragraph, ...] = ()
    hidden_sheets: tuple[str, ...] = ()
    unread_pages: tuple[int, ...] = ()
