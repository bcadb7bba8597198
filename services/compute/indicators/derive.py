"""A statement's indicators: subject by subject, then over all that parts a budget, then over the filing."""

from collections.abc import Iterator
from decimal import Decimal, localcontext
from itertools import islice
from typing import Any

from services.compute.indicators.budget import BUDGET
from services.compute.indicators.concentration import concentration, shares_of
from services.compute.indicators.formulas import formula_values
from services.compute.indicators.goals import GOALS, direction, reached
from services.compute.indicators.heads import heads_of
from services.compute.indicators.indicator import DIGITS, Indicator, part
from services.compute.indicators.lights import light_of, rated
from services.compute.indicators.outturn import outturns
from services.compute.indicators.pace import pace_of
from services.compute.indicators.reported import with_reported
from services.compute.indicators.several_years import is_assessed, progress, standings
from services.compute.indicators.shares import printed_shares
from services.compute.indicators.subject import Subject, subjects_of
from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from shared.report import Rating

INDICATORS = (*BUDGET, *GOALS)
"""Worked out for every subject that states the figures."""
_AT_ONCE = 1000


def derive(statement: Statement, policy: Policy) -> Iterator[dict[str, Any]]:
    """The indicators of `statement`, each as `IndicatorPart` has it, without its id.

    Rates are rated for a filing of a whole year; in a part of one, the pace is: it is not behind for not being over.
    """
    every = _every(statement, policy)
    while True:
        with localcontext(prec=DIGITS):  # never left open while others work with what is yielded
            some = list(islice(every, _AT_ONCE))
        if not some:
            return
        for entry in with_reported(statement, some):
            entry.pop("exact", None)
            yield entry


def _every(statement: Statement, policy: Policy) -> Iterator[dict[str, Any]]:
    whole_year = statement.period is not None and statement.period.whole_year
    indicators = (*INDICATORS, *pace_of(statement.period))
    assessed = []
    stated = set(statement.subjects.columns)
    possible = [one for one in indicators if set(one.needs) <= stated]
    for subject in subjects_of(statement):
        if is_assessed(subject):
            assessed.append(subject)
        for indicator in possible:
            if subject.states(*indicator.needs) and indicator.applies(subject):
                made = _made(indicator, subject, statement.currency)
                if made:
                    made["rating"] = _rating(indicator, subject, made["exact"], policy, whole_year)
                    yield made
        yield from progress(subject, policy)
    yield from formula_values(statement)
    yield from _shares(statement)
    wholes: list[dict[str, Any]] = []
    for heads in heads_of(statement):
        yield from shares_of(heads)
        if heads.subject in wholes:
            continue
        wholes.append(heads.subject)
        yield from concentration(heads)
        yield from outturns(heads, policy if whole_year else None, statement.currency)
    yield from standings(assessed, statement.institution.name if statement.institution else None)


def _made(indicator: Indicator, subject: Subject, currency: str) -> dict[str, Any] | None:
    value = indicator.value(subject.row)
    if value is None:
        return None
    unit: str | None = {"ratio": "ratio", "money": currency}.get(indicator.unit)
    if unit is None:
        each = subject.texts.get("unit_of_measure") or subject.unit("achieved")
        unit = f"{currency} / {each}" if each else currency
    return part(
        indicator.name,
        subject.as_part(),
        value,
        indicator.formula,
        [fact for need in indicator.needs if (fact := subject.fact(need))],
        scale=indicator.unit,
        unit=unit,
        reported=subject.fact(indicator.reported) if indicator.reported else None,
    )


def _rating(
    indicator: Indicator, subject: Subject, value: Decimal, policy: Policy, whole_year: bool
) -> Rating | str | None:
    """The rating of `value`: by the filing's own ranges where it prints them, else by the policy's, by direction."""
    if indicator.light is None or (not whole_year and indicator.light != "pace"):
        return None
    if indicator.light == "achievement":
        own = light_of(subject)
        if own is not None:
            return rated(subject, own)
        if not indicator.name.startswith("directed"):
            goal = next(need for need in indicator.needs if need != "achieved")
            rate = reached(direction(subject), subject.figure("achieved"), subject.figure(goal))
            return None if rate is None else policy.rating(indicator.light, rate)
    return policy.rating(indicator.light, value)


def _shares(statement: Statement) -> Iterator[dict[str, Any]]:
    """The shares that the filing prints beside their figures."""
    for one in printed_shares(statement):
        if one.worked.expected is not None:
            subject = {name: one.share[f"subject_{name}"] for name in ("kind", "code", "name")}
            inputs = [one.part["fact"], one.whole["fact"]]
            concept = one.part["concept"]
            formula = f"{concept} / total_{concept}"
            yield part("share_of_total", subject, one.worked.expected, formula, inputs, reported=one.share["fact"])
