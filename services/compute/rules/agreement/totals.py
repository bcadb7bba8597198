"""Totals by where their rows stand: a row named a total and the rows above it, a row and those indented below it.

What a table's figures show of its relations takes several columns. Here the words and the outline say which rows a
total is to be made of, so that a single column tells: where the total comes out, or where one wrong digit keeps it
from doing so, which chance would hardly hit on.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from services.compute.recognition.statement import RecognisedTable, Statement
from services.compute.rules.agreement.equation import Equation, Known, total_of
from services.compute.rules.agreement.slips import bits_of_slip

_NAMED_BITS, _UNNAMED_BITS = 12.0, 18.0
"""Bits that the columns of a total must say together: where words or the outline name its rows, and where it is only
the first or last row of its table.
"""
_MOST_BITS, _AGAINST = 20.0, 9.0
_HOLDING_FOR_ONE = 3
"""Columns that must come out for each but the first that does not."""
_FINEST = Decimal("1e-9")
_FEWEST = 2
_FEWEST_OF_ALL = 3
_FARTHEST = 500
"""Rows from a total beyond which none is looked at."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of figures, by column."""

    number: int
    is_total: bool
    parent: int | None
    figures: Mapping[int, Known]


def placed_equations(
    statement: Statement, table: RecognisedTable, figures: Mapping[tuple[int, int], Known]
) -> Iterator[Equation]:
    """The totals of `table` down its columns that come out, or would but for one digit; `figures` by row and column."""
    rows = _rows(statement, table, figures)
    below: dict[int | None, list[_Row]] = defaultdict(list)
    for row in rows:
        below[row.parent].append(row)
    for place, row in enumerate(rows):
        runs = [(below[row.number], _NAMED_BITS), *_runs(rows, place)]
        options = [_judged(row, parts, least) for parts, least in runs if len(parts) >= _FEWEST]
        told = [(said, equations) for said, equations in options if equations]
        if told:
            yield from max(told, key=lambda option: option[0])[1]


def _rows(statement: Statement, table: RecognisedTable, figures: Mapping[tuple[int, int], Known]) -> list[_Row]:
    facts = statement.facts.filter((pl.col("table") == table.id) & pl.col("exact").is_not_null())
    rows: dict[int, _Row] = {}
    kinds = facts.select("row", "subject_row", "subject_kind", "parent").unique(
        "row", keep="first", maintain_order=True
    )
    by_row: dict[int, dict[int, Known]] = {}
    for (row, column), figure in figures.items():
        by_row.setdefault(row, {})[column] = figure
    for row, number, kind, parent in kinds.iter_rows():
        rows[row] = _Row(number, kind == "total", parent, by_row.get(row, {}))
    return [rows[row] for row in sorted(rows)]


def _runs(rows: Sequence[_Row], place: int) -> Iterator[tuple[Sequence[_Row], float]]:
    """The rows around the row at `place` that it may be the total of, and how many bits must speak for it."""
    if rows[place].is_total:
        for side in (rows[max(0, place - _FARTHEST) : place][::-1], rows[place + 1 : place + 1 + _FARTHEST]):
            until = next((number for number, one in enumerate(side) if one.is_total), len(side))
            yield side[:until], _NAMED_BITS
            yield [one for one in side if not one.is_total], _NAMED_BITS
            yield [one for one in side if one.is_total], _NAMED_BITS
    elif place in (0, len(rows) - 1) and _FEWEST_OF_ALL < len(rows) <= _FARTHEST:
        yield (rows[:place] or rows[1:]), _UNNAMED_BITS


def _judged(row: _Row, parts: Sequence[_Row], least: float) -> tuple[float, list[Equation]]:
    """What the columns say for `row` as the total of `parts`, in bits, and the equations if that is enough.

    One digit may be wrong in a few columns, not in most: there figures are rounded, or the total is of other rows.
    """
    said, equations = 0.0, []
    for column, figure in row.figures.items():
        known = [one.figures[column] for one in parts if column in one.figures]
        if sum(one.value != 0 for one in known) < _FEWEST or len({one.unit for one in (figure, *known)} - {None}) > 1:
            continue
        equation = total_of(figure, known, (1,) * len(known), across=False, source="found")
        bits = _bits(equation)
        said += bits or -_AGAINST
        if bits:
            equations.append(equation)
    failing = sum(not one.holds for one in equations)
    enough = said >= least and failing <= max(1, (len(equations) - failing) / _HOLDING_FOR_ONE)
    return said, equations if enough else []


def _bits(equation: Equation) -> float:
    """What a total says for being one: that it comes out to its last digit, or to all digits but one."""
    off, size, half = equation.off, max(abs(equation.aggregate.value), abs(equation.made)), equation.aggregate.half
    if not equation.holds:
        return bits_of_slip(off, size, equation.tolerance, half)
    return min(_MOST_BITS, math.log2(1 + float(size / (2 * max(abs(off), half, _FINEST)))))
