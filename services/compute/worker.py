"""The Celery worker, and the only file here that knows Celery, the database or Redis: claims, runs, stores."""

import time
from typing import Any

import structlog
from billiard import current_process
from celery import Celery
from celery.signals import setup_logging, worker_init, worker_process_init
from sqlalchemy import Engine

from services.compute.cage import Abandoned, CageDeath, Limits, Say, run_caged
from services.compute.pipeline import STAGES, analyse
from services.compute.policy import Policy, load_policy
from services.compute.reading import UnreadableFiling
from services.compute.rules import rule_parts
from shared import jobs
from shared.database import connect, migrate, reading, writing
from shared.events import Announcer
from shared.jobs import Claim
from shared.logs import logger, set_up_logs
from shared.media_types import readable
from shared.queue import ANALYSE_FILING, make_celery
from shared.report import Report
from shared.results import replace_results
from shared.rule_table import publish_rules
from shared.settings import Settings, settings
from shared.storage import Store
from shared.tables import Filing

_ROW_EVERY_SECONDS = 1.0

app: Celery = make_celery(settings())


class _Process:
    """What one worker process holds: opened after the fork, once."""

    engine: Engine
    store: Store
    announcer: Announcer
    policy: Policy


@setup_logging.connect
def _set_up_logs(**_: Any) -> None:
    set_up_logs(settings(), "compute")


@worker_init.connect
def _prepare(**_: Any) -> None:
    """Before any child is forked: bring the database up to date and publish the catalogue."""
    engine = connect(settings().database_url)
    migrate(engine)
    with writing(engine) as session:
        publish_rules(session, rule_parts(load_policy(settings().policy_path)))
    engine.dispose()


@worker_process_init.connect
def _open_process(**_: Any) -> None:
    config = settings()
    _Process.engine = connect(config.database_url)
    _Process.store = Store(config.data_dir)
    _Process.announcer = Announcer(config)
    _Process.policy = load_policy(config.policy_path)


@app.task(name=ANALYSE_FILING, bind=True)
def analyse_filing(task: Any, job_id: str) -> None:
    """Work on one job, if it is there to be taken: a message may come late, twice, or for a job that is done."""
    config = settings()
    with structlog.contextvars.bound_contextvars(job_id=job_id):
        with writing(_Process.engine) as session:
            claim = jobs.claim(session, job_id, config.lease_seconds, config.job_attempts, config.large_jobs_at_once)
        if claim is None:
            logger().info("job.not_taken")
            return
        with structlog.contextvars.bound_contextvars(filing_id=claim.filing_id):
            logger().info("job.claimed", attempt=claim.attempt, process=current_process().index)
            begun = time.perf_counter()
            outcome = _work(claim, config)
            logger().info(outcome, seconds=round(time.perf_counter() - begun, 3))
            _Process.announcer.announce(job_id, {})


def _work(claim: Claim, config: Settings) -> str:
    """Do the job; the event that tells how it ended."""
    with reading(_Process.engine) as session:
        filing = session.get_one(Filing, claim.filing_id)
    course = _Course(claim)
    try:
        content = _Process.store.read(filing.sha256)
        report, grids = _run(course, content, filing.filename, config)
    except Abandoned:
        return "job.let_go"
    except FileNotFoundError:
        return _fail(course, "filing-deleted", {})
    except (UnreadableFiling, CageDeath) as error:
        return _fail(course, error.problem, {"filename": filing.filename, "readable": readable(), **error.params})
    with writing(_Process.engine) as session:
        if not jobs.succeed(session, claim):
            return "job.let_go"
        replace_results(session, session.get_one(Filing, claim.filing_id), report, grids)
    return "job.succeeded"


def _fail(course: "_Course", slug: str, params: dict[str, str | int]) -> str:
    with writing(_Process.engine) as session:
        ended = jobs.fail(session, course.claim, course.stage, {"slug": slug, "params": params})
    return "job.failed" if ended else "job.let_go"


class _Course:
    """How far a job is, told live to whoever listens and to the job row at most once a second."""

    def __init__(self, claim: Claim) -> None:
        self.claim = claim
        self.stage: str = STAGES[0]
        self._noted_at = 0.0

    def note(self, stage: str, done: int, total: int) -> None:
        self.stage = stage
        _Process.announcer.announce(self.claim.job_id, {"stage": stage, "done": done, "total": total})
        if time.monotonic() - self._noted_at >= _ROW_EVERY_SECONDS:
            self._noted_at = time.monotonic()
            with writing(_Process.engine) as session:
                jobs.note_progress(session, self.claim, stage, done, total)


def _run(course: _Course, content: bytes, filename: str, config: Settings) -> tuple[Report, dict[str, Any]]:
    """The pipeline in its cage: the report, and the cells of its tables."""
    answer: dict[str, Any] = {}

    def work(say: Say) -> None:
        def progress(stage: str, done: int, total: int) -> None:
            say({"progress": [stage, done, total]})

        try:
            analysis = analyse(content, filename, _Process.policy, progress)
        except UnreadableFiling as error:
            say({"problem": error.problem, "params": error.params})
        else:
            say({"report": analysis.report, "grids": analysis.grids})

    def hear(message: dict[str, Any]) -> None:
        if "progress" in message:
            course.note(*message["progress"])
        else:
            answer.update(message)

    def wanted() -> bool:
        with writing(_Process.engine) as session:
            return jobs.renew(session, course.claim, config.lease_seconds)

    limits = Limits(config.job_wall_seconds, config.job_cpu_seconds, config.job_memory_bytes)
    run_caged(work, limits, hear, wanted, ask_every_seconds=min(2.0, config.lease_seconds / 3))
    if "problem" in answer:
        raise UnreadableFiling(answer["problem"], **answer["params"])
    course.note("storing", 0, 1)
    return Report.model_validate(answer["report"]), answer["grids"]
