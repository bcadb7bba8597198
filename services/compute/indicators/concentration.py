"""How the money is spread over the heads: each one's share of the whole, the largest, and the Herfindahl index.

The index is the sum of the squared shares: 1 where one head has all, 1/n where n have as much.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from services.compute.indicators.heads import Heads, Row
from services.compute.indicators.indicator import part

_FEWEST_HEADS = 2


def shares_of(heads: Heads) -> Iterator[dict[str, Any]]:
    """Each head's share of what was accrued, or where none was, of what was approved."""
    concept, rows, whole = _spread(heads)
    printed = heads.total.get(f"{concept}.fact") if heads.total else None
    for row in rows:
        subject = {"kind": row["subject_kind"], "code": row["subject_code"], "name": row["subject_name"]}
        inputs = [row[f"{concept}.fact"], *([printed] if printed else [])]
        yield part("share_of_total", subject, row[concept] / whole, f"{concept} / total_{concept}", inputs)


def concentration(heads: Heads) -> Iterator[dict[str, Any]]:
    """How much of the whole a few of the heads have; none where one of them is below zero."""
    concept, rows, whole = _spread(heads)
    if not rows or any(row[concept] < 0 for row in rows):
        return
    inputs = [row[f"{concept}.fact"] for row in rows]
    shares = [row[concept] / whole for row in rows]
    squares = sum((share * share for share in shares), Decimal(0))
    yield part("concentration", heads.subject, squares, f"sum(({concept} / sum({concept})) ** 2)", inputs)
    yield part("largest_share", heads.subject, max(shares), f"max({concept}) / sum({concept})", inputs)


def _spread(heads: Heads) -> tuple[str, list[Row], Decimal]:
    """What is spread, over which heads, and how much it is; no heads where there are too few or nothing to spread."""
    concept = next((concept for concept in ("accrued", "approved") if heads.whole(concept)), "approved")
    rows = heads.stating(concept)
    whole = sum((row[concept] for row in rows), Decimal(0))
    return (concept, rows, whole) if len(rows) >= _FEWEST_HEADS and whole > 0 else (concept, [], whole)
