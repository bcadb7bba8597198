"""Reading a row under the columns: where a cell too many or too few moved its figures, arithmetic puts them back.

Every way to read the row is tried: as it stands, with an empty cell taken out, with a lost cell put back. A reading is
judged by how many of the row's own reported rates come out under it, and by how many cells hold what their column
asks for. The best is taken only if it is alone; what the best readings do not agree on is left unread.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from services.compute.arithmetic import Figure, Verdict, quotient
from services.compute.reading.document import Cell
from services.compute.recognition.columns import Column
from services.compute.recognition.figures import is_absent, looks_numeric, parse
from services.compute.recognition.vocabulary import vocabulary

Outcome = Literal["as-is", "mended", "ambiguous"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A row under the columns: for each column index the cell read there, or None.

    `moved` says what was done: +n where n cells were put back, -n where n were taken out, at column `at`. `outcome`
    is ``ambiguous`` where several ways to read the row are equally good; then `cells` holds what they agree on.
    `rates_met` counts the row's reported rates that come out under the reading.
    """

    cells: tuple[Cell | None, ...]
    moved: int = 0
    at: int = 0
    outcome: Outcome = "as-is"
    rates_met: int = 0


@dataclass(frozen=True, slots=True, order=True)
class _Score:
    """How a reading fares; less is better."""

    faults: int
    rates_not_met: int
    cells_lost: int
    moves: int


def align(row: Sequence[Cell], columns: Sequence[Column]) -> Reading:
    """Read `row` under `columns`, which are as many as the table is wide."""
    plain = Reading(_fit(list(row), len(columns)))
    if len(row) == len(columns) and not _in_doubt(plain, columns):
        return plain
    scored = sorted(
        ((_score(reading, columns, len(row)), reading) for reading in _readings(row, columns)),
        key=lambda pair: pair[0],
    )
    best_score = scored[0][0]
    best = [reading for score, reading in scored if score == best_score]
    first = best[0]
    if any(_figures(reading, columns) != _figures(first, columns) for reading in best[1:]):
        agreed = tuple(
            cells[0] if len(set(cells)) == 1 else None for cells in zip(*(r.cells for r in best), strict=True)
        )
        return Reading(agreed, first.moved, first.at, "ambiguous")
    if first.moved == 0:
        return first
    return Reading(first.cells, first.moved, first.at, "mended", _rates(first, columns)[0])


def _fit(cells: list[Cell], width: int) -> tuple[Cell | None, ...]:
    fitted: list[Cell | None] = [*cells[:width]]
    return tuple(fitted + [None] * (width - len(fitted)))


def _in_doubt(reading: Reading, columns: Sequence[Column]) -> bool:
    """Whether a cell holds what its column cannot, or a column of figures is empty."""
    return any(
        _fault(cell, column) or (column.is_measure and (cell is None or not cell.text))
        for cell, column in zip(reading.cells, columns, strict=True)
    )


def _fault(cell: Cell | None, column: Column) -> bool:
    """Whether `cell` holds what `column` cannot: words among figures, a bare figure where a name or unit belongs."""
    if column.concept is None or cell is None or not cell.text:
        return False
    if column.concept.kind == "role":
        return column.concept.code in ("unit_of_measure", "name") and parse(cell) is not None
    figure = parse(cell)
    if figure is None:
        return not is_absent(cell) and not looks_numeric(cell)
    return figure.percent and column.concept.kind != "ratio"


def _readings(row: Sequence[Cell], columns: Sequence[Column]) -> Iterator[Reading]:
    width = len(columns)
    cells = list(row)
    yield Reading(_fit(cells, width))
    for at in range(len(cells)):
        for count in (1, 2):
            if at + count <= len(cells) and not any(cell.text for cell in cells[at : at + count]):
                yield Reading(_fit(cells[:at] + cells[at + count :], width), -count, at)
    for at in range(width):
        if at <= len(cells) and (len(cells) < width or not cells[-1].text):
            put_back: list[Cell | None] = [*cells[:at], None, *cells[at:]]
            yield Reading(tuple((put_back + [None] * width)[:width]), 1, at)


def _score(reading: Reading, columns: Sequence[Column], length: int) -> _Score:
    holds, fails = _rates(reading, columns)
    faults = sum(_fault(cell, column) for cell, column in zip(reading.cells, columns, strict=True))
    kept = sum(1 for cell in reading.cells if cell is not None and cell.text)
    return _Score(faults + fails, -holds, -kept, abs(reading.moved))


def _rates(reading: Reading, columns: Sequence[Column]) -> tuple[int, int]:
    """How many reported rates come out under `reading`, and how many do not."""
    figures = _figures(reading, columns)
    verdicts = [
        quotient(figures[numerator], figures[denominator], figures[rate]).verdict
        for rate, (numerator, denominator) in vocabulary().quotients().items()
        if rate in figures and numerator in figures and denominator in figures
    ]
    return verdicts.count(Verdict.HOLDS), verdicts.count(Verdict.FAILS)


def _figures(reading: Reading, columns: Sequence[Column]) -> dict[str, Figure]:
    """The figures of `reading` by concept."""
    figures = {}
    for cell, column in zip(reading.cells, columns, strict=True):
        if cell is not None and column.concept is not None and (figure := column.figure(cell)) is not None:
            figures[column.concept.code] = figure
    return figures
