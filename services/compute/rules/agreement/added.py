"""Rates in a total row that are the rates of its rows added up, where the totals beside them give another."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from services.compute.rules.agreement.equation import Equation
from services.compute.rules.agreement.known import Known

_FEWEST = 2
_RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class AddedRates:
    """`equation` is what the rate should be, `rates` those that were added up instead."""

    equation: Equation
    rates: tuple[Known, ...]

    @property
    def is_of_rates(self) -> bool:
        """Whether they are shown or headed as rates: counts that others are multiplied by may well be added up."""
        return self.equation.source == "column" or all(
            one.unit == _RATIO for one in (self.equation.aggregate, *self.rates)
        )


def added_rates(
    equations: Sequence[Equation], places: Mapping[str, Mapping[tuple[int, int], Known]]
) -> Iterator[AddedRates]:
    """The failing rates of `equations` that are the sum of the rates in the rows that their row's totals add up."""
    failing = [one for one in equations if one.operator == "Division" and one.across and not one.holds]
    of_rates = {(one.aggregate.table, one.aggregate.row) for one in failing}
    rows: dict[tuple[str, int], set[tuple[int, ...]]] = defaultdict(set)
    for one in equations:
        place = one.aggregate.table, one.aggregate.row
        if one.operator == "Sum" and not one.across and one.holds and place in of_rates:
            rows[place].add(tuple(part.row for part in one.parts))
    for one in failing:
        rate = one.aggregate
        for added in rows[rate.table, rate.row]:
            known = places[rate.table]
            rates = tuple(known[row, rate.column] for row in added if (row, rate.column) in known)
            total = sum((each.value for each in rates), Decimal(0))
            if len(rates) >= _FEWEST and abs(total - rate.value) <= rate.half + sum(each.half for each in rates):
                yield AddedRates(one, rates)
                break
