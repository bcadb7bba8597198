"""What a filing prints for a value that is worked out: both are shown, with the difference in the digits printed."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from services.compute.recognition.statement import Statement


def with_reported(statement: Statement, indicators: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """`indicators`, those with a fact as `reported` with what that prints, and by how much it differs."""
    facts = statement.facts
    known = dict(
        zip(
            facts["fact"].to_list(),
            facts.select("value", "exact", "half_unit", "category").iter_rows(),
            strict=True,
        )
    )
    return [_compared(entry, known) if entry["reported"] else entry for entry in indicators]


def _compared(entry: dict[str, Any], known: dict[str, tuple[Any, ...]]) -> dict[str, Any]:
    value, exact, half, category = known[entry["reported"]]
    if exact is None:
        return entry | {"reported_value": category}
    worked = entry.pop("exact")
    difference = Decimal(0)
    if abs(exact - worked) > half:
        step = half * 2 or Decimal(1)
        difference = exact - (worked / step).quantize(Decimal(1), ROUND_HALF_UP) * step
    entry |= {"reported_value": value, "difference": format(difference.normalize(), "f")}
    return entry
