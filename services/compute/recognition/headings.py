"""Which rows of a table are headings, and which concept each column has."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.compute.reading.blocks import filled
from services.compute.reading.document import Cell, Table
from services.compute.recognition.columns import Column
from services.compute.recognition.figures import parse
from services.compute.recognition.vocabulary import fold, match

_MOST_HEADING_ROWS = 5


@dataclass(frozen=True, slots=True)
class Headings:
    """The columns of a table, the rows that head them, and all that those say, folded."""

    columns: tuple[Column, ...]
    rows: frozenset[int]
    said: frozenset[str]

    @property
    def codes(self) -> frozenset[str]:
        """The concepts that the columns have."""
        return frozenset(column.concept.code for column in self.columns if column.concept)

    def repeated_by(self, row: Sequence[Cell]) -> bool:
        """Whether `row` only says again what the headings say."""
        cells = filled(row)
        return bool(cells) and all(fold(cell.text) in self.said for cell in cells)


def find_headings(table: Table) -> Headings | None:
    """The headings of `table`: the rows between its title and its first row of figures. None where no column is known.

    A group heading reaches right over the empty cells beside it, as merged cells are written.
    """
    rows = _heading_rows(table)
    if not rows:
        return None
    width = max(len(row) for row in table.rows)
    lines = [[_text(table.rows[row], column) for column in range(width)] for row in rows]
    spread = [_spread(line) for line in lines[:-1]] + [lines[-1]]
    columns = []
    for index in range(width):
        own = [line[index] for line in lines if line[index]]
        label = own[-1] if own else ""
        above = [line[index] for line in spread[:-1] if line[index] and line[index] != label]
        group = " ".join(dict.fromkeys(above)) if own and lines[-1][index] else ""
        columns.append(Column(index, label, group, match(group, label) if label else None))
    said = frozenset(fold(text) for line in lines for text in line if text)
    headings = Headings(tuple(columns), frozenset(rows), said)
    return headings if headings.codes else None


def _heading_rows(table: Table) -> list[int]:
    rows: list[int] = []
    for number, row in enumerate(table.rows):
        cells = filled(row)
        if sum(parse(cell) is not None for cell in cells) >= 2:
            break
        if len(cells) > 1:
            rows.append(number)
        elif rows:
            break
    return rows[:_MOST_HEADING_ROWS]


def _text(row: Sequence[Cell], column: int) -> str:
    return row[column].text if column < len(row) else ""


def _spread(line: list[str]) -> list[str]:
    spread, last = [], ""
    for text in line:
        last = text or last
        spread.append(last)
    return spread
