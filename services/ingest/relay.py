"""The relay: sees to it that every queued job has a message on its way, and that no job is lost with its worker.

It may run twice, or stand still for a while: the job rows say what is due. It also deletes filings past retention.
"""

import threading
from datetime import timedelta

from celery import Celery
from sqlalchemy import Engine
from sqlmodel import col, select

from shared.company import anything_due, due_periods, due_rechecks, lock_companies, touch_company_of, unheard
from shared.database import reading, writing
from shared.jobs import any_open, now, requeue_lost
from shared.knocks import due_knocks, knock_later, knocked_in_vain, put_off
from shared.logs import logger
from shared.queue import COMPARE_PERIOD, RECHECK_FILING, about, knock, lying, send
from shared.ranges import settle_all
from shared.results import delete_results
from shared.reviews import delete_reviews
from shared.settings import Settings
from shared.storage import Store
from shared.tables import Filing

_UNHEARD_SECONDS = 2
_RETENTION_EVERY_SECONDS = 60


def sweep(engine: Engine, app: Celery, settings: Settings) -> int:
    """Give back the jobs of lost workers and knock for every queued job that is due; how many knocks were taken.

    A job of which a message lies in the queue is not knocked for again, nor any while the queue cannot be seen.
    """
    with reading(engine) as session:
        if not any_open(session):
            return 0
        knocked_before = knocked_in_vain(session)
    known = lying(app) if knocked_before else None  # what falls due meanwhile waits for the next sweep
    asked = now()
    with writing(engine) as session:
        for job in requeue_lost(session, settings.job_attempts, asked):
            logger().warning("job.lost", job_id=job.id, filing_id=job.filing_id, attempts=job.attempts, now=job.status)
        settle_all(session)
        put_off(session, known or (), settings.knock_again_seconds)
        jobs = due_knocks(session, settings.knock_again_seconds, first_only=known is None)
    unheard = [job.id for job in jobs if not knock(app, job)]
    if unheard:
        with writing(engine) as session:
            knock_later(session, unheard, _UNHEARD_SECONDS)
    return len(jobs) - len(unheard)


def sweep_companies(engine: Engine, app: Celery, settings: Settings) -> None:
    """Send for every comparison between filings and every recheck that is due and of which no message lies there."""
    with reading(engine) as session:
        if not anything_due(session):
            return
    known = lying(app)
    if known is None:
        return
    with writing(engine) as session:
        periods = due_periods(session, settings.knock_again_seconds)
        rechecks = due_rechecks(session, settings.knock_again_seconds)
    to_send = [period for period in periods if about(*period) not in known]
    lost_periods = [period for period in to_send if not send(app, COMPARE_PERIOD, *period)]
    lost_rechecks = [one for one in rechecks if about(one) not in known and not send(app, RECHECK_FILING, one)]
    if lost_periods or lost_rechecks:
        with writing(engine) as session:
            unheard(session, lost_periods, lost_rechecks, _UNHEARD_SECONDS)


def delete_expired(engine: Engine, store: Store, retention_days: float) -> int:
    """Delete filings older than `retention_days`, with all that came of them; how many."""
    oldest = now() - timedelta(days=retention_days)
    with writing(engine) as session:
        lock_companies(session)
        query = select(Filing).where(Filing.created_at < oldest, col(Filing.deleted_at).is_(None))
        expired = list(session.exec(query))
        for filing in expired:
            filing.deleted_at = now()
            session.add(filing)
            delete_results(session, filing.id)
            delete_reviews(session, filing.id)
            touch_company_of(session, filing)
    for filing in expired:
        store.delete(filing.sha256)
        logger().info("filing.deleted", filing_id=filing.id)
    return len(expired)


class Relay:
    """Sweeps in a thread of its own, every so often and whenever it is woken."""

    def __init__(self, engine: Engine, store: Store, app: Celery, settings: Settings) -> None:
        self._engine, self._store, self._app, self._settings = engine, store, app, settings
        self._wake = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="relay", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Sweep now: a job was just opened."""
        self._wake.set()

    def stop(self) -> None:
        """End the thread after the sweep it is in."""
        self._stopping = True
        self._wake.set()
        self._thread.join(timeout=5)

    def _run(self) -> None:
        next_retention = now()
        while not self._stopping:
            try:
                sweep(self._engine, self._app, self._settings)
                sweep_companies(self._engine, self._app, self._settings)
                if self._settings.retention_days and now() >= next_retention:
                    delete_expired(self._engine, self._store, self._settings.retention_days)
                    next_retention = now() + timedelta(seconds=_RETENTION_EVERY_SECONDS)
            except Exception:  # a database that is away for a moment must not end the relay
                logger().exception("relay.failed")
            self._wake.wait(self._settings.sweep_seconds)
            self._wake.clear()
