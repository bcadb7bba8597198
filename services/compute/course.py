"""While a job runs: its lease is held, and how far it is gets told. Knows the database and Redis, as `worker` does."""

import threading
import time
from types import TracebackType
from typing import Self

from sqlalchemy import Engine

from services.compute.pipeline import STAGES
from shared import jobs
from shared.database import writing
from shared.events import Announcer
from shared.jobs import Claim
from shared.logs import logger
from shared.ranges import note_pages

_ROW_EVERY_SECONDS = 1.0
_BEATS_A_LEASE = 4


class Course:
    """How far a job is: told live to whoever listens, and to the job row at most once a second."""

    def __init__(self, engine: Engine, announcer: Announcer, claim: Claim) -> None:
        self.claim = claim
        self.stage: str = STAGES[0]
        self._engine, self._announcer = engine, announcer
        self._noted_at = 0.0
        self._total = 1

    def note(self, stage: str, done: int, total: int) -> None:
        """Note that `done` of `total` of a stage is done."""
        self.stage = stage
        self._announcer.announce(self.claim.job_id, {"stage": stage, "done": done, "total": total})
        counted = total > self._total  # who looks only now is to see at once how much there is
        self._total = total
        if counted or time.monotonic() - self._noted_at >= _ROW_EVERY_SECONDS:
            self._noted_at = time.monotonic()
            with writing(self._engine) as session:
                jobs.note_progress(session, self.claim, stage, done, total)


class RangeCourse(Course):
    """How far a range of a filing's pages is, told as how far the filing's own job is."""

    def note(self, stage: str, done: int, total: int) -> None:
        self.stage = stage
        if time.monotonic() - self._noted_at >= _ROW_EVERY_SECONDS:
            self._noted_at = time.monotonic()
            with writing(self._engine) as session:
                jobs.note_progress(session, self.claim, stage, done, total)
            self.tell()

    def tell(self) -> None:
        """Count the filing's pages anew, and tell whoever listens."""
        parent_id = self.claim.parent_id or ""
        with writing(self._engine) as session:
            counted = note_pages(session, parent_id)
        news = {"stage": "reading", "done": counted[0], "total": counted[1]} if counted else {}
        self._announcer.announce(parent_id, news)


class Heartbeat:
    """Renews a job's lease in a thread of its own, from `begin` to the end of the ``with`` block.

    `lost` turns true when the job is no longer this worker's: cancelled, or given to another.
    """

    def __init__(self, engine: Engine, claim: Claim, lease_seconds: float) -> None:
        self.lost = False
        self._engine, self._claim, self._lease_seconds = engine, claim, lease_seconds
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="heartbeat", daemon=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()

    def begin(self) -> None:
        """Start the thread. A process that is going to fork does so first."""
        self._thread.start()

    def _beat(self) -> None:
        while not self._over.wait(self._lease_seconds / _BEATS_A_LEASE):
            try:
                with writing(self._engine) as session:
                    if not jobs.renew(session, self._claim, self._lease_seconds):
                        self.lost = True
                        return
            except Exception:  # a database that is away for a moment; the next beat may reach it
                logger().exception("lease.not_renewed")
