"""Indicators as formulas over the columns of a statement."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any

import polars as pl

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement

_FOUR_DECIMALS = Decimal("0.0001")
_DIGITS = 40
Figures = Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Indicator:
    """A value worked out of the concepts in `needs` (figures by concept); None where it is not defined (over zero).

    `light` names the traffic light that rates it, `reported` the concept under which filings print the same.
    """

    name: str
    formula: str
    needs: tuple[str, ...]
    value: Callable[[Figures], Decimal | None]
    light: str | None = None
    reported: str | None = None


def _over(numerator: Decimal, denominator: Decimal) -> Decimal | None:
    return numerator / denominator if denominator else None


def _rate(name: str, numerator: str, denominator: str, light: str) -> Indicator:
    return Indicator(
        name,
        f"{numerator} / {denominator}",
        (numerator, denominator),
        lambda figures: _over(figures[numerator], figures[denominator]),
        light,
        name,
    )


def _gap(figures: Figures) -> Decimal | None:
    money = _over(figures["accrued"], figures["modified"])
    goal = _over(figures["achieved"], figures["target_modified"])
    return None if money is None or goal is None else money - goal


def _amendment(figures: Figures) -> Decimal | None:
    return _over(figures["modified"] - figures["approved"], figures["approved"])


INDICATORS = (
    _rate("execution_rate_approved", "accrued", "approved", "execution"),
    _rate("execution_rate_modified", "accrued", "modified", "execution"),
    _rate("achievement_rate_original", "achieved", "target_original", "achievement"),
    _rate("achievement_rate_modified", "achieved", "target_modified", "achievement"),
    Indicator("amendment_rate", "(modified - approved) / approved", ("approved", "modified"), _amendment),
    Indicator(
        "financial_physical_gap",
        "accrued / modified - achieved / target_modified",
        ("accrued", "modified", "achieved", "target_modified"),
        _gap,
    ),
)
"""Worked out for every programme."""

AGGREGATES = (
    # PEFA 2016, PI-1: what was spent over what was approved at the start, all programmes together.
    Indicator(
        "aggregate_outturn",
        "sum(accrued) / sum(approved)",
        ("accrued", "approved"),
        lambda figures: _over(figures["accrued"], figures["approved"]),
    ),
    Indicator(
        "aggregate_execution_rate",
        "sum(accrued) / sum(modified)",
        ("accrued", "modified"),
        lambda figures: _over(figures["accrued"], figures["modified"]),
        "execution",
    ),
    Indicator(
        "aggregate_amendment_rate",
        "(sum(modified) - sum(approved)) / sum(approved)",
        ("approved", "modified"),
        _amendment,
    ),
)
"""Worked out once, over the programmes that state all the figures needed."""


def derive(statement: Statement, policy: Policy) -> list[dict[str, Any]]:
    """The indicators of `statement`, each as `IndicatorPart` has it, without its id.

    Rates are rated for a filing of a whole year only: a part of a year is not behind because it is not the end.
    """
    subjects = statement.subjects.filter(pl.col("subject_kind") != "total")
    programmes = subjects.filter(pl.col("subject_kind") == "programme")
    rated = statement.period is not None and statement.period.whole_year
    found: list[dict[str, Any]] = []
    with localcontext(prec=_DIGITS):
        for subject in subjects.iter_rows(named=True):
            for indicator in INDICATORS:
                if all(subject.get(need) is not None for need in indicator.needs):
                    inputs = [subject[f"{need}.fact"] for need in indicator.needs]
                    made = _made(indicator, subject, inputs, _subject(subject), policy if rated else None)
                    if made and indicator.reported:
                        made["reported"] = subject.get(f"{indicator.reported}.fact")
                    found += [made] if made else []
        name = statement.institution.name if statement.institution else None
        for indicator in AGGREGATES:
            if set(indicator.needs) <= set(programmes.columns):
                complete = programmes.drop_nulls(list(indicator.needs))
                sums = {need: sum(complete[need].to_list(), Decimal(0)) for need in indicator.needs}
                inputs = [fact for need in indicator.needs for fact in complete[f"{need}.fact"].to_list()]
                made = _made(
                    indicator, sums, inputs, {"kind": "filing", "code": None, "name": name}, policy if rated else None
                )
                found += [made] if made else []
    return found


def _made(
    indicator: Indicator, figures: Figures, inputs: list[str], subject: dict[str, Any], policy: Policy | None
) -> dict[str, Any] | None:
    value = indicator.value(figures)
    if value is None:
        return None
    return {
        "name": indicator.name,
        "subject": subject,
        "value": str(value.quantize(_FOUR_DECIMALS, ROUND_HALF_UP)),
        "formula": indicator.formula,
        "inputs": inputs,
        "reported": None,
        "rating": policy.rating(indicator.light, value) if policy and indicator.light else None,
    }


def _subject(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"kind": row["subject_kind"], "code": row["subject_code"], "name": row["subject_name"]}
