"""Which rows of a table are headings, and which concept each column has."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from services.compute.reading.blocks import filled
from services.compute.reading.document import Cell, Table
from services.compute.recognition.columns import Column
from services.compute.recognition.figures import parse
from services.compute.recognition.vocabulary import fold, match

_MOST_HEADING_ROWS = 5
_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?(\s*[=/][\s\d()+\-=/*]+)?")


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
    """The headings of `table`: the rows between its title and its first row of figures. None where no column is known
    that names its rows, or none that holds figures.

    A group heading reaches right over the empty cells beside it, as merged cells are written.
    """
    rows = _heading_rows(table)
    if not rows:
        return None
    labelled = max(cell.column for row in rows for cell in filled(table.rows[row])) + 1
    width = max(labelled, table.width)
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
    names_rows = headings.codes & {"code", "name"}
    return headings if names_rows and any(column.is_measure for column in columns) else None


def has_headings(table: Table) -> bool:
    """Whether `table` begins with rows that may be headings of its own, known or not."""
    return bool(_heading_rows(table))


def _heading_rows(table: Table) -> list[int]:
    rows: list[int] = []
    for number, row in enumerate(table.rows):
        cells = filled(row)
        if numbers_columns(row) or sum(parse(cell) is not None for cell in cells) >= 2:
            break
        if len(cells) > 1:
            rows.append(number)
        elif rows:
            break
    return rows[:_MOST_HEADING_ROWS]


def numbers_columns(row: Sequence[Cell]) -> bool:
    """Whether `row` numbers the columns and says their arithmetic, as forms do under their headings: ``1``, ``2``,
    ``3 = (1 + 2)``, ``5/1``.
    """
    texts = [cell.text for cell in filled(row)]
    said = [text for text in texts if _COLUMN_NUMBER.fullmatch(text)]
    formulas = [text for text in said if not text.strip("()").isdecimal()]
    counts = [int(text.strip("()")) for text in said if text.strip("()").isdecimal()]
    in_order = len(counts) >= 3 and counts == list(range(counts[0], counts[0] + len(counts)))
    return len(said) == len(texts) >= 3 and counts[:1] == [1] and (bool(formulas) or in_order)


def _text(row: Sequence[Cell], column: int) -> str:
    return row[column].text if column < len(row) else ""


def _spread(line: list[str]) -> list[str]:
    spread, last = [], ""
    for text in line:
        last = text or last
        spread.append(last)
    return spread
