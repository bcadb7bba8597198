"""What a filing prints for a value that is worked out: both are shown, with the difference in the digits printed."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any

from services.compute.indicators.indicator import DIGITS
from services.compute.recognition.statement import Statement


def with_reported(statement: Statement, indicators: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """`indicators`, those with a fact as `reported` with what that prints, and by how much it differs."""
    places = [int(entry["reported"][1:]) - 1 for entry in indicators if entry["reported"]]
    printed = statement.facts.select("value", "exact", "half_unit", "category")[places].iter_rows()
    with localcontext(prec=DIGITS):
        return [_compared(entry, *next(printed)) if entry["reported"] else entry for entry in indicators]


def _compared(
    entry: dict[str, Any], value: str | None, exact: Decimal | None, half: Decimal, category: str | None
) -> dict[str, Any]:
    if exact is None:
        return entry | {"reported_value": category}
    worked = entry.pop("exact")
    difference = Decimal(0)
    if abs(exact - worked) > half:
        step = half * 2 or Decimal(1)
        difference = exact - (worked / step).quantize(Decimal(1), ROUND_HALF_UP) * step
    entry |= {"reported_value": value, "difference": format(difference.normalize(), "f")}
    return entry
