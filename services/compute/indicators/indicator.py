"""What an indicator is: a formula over the figures of one subject, and what it comes to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from services.compute.indicators.subject import Subject

DIGITS = 40
"""Significant digits that indicators are worked out with."""
_FOUR_DECIMALS, _CENTS = Decimal("0.0001"), Decimal("0.01")
Figures = Mapping[str, Decimal]
Value = Callable[[Figures], Decimal | None]


@dataclass(frozen=True, slots=True)
class Indicator:
    """A value worked out of the concepts in `needs` (figures by concept); None where it is not defined (over zero).

    `light` names the traffic light that rates it, `reported` the concept under which filings print the same, `unit`
    what it is measured in: a ratio, money, or money for one unit achieved. `applies` says of which subjects it means
    something.
    """

    name: str
    formula: str
    needs: tuple[str, ...]
    value: Value
    light: str | None = None
    reported: str | None = None
    unit: str = "ratio"
    applies: Callable[[Subject], bool] = lambda _: True


def quotient(numerator: str, denominator: str) -> Value:
    """One figure over another; None over zero."""
    return lambda figures: over(figures[numerator], figures[denominator])


def over(numerator: Decimal, denominator: Decimal) -> Decimal | None:
    """`numerator` / `denominator`; None over zero."""
    return numerator / denominator if denominator else None


def shown(value: Decimal, unit: str = "ratio") -> str:
    """`value` as reports carry it: money to the cent, all else to four decimals; a cost by the piece with four digits
    that tell, and anything with two where four decimals would show nothing of something.
    """
    step = _CENTS if unit == "money" else _FOUR_DECIMALS
    if value and (unit == "unit" or abs(value) < step / 2):
        step = min(step, Decimal(1).scaleb(value.adjusted() - (3 if unit == "unit" else 1)))
    return format(value.quantize(step, ROUND_HALF_UP), "f")


def part(
    name: str,
    subject: dict[str, Any],
    value: Decimal,
    formula: str,
    inputs: list[str],
    **more: Any,
) -> dict[str, Any]:
    """An indicator as `shared.report.IndicatorPart` has it, without its id, and its `exact` value beside what is shown;
    `more` are its other fields, `scale` what `shown` is to round it by.
    """
    scale = more.pop("scale", "ratio")
    return {
        "name": name,
        "subject": subject,
        "value": shown(value, scale),
        "unit": "ratio",
        "formula": formula,
        "inputs": inputs,
        "reported": None,
        "reported_value": None,
        "difference": None,
        "rating": None,
        "category": None,
        "exact": value,
        **more,
    }
