"""Tables whose sums come out to the last digit: there figures are not rounded, and a centavo is a difference."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from services.compute.rules.agreement.equation import Equation

_FEWEST = 8
_FOR_ONE = 4
"""So many sums must come out to the last digit for each that does not."""


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
