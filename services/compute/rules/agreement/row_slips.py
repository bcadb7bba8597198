"""Totals that would come out but for a row or two: they leave them out, count them twice, or one is in another unit or
has the wrong sign.

That what a total lacks is a row of its own, or two, to the last digit is no chance. Where the columns beside come out
with them, they are of the total, and the total errs; where a row is off by a thousand in all columns, the row does.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from services.compute.rules.agreement.alike import AlikeRows
from services.compute.rules.agreement.equation import Equation
from services.compute.rules.agreement.known import Known
from services.compute.rules.agreement.sure_rows import (
    FACTORS,
    LEFT_OUT,
    SURE_BITS,
    TURNED,
    TWICE,
    Rows,
    bits_of_rows,
    is_down,
    is_sure,
    is_turned,
    lost_its_sign,
    parts_in,
    rows_of_sum,
)

_FEWEST_PARTS = {1: 3, 2: 5}
"""Of fewer figures a total that leaves out one is the other, as the last balance or the largest is; and one that leaves
out two is made of others.
"""
_MOST_PARTS_FOR_TWO = 100
"""Of more figures two make by chance what a total is off by."""


@dataclass(frozen=True, slots=True)
class RowSlip:
    """The `equations` of one row, down several columns, come out if they count one of their rows `factor` times. That
    row is `rows`, or one of them where they are alike; all of them, where they are `together`. `carried` are those that
    fail by what follows from it. It `is_by_itself` where no column comes out with that row. Where the sign of the row
    is the wrong one it `lost_its_sign`.
    """

    rows: tuple[int, ...]
    factor: Decimal
    equations: tuple[Equation, ...]
    is_by_itself: bool
    carried: tuple[Equation, ...] = ()
    together: bool = False
    lost_its_sign: bool = False

    @property
    def is_of_the_total(self) -> bool:
        """Whether the total errs, and not the row."""
        return self.factor in (LEFT_OUT, TWICE, TURNED) and not self.lost_its_sign

    @property
    def failing(self) -> tuple[Equation, ...]:
        """What fails by it."""
        return (*self.equations, *self.carried)

    def passes_over(self, one: Equation) -> bool:
        """Whether `one` is the same total without the row."""
        first = self.equations[0]
        rows, own = ({part.row for part in each.parts} for each in (one, first))
        same = one.aggregate.table == first.aggregate.table and one.aggregate.row == first.aggregate.row
        return is_down(one) and same and not one.holds and rows == own - {*self.rows}

    @property
    def mended(self) -> Mapping[Known, Decimal]:
        """What the figures that are wrong should be."""
        if self.is_of_the_total:
            return {one.aggregate: one.made for one in self.failing}
        return {part: part.value * self.factor for one in self.equations for part in parts_in(one, self.rows[:1])}


class _Told(NamedTuple):
    """An equation, what it is `off` by, and its `parts` that give something, by row; `giving` are so many."""

    equation: Equation
    off: Decimal
    parts: Mapping[int, Sequence[Known]]
    giving: int

    def explaining(self, factor: Decimal) -> Iterator[int]:
        """The rows that it would come out with if it counted one of them `factor` times."""
        more = factor - 1
        room = max(more, Decimal(0))
        if self.giving >= _FEWEST_PARTS[1]:
            for row, parts in self.parts.items():
                part, *others = parts
                if not others and abs(self.off - more * part.value) <= self.equation.tolerance + room * part.half:
                    yield row

    def is_explained(self, rows: Rows, factor: Decimal) -> bool:
        """Whether it comes out if it counts each of two `rows` `factor` times."""
        own = [self.parts[row] for row in rows if row in self.parts]
        if not own or self.giving < _FEWEST_PARTS[2] or any(len(parts) > 1 for parts in own):
            return False
        more = factor - 1
        counted, half = sum(part.value for (part,) in own), sum((part.half for (part,) in own), Decimal(0))
        return abs(self.off - more * counted) <= self.equation.tolerance + max(more, Decimal(0)) * half


def _told(one: Equation) -> _Told:
    parts: dict[int, list[Known]] = defaultdict(list)
    for part in one.parts:
        if part.value:
            parts[part.row].append(part)
    return _Told(one, one.off, parts, sum(map(len, parts.values())))


def row_slip(
    equations: Sequence[Equation], *, by_itself: Collection[int] = (), totals: Collection[str] = ()
) -> RowSlip | None:
    """The one row, or the two, by which those of `equations` fail that make one row the total of others, a column each;
    None where none explain it, or chance may. The rows `by_itself` are so plainly among their equals that none of the
    columns beside needs to come out with them. The facts that are `totals` themselves may be told as others are, and
    taken away.
    """
    failing = [one for one in equations if not one.holds]
    told = [_told(one) for one in failing]
    found: dict[Decimal, dict[int, tuple[Equation, ...]]] = defaultdict(dict)
    for factor in FACTORS:
        explained: dict[int, list[Equation]] = defaultdict(list)
        for one in told:
            for row in one.explaining(factor):
                explained[row].append(one.equation)
        for row, own in sorted(explained.items()):
            if factor == TURNED:
                sure = is_turned(equations, own, row, totals)
            else:
                sure = is_sure(equations, own, (row,), factor, row in by_itself)
            if sure:
                found[factor][row] = tuple(own)
    best = max(found, key=lambda factor: max(map(len, found[factor].values())), default=None)
    most = max(map(len, found[best].values())) if best is not None else 0
    two = _two_rows(equations, told, by_itself) if len(failing) > most else None
    if two is not None and len(two.equations) > most:
        return two
    if best is None:
        return None
    alike = tuple(row for row, by_it in found[best].items() if len(by_it) == most)
    alone, by_it = _is_alone(equations, alike[:1]), found[best][alike[0]]
    lost = best == TURNED and lost_its_sign(equations, by_it, alike[0])
    return None if (alone or lost) and len(alike) > 1 else RowSlip(alike, best, by_it, alone, lost_its_sign=lost)


def _two_rows(equations: Sequence[Equation], failing: Sequence[_Told], by_itself: Collection[int]) -> RowSlip | None:
    """The two rows that those of `equations` that are `failing` leave out or count twice, if no others might be."""
    found: dict[tuple[Rows, Decimal], tuple[Equation, ...]] = {}
    for factor in (LEFT_OUT, TWICE):
        for rows in dict.fromkeys(rows for one in failing for rows in _twos(one, factor)):
            explained = tuple(one.equation for one in failing if one.is_explained(rows, factor))
            if is_sure(equations, explained, rows, factor, {*rows} <= {*by_itself}):
                found[rows, factor] = explained
    most = max(map(len, found.values()), default=0)
    alike = [(rows, factor, explained) for (rows, factor), explained in found.items() if len(explained) == most]
    if len(alike) != 1:
        return None
    ((rows, factor, explained),) = alike
    return RowSlip(rows, factor, explained, _is_alone(equations, rows), together=True)


def _twos(told: _Told, factor: Decimal) -> Iterator[Rows]:
    """The two rows of an equation by which it may be off, where that is no chance."""
    one = told.equation
    parts = sorted((part for part in one.parts if part.value), key=_value)
    if not _FEWEST_PARTS[2] <= len(parts) <= _MOST_PARTS_FOR_TWO or bits_of_rows(one, 2) < SURE_BITS:
        return
    made, room = one.off / (factor - 1), one.tolerance + 2 * max(part.half for part in parts)
    for place, first in enumerate(parts):
        missing = made - first.value
        begin = bisect_left(parts, missing - room, place + 1, key=_value)
        for second in parts[begin : bisect_right(parts, missing + room, begin, key=_value)]:
            rows = (min(first.row, second.row), max(first.row, second.row))
            if told.is_explained(rows, factor):
                yield rows


def _value(part: Known) -> Decimal:
    return part.value


def _is_alone(equations: Sequence[Equation], rows: Rows) -> bool:
    """Whether none of `equations` comes out with `rows`."""
    return not any(one.holds and any(part.value for part in parts_in(one, rows)) for one in equations)


def row_slips(equations: Sequence[Equation], failing: Sequence[Equation], alike: AlikeRows) -> Iterator[RowSlip]:
    """The slips of whole rows among the `failing` of `equations`, each with what it carries into other columns by these
    and what rows that are `alike` say.
    """
    groups: dict[tuple[object, ...], list[Equation]] = defaultdict(list)
    for one in failing:
        if is_down(one):
            groups[rows_of_sum(one)].append(one)
    if not groups:
        return
    beside: dict[tuple[str, int], list[Equation]] = defaultdict(list)
    along: dict[tuple[str, int], list[Equation]] = defaultdict(list)
    for one in equations:
        if one.holds and one.telling:
            (along if one.across else beside)[one.aggregate.table, one.aggregate.row].append(one)
    totals = {one.aggregate.fact for of_row in beside.values() for one in of_row}
    for together in groups.values():
        total = together[0].aggregate
        siblings = [one for one in beside[total.table, total.row] if is_down(one) and _alike(one, together[0])]
        placed = {part.row for one in together if one.source == "layout" for part in one.parts}
        slip = row_slip([*siblings, *together], by_itself=placed, totals=totals)
        if slip is not None:
            if slip.factor == TURNED and _is_told_otherwise(slip, failing):
                slip = replace(slip, lost_its_sign=True)
            of_row = (one for one in alike.at(total.table, total.row) if one.telling)
            yield with_carried(slip, together, [*along[total.table, total.row], *of_row])


def _is_told_otherwise(slip: RowSlip, failing: Sequence[Equation]) -> bool:
    """Whether what fails elsewhere comes out with the row on the other side, so that it is the row's own sign."""
    values = {part.fact: -part.value for one in slip.equations for part in parts_in(one, slip.rows[:1])}
    others = (one for one in failing if one not in slip.equations and not values.keys().isdisjoint(one.facts))
    return any(one.holds_with(values) for one in others)


def with_carried(slip: RowSlip, together: Sequence[Equation], along: Sequence[Equation]) -> RowSlip:
    """`slip` with those of `together` that fail since their totals were worked out of those that it spoils."""
    if not slip.is_of_the_total:
        return slip
    values = {figure.fact: value for figure, value in slip.mended.items()}
    carried: list[Equation] = []
    for one in together:
        if one in slip.equations:
            continue
        with_it = {**values, one.aggregate.fact: one.made}
        links = [
            each for each in along if one.aggregate.fact in each.facts and not values.keys().isdisjoint(each.facts)
        ]
        if any(each.holds_with(with_it) for each in links):
            values = with_it
            carried.append(one)
    return replace(slip, carried=tuple(carried))


def _alike(one: Equation, other: Equation) -> bool:
    """Whether two sums are of the same rows, but for those that give nothing."""
    first, second = ({part.row for part in each.parts} for each in (one, other))
    return first <= second or second <= first
