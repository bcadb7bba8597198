"""A long filing's page ranges, counted in the database, on both databases."""

from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from shared import jobs, knocks, ranges
from shared.database import reading, writing
from shared.jobs import LARGE, SMALL, Claim
from shared.tables import Fragment, Job, JobStatus
from tests.shared.filing import add_filing

DIED = {"slug": "memory-limit", "params": {"limit_megabytes": 4096}}


def _claim(engine: Engine, job_id: str, worker: str = "", lease_seconds: float = 30) -> Claim | None:
    with writing(engine) as session:
        return jobs.claim(session, job_id, lease_seconds, 3, 1, worker)


def _must_claim(engine: Engine, job_id: str, worker: str = "") -> Claim:
    claim = _claim(engine, job_id, worker)
    assert claim
    return claim


def _job(engine: Engine, job_id: str) -> Job:
    with reading(engine) as session:
        return session.get_one(Job, job_id)


def _children(engine: Engine, job_id: str) -> list[Job]:
    with reading(engine) as session:
        return list(session.exec(select(Job).where(Job.parent_id == job_id).order_by(col(Job.first_page))))


def _left(engine: Engine, job_id: str) -> tuple[int, int]:
    """Ranges and fragments that are there of a job."""
    with reading(engine) as session:
        return len(_children(engine, job_id)), len(session.exec(select(Fragment)).all())


def _handed_out(engine: Engine, *pages: tuple[int, int]) -> str:
    with writing(engine) as session:
        job_id = jobs.open_job(session, add_filing(session).id, SMALL, "sealed").id
    claim = _must_claim(engine, job_id)
    with writing(engine) as session:
        assert ranges.hand_out(session, claim, pages)
    return job_id


def _finish(engine: Engine, claim: Claim, pages: bytes = b"pages") -> bool:
    with writing(engine) as session:
        return ranges.finish_range(session, claim, pages, 1.5)


def _fail(engine: Engine, claim: Claim) -> bool:
    with writing(engine) as session:
        return ranges.fail_range(session, claim, DIED)


def _gathered(engine: Engine, job_id: str) -> tuple[list[bytes], dict[int, dict[str, Any]], float]:
    with reading(engine) as session:
        found = ranges.gather(session, job_id)
    assert found.pages == _job(engine, job_id).total
    return found.fragments, found.given_up, found.seconds


def test_the_last_range_to_end_queues_the_filing_again(engine: Engine) -> None:
    job_id = _handed_out(engine, (1, 4), (5, 7))
    waiting = _job(engine, job_id)
    assert (waiting.status, waiting.token, waiting.total, waiting.attempts) == (JobStatus.RUNNING, None, 7, 0)
    assert _claim(engine, job_id) is None
    second, first = (_must_claim(engine, job.id, job.id) for job in reversed(_children(engine, job_id)))
    assert (first.pages, second.pages, first.parent_id, first.password) == ((1, 4), (5, 7), job_id, "sealed")
    assert _finish(engine, second, b"later")
    assert (_job(engine, job_id).status, _job(engine, job_id).done) == (JobStatus.RUNNING, 3)
    assert _finish(engine, first, b"earlier")
    queued = _job(engine, job_id)
    assert (queued.status, queued.done, queued.stage) == (JobStatus.QUEUED, 7, "reading")
    claim = _must_claim(engine, job_id)
    assert claim.gathered and claim.attempt == 1
    assert _gathered(engine, job_id) == ([b"earlier", b"later"], {}, 3.0)
    assert _job(engine, job_id).done == 7
    with writing(engine) as session:
        assert jobs.succeed(session, claim)
    assert _left(engine, job_id) == (0, 0)
    assert _job(engine, job_id).password is None


def test_ranges_that_end_at_one_moment_queue_the_filing_once(engine: Engine) -> None:
    job_id = _handed_out(engine, *((page, page) for page in range(1, 5)))
    claims = [_must_claim(engine, job.id, job.id) for job in _children(engine, job_id)]
    together = Barrier(len(claims))

    def end(claim: Claim) -> None:
        together.wait()
        assert _finish(engine, claim)

    ends = [Thread(target=end, args=(claim,)) for claim in claims]
    for one in ends:
        one.start()
    for one in ends:
        one.join()
    assert (_job(engine, job_id).status, _job(engine, job_id).done) == (JobStatus.QUEUED, 4)


def test_a_range_whose_reader_died_is_read_page_by_page_and_the_page_at_fault_given_up(engine: Engine) -> None:
    job_id = _handed_out(engine, (1, 2), (3, 4))
    first, second = (_must_claim(engine, job.id, job.id) for job in _children(engine, job_id))
    assert _fail(engine, first)
    assert _finish(engine, second, b"3 4")
    singles = [job for job in _children(engine, job_id) if job.status == JobStatus.QUEUED]
    assert [(job.first_page, job.last_page) for job in singles] == [(1, 1), (2, 2)]
    assert _fail(engine, _must_claim(engine, singles[0].id))
    assert _job(engine, job_id).status == JobStatus.RUNNING
    assert _finish(engine, _must_claim(engine, singles[1].id), b"2")
    assert _job(engine, job_id).status == JobStatus.QUEUED
    assert _gathered(engine, job_id)[:2] == ([b"2", b"3 4"], {1: DIED})


def test_a_range_that_lost_its_workers_is_settled_by_the_sweep(engine: Engine) -> None:
    job_id = _handed_out(engine, (1, 2))
    (child,) = _children(engine, job_id)
    for _ in range(3):
        assert _claim(engine, child.id, lease_seconds=-1)
        with writing(engine) as session:
            assert [job.id for job in jobs.requeue_lost(session, 3)] == [child.id]
            ranges.settle_all(session)
    assert [(job.first_page, job.status) for job in _children(engine, job_id)] == [
        (1, JobStatus.QUEUED),
        (2, JobStatus.QUEUED),
    ]
    for single in _children(engine, job_id):
        claim = _must_claim(engine, single.id)
        with writing(engine) as session:
            jobs.fail(session, claim, "reading", DIED)  # its worker had no time to settle the filing
    assert _job(engine, job_id).status == JobStatus.RUNNING
    with writing(engine) as session:
        ranges.settle_all(session)
    assert _job(engine, job_id).status == JobStatus.QUEUED
    assert set(_gathered(engine, job_id)[1]) == {1, 2}


@pytest.mark.parametrize("end", ["cancelled", "failed", "given up"])
def test_when_the_filing_ends_so_do_its_ranges(engine: Engine, end: str) -> None:
    job_id = _handed_out(engine, (1, 1), (2, 2), (3, 3))
    done, running, _ = (job.id for job in _children(engine, job_id))
    assert _finish(engine, _must_claim(engine, done, "a"))
    claim = _must_claim(engine, running, "b")
    with writing(engine) as session:
        if end == "cancelled":
            assert jobs.cancel(session, job_id)
        elif end == "failed":
            assert ranges.fail_filing(session, claim, {"slug": "filing-deleted", "params": {}})
        else:
            session.get_one(Job, job_id).attempts = 3
            session.get_one(Job, job_id).lease_until = jobs.now()
            session.flush()
            assert jobs.requeue_lost(session, 3)
    assert _left(engine, job_id) == (0, 0)
    assert not _finish(engine, claim)
    with writing(engine) as session:
        assert not jobs.renew(session, claim, 30)
        assert jobs.retry(session, job_id)
    again = _must_claim(engine, job_id)
    assert not again.gathered and _job(engine, job_id).total == 0


def test_pages_are_counted_over_ranges_and_never_backwards(engine: Engine) -> None:
    job_id = _handed_out(engine, (1, 4), (5, 8))
    first, second = (_must_claim(engine, job.id, job.id) for job in _children(engine, job_id))
    with writing(engine) as session:
        jobs.note_progress(session, first, "reading", 3, 4)
        jobs.note_progress(session, second, "reading", 1, 4)
        assert ranges.note_pages(session, job_id) == (4, 8)
        jobs.note_progress(session, first, "reading", 0, 4)
        assert ranges.note_pages(session, job_id) == (4, 8)


def test_each_worker_reads_one_range_and_the_longest_waiting_is_next(engine: Engine) -> None:
    job_id = _handed_out(engine, (1, 1), (2, 2), (3, 3))
    first, second, third = (job.id for job in _children(engine, job_id))
    held = _must_claim(engine, first, "one")
    assert _claim(engine, second, "one") is None
    assert _claim(engine, second, "two") is not None
    assert _finish(engine, held)
    with writing(engine) as session:
        assert [job.id for job in knocks.next_large(session, 20)] == [third]
    assert _claim(engine, third, "one") is not None


def test_a_range_that_found_no_room_is_knocked_for_again_soon_however_many_wait(engine: Engine) -> None:
    first, second, *_ = _children(engine, _handed_out(engine, *((page, page) for page in range(1, 31))))
    assert _must_claim(engine, first.id, "full")
    assert _claim(engine, second.id, "full") is None
    again = _job(engine, second.id).knock_at
    assert again is not None and again <= jobs.now() + timedelta(seconds=10)  # its message was perhaps another worker's


def test_a_long_filing_keeps_nobody_waiting_for_its_end(engine: Engine) -> None:
    long = [job.id for job in _children(engine, _handed_out(engine, (1, 1), (2, 2), (3, 3)))]
    held = _must_claim(engine, long[0], "one")
    other = [job.id for job in _children(engine, _handed_out(engine, (1, 1), (2, 2)))]
    turns = []
    for _ in range(3):
        assert _finish(engine, held)
        with writing(engine) as session:
            (turn,) = knocks.next_large(session, 20)
            turns.append(turn.id)
        held = _must_claim(engine, turns[-1], "one")
    assert turns == [other[0], long[1], other[1]]


def test_a_filing_whose_last_worker_died_goes_on_from_what_was_read(engine: Engine) -> None:
    job_id = _handed_out(engine, (1, 2))
    assert _finish(engine, _must_claim(engine, _children(engine, job_id)[0].id))
    assert _claim(engine, job_id, lease_seconds=-1)
    with writing(engine) as session:
        assert jobs.requeue_lost(session, 3)
        ranges.settle_all(session)
    claim = _must_claim(engine, job_id)
    assert claim.gathered and claim.attempt == 2
    assert _gathered(engine, job_id)[0] == [b"pages"]


def test_a_worker_past_its_lease_hands_nothing_out(engine: Engine) -> None:
    with writing(engine) as session:
        job_id = jobs.open_job(session, add_filing(session).id, LARGE).id
    late = _claim(engine, job_id, lease_seconds=-1)
    assert late and _claim(engine, job_id)
    with writing(engine) as session:
        assert not ranges.hand_out(session, late, [(1, 2)])
    assert _children(engine, job_id) == []
