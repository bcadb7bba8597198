"""What a filing prints for a value that is worked out: both are shown, with the difference in the digits printed."""

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import polars as pl

from services.compute.recognition.statement import Statement


def with_reported(statement: Statement, indicators: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """`indicators`, those with a fact as `reported` with what that prints, and by how much it differs."""
    facts = statement.facts.select("value", "exact", "half_unit", "category")
    return (_compared(entry, facts) if entry["reported"] else entry for entry in indicators)


def _compared(entry: dict[str, Any], facts: pl.DataFrame) -> dict[str, Any]:
    value, exact, half, category = facts.row(int(entry["reported"][1:]) - 1)
    if exact is None:
        return entry | {"reported_value": category}
    worked = entry.pop("exact")
    difference = Decimal(0)
    if abs(exact - worked) > half:
        step = half * 2 or Decimal(1)
        difference = exact - (worked / step).quantize(Decimal(1), ROUND_HALF_UP) * step
    entry |= {"reported_value": value, "difference": format(difference.normalize(), "f")}
    return entry
