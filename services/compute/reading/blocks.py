"""Parting rows of cells into tables: blank rows part them, and so does a title that comes again."""

from collections.abc import Iterable, Sequence

from services.compute.reading.document import Cell, Paragraph, Table

Row = Sequence[Cell]
_HEAD_ROWS = 2


def filled(row: Row) -> list[Cell]:
    """The cells of `row` that hold anything."""
    return [cell for cell in row if cell.text]


class Blocks:
    """The tables and paragraphs found in `rows`, whose cells get their row within the table here.

    A block of rows in which none has two filled cells is text. With `repeated_head_turns_page` (text files, which
    do not mark their pages) the first table's title and headings, coming again, start the next page.
    """

    def __init__(self, rows: Iterable[Row], *, page: int = 1, repeated_head_turns_page: bool = False) -> None:
        self.page = page
        self.tables: list[Table] = []
        self.paragraphs: list[Paragraph] = []
        self._turns_page = repeated_head_turns_page
        self._first_head: list[list[str]] | None = None
        block: list[Row] = []
        for row in rows:
            cells = filled(row)
            if not cells or (len(cells) == 1 and _begins_with(block, cells[0])):
                self._close(block)
                block = []
            if cells:
                block.append(row)
        self._close(block)

    def _close(self, block: list[Row]) -> None:
        if not any(len(filled(row)) > 1 for row in block):
            cells = [filled(row)[0] for row in block]
            self.paragraphs += [Paragraph(cell.text, self.page, cell.line) for cell in cells]
            return
        title = _title(block)
        head = [[cell.text for cell in row] for row in block[:_HEAD_ROWS]]
        if self._turns_page and title and head == self._first_head:
            self.page += 1
        self._first_head = self._first_head or head
        rows = tuple(
            tuple(
                Cell(cell.text, number, cell.column, self.page, cell.line, cell.bbox, cell.address, cell.stored)
                for cell in row
            )
            for number, row in enumerate(block)
        )
        self.tables.append(Table(rows, self.page, title))


def _begins_with(block: list[Row], cell: Cell) -> bool:
    """Whether `block` is a table already and `cell` is its first line again."""
    if len(block) < 2:
        return False
    first = filled(block[0])
    return len(first) == 1 and first[0].text == cell.text


def _title(block: list[Row]) -> str:
    lines = []
    for row in block:
        cells = filled(row)
        if len(cells) != 1:
            break
        lines.append(cells[0].text)
    return "\n".join(lines)
