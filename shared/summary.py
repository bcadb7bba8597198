"""A report in a few figures: what heads every page and print-out."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from shared.between import lies_between, others_give
from shared.openings import lines_of, opening, with_concepts
from shared.parts import Parts, parts_with_ids
from shared.report import FactPart, IndicatorPart, PeriodPart, Report

_MOMENTS = ("approved", "modified", "accrued")
TOTALS = tuple(f"total_{moment}" for moment in _MOMENTS)
"""The indicators that add up what programmes state of each moment, once each."""
_SPENT = ("accrued", "exercised")
"""What is told of as spent: the first of them that is stated."""
_ONCE_A_ROW = ("target_original", "target_modified", "achieved")
_REVENUE = ("estimated", "modified", "collected")
TOLD = (*_MOMENTS, "exercised", "estimated", "collected")
UNIT_TOLD_BY = "total-mismatch"
"""The rule that tells of rows in another unit than their like."""
_UNITS = frozenset(Decimal(10) ** power for power in (3, -3, 6, -6))
_LIGHTS = {"execution": "execution_rate_modified", "achievement": "achievement_rate_modified"}


@dataclass(frozen=True, slots=True)
class Summary:
    """`who` files `what` (a family or a file's name); `totals` over its programmes by budget moment, in currency units,
    or those that it prints where it has none. So many rows that stand in another unit are `left_out` of them, and then
    nothing is told of the whole.

    `programmes` counts them, or its indicators where it is about those alone, and `kind` says which it counts.

    `opening` is what a statement without such totals opens with (`shared.openings`); `against`, of either, what the
    other statements of the period give where they outvote this one.

    `lights` counts the ratings of execution and achievement; `execution` is the rate and rating of the whole.
    """

    who: str | None
    what: str
    programmes: int
    kind: str
    totals: dict[str, Decimal]
    lights: dict[str, dict[str, int]]
    execution: tuple[Decimal, str] | None
    checks_passed: int
    checks_failed: int
    left_out: int = 0
    opening: dict[str, Decimal] = field(default_factory=dict)
    against: dict[str, Decimal] = field(default_factory=dict)


class _Glimpse(NamedTuple):
    """What a summary looks at of a fact; `row` is the table and the row that it stands in, `period` its two days."""

    id: str
    kind: str
    code: str | None
    name: str | None
    concept: str
    value: str | None
    period: tuple[str, str] | None
    row: tuple[str, int]


def _glimpses(facts: Sequence[FactPart]) -> Iterator[_Glimpse]:
    """Those of `facts`; of facts that are made when they are looked at, no fact is made for it."""
    if not isinstance(facts, Parts):
        for fact in facts:
            of, days = fact.subject, _days(fact.period)
            yield _Glimpse(fact.id, of.kind, of.code, of.name, fact.concept, fact.value, days, _row(fact))
        return
    for plain in facts.plain():
        about, place, days = plain["subject"], plain["evidence"], plain["period"]
        whole = (plain["id"], about["kind"], about["code"], about["name"], plain["concept"], plain["value"])
        yield _Glimpse(*whole, (days["start"], days["end"]) if days else None, (place["table"], place["row"]))


@dataclass
class _Stated:
    """What programmes state of the budget: whose it is, and by moment how often and how much, but for the rows
    `left_out`.
    """

    subjects: set[tuple[str | None, str | None]] = field(default_factory=set)
    times: Counter[str] = field(default_factory=Counter)
    totals: dict[str, Decimal] = field(default_factory=dict)
    left_out: set[tuple[str, int]] = field(default_factory=set)

    def add(self, fact: _Glimpse, unlike: Collection[tuple[str, int]]) -> None:
        """Take a fact of a programme; no amount of the rows that are `unlike` others."""
        self.subjects.add((fact.code, fact.name))
        if fact.concept not in TOLD:
            return
        self.times[fact.concept] += 1
        if unlike and fact.row in unlike:
            self.left_out.add(fact.row)
        else:
            self.totals[fact.concept] = self.totals.get(fact.concept, Decimal(0)) + Decimal(fact.value or 0)


@dataclass
class _Subjects:
    """What facts are about, by kind, and by concept the rows that state once of an indicator what is stated once."""

    found: dict[str, set[tuple[str | None, str | None]]] = field(default_factory=dict)
    times: dict[str, set[object]] = field(default_factory=lambda: {concept: set() for concept in _ONCE_A_ROW})

    def add(self, fact: _Glimpse) -> None:
        """Take a fact."""
        subject = (fact.code, fact.name)
        self.found.setdefault(fact.kind, set()).add(subject)
        if fact.kind == "indicator" and fact.concept in _ONCE_A_ROW:
            self.times[fact.concept].add((fact.row, subject))  # once, over however many parts of the year

    def indicators(self) -> int:
        """How many indicators they are about, row by row; none where most of what they are about is something else."""
        own = len(self.found.get("indicator", ()))
        others = sum(map(len, self.found.values())) - own
        return max(own, *map(len, self.times.values())) if own > others else 0


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
    every, counted, subjects = _Stated(), _Stated(), _Subjects()
    rows = _rows(report.facts, summed)
    told_unlike = {one.facts[0] for one in report.anomalies if in_another_unit(one.rule, one.expected, one.observed)}
    unlike = _rows(report.facts, told_unlike)
    sums: list[tuple[Hashable, str, Decimal]] = []
    own: list[tuple[Hashable, str, Decimal]] = []
    period = _days(report.filing.period)
    lines = lines_of(report.filing.statements)
    between = list(filter(lies_between, report.anomalies))
    shared = dict.fromkeys((fact for one in between for fact in one.facts), "")
    stated: list[tuple[str | None, str, Decimal]] = []
    for fact in _glimpses(report.facts):
        subjects.add(fact)
        if fact.id in shared:
            shared[fact.id] = fact.concept
        if lines and fact.value and fact.period == period:
            stated.append((fact.name, fact.concept, Decimal(fact.value)))
        if fact.kind == "programme":
            every.add(fact, unlike)
            if fact.id in summed or (fact.concept not in _MOMENTS and fact.row in rows):
                counted.add(fact, unlike)
        elif fact.kind == "total" and fact.concept in TOLD and fact.value:
            (own if fact.period == period else sums).append((fact.row, fact.concept, Decimal(fact.value)))
    programmes = counted if counted.subjects else every  # one of many categories states their total too
    left_out = len(programmes.left_out)
    totals = told(programmes.totals or printed(own or sums, len(report.tables)))
    amounts = totals or opening(lines, stated)
    indicators = 0 if programmes.subjects else subjects.indicators()
    return Summary(
        who=(institution.acronym or institution.name) if institution else None,
        what=report.filing.family or report.filing.filename,
        programmes=max([len(programmes.subjects), *counted.times.values()]) or indicators,
        kind="programme" if programmes.subjects else "indicator",
        totals=totals,
        lights=_lights(rated, summed if counted.subjects else set()),
        execution=(Decimal(whole.value), whole.rating) if whole and whole.rating and not left_out else None,
        checks_passed=sum(rule.passed for rule in report.coverage.rules),
        checks_failed=sum(rule.failed for rule in report.coverage.rules),
        left_out=left_out,
        opening={} if totals else amounts,
        against=others_give(between, report.filing.id, with_concepts(amounts, lines), shared),
    )


def in_another_unit(rule: str, expected: Decimal | str | None, observed: Decimal | str | None) -> bool:
    """Whether an anomaly of `rule` says that the row of its first figure stands in another unit: a thousand or a
    million times larger or smaller than it should be.
    """
    if rule != UNIT_TOLD_BY or expected is None or not observed or not Decimal(observed):
        return False
    return Decimal(expected) / Decimal(observed) in _UNITS


def told(totals: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Of `totals` by budget moment those that a report opens with, in their order; of revenue those of revenue."""
    if "collected" in totals and "estimated" in totals:
        return {moment: totals[moment] for moment in _REVENUE if moment in totals}
    spent = next((moment for moment in _SPENT if moment in totals), _SPENT[0])
    return {moment: totals[moment] for moment in (*_MOMENTS[:2], spent) if moment in totals}


def printed(sums: Iterable[tuple[Hashable, str, Decimal]], tables: int) -> dict[str, Decimal]:
    """What a filing of so many `tables` opens with of the `sums` that it prints: an only amount speaks for a filing
    that is one table, and for no other.
    """
    amounts = largest(sums)
    return amounts if len(amounts) > 1 or tables == 1 else {}


def largest(sums: Iterable[tuple[Hashable, str, Decimal]]) -> dict[str, Decimal]:
    """By budget moment, the figures of the row of printed totals that gives most of them, and of such rows the largest,
    as of several figures of a moment in one row; `sums` are the row, the moment and the amount of each.
    """
    rows: dict[Hashable, dict[str, Decimal]] = {}
    for row, moment, amount in sums:
        row_so_far = rows.setdefault(row, {})
        row_so_far[moment] = max(row_so_far.get(moment, amount), amount, key=abs)
    return max(rows.values(), key=lambda own: (len(own), max(map(abs, own.values()))), default={})


def _days(period: PeriodPart | None) -> tuple[str, str] | None:
    return (period.start.isoformat(), period.end.isoformat()) if period else None


def _row(fact: FactPart) -> tuple[str, int]:
    return fact.evidence.table, fact.evidence.row


def _rows(facts: Sequence[FactPart], ids: Collection[str]) -> set[tuple[str, int]]:
    return {_row(fact) for fact in parts_with_ids(facts, ids)} if ids else set()


def _lights(rated: Iterable[IndicatorPart], summed: set[str]) -> dict[str, dict[str, int]]:
    """How often each rating is given under each light: of spending to no row that sums the rows `summed`."""
    counts = {light: Counter[str]() for light in _LIGHTS}
    names = {name: light for light, name in _LIGHTS.items()}
    for entry in rated:
        light = names[entry.name]
        if light != "execution" or not summed or summed.intersection(entry.inputs):
            counts[light][str(entry.rating)] += 1
    return {light: dict(count) for light, count in counts.items() if count}
