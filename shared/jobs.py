"""The life of a job, as guarded updates of its row: every change of state there is.

queued -> running -> succeeded | failed, either -> cancelled, and failed or cancelled -> queued again. The row is the
truth and the outbox: `knock_at` says when a message is due, and a message is only a knock on the door.
"""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import CursorResult, and_, func, or_, update
from sqlmodel import Session, col, select

from shared.tables import Job, JobStatus

SMALL, LARGE = "small", "large"
QUEUES = (SMALL, LARGE)
_LARGE_AGAIN_SECONDS = 1


@dataclass(frozen=True, slots=True)
class Claim:
    """A worker's hold on a job: only with its token may the job be written to."""

    job_id: str
    filing_id: str
    token: str
    attempt: int


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def open_job(session: Session, filing_id: str, queue: str) -> Job:
    """A new job for a filing, its first knock due at once."""
    moment = now()
    job = Job(
        id=secrets.token_hex(12),
        filing_id=filing_id,
        queue=queue,
        status=JobStatus.QUEUED,
        created_at=moment,
        knock_at=moment,
    )
    session.add(job)
    return job


def job_of(session: Session, filing_id: str) -> Job | None:
    """The newest job of a filing."""
    query = select(Job).where(Job.filing_id == filing_id).order_by(col(Job.created_at).desc())
    return session.exec(query).first()


def claim(session: Session, job_id: str, lease_seconds: float, most_attempts: int, most_large: int) -> Claim | None:
    """Take a queued job, or one whose worker was lost; None where there is nothing to take.

    A long job is left queued while `most_large` others run, so that short ones find a worker.
    """
    moment = now()
    job = session.get(Job, job_id)
    if job is None:
        return None
    if job.queue == LARGE and job.status == JobStatus.QUEUED and _running_large(session, moment) >= most_large:
        knock_later(session, [job_id], _LARGE_AGAIN_SECONDS)
        return None
    token = secrets.token_hex(12)
    lost = and_(col(Job.status) == JobStatus.RUNNING, col(Job.lease_until) < moment)
    taken = _update(
        session,
        job_id,
        [or_(col(Job.status) == JobStatus.QUEUED, lost), col(Job.attempts) < most_attempts],
        status=JobStatus.RUNNING,
        token=token,
        lease_until=moment + timedelta(seconds=lease_seconds),
        attempts=Job.attempts + 1,
        knock_at=None,
        stage=None,
        done=0,
        total=0,
        started_at=moment,
    )
    return Claim(job_id, job.filing_id, token, job.attempts + 1) if taken else None


def _running_large(session: Session, moment: datetime) -> int:
    running = select(func.count()).where(
        Job.queue == LARGE, Job.status == JobStatus.RUNNING, col(Job.lease_until) >= moment
    )
    return session.exec(running).one()


def renew(session: Session, claim: Claim, lease_seconds: float) -> bool:
    """Hold the job a while longer. False where it is no longer this worker's: cancelled, or given to another."""
    changes = {"lease_until": now() + timedelta(seconds=lease_seconds)}
    return _update(session, claim.job_id, [col(Job.token) == claim.token], revise=False, **changes)


def note_progress(session: Session, claim: Claim, stage: str, done: int, total: int) -> bool:
    """Write down how far the job is."""
    return _update(session, claim.job_id, [col(Job.token) == claim.token], stage=stage, done=done, total=total)


def succeed(session: Session, claim: Claim) -> bool:
    """End the job well; False, and nothing may be written, where it is no longer this worker's."""
    return _end(session, claim, status=JobStatus.SUCCEEDED, stage="storing", done=1, total=1)


def fail(session: Session, claim: Claim, stage: str, problem: dict[str, Any]) -> bool:
    """End the job in `stage` with a problem: ``{"slug": ..., "params": {...}}``."""
    return _end(session, claim, status=JobStatus.FAILED, stage=stage, problem=problem)


def _end(session: Session, claim: Claim, **changes: Any) -> bool:
    return _update(
        session,
        claim.job_id,
        [col(Job.token) == claim.token],
        **changes,
        token=None,
        lease_until=None,
        finished_at=now(),
    )


def cancel(session: Session, job_id: str) -> bool:
    """Stop a job that has not ended; its worker finds its token gone and lets go."""
    open_states = col(Job.status).in_([JobStatus.QUEUED, JobStatus.RUNNING])
    return _update(
        session,
        job_id,
        [open_states],
        status=JobStatus.CANCELLED,
        token=None,
        lease_until=None,
        knock_at=None,
        finished_at=now(),
    )


def retry(session: Session, job_id: str) -> bool:
    """Queue a failed or cancelled job again, with all its attempts."""
    ended = col(Job.status).in_([JobStatus.FAILED, JobStatus.CANCELLED])
    return _update(
        session,
        job_id,
        [ended],
        status=JobStatus.QUEUED,
        attempts=0,
        problem=None,
        stage=None,
        done=0,
        total=0,
        started_at=None,
        finished_at=None,
        knock_at=now(),
    )


def due_knocks(session: Session, again_seconds: float, most: int = 100) -> list[Job]:
    """Queued jobs whose message is due; each is noted as knocked for, and due again after `again_seconds`."""
    moment = now()
    query = select(Job).where(Job.status == JobStatus.QUEUED, col(Job.knock_at) <= moment).order_by(col(Job.knock_at))
    jobs = list(session.exec(query.limit(most)))
    for job in jobs:
        job.knocks += 1
        job.knock_at = moment + timedelta(seconds=again_seconds)
        session.add(job)
    return jobs


def knock_later(session: Session, job_ids: list[str], seconds: float) -> None:
    """Let the next message of these jobs be due in `seconds`."""
    for job_id in job_ids:
        due = now() + timedelta(seconds=seconds)
        _update(session, job_id, [col(Job.status) == JobStatus.QUEUED], revise=False, knock_at=due)


def requeue_lost(session: Session, most_attempts: int) -> list[Job]:
    """Give back jobs whose worker was lost: queued again, or failed where they were begun often enough."""
    moment = now()
    query = select(Job).where(Job.status == JobStatus.RUNNING, col(Job.lease_until) < moment)
    jobs = list(session.exec(query))
    for job in jobs:
        job.token, job.lease_until = None, None
        job.revision += 1
        if job.attempts >= most_attempts:
            job.status, job.finished_at = JobStatus.FAILED, moment
            job.problem = {"slug": "attempts-exhausted", "params": {"attempts": job.attempts}}
        else:
            job.status, job.knock_at = JobStatus.QUEUED, moment
        session.add(job)
    return jobs


def place_in_queue(session: Session, job: Job) -> int:
    """How many jobs of the same queue were queued before this one, and this one: 1 is next."""
    before = select(func.count()).where(
        Job.queue == job.queue, Job.status == JobStatus.QUEUED, col(Job.created_at) < job.created_at
    )
    return session.exec(before).one() + 1


def _update(session: Session, job_id: str, guards: list[Any], revise: bool = True, **changes: Any) -> bool:
    if revise:
        changes["revision"] = Job.revision + 1
    statement = update(Job).where(col(Job.id) == job_id, *guards).values(**changes)
    result = session.execute(statement.execution_options(synchronize_session=False))
    return isinstance(result, CursorResult) and result.rowcount == 1
