"""The life of a job, as guarded updates of its row: every change of state there is.

queued -> running -> succeeded | failed, either -> cancelled, and failed or cancelled -> queued again. The row is the
truth and the outbox: `knock_at` says when a message is due (`shared.knocks`), and a message is only a knock on the
door. What is particular to page ranges is in `shared.ranges`.
"""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import CursorResult, and_, delete, func, or_, update
from sqlmodel import Session, col, select

from shared.tables import Fragment, Job, JobStatus

SMALL, LARGE = "small", "large"
QUEUES = (SMALL, LARGE)
_MOST_AGAIN_SECONDS = 10
"""A long job that finds no room is knocked for when another ends; this is for other workers that have room. The more
wait, the longer each, so that what is refused keeps to about one message a second.
"""
_ENDED: dict[str, Any] = {"token": None, "lease_until": None, "knock_at": None, "password": None}


@dataclass(frozen=True, slots=True)
class Claim:
    """A worker's hold on a job: only with its token may the job be written to.

    `pages` are the 1-based first and last page of a range's job, whose filing's own job is `parent_id`; `gathered` says
    that the filing's pages were read by such jobs. `password` is sealed, as in the row.
    """

    job_id: str
    filing_id: str
    token: str
    attempt: int
    password: str | None = None
    parent_id: str | None = None
    pages: tuple[int, int] | None = None
    gathered: bool = False
    large: bool = False


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def open_job(session: Session, filing_id: str, queue: str, password: str | None = None) -> Job:
    """A new job for a filing, its first knock due at once. `password` is sealed."""
    moment = now()
    job = Job(
        id=secrets.token_hex(12),
        filing_id=filing_id,
        queue=queue,
        status=JobStatus.QUEUED,
        password=password,
        created_at=moment,
        knock_at=moment,
    )
    session.add(job)
    return job


def job_of(session: Session, filing_id: str) -> Job | None:
    """The newest job of a filing, those of its page ranges aside."""
    query = (
        select(Job).where(Job.filing_id == filing_id, col(Job.parent_id).is_(None)).order_by(col(Job.created_at).desc())
    )
    return session.exec(query).first()


def claim(
    session: Session, job_id: str, lease_seconds: float, most_attempts: int, most_large: int, worker: str = ""
) -> Claim | None:
    """Take a queued job, or one whose worker was lost; None where there is nothing to take.

    A long job is left queued while `most_large` others run on the same `worker`, so that short ones find a child of it
    free.
    """
    moment = now()
    job = session.get(Job, job_id)
    if job is None:
        return None
    if job.queue == LARGE and job.status == JobStatus.QUEUED and _running_large(session, worker, moment) >= most_large:
        waiting = select(func.count()).where(Job.queue == LARGE, Job.status == JobStatus.QUEUED)
        again = moment + timedelta(seconds=min(session.exec(waiting).one(), _MOST_AGAIN_SECONDS))
        update_job(session, job_id, [col(Job.status) == JobStatus.QUEUED], revise=False, knock_at=again)
        return None
    token = secrets.token_hex(12)
    lost = and_(col(Job.status) == JobStatus.RUNNING, col(Job.lease_until) < moment)
    gathered = session.exec(select(Job.id).where(Job.parent_id == job_id).limit(1)).first() is not None
    taken = update_job(
        session,
        job_id,
        [or_(col(Job.status) == JobStatus.QUEUED, lost), col(Job.attempts) < most_attempts],
        status=JobStatus.RUNNING,
        token=token,
        lease_until=moment + timedelta(seconds=lease_seconds),
        attempts=Job.attempts + 1,
        knock_at=None,
        worker=worker,
        **_begun(gathered, moment),
    )
    if not taken:
        return None
    parent = session.get(Job, job.parent_id) if job.parent_id else None
    pages = (job.first_page, job.last_page) if job.first_page and job.last_page else None
    password = parent.password if parent else job.password
    return Claim(
        job_id, job.filing_id, token, job.attempts + 1, password, job.parent_id, pages, gathered, job.queue == LARGE
    )


def _begun(gathered: bool, moment: datetime) -> dict[str, Any]:
    """What a claim sets back; a filing whose pages are read has come some way already."""
    return {} if gathered else {"stage": None, "done": 0, "total": 0, "started_at": moment}


def _running_large(session: Session, worker: str, moment: datetime) -> int:
    running = select(func.count()).where(
        Job.queue == LARGE, Job.status == JobStatus.RUNNING, col(Job.lease_until) >= moment, Job.worker == worker
    )
    return session.exec(running).one()


def renew(session: Session, claim: Claim, lease_seconds: float) -> bool:
    """Hold the job a while longer. False where it is no longer this worker's: cancelled, or given to another."""
    changes = {"lease_until": now() + timedelta(seconds=lease_seconds)}
    return update_job(session, claim.job_id, [col(Job.token) == claim.token], revise=False, **changes)


def note_progress(session: Session, claim: Claim, stage: str, done: int, total: int) -> bool:
    """Write down how far the job is."""
    return update_job(session, claim.job_id, [col(Job.token) == claim.token], stage=stage, done=done, total=total)


def succeed(session: Session, claim: Claim, **changes: Any) -> bool:
    """End the job well; False, and nothing may be written, where it is no longer this worker's."""
    well = {"status": JobStatus.SUCCEEDED, "stage": "storing", "done": 1, "total": 1}
    return _end(session, claim.job_id, [col(Job.token) == claim.token], **(well | changes))


def fail(session: Session, claim: Claim, stage: str, problem: dict[str, Any], **changes: Any) -> bool:
    """End the job in `stage` with a problem: ``{"slug": ..., "params": {...}}``."""
    guards = [col(Job.token) == claim.token]
    return _end(session, claim.job_id, guards, status=JobStatus.FAILED, stage=stage, problem=problem, **changes)


def cancel(session: Session, job_id: str) -> bool:
    """Stop a job that has not ended; its worker finds its token gone and lets go."""
    open_states = col(Job.status).in_([JobStatus.QUEUED, JobStatus.RUNNING])
    return _end(session, job_id, [open_states], status=JobStatus.CANCELLED)


def _end(session: Session, job_id: str, guards: list[Any], **changes: Any) -> bool:
    ended = update_job(session, job_id, guards, **_ENDED, **changes, finished_at=now())
    if ended:
        discard_ranges(session, job_id)
    return ended


def discard_ranges(session: Session, job_id: str) -> None:
    """Delete the jobs of a job's page ranges and what they read; a worker at one of them finds its token gone."""
    ranges = select(Job.id).where(Job.parent_id == job_id)
    session.execute(delete(Fragment).where(col(Fragment.job_id).in_(ranges)))
    session.execute(delete(Job).where(col(Job.parent_id) == job_id))


def retry(session: Session, job_id: str, password: str | None = None) -> bool:
    """Queue a failed or cancelled job again, with all its attempts; `password` is sealed."""
    ended = col(Job.status).in_([JobStatus.FAILED, JobStatus.CANCELLED])
    return update_job(
        session,
        job_id,
        [ended],
        status=JobStatus.QUEUED,
        attempts=0,
        problem=None,
        members=None,
        password=password,
        stage=None,
        done=0,
        total=0,
        started_at=None,
        finished_at=None,
        knock_at=now(),
    )


def any_open(session: Session) -> bool:
    """Whether any job waits or is worked on."""
    of_work = col(Job.status).in_((JobStatus.QUEUED, JobStatus.RUNNING))
    return session.exec(select(Job.id).where(of_work).limit(1)).first() is not None


def requeue_lost(session: Session, most_attempts: int, asked: datetime | None = None) -> list[Job]:
    """Give back jobs whose worker was lost: queued again, or failed where they were begun often enough.

    `asked` is when the session was asked for, if it may have been waited for: a lease that ran out since then may be
    that of a worker that waits as well.
    """
    moment = now()
    query = select(Job).where(Job.status == JobStatus.RUNNING, col(Job.lease_until) < (asked or moment))
    jobs = list(session.exec(query.with_for_update(skip_locked=True)))
    for job in jobs:
        job.token, job.lease_until = None, None
        job.revision += 1
        if job.attempts >= most_attempts:
            job.status, job.finished_at, job.password = JobStatus.FAILED, moment, None
            job.problem = {"slug": "attempts-exhausted", "params": {"attempts": job.attempts}}
            discard_ranges(session, job.id)
        else:
            job.status, job.knock_at = JobStatus.QUEUED, moment
        session.add(job)
    return jobs


def update_job(session: Session, job_id: str, guards: list[Any], revise: bool = True, **changes: Any) -> bool:
    """Change a job's row where all `guards` hold; whether they did."""
    if revise:
        changes["revision"] = Job.revision + 1
    statement = update(Job).where(col(Job.id) == job_id, *guards).values(**changes)
    result = session.execute(statement.execution_options(synchronize_session=False))
    return isinstance(result, CursorResult) and result.rowcount == 1
