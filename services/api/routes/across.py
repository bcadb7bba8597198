"""Across filings: anomalies wherever they are, and one programme through time."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from sqlmodel import col, select

from services.api.paging import Cursor, Limit, Page, decode, encode
from services.api.state import ApiState
from shared.database import reading
from shared.problems import Problem
from shared.report import AnomalyPart, FactPart, Severity
from shared.results import anomaly_part, fact_part
from shared.tables import Filing, StoredAnomaly, StoredFact

router = APIRouter(prefix="/v1", tags=["across filings"])


class PlacedAnomaly(AnomalyPart):
    """An anomaly and the filing it is in; `key` names it among all filings."""

    key: str
    filing_id: str


class PlacedFact(FactPart):
    """A fact and the filing that states it."""

    filing_id: str


@router.get("/anomalies", summary="Anomalies of all filings")
def list_anomalies(
    state: ApiState,
    rule: str | None = None,
    severity: Severity | None = None,
    code: Annotated[str | None, Query(description="code of the subject")] = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> Page[PlacedAnomaly]:
    """By filing, the gravest of each first."""
    query = select(StoredAnomaly)
    for column, value in (("rule", rule), ("severity", severity), ("subject_code", code)):
        if value is not None:
            query = query.where(getattr(StoredAnomaly, column) == value)
    if cursor:
        filing_id, position = decode(cursor, str, int)
        later = (col(StoredAnomaly.filing_id) == filing_id) & (col(StoredAnomaly.position) > position)
        query = query.where((col(StoredAnomaly.filing_id) > filing_id) | later)
    query = query.order_by(col(StoredAnomaly.filing_id), col(StoredAnomaly.position)).limit(limit + 1)
    with reading(state.engine) as session:
        rows = list(session.exec(query))
    items = [
        PlacedAnomaly(**anomaly_part(row).model_dump(), key=row.key, filing_id=row.filing_id) for row in rows[:limit]
    ]
    more = encode(rows[limit - 1].filing_id, rows[limit - 1].position) if len(rows) > limit else None
    return Page(items=items, next=more)


@router.get("/subjects/{code:path}/history", summary="What every filing states of one programme")
def subject_history(code: str, state: ApiState, concept: str | None = None) -> list[PlacedFact]:
    """By period, the oldest first."""
    query = (
        select(StoredFact)
        .join(Filing, col(Filing.id) == col(StoredFact.filing_id))
        .where(StoredFact.subject_code == code)
    )
    if concept:
        query = query.where(StoredFact.concept == concept)
    with reading(state.engine) as session:
        rows = list(session.exec(query))
    if not rows:
        raise Problem("not-found", path=f"/v1/subjects/{code}/history")
    rows.sort(key=lambda row: (row.period_end or date.min, row.filing_id, row.position))
    return [PlacedFact(**fact_part(row).model_dump(), filing_id=row.filing_id) for row in rows]
