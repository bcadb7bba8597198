"""One anomaly's check worked again from the stored original."""

import secrets
import time
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, Field
from sqlmodel import Session, col, select

from services.api.state import ApiState, filing_on_file
from services.api.views.arithmetic import worked_out
from shared.company_tables import Recheck
from shared.database import reading, writing
from shared.jobs import now
from shared.problems import Problem
from shared.report import Severity, Text, TolerancePart
from shared.tables import ReportHead, StoredAnomaly

router = APIRouter(prefix="/v1/anomalies", tags=["across filings"])
_LOOK_EVERY_SECONDS = 0.1


class ReplayedFigure(BaseModel):
    """A figure where it stood: `text_before` is what was read there then, `text` what is read there now."""

    filing: str | None = None
    page: int | None = None
    line: int | None = None
    cell: str | None = None
    table: str
    row: int
    column: int
    text_before: str
    text: str | None
    concept: str | None
    value: str | None = Field(description="as it was parsed now; null where the cell makes no fact")
    unit: str | None


class ReplayPart(BaseModel):
    """What came of it; all but the first three is empty until it is `done`. `stands`: the same was found again."""

    id: str
    rule: str
    done: bool
    finished_at: datetime | None = None
    stands: bool | None = None
    message: Text | None = None
    severity: Severity | None = None
    origin: str | None = None
    formula: str | None = Field(
        default=None, description="over the figures as printed, where plain arithmetic gives it"
    )
    expected: str | None = None
    observed: str | None = None
    difference: str | None = None
    tolerance: TolerancePart | None = None
    figures: list[ReplayedFigure] = []


@router.get(
    "/{key}/replay",
    summary="The check worked again from the original",
    responses={202: {"model": ReplayPart, "description": "Not done yet: ask again"}},
)
def get_replay(
    key: Annotated[str, Path(description="the filing's id, a dot, the anomaly's id: `key` of /v1/anomalies")],
    response: Response,
    state: ApiState,
    wait: Annotated[float, Query(ge=0, le=60, description="seconds to wait for the answer")] = 30,
) -> ReplayPart:
    """The original is read anew by a worker; raw text, parsed values, formula, tolerance and difference are its answer.

    An answer is kept until the filing's results change. Nothing on file is changed.
    """
    filing_id, _, anomaly_id = key.partition(".")
    with writing(state.engine) as session:
        filing_on_file(session, filing_id)
        query = select(StoredAnomaly).where(StoredAnomaly.filing_id == filing_id, StoredAnomaly.id == anomaly_id)
        anomaly = session.exec(query).first()
        if anomaly is None:
            raise Problem("not-found", path=f"/v1/anomalies/{key}")
        wish = _wish(session, filing_id, anomaly_id)
        wish_id, rule = wish.id, anomaly.rule
    until = time.monotonic() + wait
    while (answer := _answer(state, key, rule, wish_id)) and not answer.done and time.monotonic() < until:
        time.sleep(_LOOK_EVERY_SECONDS)
    response.status_code = 200 if answer.done else 202
    return answer


def _wish(session: Session, filing_id: str, anomaly_id: str) -> Recheck:
    """The newest replay of the anomaly as it stands, or a new one."""
    head = session.get_one(ReportHead, filing_id)
    query = select(Recheck).where(
        Recheck.filing_id == filing_id, Recheck.anomaly == anomaly_id, col(Recheck.created_at) > head.created_at
    )
    known = session.exec(query.order_by(col(Recheck.created_at).desc())).first()
    if known and not known.problem:
        return known
    fresh = Recheck(id=secrets.token_hex(12), filing_id=filing_id, anomaly=anomaly_id, created_at=now(), knock_at=now())
    session.add(fresh)
    return fresh


def _answer(state: ApiState, key: str, rule: str, wish_id: str) -> ReplayPart:
    with reading(state.engine) as session:
        wish = session.get_one(Recheck, wish_id)
    if wish.problem:
        raise Problem(wish.problem)
    told: dict[str, Any] = dict(wish.answer or {})
    part = ReplayPart(id=key, rule=rule, done=wish.finished_at is not None, finished_at=wish.finished_at, **told)
    return part.model_copy(update={"formula": _formula(part)})


def _formula(part: ReplayPart) -> str | None:
    """``90,318.27 ÷ 142,500.00 = 0.6338``: the figures as they are printed."""
    figures = [(Decimal(one.value), one.text) for one in part.figures if one.value is not None and one.text is not None]
    if part.expected is None or part.observed is None:
        return None
    found = worked_out(Decimal(part.expected), Decimal(part.observed), figures)
    return f"{f' {found.sign} '.join(found.parts)} = {found.expected:f}" if found else None
