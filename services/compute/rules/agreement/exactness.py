"""What is not rounded: tables whose sums come out to the last digit, where a centavo is a difference, and counts that a
price makes a cost of, where a quotient near to the count is not the count.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from services.compute.rules.agreement.chance import lines_of
from services.compute.rules.agreement.equation import Equation

_FEWEST = 8
_FOR_ONE = 4
"""So many sums must come out to the last digit for each that does not."""
_FEWEST_PRODUCTS, _PRODUCTS_FOR_ONE = 3, 3
_LEAST_BITS = 13.0
"""What products that come out must say together beyond that their quotients round to the counts."""
_HALF = Decimal("0.5")


def exact_tables(equations: Iterable[Equation]) -> frozenset[str]:
    """The ids of the tables in which nearly all sums that hold come out to the last digit."""
    exact, rounded = Counter[str](), Counter[str]()
    for one in equations:
        if one.operator == "Sum" and one.holds and one.telling and one.source != "again":
            (exact if abs(one.off) <= one.aggregate.half else rounded)[one.aggregate.table] += 1
    return frozenset(table for table, times in exact.items() if times >= max(_FEWEST, _FOR_ONE * rounded[table]))


def sharpened(equations: Sequence[Equation], exact: frozenset[str]) -> list[Equation]:
    """`equations`, the sums of the tables `exact` with no room for rounding."""
    return [
        replace(one, tolerance=one.aggregate.half) if one.operator == "Sum" and one.aggregate.table in exact else one
        for one in equations
    ]


def with_exact_counts(equations: Sequence[Equation]) -> list[Equation]:
    """`equations`, the quotients that are counts with no room for rounding these, where in nearly all rows the count
    times the one, the price, is the other to the last digit; nor have sums of such counts any.
    """
    together: dict[tuple[object, ...], list[Equation]] = defaultdict(list)
    for one in equations:
        if one.operator == "Division" and one.across and one.aggregate.half == _HALF == one.aggregate.value % 1 + _HALF:
            together[lines_of(one), tuple(part.column for part in one.parts)].append(one)
    exact: dict[int, Equation] = {}
    counted: set[str] = set()
    for group in together.values():
        products = [one for one in group if abs(one.off) <= _room(one) and one.aggregate.value > 1]
        said = sum(-math.log2(max(2 * float(_room(one)), 1e-6)) for one in products)
        off = sum(abs(one.off) > _room(one) for one in group)
        if len(products) >= max(_FEWEST_PRODUCTS, _PRODUCTS_FOR_ONE * off) and said >= _LEAST_BITS:
            exact.update((id(one), replace(one, tolerance=_room(one))) for one in group if off)
            counted.update(one.aggregate.fact for one in group)
    sums = (one for one in equations if one.operator == "Sum" and one.off and counted >= {p.fact for p in one.parts})
    exact.update((id(one), _of_counts(one)) for one in (sums if counted else ()))
    return [exact.get(id(one), one) for one in equations]


def _of_counts(one: Equation) -> Equation:
    """The sum `one` of figures that are not rounded."""
    aggregate, *parts = (figure._replace(half=Decimal(0)) for figure in (one.aggregate, *one.parts))
    return replace(one, aggregate=aggregate, parts=tuple(parts), tolerance=Decimal(0))


def _room(one: Equation) -> Decimal:
    """How far a quotient may be off that is not rounded itself."""
    return one.tolerance - one.aggregate.half
