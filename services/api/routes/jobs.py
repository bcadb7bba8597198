"""Jobs: where they stand, now or as it changes; cancelling and running again."""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from services.api.state import LONGEST_WAIT_SECONDS, ApiState, State
from shared import jobs, knocks
from shared.database import reading, writing
from shared.events import listening
from shared.job_part import JobPart, job_part
from shared.problems import Language, Problem
from shared.sealing import Seal
from shared.tables import Job, JobStatus
from shared.web import language_of

router = APIRouter(prefix="/v1/jobs", tags=["jobs"])

_ASK_EVERY_SECONDS = 1.0
_KEEP_ALIVE_SECONDS = 15.0
MOST_PASSWORD_CHARACTERS = 256


def _read(state: State, job_id: str) -> tuple[Job, int | None]:
    with reading(state.engine) as session:
        job = session.get(Job, job_id)
        if job is None or job.parent_id:  # a range of pages is its filing's own affair
            raise Problem("not-found", path=f"/v1/jobs/{job_id}")
        place = knocks.place_in_queue(session, job) if job.status == JobStatus.QUEUED else None
        return job, place


@router.get("/{job_id}", summary="Where a job stands")
async def get_job(
    job_id: str,
    request: Request,
    state: ApiState,
    wait: Annotated[float, Query(ge=0, le=LONGEST_WAIT_SECONDS, description="seconds to hold the answer")] = 0,
) -> JobPart:
    """With `wait`, the answer is held until the job ends or the seconds pass."""
    job, place = await run_in_threadpool(_read, state, job_id)
    until = time.monotonic() + wait
    if wait and not job.status.is_end:
        async with listening(state.broker, job_id) as listener:
            while not job.status.is_end and (left := until - time.monotonic()) > 0:
                seconds = min(left, _ASK_EVERY_SECONDS)
                await (listener.wait(seconds) if listener else asyncio.sleep(seconds))
                job, place = await run_in_threadpool(_read, state, job_id)
    return job_part(job, language_of(request), place)


@router.get(
    "/{job_id}/events",
    summary="The same, as server-sent events",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {}}, "description": "An event at each change, until the end"}},
)
async def job_events(
    job_id: str,
    request: Request,
    state: ApiState,
    last_event_id: Annotated[str | None, Header()] = None,
) -> StreamingResponse:
    """The event's name is the job's status, its data the job, its id the job's revision: with `Last-Event-ID` the
    stream goes on from there. While queued, `place` tells its place in the queue: 1 is next.
    """
    await run_in_threadpool(_read, state, job_id)
    seen = int(last_event_id) if last_event_id and last_event_id.isdecimal() else 0
    stream = _events(state, job_id, language_of(request), seen)
    return StreamingResponse(stream, media_type="text/event-stream", headers={"cache-control": "no-cache"})


async def _events(state: State, job_id: str, language: Language, seen: int) -> AsyncIterator[str]:
    last = ""
    spoke_at = time.monotonic()
    async with listening(state.broker, job_id) as listener:
        news = None
        while True:
            job, place = await run_in_threadpool(_read, state, job_id)
            body = job_part(job, language, place, news).model_dump_json()
            if body != last and (job.revision > seen or last):
                yield f"id: {job.revision}\nevent: {job.status}\ndata: {body}\n\n"
                spoke_at = time.monotonic()
            elif time.monotonic() - spoke_at > _KEEP_ALIVE_SECONDS:
                yield ": still here\n\n"
                spoke_at = time.monotonic()
            last = body
            if job.status.is_end:
                return
            if listener:
                news = await listener.wait(_ASK_EVERY_SECONDS) or news
            else:
                await asyncio.sleep(_ASK_EVERY_SECONDS)


@router.delete("/{job_id}", summary="Cancel a job")
def cancel_job(job_id: str, request: Request, state: ApiState) -> JobPart:
    """A running job is let go by its worker within seconds; nothing of it is stored."""
    job, _ = _read(state, job_id)
    with writing(state.engine) as session:
        cancelled = jobs.cancel(session, job_id)
    if not cancelled:
        raise Problem("job-over", status=job.status)
    return job_part(_read(state, job_id)[0], language_of(request))


class Again(BaseModel):
    """What a job is to be run again with."""

    password: Annotated[str, Field(min_length=1, max_length=MOST_PASSWORD_CHARACTERS)] | None = Field(
        default=None, description="opens an encrypted PDF; kept sealed, and only until the job ends"
    )


@router.post("/{job_id}/retry", status_code=202, summary="Run a failed or cancelled job again")
def retry_job(job_id: str, request: Request, state: ApiState, again: Again | None = None) -> JobPart:
    """The job is queued again, with all its attempts before it."""
    job, _ = _read(state, job_id)
    sealed = Seal(state.settings.data_dir).close(again.password) if again and again.password else None
    with writing(state.engine) as session:
        queued = jobs.retry(session, job_id, sealed)
    if not queued:
        raise Problem("job-not-failed", status=job.status)
    job, place = _read(state, job_id)
    return job_part(job, language_of(request), place)
