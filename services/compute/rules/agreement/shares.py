"""How far the parts of a total keep to the shares that they have of it elsewhere: in other years, in other rows."""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from statistics import median

from services.compute.rules.agreement.equation import Equation, Known

_LEAST_SPREAD = 0.05
"""In logarithms: shares that differ by a twentieth are alike."""
_FARTHEST = 6.0
"""Spreads beyond which a share is just another one."""
_FEWEST_FOR_COURSE = 4
Line = tuple[object, ...]


@dataclass(frozen=True)
class _Usual:
    """The logarithms of a part's shares by where they stand along its line."""

    shares: Mapping[int, float]

    def away(self, place: int, share: float) -> float:
        """How many spreads `share` at `place` is from what is usual: from the shares beside it where these go a course,
        as over years, from the middle of all where they do not.
        """
        expect, spread = self._followed
        return abs(share - expect(place)) / spread

    @cached_property
    def _followed(self) -> tuple[Callable[[int], float], float]:
        middle = median(self.shares.values())
        apart = median(abs(share - middle) for share in self.shares.values()) if len(self.shares) > 1 else 0.0
        if len(self.shares) >= _FEWEST_FOR_COURSE:
            from_beside = median(abs(share - self._beside(place)) for place, share in self.shares.items())
            if from_beside < apart:
                return self._beside, max(2 * from_beside, _LEAST_SPREAD)
        return lambda place: middle, max(2 * apart, _LEAST_SPREAD)

    @cached_property
    def _places(self) -> list[int]:
        return sorted(self.shares)

    def _beside(self, place: int) -> float:
        """The mean of the shares next before and next after `place`, or the one that there is."""
        at = bisect_left(self._places, place)
        after = at + (self._places[at : at + 1] == [place])
        near = [*self._places[max(0, at - 1) : at], *self._places[after : after + 1]]
        return sum(self.shares[one] for one in near) / len(near)


class Shares:
    """The usual shares of parts in the totals of `failing` sums, out of those of `equations` that hold."""

    def __init__(self, equations: Iterable[Equation], failing: Iterable[Equation]) -> None:
        wanted = {_line(one) for one in failing}
        shares: dict[Line, dict[int, dict[int, float]]] = defaultdict(lambda: defaultdict(dict))
        for one in equations:
            if wanted and one.holds and one.operator == "Sum" and one.telling and _line(one) in wanted:
                for part in one.parts:
                    share = _share(part.value, one.aggregate.value)
                    if share is not None:
                        shares[_line(one)][_along(part, one)][_at(one)] = share
        self._usual = {line: {along: _Usual(said) for along, said in parts.items()} for line, parts in shares.items()}

    def oddness(self, failing: Equation, fact: str, value: Decimal) -> float:
        """How many spreads the parts of `failing` are from their usual shares, in all, where `fact` is `value`."""
        usual = self._usual.get(_line(failing))
        if not usual:
            return 0.0
        total = value if failing.aggregate.fact == fact else failing.aggregate.value
        odd = 0.0
        for part in failing.parts:
            known = usual.get(_along(part, failing))
            share = _share(value if part.fact == fact else part.value, total)
            if known is not None:
                odd += _FARTHEST if share is None else min(_FARTHEST, known.away(_at(failing), share))
        return odd


def _line(one: Equation) -> Line:
    """What sums of the same lines have in common."""
    aggregate = one.aggregate
    return (aggregate.table, one.across, _along(aggregate, one), *(_along(part, one) for part in one.parts))


def _along(figure: Known, one: Equation) -> int:
    return figure.column if one.across else figure.row


def _at(one: Equation) -> int:
    """Where along its lines a sum stands."""
    return one.aggregate.row if one.across else one.aggregate.column


def _share(part: Decimal, whole: Decimal) -> float | None:
    return math.log(float(part / whole)) if part and whole and (part > 0) == (whole > 0) else None
