"""A filing at a glance: what it is, what it comes to, what is wrong with it."""

from collections import Counter
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from services.api.company import anomalies_between, coverage_of
from services.api.views.groups import Group, Marked, Told, at_a_glance, group
from services.api.views.programmes import ACHIEVEMENT, EXECUTION, MOMENTS, Programme, programmes_of
from shared.between import OF_A_PERIOD, others_give, stands_elsewhere
from shared.headlines import Figures, pointed_at
from shared.openings import lines_of, opening, with_concepts
from shared.problems import Language
from shared.results import anomaly_part
from shared.reviews import anomalies_of, fingerprints, reviews_of
from shared.rule_table import stored_rules
from shared.summary import TOLD, printed, told
from shared.tables import Filing, ReportHead, StoredAnomaly, StoredFact, StoredIndicator

_ASKED_BY_NAME = 10_000


@dataclass(frozen=True, slots=True)
class Overview:
    """`groups` are those that the filter lets through, `everything` all of them, `glance` those told at the top;
    `marks` counts anomalies by mark, and `indicators` what was worked out.

    `opening` is what a statement opens with that has no totals (`shared.openings`), and `against`, of either, what the
    other statements of the period give where they outvote this one.

    So many programmes that stand in another unit are `left_out` of the totals. `severities` counts all anomalies, `own`
    those within the filing and `between` those between it and others, of which in `elsewhere` it is another that stands
    against most.
    """

    tables: list[Any]
    coverage: dict[str, Any]
    policy: dict[str, Any]
    programmes: list[Programme]
    totals: dict[str, Decimal]
    lights: dict[str, dict[str, int]]
    severities: Counter[str]
    own: Counter[str]
    between: Counter[str]
    elsewhere: int
    marks: Counter[str]
    everything: list[Group]
    glance: list[Group]
    groups: list[Group]
    indicators: int
    left_out: int
    opening: dict[str, Decimal]
    against: dict[str, Decimal]

    @property
    def amounts(self) -> dict[str, Decimal]:
        """What it opens with."""
        return self.totals or self.opening

    @property
    def counted_as(self) -> str:
        """What its programmes are, all of them: programmes, indicators, or rows."""
        kinds = {one.kind for one in self.programmes}
        return {"programme": "programme", "indicator": "indicator-count"}.get("".join(kinds), "row-count")


def overview(
    session: Session,
    filing: Filing,
    head: ReportHead,
    language: Language,
    severity: str | None,
    rule: str | None,
    mark: str | None,
) -> Overview:
    """Of `filing`, whose report `head` is of; anomalies filtered by severity, rule and mark (``none``: unmarked)."""
    marked = _marked(session, head.filing_id)
    rules = {entry.id: entry for entry in stored_rules(session)}
    programmes = programmes_of(session, head.filing_id)
    figures = _figures(session, head.filing_id, pointed_at((one.anomaly.rule, one.anomaly.facts) for one in marked))
    period = _period(filing)
    everything = group(marked, rules, figures, language, period)
    totals = _totals(session, head, programmes, period)
    opened = {} if totals else _opening(session, filing)
    kept = [
        one
        for one in marked
        if (severity is None or one.anomaly.severity == severity)
        and (rule is None or one.anomaly.rule == rule)
        and (mark is None or (one.review.verdict if one.review else "none") == mark)
    ]
    return Overview(
        head.tables,
        _own_coverage(coverage_of(session, filing, head)),
        head.policy,
        programmes,
        totals,
        _lights(programmes),
        Counter(one.anomaly.severity for one in marked),
        Counter(one.anomaly.severity for one in marked if not one.between),
        Counter(one.anomaly.severity for one in marked if one.between),
        sum(one.elsewhere for one in marked),
        Counter(one.review.verdict if one.review else "none" for one in marked),
        everything,
        at_a_glance(everything),
        everything if len(kept) == len(marked) else group(kept, rules, figures, language, period),
        _indicators(session, head.filing_id),
        sum(bool(one.unlike) for one in _funded(programmes)),
        opened,
        _against(session, filing, totals or opened),
    )


def _own_coverage(coverage: dict[str, Any]) -> dict[str, Any]:
    return coverage | {"rules": [one for one in coverage["rules"] if one["rule"] != OF_A_PERIOD]}


def _period(filing: Filing) -> tuple[date, date] | None:
    return (filing.period_start, filing.period_end) if filing.period_start and filing.period_end else None


def _marked(session: Session, filing_id: str) -> list[Marked]:
    """The anomalies in their order, with their marks; of where they stand only what a mark is found by, if any is."""
    reviews = reviews_of(session, filing_id)
    prints = fingerprints(anomalies_of(session, filing_id)) if reviews else {}
    columns = [col(getattr(StoredAnomaly, name.name)) for name in fields(Told)]
    query = (
        select(*columns)
        .where(col(StoredAnomaly.filing_id) == filing_id, col(StoredAnomaly.rule) != OF_A_PERIOD)
        .order_by(col(StoredAnomaly.position))
    )
    told = (Told(*row) for row in session.execute(query))
    between = {
        one.id: stands_elsewhere(one, filing_id) for one in map(anomaly_part, anomalies_between(session, filing_id))
    }
    return [
        Marked(one, reviews.get(prints[one.id]) if reviews else None, one.id in between, between.get(one.id, False))
        for one in told
    ]


def _against(session: Session, filing: Filing, amounts: dict[str, Decimal]) -> dict[str, Decimal]:
    between = [anomaly_part(row) for row in anomalies_between(session, filing.id)]
    ids = {fact for one in between for fact in one.facts}
    concepts = {fact: concept for fact, (concept, _) in _figures(session, filing.id, ids).items()}
    return others_give(between, filing.id, with_concepts(amounts, lines_of(filing.statements or ())), concepts)


def _opening(session: Session, filing: Filing) -> dict[str, Decimal]:
    lines = lines_of(filing.statements or ())
    if not lines:
        return {}
    query = (
        select(col(StoredFact.subject_name), col(StoredFact.concept), col(StoredFact.value))
        .where(
            col(StoredFact.filing_id) == filing.id,
            col(StoredFact.concept).in_({line.concept for line in lines}),
            col(StoredFact.value).is_not(None),
            col(StoredFact.period_start) == filing.period_start,
            col(StoredFact.period_end) == filing.period_end,
        )
        .order_by(col(StoredFact.position))
    )
    return opening(lines, ((name, concept, value) for name, concept, value in session.execute(query)))


def _figures(session: Session, filing_id: str, facts: set[str]) -> Figures:
    if not facts:
        return {}
    query = select(col(StoredFact.id), col(StoredFact.concept), col(StoredFact.value)).where(
        col(StoredFact.filing_id) == filing_id, col(StoredFact.value).is_not(None)
    )
    if len(facts) <= _ASKED_BY_NAME:
        query = query.where(col(StoredFact.id).in_(facts))
    return {fact: (concept, value) for fact, concept, value in session.execute(query) if fact in facts}


def _indicators(session: Session, filing_id: str) -> int:
    query = select(func.count()).select_from(StoredIndicator).where(col(StoredIndicator.filing_id) == filing_id)
    return int(session.execute(query).scalar_one())


def _totals(
    session: Session, head: ReportHead, programmes: list[Programme], period: tuple[date, date] | None
) -> dict[str, Decimal]:
    """By budget moment, what programmes add up to, but for those in another unit; where there are none, what the
    filing prints.
    """
    funded = [one.figures for one in _funded(programmes) if not one.unlike]
    summed = {
        moment: sum((figures[moment] for figures in funded if moment in figures), Decimal(0))
        for moment in TOLD
        if any(moment in figures for figures in funded)
    }
    return told(summed or _printed(session, head, period))


def _funded(programmes: list[Programme]) -> list[Programme]:
    return [one for one in programmes if one.kind == "programme" and not one.figures.keys().isdisjoint(MOMENTS)]


def _printed(session: Session, head: ReportHead, period: tuple[date, date] | None) -> dict[str, Decimal]:
    query = (
        select(
            col(StoredFact.evidence),
            col(StoredFact.concept),
            col(StoredFact.value),
            col(StoredFact.period_start),
            col(StoredFact.period_end),
        )
        .where(
            col(StoredFact.filing_id) == head.filing_id,
            col(StoredFact.subject_kind) == "total",
            col(StoredFact.concept).in_(TOLD),
            col(StoredFact.value).is_not(None),
        )
        .order_by(col(StoredFact.position))
    )
    rows = list(session.execute(query))
    own = [row for row in rows if row[3:] == period]
    sums = (((place["table"], place["row"]), concept, value) for place, concept, value, *_ in own or rows)
    return printed(sums, len(head.tables))


def _lights(programmes: list[Programme]) -> dict[str, dict[str, int]]:
    counted = {
        light: Counter(one.rates[name][1] for one in programmes if name in one.rates and one.rates[name][1])
        for light, name in (("execution", EXECUTION), ("achievement", ACHIEVEMENT))
    }
    return {light: dict(counts) for light, counts in counted.items() if counts}  # type: ignore[arg-type]
