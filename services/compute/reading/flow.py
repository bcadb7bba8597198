"""Documents and web pages as they flow: text, and tables that may hold tables, put together from begins and ends."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from services.compute.reading.blocks import part, title_of
from services.compute.reading.document import Cell, Document, Paragraph, Table
from services.compute.reading.errors import UnreadableFiling
from services.compute.reading.limits import MOST_CELLS, MOST_SPAN, MOST_TABLES_WITHIN
from services.compute.reading.marked_up import plain_cell, plain_line

_LONGEST_TITLE = 300
_NO_BREAK = "\u00a0"


@dataclass(slots=True)
class _Cell:
    column: int
    colspan: int
    rowspan: int
    indent: int = 0
    texts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    number: int
    page: int
    title: str
    rows: list[list[_Cell]] = field(default_factory=list)
    taken_below: dict[int, int] = field(default_factory=dict)
    last_in: dict[int, tuple[int, _Cell]] = field(default_factory=dict)
    column: int = 0
    row: list[_Cell] | None = None
    cell: _Cell | None = None


class Flow:
    """Takes what a document says in its order; `document` gives what came of it.

    What begins within an open cell or row closes it first where it must, as browsers do. Blanks in text are made
    single; no-break blanks at the head of a cell's text set it in. Every call may raise `UnreadableFiling`
    (too-many-cells, nested-too-deep). Where the text is `marked_up` as text is that is no page, its marks go.
    """

    def __init__(self, *, marked_up: bool = False) -> None:
        self._marked_up = marked_up
        self._page = 1
        self._tables: list[tuple[Table, ...]] = []
        self._paragraphs: list[tuple[int, int, Paragraph]] = []
        self._open: list[_Table] = []
        self._texts: list[str] = []
        self._before = ""
        self._cells = 0

    @property
    def in_table(self) -> bool:
        """Whether a table is open."""
        return bool(self._open)

    def begin_table(self) -> None:
        """A table begins, in an open cell or not. Its title is a short paragraph just before it."""
        self.end_paragraph()
        if len(self._open) == MOST_TABLES_WITHIN:
            raise UnreadableFiling("nested-too-deep", limit_levels=MOST_TABLES_WITHIN)
        title = self._before if len(self._before) <= _LONGEST_TITLE else ""
        self._open.append(_Table(len(self._tables), self._page, title))
        self._tables.append(())
        self._before = ""

    def begin_row(self) -> None:
        """A row of the innermost open table begins."""
        self.end_row()
        if self._open:
            table = self._open[-1]
            table.row, table.column = [], 0
            table.rows.append(table.row)

    def begin_cell(self, colspan: int = 1, rowspan: int = 1, *, belongs_above: bool = False) -> None:
        """A cell begins, in the next column that no cell above reaches into; without a row it begins one.

        One that `belongs_above` makes the cell that began in its column reach over it.
        """
        self.end_cell()
        if not self._open:
            return
        if self._open[-1].row is None:
            self.begin_row()
        table = self._open[-1]
        row, first = len(table.rows) - 1, table.column
        while table.taken_below.get(table.column, 0) > row:
            table.column += 1
        colspan, rowspan = (min(max(span, 1), MOST_SPAN) for span in (colspan, rowspan))
        table.cell = _Cell(table.column, colspan, rowspan)
        if rowspan > 1:
            table.taken_below.update(dict.fromkeys(range(table.column, table.column + colspan), row + rowspan))
        table.column += colspan
        self._count(table.column - first)
        if belongs_above and table.cell.column in table.last_in:
            began, owner = table.last_in[table.cell.column]
            owner.rowspan = row - began + 1
        elif table.row is not None:
            table.row.append(table.cell)
            table.last_in[table.cell.column] = (row, table.cell)

    def skip_columns(self, count: int) -> None:
        """The row leaves out `count` columns."""
        if self._open and self._open[-1].row is not None:
            self._open[-1].column += min(max(count, 0), MOST_SPAN)

    def set_in(self, levels: int) -> None:
        """The open cell's text is set in by so many levels."""
        if self._open and self._open[-1].cell and not self._open[-1].cell.texts:
            self._open[-1].cell.indent = levels

    def text(self, text: str) -> None:
        """Text goes on."""
        self._texts.append(text)

    def end_paragraph(self) -> None:
        """What text there is stands by itself: in the open cell, or between tables."""
        if not self._texts:
            return
        whole = "".join(self._texts)
        self._texts = []
        text = " ".join(whole.split())
        cell = self._open[-1].cell if self._open else None
        if self._marked_up:
            text = plain_line(text) if cell is None else plain_cell(text)
        if not text:
            return
        if cell is None:
            self._paragraphs.append((len(self._tables), 0, Paragraph(text, self._page)))
        else:
            led = whole.lstrip(" \t\r\n")
            cell.indent += 0 if cell.texts else len(led) - len(led.lstrip(_NO_BREAK))
            cell.texts.append(text)
        self._before = text if not self._open else ""

    def end_cell(self) -> None:
        """The innermost open table's cell ends."""
        self.end_paragraph()
        if self._open:
            self._open[-1].cell = None

    def end_row(self) -> None:
        """The innermost open table's row ends."""
        self.end_cell()
        if self._open:
            self._open[-1].row = None

    def end_table(self) -> None:
        """The innermost open table ends. Blank rows part it, as they part sheets; a part in which no row has two filled
        cells was layout, and its text stands alone.
        """
        self.end_row()
        if not self._open:
            return
        table = self._open.pop()
        self._before = ""
        grid = self._grid(table)
        blocks = list(part(_texts(grid)))
        tables: list[Table] = []
        for block in blocks:
            rows = grid[block.start : block.stop]
            texts = [[cell.text for cell in row if cell.text] for row in rows]
            if any(len(row) > 1 for row in texts):
                title = title_of(texts) or ("" if block is not blocks[0] else table.title)
                numbered = (tuple(cell._replace(row=n) for cell in row) for n, row in enumerate(rows))
                tables.append(Table(tuple(numbered) if block.start else rows, table.page, title))
                continue
            said = (Paragraph(text, table.page) for row in texts for text in row)
            self._paragraphs += [(table.number, len(tables), paragraph) for paragraph in said]
        self._tables[table.number] = tuple(tables)

    def break_page(self) -> None:
        """What follows stands on the next page."""
        self._page += 1

    def document(self, media_type: str) -> Document:
        """All that was said."""
        while self._open:
            self.end_table()
        self.end_paragraph()
        before = list(accumulate(map(len, self._tables), initial=0))
        paragraphs = [
            Paragraph(paragraph.text, paragraph.page, None, before[number] + within)
            for number, within, paragraph in self._paragraphs
        ]
        tables = tuple(table for parts in self._tables for table in parts)
        return Document(media_type, self._page, tables, tuple(paragraphs))

    def _grid(self, table: _Table) -> tuple[tuple[Cell, ...], ...]:
        width = max((cell.column + cell.colspan for row in table.rows for cell in row), default=0)
        self._count(width * len(table.rows))
        grid = []
        for number, row in enumerate(table.rows):
            by_column = {cell.column: cell for cell in row}
            cells = []
            for column in range(width):
                own = by_column.get(column)
                if own is None:
                    cells.append(Cell("", number, column, table.page))
                    continue
                rowspan = min(own.rowspan, len(table.rows) - number)
                text, indent = " ".join(own.texts), own.indent if own.texts else 0
                cells.append(
                    Cell(text, number, column, table.page, colspan=own.colspan, rowspan=rowspan, indent=indent)
                )
            grid.append(tuple(cells))
        return tuple(grid)

    def _count(self, cells: int) -> None:
        self._cells += cells
        if self._cells > 2 * MOST_CELLS:  # each is counted as it begins and again in its grid
            raise UnreadableFiling("too-many-cells", limit_cells=MOST_CELLS)


def _texts(grid: Sequence[Sequence[Cell]]) -> Iterator[list[str]]:
    """The filled texts of each row of `grid`; of one that a cell reaches into from above, what that says."""
    reaching = 0
    said = ""
    for number, row in enumerate(grid):
        texts = [cell.text for cell in row if cell.text]
        yield texts or ([said] if number < reaching else [])
        for cell in row:
            if cell.rowspan > 1 and number + cell.rowspan > reaching:
                reaching, said = number + cell.rowspan, cell.text or " "
