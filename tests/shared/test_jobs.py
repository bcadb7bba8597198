"""The life of a job, on both databases."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine

from shared import job_passwords, jobs, knocks
from shared.database import reading, writing
from shared.jobs import LARGE, SMALL, Claim
from shared.tables import Job, JobStatus
from tests.shared.filing import add_filing

ATTEMPTS, LARGE_AT_ONCE = 3, 1


def _open(engine: Engine, queue: str = SMALL) -> str:
    with writing(engine) as session:
        return jobs.open_job(session, add_filing(session).id, queue).id


def _claim(engine: Engine, job_id: str, lease_seconds: float = 30) -> Claim | None:
    with writing(engine) as session:
        return jobs.claim(session, job_id, lease_seconds, ATTEMPTS, LARGE_AT_ONCE)


def _job(engine: Engine, job_id: str) -> Job:
    with reading(engine) as session:
        return session.get_one(Job, job_id)


def test_a_job_is_claimed_once(engine: Engine) -> None:
    job_id = _open(engine)
    assert _claim(engine, job_id) is not None
    assert _claim(engine, job_id) is None
    assert _job(engine, job_id).attempts == 1


def test_of_many_that_come_at_once_one_gets_the_job(engine: Engine) -> None:
    job_id = _open(engine)
    claims: list[Claim | None] = []
    together = Barrier(6)

    def come() -> None:
        together.wait()
        claims.append(_claim(engine, job_id))

    comers = [Thread(target=come) for _ in range(6)]
    for comer in comers:
        comer.start()
    for comer in comers:
        comer.join()
    assert len(claims) == 6
    assert sum(claim is not None for claim in claims) == 1


def test_a_worker_past_its_lease_writes_nothing(engine: Engine) -> None:
    job_id = _open(engine)
    late = _claim(engine, job_id, lease_seconds=-1)
    other = _claim(engine, job_id)
    assert late and other and other.attempt == 2
    with writing(engine) as session:
        assert not jobs.renew(session, late, 30)
        assert not jobs.note_progress(session, late, "reading", 1, 1)
        assert not jobs.succeed(session, late)
        assert not jobs.fail(session, late, "reading", {})
        assert jobs.succeed(session, other)
    assert _job(engine, job_id).status == JobStatus.SUCCEEDED


def test_a_lost_job_is_queued_again_and_given_up_after_its_attempts(engine: Engine) -> None:
    job_id = _open(engine)
    for attempt in range(1, ATTEMPTS + 1):
        assert _claim(engine, job_id, lease_seconds=-1)
        with writing(engine) as session:
            assert [job.id for job in jobs.requeue_lost(session, ATTEMPTS)] == [job_id]
        assert _job(engine, job_id).attempts == attempt
    job = _job(engine, job_id)
    assert job.status == JobStatus.FAILED
    assert job.problem == {"slug": "attempts-exhausted", "params": {"attempts": 3}}
    with writing(engine) as session:
        assert jobs.requeue_lost(session, ATTEMPTS) == []


def test_a_lease_that_ran_out_while_the_database_was_waited_for_is_not_judged_yet(engine: Engine) -> None:
    job_id = _open(engine)
    assert _claim(engine, job_id, lease_seconds=-5)
    with writing(engine) as session:
        assert jobs.requeue_lost(session, ATTEMPTS, asked=jobs.now() - timedelta(seconds=10)) == []
        assert [job.id for job in jobs.requeue_lost(session, ATTEMPTS, asked=jobs.now())] == [job_id]


def test_a_held_job_is_not_lost(engine: Engine) -> None:
    job_id = _open(engine)
    assert _claim(engine, job_id)
    with writing(engine) as session:
        assert jobs.requeue_lost(session, ATTEMPTS) == []


def test_knocks_fall_due_at_once_then_after_a_while(engine: Engine) -> None:
    job_id = _open(engine)
    with writing(engine) as session:
        assert [job.id for job in knocks.due_knocks(session, again_seconds=30)] == [job_id]
        assert knocks.due_knocks(session, again_seconds=30) == []
        knocks.knock_later(session, [job_id], -1)
        assert [job.knocks for job in knocks.due_knocks(session, again_seconds=30)] == [2]


def test_cancelling_takes_the_job_from_its_worker(engine: Engine) -> None:
    job_id = _open(engine)
    claim = _claim(engine, job_id)
    assert claim
    with writing(engine) as session:
        assert jobs.cancel(session, job_id)
        assert not jobs.renew(session, claim, 30)
        assert not jobs.succeed(session, claim)
        assert not jobs.cancel(session, job_id)
    assert _claim(engine, job_id) is None


@pytest.mark.parametrize("end", ["failed", "cancelled"])
def test_what_failed_or_was_cancelled_runs_again_with_all_its_attempts(engine: Engine, end: str) -> None:
    job_id = _open(engine)
    claim = _claim(engine, job_id)
    assert claim
    with writing(engine) as session:
        if end == "failed":
            jobs.fail(session, claim, "reading", {"slug": "no-table", "params": {}})
        else:
            jobs.cancel(session, job_id)
        assert jobs.retry(session, job_id)
    job = _job(engine, job_id)
    assert (job.status, job.attempts, job.problem) == (JobStatus.QUEUED, 0, None)
    assert _claim(engine, job_id) is not None


@pytest.mark.parametrize("given", [("right", "wrong"), ("wrong", "right"), ("wrong", "worse", "right", "late")])
def test_no_password_takes_the_place_of_another_while_the_job_is_queued(engine: Engine, given: tuple[str, ...]) -> None:
    job_id = _open(engine)
    with writing(engine) as session:
        assert all(job_passwords.give_password(session, job_id, password) for password in given)
    tried = []
    while claim := _claim(engine, job_id):
        tried.append(job_passwords.first_password(claim.password))
        if tried[-1] == "right":
            break
        with writing(engine) as session:
            assert job_passwords.take_new_password(session, claim)
    assert tried == list(given[: given.index("right") + 1])
    assert _job(engine, job_id).attempts == 1, "a wrong password is no attempt"


def test_a_password_given_while_the_job_ran_is_tried(engine: Engine) -> None:
    job_id = _open(engine)
    claim = _claim(engine, job_id)
    assert claim and claim.password is None
    with writing(engine) as session:
        assert not job_passwords.take_new_password(session, claim)
        assert job_passwords.give_password(session, job_id, "sealed")
        assert job_passwords.take_new_password(session, claim)
    again = _claim(engine, job_id)
    assert again and again.password == "sealed"
    with writing(engine) as session:
        assert not job_passwords.take_new_password(session, again)
        assert jobs.fail(session, again, "reading", {"slug": "wrong-password", "params": {}})
        assert not job_passwords.give_password(session, job_id, "other")
    assert _job(engine, job_id).password is None


def test_a_job_that_goes_on_or_went_well_is_not_run_again(engine: Engine) -> None:
    job_id = _open(engine)
    claim = _claim(engine, job_id)
    assert claim
    with writing(engine) as session:
        assert not jobs.retry(session, job_id)
        jobs.succeed(session, claim)
        assert not jobs.retry(session, job_id)


def test_long_jobs_leave_a_worker_for_short_ones(engine: Engine) -> None:
    first, second, short = _open(engine, LARGE), _open(engine, LARGE), _open(engine)
    claim = _claim(engine, first)
    assert claim
    assert _claim(engine, second) is None
    assert _claim(engine, short) is not None
    with writing(engine) as session:
        jobs.succeed(session, claim)
    assert _claim(engine, second) is not None


def test_the_place_in_the_queue(engine: Engine) -> None:
    job_ids = [_open(engine), _open(engine), _open(engine)]
    with reading(engine) as session:
        places = [knocks.place_in_queue(session, session.get_one(Job, job_id)) for job_id in job_ids]
    assert places == [1, 2, 3]


def test_every_change_is_a_new_revision(engine: Engine) -> None:
    job_id = _open(engine)
    claim = _claim(engine, job_id)
    assert claim
    revisions = [_job(engine, job_id).revision]
    with writing(engine) as session:
        jobs.note_progress(session, claim, "reading", 1, 2)
    revisions.append(_job(engine, job_id).revision)
    with writing(engine) as session:
        jobs.succeed(session, claim)
    revisions.append(_job(engine, job_id).revision)
    assert revisions == [2, 3, 4]
    assert _job(engine, job_id).finished_at is not None
    started = _job(engine, job_id).started_at
    assert started is not None and jobs.now() - started < timedelta(minutes=1)
