"""Whether what a total is off by is a row of its own, left out, counted twice, of another unit or sign, or chance."""

import math
from collections.abc import Collection, Sequence
from decimal import Decimal

from services.compute.rules.agreement.equation import Equation
from services.compute.rules.agreement.known import Known, rows_in

LEFT_OUT, TWICE, TURNED = Decimal(0), Decimal(2), Decimal(-1)
_UNITS = tuple(Decimal(10) ** power for power in (3, -3, 6, -6))
FACTORS = (LEFT_OUT, TWICE, *_UNITS, TURNED)
"""How many times a row may be counted that should be counted once."""
SURE_BITS, _SIBLING_BITS, _ALONE_BITS = 8.0, 10.0, 14.0
"""Bits that chance would have to guess: for what is off to be a row, for the columns beside to come out with that row,
and for what is off to be a row where none beside does.
"""
_MOST_BITS = 20.0
Rows = tuple[int, ...]


def is_sure(
    equations: Sequence[Equation], explained: Sequence[Equation], rows: Rows, factor: Decimal, by_itself: bool
) -> bool:
    """Whether chance would hardly have it that counting `rows` so often makes `explained` come out."""
    with_row = [one for one in equations if any(part.value for part in parts_in(one, rows))]
    holding = [
        one for one in with_row if one.holds and sum(part.value != 0 for part in parts_in(one, rows)) == len(rows)
    ]
    said = max(bits_of_rows(one, len(rows)) for one in explained)
    if factor in _UNITS:
        return not holding and len(explained) == len(with_row) and said >= _ALONE_BITS
    if holding and (by_itself or len(holding) >= len(explained)):
        return said >= SURE_BITS and sum(map(_bits_of_coming_out, holding)) >= _SIBLING_BITS
    return by_itself and not holding and factor == LEFT_OUT and len(explained) == len(with_row) and said >= _ALONE_BITS


def is_turned(equations: Sequence[Equation], explained: Sequence[Equation], row: int, totals: Collection[str]) -> bool:
    """Whether chance would hardly have it that `explained` come out with `row` on the other side, and it is no way of
    the form to print without a sign what it takes away: the row counts as it is printed in other columns, or is
    negative where it is added as if it were not, or others of its total are negative.
    """
    with_row = [one for one in equations if any(part.value for part in parts_in(one, (row,)))]
    holding = [one for one in with_row if one.holds]
    said = max(bits_of_rows(one, 1) for one in explained)
    if holding:
        enough = len(holding) >= len(explained) or lost_its_sign(holding, explained, row)
        return enough and said >= SURE_BITS and sum(map(_bits_of_coming_out, holding)) >= _SIBLING_BITS
    added = all(part.value < 0 for one in explained for part in parts_in(one, (row,)))
    signed = added or all(any(part.value < 0 for part in one.parts) for one in explained)
    plain = all(part.fact not in totals for one in explained for part in one.parts)
    return signed and plain and len(explained) == len(with_row) and said >= _ALONE_BITS


def lost_its_sign(equations: Sequence[Equation], explained: Sequence[Equation], row: int) -> bool:
    """Whether the `row` and not its total has the wrong sign where that explains what fails: it has another in the
    columns that come out, if it stands in any.
    """
    signs = {part.value > 0 for one in explained for part in parts_in(one, (row,))}
    holding = {part.value > 0 for one in equations if one.holds for part in parts_in(one, (row,)) if part.value}
    return holding.isdisjoint(signs)


def bits_of_rows(one: Equation, rows: int) -> float:
    """What chance would have to guess for what `one` is off by to be so many of its parts, in one of these ways."""
    parts = sum(part.value != 0 for part in one.parts)
    ways = parts * len(FACTORS) if rows == 1 else parts * (parts - 1)
    return math.log2(float(abs(one.off) / (2 * _room(one))) + 1) - math.log2(max(ways, 1))


def _bits_of_coming_out(one: Equation) -> float:
    return min(_MOST_BITS, math.log2(1 + float(abs(one.made) / (2 * _room(one)))))


def _room(one: Equation) -> Decimal:
    """How far `one` may be off, half a unit at least where its figures are whole."""
    finest = min(figure.value.normalize().as_tuple().exponent for figure in (one.aggregate, *one.parts) if figure.value)
    return max(one.tolerance, Decimal(5).scaleb(min(int(finest), 0) - 1))


def parts_in(one: Equation, rows: Rows) -> list[Known]:
    return [part for part in one.parts if part.row in rows]


def is_down(one: Equation) -> bool:
    """Whether `one` adds up figures of one column."""
    return one.operator == "Sum" and not one.across and all(sign == 1 for sign in one.signs)


def rows_of_sum(one: Equation) -> tuple[object, ...]:
    """What sums of the same rows have in common, a column each."""
    return one.aggregate.table, one.aggregate.row, rows_in(one.parts)
