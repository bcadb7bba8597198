"""How far spending departed from the budget: PEFA's indicators PI-1 and PI-2, and the whole budget's rates.

PEFA 2016, PI-1: what was spent over what was approved. PI-2: each head's budget is scaled by the change of the total;
what the heads departed from that, taken without sign, over all of it. PEFA grades three years; of one the figure is
given.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from services.compute.indicators.goals import words
from services.compute.indicators.heads import Heads, Row
from services.compute.indicators.indicator import Figures, over, part
from services.compute.policy import Policy
from services.compute.recognition.folding import fold

_WHOLES = ("approved", "modified", "accrued")
_RATES: tuple[tuple[str, str, tuple[str, str], Callable[[Figures], Decimal | None], str | None], ...] = (
    (
        "aggregate_outturn",
        "sum(accrued) / sum(approved)",
        ("accrued", "approved"),
        lambda sums: over(sums["accrued"], sums["approved"]),
        None,
    ),
    (
        "aggregate_execution_rate",
        "sum(accrued) / sum(modified)",
        ("accrued", "modified"),
        lambda sums: over(sums["accrued"], sums["modified"]),
        "execution",
    ),
    (
        "aggregate_amendment_rate",
        "(sum(modified) - sum(approved)) / sum(approved)",
        ("approved", "modified"),
        lambda sums: over(sums["modified"] - sums["approved"], sums["approved"]),
        None,
    ),
)


def outturns(heads: Heads, policy: Policy | None, currency: str) -> Iterator[dict[str, Any]]:
    """The indicators of all `heads` together. `policy` rates them, where it is given.

    A rate is worked out over the heads that state all that it needs.
    """
    for concept in _WHOLES:
        rows = heads.stating(concept)
        if rows:
            total = sum((row[concept] for row in rows), Decimal(0))
            inputs = [row[f"{concept}.fact"] for row in rows]
            reported = heads.total.get(f"{concept}.fact") if heads.total else None
            name = f"total_{concept}"
            made = part(name, heads.subject, total, f"sum({concept})", inputs, scale="money", unit=currency)
            yield made | {"reported": reported}
    for name, formula, needs, work, light in _RATES:
        rows = heads.stating(*needs)
        value = work({need: sum((row[need] for row in rows), Decimal(0)) for need in needs}) if rows else None
        if value is not None:
            rating = policy.rating(light, value) if policy and light else None
            yield part(name, heads.subject, value, formula, _facts(rows, needs), rating=rating)
    yield from _composition(heads)


def _composition(heads: Heads) -> Iterator[dict[str, Any]]:
    needs = ("accrued", "approved")
    rows = [row for row in heads.stating(*needs) if not _outside(row)]
    if len(rows) < 2:
        return
    approved, accrued = (sum((row[need] for row in rows), Decimal(0)) for need in ("approved", "accrued"))
    if approved <= 0 or accrued <= 0:
        return
    scaled = [row["approved"] * accrued / approved for row in rows]
    off = sum((abs(row["accrued"] - budget) for row, budget in zip(rows, scaled, strict=True)), Decimal(0))
    formula = "sum(abs(accrued - approved * sum(accrued) / sum(approved))) / sum(accrued)"
    yield part("composition_variance", heads.subject, off / accrued, formula, _facts(rows, needs))


def _outside(row: Row) -> bool:
    """Whether a head is interest or a contingency, which PEFA leaves out of the composition."""
    return fold(row["subject_name"] or "").startswith(words()["outside_composition"])


def _facts(rows: list[Row], needs: tuple[str, ...]) -> list[str]:
    return [row[f"{need}.fact"] for need in needs for row in rows]
