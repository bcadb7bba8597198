"""How much of its budget a subject spent, how its budget was changed, what is left of it."""

from decimal import Decimal
from functools import cache

from services.compute.indicators.indicator import Figures, Indicator, over, quotient
from services.compute.indicators.subject import Subject
from services.compute.recognition.vocabulary import vocabulary


def _spends(subject: Subject) -> bool:
    """Whether its figures are of spending, not of revenue nor of both in the same columns."""
    if subject.row["statement"] in _mixing_revenue():
        return False
    return not (subject.states("estimated") or subject.states("collected") or subject.states("surplus_revenue"))


@cache
def _mixing_revenue() -> frozenset[str]:
    return frozenset(kind.code for kind in vocabulary().statements if kind.mixes_revenue)


def _no_accrual(subject: Subject) -> bool:
    """Whether what was exercised is all that tells of its spending, or the filing prints its rate."""
    printed = any(subject.states(rate) for rate in ("exercise_rate_approved", "exercise_rate_modified"))
    return _spends(subject) and (printed or not subject.states("accrued"))


def _amendment_rate(figures: Figures) -> Decimal | None:
    return over(figures["modified"] - figures["approved"], figures["approved"])


def _rate(name: str, numerator: str, denominator: str) -> Indicator:
    formula = f"{numerator} / {denominator}"
    return Indicator(
        name, formula, (numerator, denominator), quotient(numerator, denominator), "execution", name, applies=_spends
    )


def _exercise(name: str, denominator: str) -> Indicator:
    formula, value = f"exercised / {denominator}", quotient("exercised", denominator)
    return Indicator(name, formula, ("exercised", denominator), value, "execution", name, applies=_no_accrual)


BUDGET = (
    _rate("execution_rate_approved", "accrued", "approved"),
    _rate("execution_rate_modified", "accrued", "modified"),
    _exercise("exercise_rate_approved", "approved"),
    _exercise("exercise_rate_modified", "modified"),
    Indicator(
        "amendment",
        "modified - approved",
        ("modified", "approved"),
        lambda figures: figures["modified"] - figures["approved"],
        reported="adjustment",
        unit="money",
        applies=_spends,
    ),
    Indicator("amendment_rate", "(modified - approved) / approved", ("approved", "modified"), _amendment_rate),
    Indicator(
        "underspend",
        "modified - accrued",
        ("modified", "accrued"),
        lambda figures: figures["modified"] - figures["accrued"],
        reported="underspend",
        unit="money",
        applies=_spends,
    ),
    Indicator(
        "variation_rate",
        "(exercised - programmed) / programmed",
        ("exercised", "programmed"),
        lambda figures: over(figures["exercised"] - figures["programmed"], figures["programmed"]),
        reported="variation_rate",
    ),
    Indicator(
        "collection_rate",
        "collected / estimated",
        ("collected", "estimated"),
        quotient("collected", "estimated"),
    ),
)
"""Worked out for every subject that states the figures."""
