"""A row as the total of others, or a column as that of columns: what it says for being one, and what of it fails."""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from services.compute.arithmetic.slip import is_slip
from services.compute.rules.agreement.equation import Equation, total_of
from services.compute.rules.agreement.known import units_of
from services.compute.rules.agreement.row_slips import row_slip
from services.compute.rules.agreement.slips import bits_of_slip
from services.compute.rules.agreement.total_lines import OUTERMOST, OUTLINE, WHOLE, Line, have_any, in_column

_OUTLINE_BITS, _NAMED_BITS, _UNNAMED_BITS = 8.0, 10.0, 14.0
"""Bits that the columns of a total must say together: where the outline names its rows, or none other does that these
stand under, where words do, and where it is only the first or last row of its table.
"""
_MOST_BITS, _AGAINST = 20.0, 9.0
_ENDING_BITS = 5.0
"""Bits that each column of the total that ends a plain table must say in the mean where none comes out."""
_LITTLE = Decimal("0.45")
"""Of what a total should be, how much it may miss by."""
_HOLDING_FOR_ONE = 3
"""Columns that must come out for each but the first that does not."""
_RATIO = "ratio"
_FINEST = Decimal("1e-9")
_LARGE = 1_000
"""So many times what rounding leaves open a figure must be for its sign to tell."""
_FEWEST = 2
_HUNDRED = 100
_MOST_SHARES = 500
"""Rows beyond which nobody shares a whole out."""
_MOSTLY_THERE = Decimal("0.5")
"""Of a total from which a row is missing, the others make more than this share."""


@dataclass(frozen=True, slots=True)
class LineTotal:
    """A row as the total of rows that stand to it in the way `how`: an equation a column, and whether they say enough
    together for it to be one. Those `by_row` fail by one row; those `doubted` by nothing that explains it.
    """

    how: str
    equations: tuple[Equation, ...]
    said: float
    sure: bool
    of_shares: bool = False
    by_row: tuple[Equation, ...] = ()
    doubted: tuple[Equation, ...] = ()

    @property
    def is_short(self) -> bool:
        """Whether it comes out in no column, and in those of money that only grows most of it is there."""
        short = [one for one in self.equations if one.aggregate.value > 0 and all(p.value >= 0 for p in one.parts)]
        return bool(short) and all(
            not one.holds and _MOSTLY_THERE * one.aggregate.value < one.made < one.aggregate.value for one in short
        )

    @property
    def is_slipped(self) -> bool:
        """Whether it stands under the outline or over all of it and fails by slips alone, however little these say."""
        off = [one for one in self.equations if not one.holds]
        return self.how in (OUTLINE, OUTERMOST) and bool(off) and all(map(_bits, off))


def line_total(
    row: Line,
    how: str,
    parts: Sequence[Line],
    told: Mapping[str, set[str]],
    across: bool,
    rated: Collection[int] = (),
    *,
    ends: bool = False,
    last: bool = False,
) -> LineTotal:
    """`row` as the total of `parts`: one digit may be wrong in a few columns, or one row, not in most: there figures
    are rounded, or the total is of other rows. Rates beside amounts add up to nothing, but for shares to a whole, nor
    need what the columns `rated` have. The `last` row may be that of all the outermost, totals themselves. Where it
    `ends` a plain table and each of its columns is off by a slip, all are wrong.
    """
    shares = _shares(row, parts, across) if row.is_total else ()
    if shares:
        return LineTotal(how, shares, _MOST_BITS, True, True)
    equations = []
    fewest = 1 if how == OUTLINE else _FEWEST
    for column, figure in row.figures.items():
        known = in_column(parts, column)
        if (
            sum(islice((1 for one in known if one.value), fewest)) < fewest
            or len({figure.unit, *units_of(known)} - {None}) > 1
        ):
            continue
        equations.append(total_of(figure, known, (1,) * len(known), across=across, source="found"))
    if any(one.aggregate.unit != _RATIO for one in equations):
        equations = [one for one in equations if one.holds or one.aggregate.unit != _RATIO or one.aggregate.value == 1]
    equations = [one for one in equations if one.holds or one.aggregate.column not in rated]
    equals = () if across else _equals(row, parts, {} if last and how == OUTERMOST else told)
    slip = None if across or how == WHOLE else row_slip(equations, by_itself=equals, totals=told.keys())
    if slip and slip.is_by_itself:
        placed = tuple(replace(one, source="layout") for one in slip.equations)
        return LineTotal(how, placed, _MOST_BITS, True, by_row=placed)
    by_row = {one.aggregate.fact for one in slip.equations} if slip else set()
    if equals:
        equations = [replace(one, source="layout") if one.aggregate.fact in by_row else one for one in equations]
    if across:
        by_row = {one.aggregate.fact for one in equations if _lost_a_sign(one, equations)}
    said = sum(0 if one.aggregate.fact in by_row else _bits(one) or -_AGAINST for one in equations)
    near = [one for one in equations if _bits(one) or one.aggregate.fact in by_row]
    if row.is_total and not across and any(one.holds and _bits(one) >= _NAMED_BITS for one in near):
        near += [replace(one, source="layout") for one in equations if one not in near and bits_as_shown(one)]
    holding = sum(one.holds for one in near)
    failing = len(near) - holding - (len(by_row) if holding else max(0, len(by_row) - 1))
    enough = said >= (_UNNAMED_BITS if how == WHOLE else _OUTLINE_BITS if how in (OUTLINE, OUTERMOST) else _NAMED_BITS)
    sure = enough and failing <= max(1, holding / _HOLDING_FOR_ONE)
    if ends and equations and not holding and not by_row:
        bits = [bits_as_shown(one) for one in equations]
        if all(bits) and sum(bits) >= _ENDING_BITS * len(bits):
            return LineTotal(how, tuple(equations), sum(bits), True)
    spoilt = tuple(one for one in near if one.aggregate.fact in by_row)
    doubted = tuple(one for one in equations if one not in near) if sure and holding else ()
    return LineTotal(how, tuple(near if sure else equations), said, sure, by_row=spoilt, doubted=doubted)


def _lost_a_sign(one: Equation, beside: Sequence[Equation]) -> bool:
    """Whether the total of a row comes out with one of its figures on the other side of nothing, and enough of those
    rows `beside` come out in which the same column gives something: what is taken off is no lost sign.
    """
    if one.holds or not one.telling:
        return False
    figures = [(one.aggregate, one.off + 2 * one.made), *((part, one.off + 2 * part.value) for part in one.parts)]
    lost = [figure for figure, left in figures if abs(left) <= one.tolerance < abs(figure.value) / _LARGE]
    columns = {figure.column for figure in lost}
    giving = [
        each
        for each in beside
        if each.holds and any(figure.value and figure.column in columns for figure in (each.aggregate, *each.parts))
    ]
    return len(giving) >= _FEWEST


def _equals(row: Line, parts: Sequence[Line], told: Mapping[str, set[str]]) -> Collection[int]:
    """The places of `parts` where `row` is called a total of them, and all have codes of one kind, stand under the same
    and are no totals of others.
    """
    alike = len({(part.kind, part.parent) for part in parts}) == 1 and parts[0].kind is not None
    return {part.place for part in parts} if alike and row.is_total and not have_any(parts, told) else ()


def _shares(row: Line, parts: Sequence[Line], across: bool) -> tuple[Equation, ...]:
    """The totals of shares in `row`, several that say a hundred per cent or whose parts do: no fewer must come to it
    than do not, and these must be off by a slip.
    """
    sums = []
    for column, figure in row.figures.items() if len(parts) <= _MOST_SHARES else ():
        known = in_column(parts, column)
        alike = units_of(known) == {figure.unit} and all(one.value >= 0 for one in known)
        if alike and len(known) > _FEWEST and figure.value > 0:
            one = total_of(figure, known, (1,) * len(known), across=across, source="layout")
            if (1 if figure.unit == _RATIO else _HUNDRED) in (figure.value, one.made):
                sums.append(one)
    off = [one for one in sums if not one.holds]
    slips = all(abs(one.off) < one.aggregate.value and is_slip(float(one.off), float(one.tolerance)) for one in off)
    return tuple(sums) if slips and len(sums) >= max(_FEWEST, 2 * len(off)) else ()


def bits_as_shown(one: Equation) -> float:
    """What a sum that misses by little says for being off by a slip where its figures are not rounded but as exact as
    they are shown, to the last digit that is not 0 in all of them.
    """
    if abs(one.off) > _LITTLE * abs(one.made) or one.is_rounded:
        return 0.0
    shown = [figure.value.normalize().as_tuple().exponent for figure in (one.aggregate, *one.parts) if figure.value]
    half = Decimal(5).scaleb(min(map(int, shown)) - 1)
    return bits_of_slip(one.off, max(abs(one.aggregate.value), abs(one.made)), Decimal(0), half)


def excesses(one: Equation) -> Iterator[tuple[str, Decimal]]:
    """By how much each figure of a sum would be too large if it alone were wrong."""
    yield one.aggregate.fact, one.off.normalize()
    for part, sign in zip(one.parts, one.signs, strict=True):
        yield part.fact, (-one.off * sign).normalize()


def _bits(equation: Equation) -> float:
    """What a total says for being one: that it comes out to its last digit, or to all digits but one."""
    off, size, half = equation.off, max(abs(equation.aggregate.value), abs(equation.made)), equation.aggregate.half
    if not equation.holds:
        return bits_of_slip(off, size, equation.tolerance, half)
    return min(_MOST_BITS, math.log2(1 + float(size / (2 * max(abs(off), half, _FINEST)))))
