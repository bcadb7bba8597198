"""Rules and indicators run again over a filing on file, under the workers' present catalogue and policy."""

import secrets
import time
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, Field

from services.api.state import ApiState, filing_on_file
from shared.company_tables import Recheck
from shared.database import reading, writing
from shared.jobs import now
from shared.problems import Problem
from shared.report import AnomalyPart
from shared.tables import ReportHead

router = APIRouter(prefix="/v1/filings/{filing_id}", tags=["results"])

_LOOK_EVERY_SECONDS = 0.1
_NOT_DONE: dict[int | str, dict[str, Any]] = {202: {"description": "Not done yet: ask its Location again"}}


class ChangedAnomaly(BaseModel):
    """An anomaly that is still there and is told otherwise."""

    before: AnomalyPart
    after: AnomalyPart


class ChangedRule(BaseModel):
    """A rule of which another version ran before; null where it did not run."""

    rule: str
    before: int | None
    now: int | None


class RecheckPart(BaseModel):
    """What came of a recheck; all but its id and filing is empty until it is `done`."""

    id: str
    filing_id: str
    done: bool
    finished_at: datetime | None = None
    appeared: list[AnomalyPart] = []
    vanished: list[AnomalyPart] = []
    changed: list[ChangedAnomaly] = []
    indicators: dict[str, int] = Field(default={}, description="how many appeared, vanished and changed")
    rules: list[ChangedRule] = []
    policy: dict[str, dict[str, str]] = Field(default={}, description="before and now")


@router.post("/recheck", summary="Check a filing again without reading it", responses=_NOT_DONE)
def post_recheck(
    filing_id: str,
    response: Response,
    state: ApiState,
    wait: Annotated[float, Query(ge=0, le=60, description="seconds to wait for the answer")] = 30,
) -> RecheckPart:
    """What rules and indicators say now replaces what they said; the answer tells the difference."""
    wish = Recheck(id=secrets.token_hex(12), filing_id=filing_id, created_at=now(), knock_at=now())
    with writing(state.engine) as session:
        filing_on_file(session, filing_id)
        if session.get(ReportHead, filing_id) is None:
            raise Problem("not-found", path=f"/v1/filings/{filing_id}/report")
        session.add(wish)
    until = time.monotonic() + wait
    while (answer := _answer(state, filing_id, wish.id)) and not answer.done and time.monotonic() < until:
        time.sleep(_LOOK_EVERY_SECONDS)
    response.status_code = 200 if answer.done else 202
    response.headers["location"] = f"/v1/filings/{filing_id}/rechecks/{wish.id}"
    return answer


@router.get("/rechecks/{recheck_id}", summary="What came of a recheck", responses=_NOT_DONE)
def get_recheck(filing_id: str, recheck_id: str, response: Response, state: ApiState) -> RecheckPart:
    """202 while it is not done."""
    answer = _answer(state, filing_id, recheck_id)
    response.status_code = 200 if answer.done else 202
    return answer


def _answer(state: ApiState, filing_id: str, recheck_id: str) -> RecheckPart:
    with reading(state.engine) as session:
        wish = session.get(Recheck, recheck_id)
    if wish is None or wish.filing_id != filing_id:
        raise Problem("not-found", path=f"/v1/filings/{filing_id}/rechecks/{recheck_id}")
    if wish.problem:
        raise Problem(wish.problem)
    done = wish.finished_at is not None
    return RecheckPart(id=wish.id, filing_id=filing_id, done=done, finished_at=wish.finished_at, **(wish.answer or {}))
