"""What holding a filing against others adds to what is told of it: the anomalies between them, and the checks."""

from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from shared.between import OF_A_PERIOD, is_between
from shared.company_coverage import in_company
from shared.company_tables import PeriodCheck
from shared.tables import Filing, ReportHead, StoredAnomaly


def coverage_of(session: Session, filing: Filing, head: ReportHead) -> dict[str, Any]:
    """The coverage of `filing`, whose report `head` is of, with the checks between it and others."""
    between = select(col(StoredAnomaly.rule), func.count()).where(
        col(StoredAnomaly.filing_id) == filing.id, col(StoredAnomaly.unit).is_not(None)
    )
    failed = {str(rule): int(count) for rule, count in session.execute(between.group_by(col(StoredAnomaly.rule)))}
    return in_company(head.coverage, _counted(session, filing), failed)


def anomalies_between(session: Session, filing_id: str) -> list[StoredAnomaly]:
    """Those between a filing and others, not between its own statements, and none that is of a period."""
    compared = select(StoredAnomaly).where(
        col(StoredAnomaly.filing_id) == filing_id,
        col(StoredAnomaly.unit).is_not(None),
        col(StoredAnomaly.rule) != OF_A_PERIOD,
    )
    rows = session.execute(compared).scalars()
    return [row for row in rows if is_between(row.rule, (place["filing"] for place in row.evidence))]


def _counted(session: Session, filing: Filing) -> dict[str, Any]:
    if not (filing.institution_id and filing.period_end):
        return {}
    check = session.get(PeriodCheck, (filing.institution_id, filing.period_end))
    counted: dict[str, dict[str, Any]] = check.body.get("coverage", {}) if check and check.body else {}
    return counted.get(filing.id, {})
