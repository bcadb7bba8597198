"""When a message is due for which job, and which of those that wait is next."""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from shared.jobs import LARGE, now, update_job
from shared.tables import Job, JobStatus

_AT_ONCE = 500
"""How many rows are named in one statement."""


def due_knocks(session: Session, again_seconds: float, most: int = 100, first_only: bool = False) -> list[Job]:
    """Queued jobs whose message is due; each is noted as knocked for, and due again after `again_seconds`.

    With `first_only`, those alone that were never knocked for.
    """
    moment = now()
    query = select(Job).where(Job.status == JobStatus.QUEUED, col(Job.knock_at) <= moment).order_by(col(Job.knock_at))
    if first_only:
        query = query.where(Job.knocks == 0)
    return _knocked(session, list(session.exec(query.limit(most).with_for_update(skip_locked=True))), again_seconds)


def _knocked(session: Session, jobs: list[Job], again_seconds: float) -> list[Job]:
    for job in jobs:
        job.knocks += 1
        job.knock_at = now() + timedelta(seconds=again_seconds)
        session.add(job)
    return jobs


def knocked_in_vain(session: Session) -> bool:
    """Whether a message is due again for a job that was knocked for before."""
    again = select(Job.id).where(Job.status == JobStatus.QUEUED, col(Job.knock_at) <= now(), col(Job.knocks) > 0)
    return session.exec(again.limit(1)).first() is not None


def put_off(session: Session, lying: Iterable[str], again_seconds: float) -> None:
    """Let the messages of queued jobs that are among those still `lying` in the queue, due or not, be due in a while.

    Who knocks for what was knocked for fills the queue with messages of jobs that are long done: the longer it stands,
    the more.
    """
    again, there = now() + timedelta(seconds=again_seconds), sorted(lying)
    for begin in range(0, len(there), _AT_ONCE):
        of_these = (col(Job.id).in_(there[begin : begin + _AT_ONCE]), col(Job.status) == JobStatus.QUEUED)
        session.execute(update(Job).where(*of_these).values(knock_at=again))


def knock_later(session: Session, job_ids: list[str], seconds: float) -> None:
    """Let the next message of these jobs be due in `seconds`."""
    for job_id in job_ids:
        due = now() + timedelta(seconds=seconds)
        update_job(session, job_id, [col(Job.status) == JobStatus.QUEUED], revise=False, knock_at=due)


def next_large(session: Session, again_seconds: float) -> list[Job]:
    """The long job whose turn it is of those queued, if any, noted as knocked for.

    The filing of which least was read goes first, then the one that has been there longest: a file of thousands of
    pages keeps nobody waiting for its end.
    """
    query = select(Job).where(Job.status == JobStatus.QUEUED, Job.queue == LARGE)
    query = query.order_by(func.coalesce(Job.first_page, 0), col(Job.created_at)).limit(1)
    return _knocked(session, list(session.exec(query.with_for_update(skip_locked=True))), again_seconds)


def place_in_queue(session: Session, job: Job) -> int:
    """How many jobs of the same queue were queued before this one, and this one: 1 is next."""
    before = select(func.count()).where(
        Job.queue == job.queue, Job.status == JobStatus.QUEUED, col(Job.created_at) < job.created_at
    )
    return session.exec(before).one() + 1
