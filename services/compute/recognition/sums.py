"""The sums that a table states of itself: columns numbered ``3 = (1 + 2)``, a modified budget, a row of totals."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from services.compute.arithmetic import Figure
from services.compute.reading.document import Cell
from services.compute.recognition.columns import Column
from services.compute.recognition.numbers.by_sums import Mend, Place, Sum, holding, mends
from services.compute.recognition.subjects import is_total
from services.compute.recognition.vocabulary import vocabulary

_STATED = re.compile(r"\(?(?P<whole>\w{1,2})\)?\s*=\s*\(?(?P<parts>[\w\s+\-–]+)\)?")
_PLAIN = re.compile(r"\(?(\w{1,2})\)?")
_LEAST_HOLDING = 2
_DIGITS = re.compile(r"\d")
Rows = Sequence[Sequence[Cell | None]]


def mended_cells(rows: Rows, columns: Sequence[Column]) -> dict[Place, tuple[Decimal, ...]]:
    """By row and column of `rows`, in which some are in doubt, the values of cells that the table's own sums put right,
    or cannot decide on.
    """
    texts: dict[Place, str] = {}
    figures: dict[Place, Figure] = {}
    for number, row in enumerate(rows):
        for cell, column in zip(row, columns, strict=True):
            if _is_printed(cell, column) and cell is not None:
                texts[number, column.index] = cell.text
                if (figure := column.figure(cell)) is not None:
                    figures[number, column.index] = figure
    scanned = {place for place in texts if (cell := rows[place[0]][place[1]]) and cell.confidence is not None}
    sums = list(_confirmed(rows, columns, figures))
    if texts.keys() == figures.keys() and not (scanned and _any_fails(sums, figures)):
        return {}
    return {mend.place: mend.values for mend in _scaled(mends(texts, figures, sums, scanned), columns)}


def holds_digits(cell: Cell) -> bool:
    """Whether any digit stands in `cell`."""
    return bool(_DIGITS.search(cell.text))


def _is_printed(cell: Cell | None, column: Column) -> bool:
    return cell is not None and not cell.is_number and column.is_measure and holds_digits(cell)


def in_doubt(rows: Rows, columns: Sequence[Column]) -> Iterator[tuple[int, Cell, Column]]:
    """The cells of `rows` that may state another figure than is read in them, each with the number of its row: none is,
    or OCR read it.
    """
    measures = [(place, column) for place, column in enumerate(columns) if column.is_measure]
    for number, row in enumerate(rows):
        for place, column in measures:
            cell = row[place]
            if cell is None or cell.is_number or not cell.text:
                continue
            if cell.confidence is not None or not column.states(cell):
                yield number, cell, column


def _scaled(found: Iterator[Mend], columns: Sequence[Column]) -> Iterator[Mend]:
    """Mends of columns in pesos; in others the printed digits are not the value's own."""
    factors = {column.index: column.factor for column in columns}
    return (mend for mend in found if factors[mend.place[1]] == 1)


def _any_fails(sums: Sequence[Sum], figures: Mapping[Place, Figure]) -> bool:
    whole = [total for total in sums if all(place in figures for place in total.places())]
    shown = [total for total in whole if figures[total.whole].value]
    return holding(shown, figures) < len(shown)


def _confirmed(rows: Rows, columns: Sequence[Column], figures: Mapping[Place, Figure]) -> Iterator[Sum]:
    """The sums along rows that hold in other rows, and down columns that hold in other columns."""
    for whole, parts in sums_along(columns):
        alike = [Sum((n, whole), tuple(((n, part), sign) for part, sign in parts), True) for n in range(len(rows))]
        if holding(alike, figures) >= _LEAST_HOLDING:
            yield from alike
    down = list(_down(rows, columns, figures))
    if holding(down, figures) >= _LEAST_HOLDING:
        yield from down


def sums_along(columns: Sequence[Column]) -> Iterator[tuple[int, tuple[tuple[int, int], ...]]]:
    """The sums that the headings or the known concepts of `columns` make along rows: the column of the whole, and those
    of the parts with their signs.
    """
    numbered = {found[1]: c.index for c in columns if (found := _PLAIN.match(c.stated.strip()))}
    for column in columns:
        if found := _STATED.fullmatch(column.stated.strip()):
            terms = re.findall(r"([+\-–]?)\s*(\w{1,2})", found["parts"])
            if all(name in numbered for _, name in terms):
                yield column.index, tuple((numbered[name], -1 if sign in ("-", "–") else 1) for sign, name in terms)
    by_concept = {column.concept.code: column.index for column in columns if column.concept}
    for whole, ways in vocabulary().sums.items():
        for way in ways:
            if whole in by_concept and all(part in by_concept for part, _ in way):
                yield by_concept[whole], tuple((by_concept[part], sign) for part, sign in way)


def _down(rows: Rows, columns: Sequence[Column], figures: Mapping[Place, Figure]) -> Iterator[Sum]:
    """The last row as the sum of all above it, if it says to be a total and none of them does."""
    labels = [_label(row, columns) for row in rows]
    if len(rows) < _LEAST_HOLDING + 1 or not is_total(labels[-1]) or any(map(is_total, labels[:-1])):
        return
    for column in columns:
        above = [(n, column.index) for n in range(len(rows) - 1) if _stands(rows[n], column)]
        if column.is_measure and above:
            yield Sum((len(rows) - 1, column.index), tuple((place, 1) for place in above), False)


def _label(row: Sequence[Cell | None], columns: Sequence[Column]) -> str:
    texts = (cell.text for cell, column in zip(row, columns, strict=True) if cell and cell.text and column.names_rows)
    return next(texts, "")


def _stands(row: Sequence[Cell | None], column: Column) -> bool:
    cell = row[column.index] if column.index < len(row) else None
    return cell is not None and bool(_DIGITS.search(cell.text))
