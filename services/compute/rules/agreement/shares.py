"""How far the parts of a total keep to the shares that they have of it elsewhere: in other years, in other rows."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from services.compute.rules.agreement.equation import Equation
from services.compute.rules.agreement.known import Known

_LEAST_SPREAD = 0.05
"""In logarithms: shares that differ by a twentieth are alike."""
_FARTHEST = 6.0
"""Spreads beyond which a share is just another one."""
Line = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Usual:
    """The logarithm of a share as it is elsewhere, and how far it goes from that."""

    share: float
    spread: float


class Shares:
    """The usual shares of parts in the totals of `failing` sums, out of those of `equations` that hold."""

    def __init__(self, equations: Iterable[Equation], failing: Iterable[Equation]) -> None:
        wanted = {_line(one) for one in failing}
        shares: dict[Line, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
        for one in equations:
            if wanted and one.holds and one.operator == "Sum" and one.telling and _line(one) in wanted:
                for part in one.parts:
                    share = _share(part.value, one.aggregate.value)
                    if share is not None:
                        shares[_line(one)][_along(part, one)].append(share)
        self._usual = {line: {along: _usual(said) for along, said in parts.items()} for line, parts in shares.items()}

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
                odd += _FARTHEST if share is None else min(_FARTHEST, abs(share - known.share) / known.spread)
        return odd


def _line(one: Equation) -> Line:
    """What sums of the same lines have in common."""
    aggregate = one.aggregate
    return (aggregate.table, one.across, _along(aggregate, one), *(_along(part, one) for part in one.parts))


def _along(figure: Known, one: Equation) -> int:
    return figure.column if one.across else figure.row


def _share(part: Decimal, whole: Decimal) -> float | None:
    return math.log(float(part / whole)) if part and whole and (part > 0) == (whole > 0) else None


def _usual(shares: Sequence[float]) -> _Usual:
    middle = median(shares)
    apart = median(abs(share - middle) for share in shares) if len(shares) > 1 else _LEAST_SPREAD
    return _Usual(middle, max(2 * apart, _LEAST_SPREAD))
