"""A row in doubt read as the total of those above it."""

from collections.abc import Sequence
from dataclasses import replace

from services.compute.reading.document import Cell
from services.compute.recognition.alignment_scores import Reading
from services.compute.recognition.alignment_ways import MOST_MOVES, figures_of, fit, ways
from services.compute.recognition.columns import Column

_FEWEST_SUMMED = 2


def as_total(row: Sequence[Cell], above: Sequence[Reading], columns: Sequence[Column]) -> Reading | None:
    """`row`, of another length than `columns`, read so that it sums the rows `above` it, column by column: as it
    stands, where its end was cut off, or with cells put back or taken out so that it fits, if one way alone does.
    """
    plain = Reading(fit(list(row), len(columns)))
    moves = abs(len(columns) - len(row))
    every = ways(row, columns, moves) if 0 < moves <= MOST_MOVES else ()
    added = [(one, *_adds_up(one.cells, above, columns)) for one in every]
    most = max((adds for _, adds, _ in added), default=0)
    adds, fails = _adds_up(plain.cells, above, columns)
    if len(row) < len(columns) and adds >= max(_FEWEST_SUMMED, fails + 1, most):
        return plain
    summing = [one for one, adds, fails in added if adds >= _FEWEST_SUMMED and not fails]
    alike = all(figures_of(one, columns) == figures_of(summing[0], columns) for one in summing)
    return replace(summing[0], outcome="mended") if summing and alike else None


def _adds_up(row: Sequence[Cell | None], above: Sequence[Reading], columns: Sequence[Column]) -> tuple[int, int]:
    """In how many columns `row` sums the rows `above` it, and in how many it does not."""
    adds = fails = 0
    if len(above) < _FEWEST_SUMMED:
        return adds, fails
    for cell, column in zip(row, columns, strict=False):
        if (
            cell is None
            or not cell.text
            or not column.is_measure
            or (column.concept and column.concept.kind == "ratio")
        ):
            continue
        parts = [column.figure(own) for reading in above if (own := reading.cells[column.index]) is not None]
        figures = [figure for figure in parts if figure is not None]
        total = column.figure(cell)
        if total is None or not any(figure.value for figure in figures):
            continue
        gap = abs(sum((figure.value for figure in figures), -total.value))
        holds = gap <= sum((figure.half_unit for figure in figures), total.half_unit)
        adds, fails = adds + holds, fails + (not holds)
    return adds, fails
