"""Parting rows of cells into tables: blank rows part them, and so does a title that comes again."""

from collections.abc import Iterable, Iterator, Sequence

from services.compute.reading.document import Cell, Paragraph, Table

Row = Sequence[Cell]
_HEAD_ROWS = 2


def filled(row: Row) -> list[Cell]:
    """The cells of `row` that hold anything."""
    return [cell for cell in row if cell.text]


def part(rows: Iterable[Sequence[str]]) -> Iterator[range]:
    """The blocks in `rows`, each row given by its filled texts, as ranges of row numbers."""
    begin, length = 0, 0
    first: Sequence[str] = ()
    for number, texts in enumerate(rows):
        if not texts or (length > 1 and len(first) == 1 and texts == first and _says_something(texts[0])):
            if length:
                yield range(begin, begin + length)
            length = 0
        if texts:
            if not length:
                begin, first = number, list(texts)
            length += 1
    if length:
        yield range(begin, begin + length)


def title_of(block: Iterable[Sequence[str]]) -> str:
    """The lines at the head of `block` that stand alone in their rows."""
    lines = []
    for texts in block:
        if len(texts) != 1 or not _says_something(texts[0]):
            break
        lines.append(texts[0])
    return "\n".join(lines)


def _says_something(text: str) -> bool:
    """Whether `text` may be a title, and is no figure."""
    return any(map(str.isalpha, text))


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
        whole = list(rows)
        texts = [[cell.text for cell in row if cell.text] for row in whole]
        for block in part(texts):
            self._add(whole, block, texts[block.start : block.stop])

    def _add(self, whole: list[Row], block: range, texts: list[list[str]]) -> None:
        if not any(len(row) > 1 for row in texts):
            for row in whole[block.start : block.stop]:
                cell = filled(row)[0]
                where = (cell.sheet_column, cell.sheet_row)
                self.paragraphs.append(Paragraph(cell.text, self.page, cell.line, len(self.tables), *where))
            return
        title = title_of(texts)
        head = [[cell.text for cell in row] for row in whole[block.start : block.stop][:_HEAD_ROWS]]
        if self._turns_page and title and head == self._first_head:
            self.page += 1
        self._first_head = self._first_head or head
        rows = tuple(self._placed(whole, at, number) for number, at in enumerate(block))
        self.tables.append(Table(rows, self.page, title))

    def _placed(self, whole: list[Row], at: int, number: int) -> tuple[Cell, ...]:
        """The row `at` of the `whole`, as the row `number` of its table; in the whole it is no longer: there are many,
        and twice they would take twice the room.
        """
        row, whole[at] = whole[at], ()
        return tuple(Cell(cell.text, number, cell.column, self.page, *cell[4:]) for cell in row)
