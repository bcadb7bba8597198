"""The Celery worker: claims a job, has the work done that it asks for, and sees how it ends."""

import time
from collections.abc import Callable
from datetime import date
from typing import Any

import structlog
from billiard import current_process
from celery import Celery
from celery.signals import setup_logging, worker_init, worker_process_init

from services.compute.again import recheck
from services.compute.archive_opened import open_archive
from services.compute.attempt import Attempt
from services.compute.cage import Abandoned, CageDeath
from services.compute.companions import compare
from services.compute.course import Course, Heartbeat, RangeCourse
from services.compute.page_range import read_range
from services.compute.policy import load_policy
from services.compute.process import Process, open_process
from services.compute.reading import UnreadableFiling
from services.compute.replay import replay
from services.compute.rules import rule_parts
from services.compute.warm import warm_up
from services.compute.whole_filing import analyse_filing, analyse_gathered
from shared import jobs
from shared.company import take_period
from shared.company_tables import Recheck
from shared.database import connect, migrate, reading, writing
from shared.job_passwords import PASSWORD_PROBLEMS, first_password, take_new_password
from shared.jobs import Claim
from shared.knocks import next_large
from shared.logs import logger, set_up_logs
from shared.media_types import ARCHIVES
from shared.queue import ANALYSE_FILING, COMPARE_PERIOD, RECHECK_FILING, knock, make_celery
from shared.ranges import fail_filing, fail_range
from shared.rule_table import publish_rules
from shared.settings import settings
from shared.tables import Filing

app: Celery = make_celery(settings())
_opened: list[Process] = []


@setup_logging.connect
def _set_up_logs(**_: Any) -> None:
    set_up_logs(settings(), "compute")


@worker_init.connect
def _prepare(**_: Any) -> None:
    """Before any child is forked: bring the database up to date, publish the catalogue, and compile the words."""
    engine = connect(settings().database_url)
    migrate(engine)
    with writing(engine) as session:
        publish_rules(session, rule_parts(load_policy(settings().policy_path)))
    engine.dispose()
    warm_up()


@worker_process_init.connect
def _open_process(**_: Any) -> None:
    _opened[:] = [open_process(settings())]


@app.task(name=ANALYSE_FILING, bind=True)
def take_job(task: Any, job_id: str) -> None:
    """Work on one job, if it is there to be taken: a message may come late, twice, or for a job that is done."""
    (process,) = _opened
    config = process.config
    limits = config.lease_seconds, config.job_attempts, config.large_jobs_at_once
    with structlog.contextvars.bound_contextvars(job_id=job_id):
        with writing(process.engine) as session:
            claim = jobs.claim(session, job_id, *limits, worker=task.request.hostname or "")
        if claim is None:
            logger().info("job.not_taken")
            return
        with structlog.contextvars.bound_contextvars(filing_id=claim.filing_id, parent_job_id=claim.parent_id):
            logger().info("job.claimed", attempt=claim.attempt, pages=claim.pages, process=current_process().index)
            begun = time.perf_counter()
            outcome = _work(process, claim)
            logger().info(outcome, seconds=round(time.perf_counter() - begun, 3))
            process.announcer.announce(job_id, {})
        if claim.large or outcome == "job.handed_out":
            _knock_for_next(process)


def _knock_for_next(process: Process) -> None:
    """There is room for a long job again; the relay would find that out only in a while."""
    with writing(process.engine) as session:
        waiting = next_large(session, process.config.knock_again_seconds)
    for job in waiting:
        knock(app, job)


@app.task(name=COMPARE_PERIOD)
def compare_filings(institution_id: str, end: str) -> None:
    """Hold an institution's filings of one period against each other and earlier ones, if that is due."""
    process = _opened[0]
    begun, day = time.perf_counter(), date.fromisoformat(end)
    with writing(process.engine) as session:
        taken = take_period(session, institution_id, day, process.config.lease_seconds)
    outcome = compare(process.engine, institution_id, day, process.policy) if taken else "period.not_taken"
    seconds = round(time.perf_counter() - begun, 3)
    logger().info(outcome, institution_id=institution_id, period_end=end, seconds=seconds)


@app.task(name=RECHECK_FILING)
def recheck_filing(recheck_id: str) -> None:
    """Run rules and indicators again over a filing on file, or one check from the original."""
    process = _opened[0]
    with reading(process.engine) as session:
        wish = session.get(Recheck, recheck_id)
    one = wish is not None and wish.anomaly is not None
    event = replay(process, recheck_id) if one else recheck(process, recheck_id)
    logger().info(event, recheck_id=recheck_id)


def _work(process: Process, claim: Claim) -> str:
    """Do the job; the event that tells how it ended."""
    with reading(process.engine) as session:
        filing = session.get_one(Filing, claim.filing_id)
    course = (RangeCourse if claim.pages else Course)(process.engine, process.announcer, claim)
    with Heartbeat(process.engine, claim, process.config.lease_seconds) as heartbeat:
        try:
            content, password = process.store.read(filing.sha256), process.seal.open(first_password(claim.password))
            attempt = Attempt(process, claim, filing, content, password, course, heartbeat)
            return _kind_of_work(attempt)(attempt)
        except Abandoned:
            return "job.let_go"
        except FileNotFoundError:
            return _fail(process, course, "filing-deleted", {})
        except CageDeath as error:
            return _fail(process, course, error.problem, {"filename": filing.filename, **error.params}, died=True)
        except UnreadableFiling as error:
            return _fail(process, course, error.problem, {"filename": filing.filename, **error.params})
        finally:
            if isinstance(course, RangeCourse):
                course.tell()


def _kind_of_work(attempt: Attempt) -> Callable[[Attempt], str]:
    if attempt.claim.pages:
        return read_range
    if attempt.claim.gathered:
        return analyse_gathered
    return open_archive if attempt.filing.media_type in ARCHIVES else analyse_filing


def _fail(process: Process, course: Course, slug: str, params: dict[str, str | int], died: bool = False) -> str:
    claim, problem = course.claim, {"slug": slug, "params": params}
    logger().info("filing.not_read", problem=slug, stage=course.stage)
    with writing(process.engine) as session:
        if claim.pages:
            ended = (fail_range if died else fail_filing)(session, claim, problem)
        elif slug in PASSWORD_PROBLEMS and take_new_password(session, claim):
            return "job.given_password"
        else:
            ended = jobs.fail(session, claim, course.stage, problem)
    return "job.failed" if ended else "job.let_go"
