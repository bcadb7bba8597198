"""A report in a few figures: what heads every page and print-out."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from shared.problems import Language
from shared.report import AnomalyPart, Report
from shared.words import words

_MOMENTS = ("approved", "modified", "accrued")
TOTALS = tuple(f"total_{moment}" for moment in _MOMENTS)
"""The indicators that add up what programmes state of each moment, once each."""
_LIGHTS = {"execution": "execution_rate_modified", "achievement": "achievement_rate_modified"}


@dataclass(frozen=True, slots=True)
class Summary:
    """`who` files `what` (a family or a file's name); `totals` over its programmes by budget moment, in currency units.

    `lights` counts the ratings of execution and achievement; `execution` is the rate and rating of the whole.
    """

    who: str | None
    what: str
    programmes: int
    totals: dict[str, Decimal]
    lights: dict[str, dict[str, int]]
    execution: tuple[Decimal, str] | None
    checks_passed: int
    checks_failed: int


def summarise(report: Report) -> Summary:
    """The summary of `report`. Totals leave out rows that sum others."""
    institution = report.filing.institution
    programmes = [fact for fact in report.facts if fact.subject.kind == "programme"]
    summed = {fact for entry in report.indicators if entry.name in TOTALS for fact in entry.inputs}
    if counted := [fact for fact in programmes if fact.id in summed]:
        programmes = counted  # a programme of many categories states their total too
    totals = {
        moment: sum((Decimal(fact.value) for fact in programmes if fact.concept == moment and fact.value), Decimal(0))
        for moment in _MOMENTS
        if any(fact.concept == moment for fact in programmes)
    }
    lights = {
        light: dict(Counter(str(entry.rating) for entry in report.indicators if entry.name == name and entry.rating))
        for light, name in _LIGHTS.items()
    }
    whole = next((entry for entry in report.indicators if entry.name == "aggregate_execution_rate"), None)
    return Summary(
        who=(institution.acronym or institution.name) if institution else None,
        what=report.filing.family or report.filing.filename,
        programmes=max(
            [len({(fact.subject.code, fact.subject.name) for fact in programmes})]
            + [sum(fact.concept == moment for fact in counted) for moment in _MOMENTS]
        ),
        totals=totals,
        lights={light: counts for light, counts in lights.items() if counts},
        execution=(Decimal(whole.value), whole.rating) if whole and whole.rating else None,
        checks_passed=sum(rule.passed for rule in report.coverage.rules),
        checks_failed=sum(rule.failed for rule in report.coverage.rules),
    )


def nothing_found(report: Report, language: Language) -> str:
    """What is said of a report without anomalies: that nothing was found, or that there was no figure to check."""
    return words(language, "nothing" if report.coverage.checked else "nothing-checked")


def by_rule(anomalies: Iterable[AnomalyPart]) -> dict[str, list[AnomalyPart]]:
    """`anomalies` under their rules, in the order in which the first of each comes."""
    grouped: dict[str, list[AnomalyPart]] = {}
    for anomaly in anomalies:
        grouped.setdefault(anomaly.rule, []).append(anomaly)
    return grouped
