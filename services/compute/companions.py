"""Filings in company on file: whose each is, and what comes of comparing it. Knows the database, as `worker` does.

A comparison of a period depends on nothing but what is on file, and is written only if nothing it was made of has
changed since: whatever order filings come in, by however many workers, the last comparison of each period is that of
a clean run.
"""

import math
import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Engine, delete, update
from sqlmodel import Session, col, select

from services.compute.institution_names import forget_names, institution_of
from services.compute.policy import Policy
from services.compute.ties import Compared, compare_period
from services.compute.ties.company import earlier
from services.compute.ties.grades import GRADED, YEARS, Outturn, grades_of, whole_year
from services.compute.ties.standing import standing
from services.compute.ties.stated import Filed, filed_of
from shared.company import give_back, lock_companies, settle, touch_company_of
from shared.company_tables import PeriodCheck
from shared.database import reading, writing
from shared.results import first_position, insert_between, replace_results
from shared.tables import Filing, ReportHead, StoredAnomaly, StoredFact, StoredIndicator

_BETWEEN_FROM = 100_000_000
_DECADES, _A_DECADE, _OF_ONE_STAKE = 16, 24_000, 1_000
"""The orders of magnitude of money told apart, the steps in each, and the room for those of one step."""


def store_results(
    session: Session, filing: Filing, report: Mapping[str, Any], grids: Mapping[str, list[list[str]]]
) -> None:
    """Put a filing's results in place, and note which comparisons are due for it."""
    lock_companies(session)
    session.flush()
    session.refresh(filing)  # whose it is may have changed while the lock was waited for
    touch_company_of(session, filing)
    replace_results(session, filing, report, grids)
    filing.institution_id = institution_of(session, filing)
    session.add(filing)
    session.flush()
    touch_company_of(session, filing)


def compare(engine: Engine, institution_id: str, end: date, policy: Policy) -> str:
    """Compare the filings of an institution that end on `end`, and put what is found in the place of what was.

    The event that tells how it ended: where something changed meanwhile, nothing is written, and its message is due
    again. Safe to run at any time, twice, and by several workers at once.
    """
    forget_names(engine, institution_id)
    with reading(engine) as session:
        check = session.get(PeriodCheck, (institution_id, end))
    if check is None:
        return "period.unknown"
    with reading(engine) as session:
        filings = _filings(session, institution_id, end)
        outturns = _outturns(session, institution_id, end)
    compared = compare_period(filings, end, policy)
    with writing(engine) as session:
        lock_companies(session)
        if not settle(session, institution_id, end, check.revision, standing(compared) if compared.spans else None):
            give_back(session, institution_id, end)
            return "period.changed"
        _store(session, f"{institution_id}.{end.isoformat()}", compared, {one.key: one for one in filings}, policy)
        _grade(session, outturns, end.year, policy)
    return "period.compared"


def _filings(session: Session, institution_id: str, end: date) -> list[Filed]:
    """Those that end on `end`, and those that they are held against, with their figures."""
    query = (
        select(Filing)
        .join(ReportHead, col(ReportHead.filing_id) == col(Filing.id))
        .where(
            Filing.institution_id == institution_id,
            col(Filing.deleted_at).is_(None),
            col(Filing.period_end) <= date(end.year, 12, 31),
            col(Filing.period_end) >= date(end.year - 1, 1, 1),
        )
    )
    heads = {filing.id: _head(filing) for filing in session.exec(query)}
    bare = [filed for key, head in heads.items() if (filed := filed_of(key, {"filing": head, "facts": []}))]
    wanted = [filed.key for filed in (*(one for one in bare if one.end == end), *earlier(bare, end))]
    facts = _facts(session, wanted)
    made = (filed_of(key, {"filing": heads[key], "facts": facts[key]}, heads[key]["filename"]) for key in wanted)
    return [filed for filed in made if filed]


def _outturns(session: Session, institution_id: str, end: date) -> list[Outturn]:
    """What is graded of the year that ends on `end` and of those before it that count; nothing of parts of years."""
    ends = [date(year, 12, 31) for year in range(end.year - YEARS + 1, end.year + 1)]
    query = (
        select(StoredIndicator, Filing)
        .join(Filing, col(Filing.id) == col(StoredIndicator.filing_id))
        .where(
            Filing.institution_id == institution_id,
            col(Filing.deleted_at).is_(None),
            col(Filing.period_end).in_(ends),
            col(StoredIndicator.name).in_(GRADED),
        )
    )
    return [
        Outturn(filing.id, filing.period_end.year, (row.name, row.subject_kind, row.subject_code), row.value)
        for row, filing in (session.exec(query) if end in ends else ())
        if filing.period_start and filing.period_end and whole_year(filing.period_start, filing.period_end)
    ]


def _grade(session: Session, outturns: Sequence[Outturn], year: int, policy: Policy) -> None:
    """Store the grades of what is told of `year`, and none where there is none any more."""
    grades = grades_of(outturns, policy)
    for one in outturns:
        if one.year == year:
            name, kind, code = one.measure
            of_measure = update(StoredIndicator).where(
                col(StoredIndicator.filing_id) == one.filing,
                col(StoredIndicator.name) == name,
                col(StoredIndicator.subject_kind) == kind,
                col(StoredIndicator.subject_code).is_not_distinct_from(code),
            )
            session.execute(of_measure.values(category=grades.get((one.filing, one.measure))))


def _head(filing: Filing) -> dict[str, Any]:
    return {
        "id": filing.id,
        "filename": filing.filename,
        "media_type": filing.media_type,
        "family": filing.family,
        "statements": filing.statements or [],
        "institution": {"name": filing.institution_name, "acronym": filing.institution_acronym},
        "period": filing.period_start
        and filing.period_end
        and {"start": filing.period_start, "end": filing.period_end},
    }


def _facts(session: Session, filing_ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """The figures of filings as reports have them, without what comparisons do not look at."""
    facts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    table = StoredFact.__table__  # type: ignore[attr-defined]
    names = ("filing_id", "id", "subject_kind", "subject_code", "subject_name", "concept", "value", "unit", "context")
    columns = [table.c[name] for name in (*names, "period_end", "evidence")]
    query = select(*columns).where(table.c.filing_id.in_(filing_ids), table.c.value.is_not(None))
    for row in session.connection().execute(query.order_by(table.c.filing_id, table.c.position)):
        filing_id, fact, kind, code, name, concept, value, unit, context, end, evidence = row
        facts[filing_id].append(
            {
                "id": fact,
                "subject": {"kind": kind, "code": code, "name": name},
                "concept": concept,
                "value": value,
                "unit": unit,
                "context": context,
                "period": {"end": end} if end else None,
                "evidence": evidence,
            }
        )
    return facts


def _store(session: Session, unit: str, compared: Compared, filings: Mapping[str, Filed], policy: Policy) -> None:
    session.execute(delete(StoredAnomaly).where(col(StoredAnomaly.unit) == unit))
    suspects = {
        key: _suspects(session, key) for shared in compared.shared if len(shared.filings) == 1 for key in shared.filings
    }
    for shared in compared.shared:
        for key in sorted(shared.filings):
            if shared.is_told_in(key, suspects.get(key, frozenset())):
                continue
            anomaly = {"id": shared.id, **shared.in_report(key, filings)}
            anomaly["severity"] = policy.severity(shared.rule, shared.severity)
            place = _BETWEEN_FROM + _rank(shared.stake, f"{unit} {shared.id}")
            insert_between(session, key, unit, first_position(anomaly["severity"]) + place, anomaly)


def _suspects(session: Session, filing_id: str) -> frozenset[str]:
    """The facts that the errors which a filing's own check found say are wrong."""
    own = select(StoredAnomaly.facts).where(
        StoredAnomaly.filing_id == filing_id, StoredAnomaly.severity == "error", col(StoredAnomaly.unit).is_(None)
    )
    return frozenset(facts[0] for facts in session.exec(own) if facts)


def _rank(stake: Decimal, name: str) -> int:
    """Where an anomaly stands among those of its severity: the more money at stake, the further ahead."""
    decades = min(math.log10(1 + max(stake, Decimal(0))), _DECADES)
    return int((_DECADES - decades) * _A_DECADE) * _OF_ONE_STAKE + zlib.crc32(name.encode()) % _OF_ONE_STAKE
