"""Filings: what was handed in, and the report of each."""

import asyncio
import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel, Field
from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, or_, select
from sqlmodel.sql.expression import SelectOfScalar
from starlette.concurrency import run_in_threadpool

from services.api.company import anomalies_between, coverage_of
from services.api.paging import Cursor, Limit, Page, decode, encode
from services.api.state import LONGEST_WAIT_SECONDS, ApiState, State, filing_on_file
from shared.between import OF_A_PERIOD
from shared.company import held_against_others
from shared.database import reading
from shared.invalid import unusable
from shared.job_part import JobPart, job_part
from shared.jobs import job_of
from shared.media_types import ARCHIVES
from shared.period_names import parse_period
from shared.problems import Language, Problem
from shared.report import FilingPart, InstitutionPart, PeriodPart, Report
from shared.results import anomaly_part, stored_facts, stored_indicators
from shared.tables import Filing, Job, JobStatus, ReportHead, StoredAnomaly
from shared.web import language_of

router = APIRouter(prefix="/v1/filings", tags=["filings"])

_ASK_EVERY_SECONDS = 0.25
_PERIOD = "the period that it ends with (2019, 2019-q3, 2019-s1, 2019-09), or a day within its period (2019-09-30)"


class FilingEntry(BaseModel):
    """A filing in a list: what it is, how its job stands, and how many anomalies of each severity it has; what it
    carries for its period is not counted as its own.
    """

    filing: FilingPart
    created_at: datetime
    job: JobPart | None
    anomalies: dict[str, int]
    between: dict[str, int] = Field(description="of the anomalies, those that lie between the filing and others")
    compared: bool | None = Field(
        description="whether it has been held against the other filings of its institution as they are now; null where "
        "it does not say whose and of when it is"
    )


def filing_part(filing: Filing) -> FilingPart:
    """A stored filing as reports have it."""
    institution = period = None
    if filing.institution_name:
        institution = InstitutionPart(name=filing.institution_name, acronym=filing.institution_acronym)
    if filing.period_start and filing.period_end:
        period = PeriodPart(start=filing.period_start, end=filing.period_end)
    return FilingPart(
        **filing.model_dump(include={"id", "filename", "sha256", "media_type", "size", "family", "currency"}),
        pages=filing.pages or 0,
        statements=filing.statements or [],
        institution=institution,
        period=period,
    )


def filing_entry(session: Session, filing: Filing, language: Language) -> FilingEntry:
    """`filing` as lists show it, for a reader of `language`."""
    job = job_of(session, filing.id)
    of_it = select(StoredAnomaly.severity, func.count()).where(
        StoredAnomaly.filing_id == filing.id, StoredAnomaly.rule != OF_A_PERIOD
    )
    counts = of_it.group_by(StoredAnomaly.severity)
    return FilingEntry(
        filing=filing_part(filing),
        created_at=filing.created_at,
        job=job and job_part(job, language),
        anomalies=dict(session.exec(counts).all()),
        between=Counter(row.severity for row in anomalies_between(session, filing.id)),
        compared=held_against_others(session, filing),
    )


@router.get("", summary="The filings on file, newest first")
def list_filings(
    request: Request,
    state: ApiState,
    institution: Annotated[str | None, Query(description="acronym, or part of the name")] = None,
    family: str | None = None,
    period: Annotated[str | None, Query(description=_PERIOD, examples=["2019-q3", "2019-09-30"])] = None,
    status: Annotated[JobStatus | None, Query(description="of its job")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[FilingEntry]:
    """Filtered by institution, family, period and status."""
    query = filtered(institution, family, period, status)
    return page_of_filings(state, query, language_of(request), limit, cursor)


def filtered(
    institution: str | None, family: str | None, period: str | None, status: JobStatus | None
) -> SelectOfScalar[Filing]:
    """The filings that are not deleted, of an institution (acronym, or part of the name), family, period and status.

    Raises `Problem` where `period` names none.
    """
    query = all_filings()
    if institution:
        acronym = func.lower(Filing.institution_acronym) == institution.lower()
        query = query.where(or_(acronym, col(Filing.institution_name).icontains(institution, autoescape=True)))
    if family:
        query = query.where(Filing.family == family)
    if period:
        query = query.where(*_of_period(period))
    if status:
        query = query.where(
            col(Filing.id).in_(select(Job.filing_id).where(Job.status == status, col(Job.parent_id).is_(None)))
        )
    return query


def _of_period(period: str) -> tuple[ColumnElement[bool], ...]:
    """What ends with the period that is named, or has the day within it."""
    end = parse_period(period)
    if end is None:
        raise unusable("period", "period", period)
    if period.strip() == end.isoformat():
        return col(Filing.period_start) <= end, col(Filing.period_end) >= end
    return (col(Filing.period_end) == end,)


def all_filings() -> SelectOfScalar[Filing]:
    """The filings that are not deleted."""
    return select(Filing).where(col(Filing.deleted_at).is_(None))


def page_of_filings(
    state: State, query: SelectOfScalar[Filing], language: Language, limit: int, cursor: str | None
) -> Page[FilingEntry]:
    """Those of `query` that follow `cursor`, newest first, at most `limit`."""
    if cursor:
        created_at, last_id = decode(cursor, str, str)
        moment = datetime.fromisoformat(created_at)
        earlier = (col(Filing.created_at) == moment) & (col(Filing.id) < last_id)
        query = query.where(or_(col(Filing.created_at) < moment, earlier))
    query = query.order_by(col(Filing.created_at).desc(), col(Filing.id).desc()).limit(limit + 1)
    with reading(state.engine) as session:
        found = list(session.exec(query))
        entries = [filing_entry(session, filing, language) for filing in found[:limit]]
    more = encode(found[limit - 1].created_at.isoformat(), found[limit - 1].id) if len(found) > limit else None
    return Page(items=entries, next=more)


@router.get("/{filing_id}", summary="One filing")
async def get_filing(
    filing_id: str,
    request: Request,
    state: ApiState,
    wait: Annotated[float, Query(ge=0, le=LONGEST_WAIT_SECONDS, description="seconds to hold the answer")] = 0,
) -> FilingEntry:
    """What was handed in, and how its job stands. With `wait`, the answer is held until its job has ended and it was
    held against the other filings of its institution, or the seconds pass.
    """
    until = time.monotonic() + wait
    entry = await run_in_threadpool(_entry, state, filing_id, language_of(request))
    while not _settled(entry) and (left := until - time.monotonic()) > 0:
        await asyncio.sleep(min(left, _ASK_EVERY_SECONDS))
        entry = await run_in_threadpool(_entry, state, filing_id, language_of(request))
    return entry


def _entry(state: State, filing_id: str, language: Language) -> FilingEntry:
    with reading(state.engine) as session:
        return filing_entry(session, filing_on_file(session, filing_id), language)


def _settled(entry: FilingEntry) -> bool:
    return (entry.job is None or entry.job.status.is_end) and entry.compared is not False


@router.get(
    "/{filing_id}/report",
    summary="The whole report",
    response_model=Report,
    responses={202: {"model": JobPart, "description": "Not ready: the job"}},
)
def get_report(filing_id: str, request: Request, state: ApiState) -> Any:
    """404 where the filing is unknown, 202 with the job where it is not ready, 410 where retention deleted it."""
    with reading(state.engine) as session:
        filing = filing_on_file(session, filing_id)
        if filing.media_type in ARCHIVES:
            raise Problem("several-filings", filename=filing.filename)
        if session.get(ReportHead, filing_id) is None:
            job = job_of(session, filing_id)
            body = job_part(job, language_of(request)).model_dump(mode="json") if job else None
            return JSONResponse(body, 202)
    return StreamingResponse(_json_of(state, filing_id), media_type="application/json")


def _json_of(state: State, filing_id: str) -> Iterator[bytes]:
    """The report in pieces, all of them as they stand when the first is asked for."""
    with reading(state.engine) as session:
        report = stored_report(session, filing_id)
        yield from report.json_pieces() if report else ()


def stored_report(session: Session, filing_id: str) -> Report | None:
    """The report of a filing on file, to be looked at while `session` is open; None where it is not ready."""
    head = session.get(ReportHead, filing_id)
    if head is None:
        return None
    filing = session.get_one(Filing, filing_id)
    anomalies = select(StoredAnomaly).where(StoredAnomaly.filing_id == filing_id).order_by(col(StoredAnomaly.position))
    return Report(
        filing=filing_part(filing),
        coverage=coverage_of(session, filing, head),
        facts=stored_facts(session, filing_id),
        indicators=stored_indicators(session, filing_id),
        anomalies=[anomaly_part(row) for row in session.exec(anomalies)],
        **head.model_dump(include={"tables", "timings", "policy"}),
    )
