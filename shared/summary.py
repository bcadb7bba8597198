"""A report in a few figures: what heads every page and print-out."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from shared.problems import Language
from shared.report import SEVERITIES, AnomalyPart, FactPart, IndicatorPart, Report
from shared.words import counted, words

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


@dataclass
class _Stated:
    """What programmes state of the budget: whose it is, and by moment how often and how much."""

    subjects: set[tuple[str | None, str | None]] = field(default_factory=set)
    times: Counter[str] = field(default_factory=Counter)
    totals: dict[str, Decimal] = field(default_factory=dict)

    def add(self, fact: FactPart) -> None:
        """Take a fact of a programme."""
        self.subjects.add((fact.subject.code, fact.subject.name))
        if fact.concept in _MOMENTS:
            self.times[fact.concept] += 1
            self.totals[fact.concept] = self.totals.get(fact.concept, Decimal(0)) + Decimal(fact.value or 0)


def summarise(report: Report) -> Summary:
    """The summary of `report`. Totals leave out rows that sum others."""
    institution = report.filing.institution
    summed: set[str] = set()
    whole: IndicatorPart | None = None
    rated: list[IndicatorPart] = []
    for entry in report.indicators:
        if entry.name in TOTALS:
            summed.update(entry.inputs)
        elif entry.name == "aggregate_execution_rate":
            whole = whole or entry
        elif entry.rating and entry.name in _LIGHTS.values():
            rated.append(entry)
    every, counted = _Stated(), _Stated()
    for fact in report.facts:
        if fact.subject.kind == "programme":
            every.add(fact)
            if fact.id in summed:
                counted.add(fact)
    programmes = counted if counted.subjects else every  # one of many categories states their total too
    return Summary(
        who=(institution.acronym or institution.name) if institution else None,
        what=report.filing.family or report.filing.filename,
        programmes=max([len(programmes.subjects), *counted.times.values()]),
        totals={moment: programmes.totals[moment] for moment in _MOMENTS if moment in programmes.totals},
        lights=_lights(rated, summed if counted.subjects else set()),
        execution=(Decimal(whole.value), whole.rating) if whole and whole.rating else None,
        checks_passed=sum(rule.passed for rule in report.coverage.rules),
        checks_failed=sum(rule.failed for rule in report.coverage.rules),
    )


def _lights(rated: Iterable[IndicatorPart], summed: set[str]) -> dict[str, dict[str, int]]:
    """How often each rating is given under each light: of spending to no row that sums the rows `summed`."""
    counts = {light: Counter[str]() for light in _LIGHTS}
    names = {name: light for light, name in _LIGHTS.items()}
    for entry in rated:
        light = names[entry.name]
        if light != "execution" or not summed or summed.intersection(entry.inputs):
            counts[light][str(entry.rating)] += 1
    return {light: dict(count) for light, count in counts.items() if count}


def nothing_found(report: Report, language: Language) -> str:
    """What is said of a report without anomalies: that nothing was found, or that there was no figure to check."""
    return words(language, "nothing" if report.coverage.checked else "nothing-checked")


def prose_covered(sentences: int, held: int, language: Language) -> str:
    """How much of the running text was held against figures; nothing where it states none."""
    counts = (f"{count:,}" for count in (sentences, held, sentences - held))
    return words(language, "prose-coverage").format(*counts) if sentences else ""


def by_rule(anomalies: Iterable[AnomalyPart]) -> dict[str, list[AnomalyPart]]:
    """`anomalies` under their rules, in the order in which the first of each comes."""
    grouped: dict[str, list[AnomalyPart]] = {}
    for anomaly in anomalies:
        grouped.setdefault(anomaly.rule, []).append(anomaly)
    return grouped


def by_severity(severities: Iterable[str], language: Language) -> str:
    """How many of `severities` there are of each, the gravest first: ``5 errores, 8 advertencias``."""
    counts = Counter(severities)
    return ", ".join(counted(language, counts[severity], severity) for severity in SEVERITIES if counts[severity])
