"""A long filing's page ranges: jobs of their own, counted in the database.

The filing's own job hands them out and waits, running without token and lease. Who ends a range settles the filing's
job: a range whose reading came to nothing is handed out anew page by page, and when none is left open the job is queued
again, to go on with what was read. Every change locks the filing's job before its ranges, so that of two ranges which
end at one moment the later sees the earlier.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import and_, exists, func, or_
from sqlmodel import Session, col, select

from shared.jobs import LARGE, Claim, discard_ranges, fail, now, succeed, update_job
from shared.tables import Fragment, Job, JobStatus

_KNOCKED_TOGETHER = 8
_KNOCKS_APART_SECONDS = 5
"""The first ranges are knocked for at once, the others later: each that ends has the next knocked for anyway."""

_WAITING = (Job.status == JobStatus.RUNNING, col(Job.token).is_(None), col(Job.lease_until).is_(None))
_OPEN = (JobStatus.QUEUED, JobStatus.RUNNING)


def hand_out(session: Session, claim: Claim, ranges: Iterable[tuple[int, int]]) -> bool:
    """Open a job for each of `ranges` (1-based first and last page) and let the filing's own wait for them.

    False, and nothing was done, where the job is no longer this worker's.
    """
    ranges = list(ranges)
    waiting: dict[str, Any] = {"token": None, "lease_until": None, "queue": LARGE, "attempts": Job.attempts - 1}
    pages = sum(last - first + 1 for first, last in ranges)
    guards = [col(Job.token) == claim.token]
    if not update_job(session, claim.job_id, guards, **waiting, stage="reading", done=0, total=pages):
        return False
    _open(session, claim.job_id, claim.filing_id, ranges)
    return True


def _open(session: Session, parent_id: str, filing_id: str, ranges: list[tuple[int, int]]) -> None:
    moment = now()
    for number, (first, last) in enumerate(ranges):
        knock_at = moment + timedelta(seconds=number // _KNOCKED_TOGETHER * _KNOCKS_APART_SECONDS)
        session.add(
            Job(
                id=secrets.token_hex(12),
                filing_id=filing_id,
                parent_id=parent_id,
                first_page=first,
                last_page=last,
                queue=LARGE,
                status=JobStatus.QUEUED,
                created_at=moment,
                knock_at=knock_at,
            )
        )


def finish_range(session: Session, claim: Claim, pages: bytes, seconds: float) -> bool:
    """Keep what a range's job read, and settle the filing's. False where it is no longer this worker's."""
    parent_id, (first, last) = claim.parent_id or "", claim.pages or (1, 0)
    count = last - first + 1
    if not _lock(session, parent_id) or not succeed(session, claim, done=count, total=count):
        return False
    session.add(Fragment(job_id=claim.job_id, pages=pages, seconds=seconds))
    session.flush()
    settle(session, parent_id)
    return True


def note_pages(session: Session, parent_id: str) -> tuple[int, int] | None:
    """Write down how many pages of a waiting filing are read; that, and of how many, or None where it does not wait."""
    read = select(func.coalesce(func.sum(col(Job.done)), 0)).where(Job.parent_id == parent_id)
    done = session.exec(read).one()
    update_job(session, parent_id, [*_WAITING, col(Job.done) < done], done=done)
    parent = session.exec(select(Job).where(Job.id == parent_id, *_WAITING)).first()
    return (parent.done, parent.total) if parent else None


def settle(session: Session, parent_id: str) -> None:
    """See what is to become of a waiting job now that one of its ranges ended: nothing yet, or it is queued again.

    A range of several pages that failed is handed out anew, a page each; one page that failed is given up.
    """
    parent = _lock(session, parent_id)
    if parent is None:
        return
    of_several = col(Job.first_page) < col(Job.last_page)
    failed = select(Job).where(Job.parent_id == parent_id, Job.status == JobStatus.FAILED, of_several)
    for child in session.exec(failed).all():
        pages = range(child.first_page or 0, (child.last_page or 0) + 1)
        _open(session, parent_id, child.filing_id, [(page, page) for page in pages])
        session.delete(child)
    session.flush()
    note_pages(session, parent_id)
    left = select(func.count()).where(Job.parent_id == parent_id, col(Job.status).in_(_OPEN))
    if not session.exec(left).one():
        update_job(session, parent_id, [*_WAITING], status=JobStatus.QUEUED, done=Job.total, knock_at=now())


def settle_all(session: Session) -> None:
    """Settle every waiting job that may be: its ranges ended, or one failed, and who ended it had no time to do so."""
    child = Job.__table__.alias("child")  # type: ignore[attr-defined]
    left = exists().where(child.c.parent_id == Job.id, child.c.status.in_(_OPEN))
    torn = exists().where(
        child.c.parent_id == Job.id,
        and_(child.c.status == JobStatus.FAILED, child.c.first_page < child.c.last_page),
    )
    for parent_id in session.exec(select(Job.id).where(*_WAITING, or_(~left, torn))).all():
        settle(session, parent_id)


def fail_range(session: Session, claim: Claim, problem: dict[str, Any]) -> bool:
    """End a range's job without pages, and settle the filing's. False where it is no longer this worker's."""
    parent_id = claim.parent_id or ""
    if not _lock(session, parent_id) or not fail(session, claim, "reading", problem):
        return False
    session.flush()
    settle(session, parent_id)
    return True


def fail_filing(session: Session, claim: Claim, problem: dict[str, Any]) -> bool:
    """End the filing's own job for what the job of one of its ranges found, and all its ranges with it."""
    parent_id = claim.parent_id or ""
    if not _lock(session, parent_id) or not fail(session, claim, "reading", problem):
        return False
    ended: dict[str, Any] = {"status": JobStatus.FAILED, "problem": problem, "password": None, "finished_at": now()}
    update_job(session, parent_id, [*_WAITING], **ended)
    discard_ranges(session, parent_id)
    return True


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the ranges of a filing of `pages` pages read, in their order, and how long that took, in seconds.

    `given_up` is the problem of each page (1-based) of which nothing came.
    """

    pages: int
    fragments: list[bytes]
    given_up: dict[int, dict[str, Any]]
    seconds: float


def gather(session: Session, job_id: str) -> Gathered:
    """What the ranges of a job read, now that all have ended."""
    ranges = session.exec(select(Job).where(Job.parent_id == job_id).order_by(col(Job.first_page))).all()
    kept = [session.get(Fragment, child.id) for child in ranges]
    fragments = [fragment for fragment in kept if fragment]
    given_up = {child.first_page: child.problem for child in ranges if child.first_page and child.problem}
    return Gathered(
        session.get_one(Job, job_id).total,
        [fragment.pages for fragment in fragments],
        given_up,
        sum(fragment.seconds for fragment in fragments),
    )


def _lock(session: Session, parent_id: str) -> Job | None:
    """The waiting job, held until the transaction ends; None where it waits no more."""
    return session.exec(select(Job).where(Job.id == parent_id, *_WAITING).with_for_update()).first()
