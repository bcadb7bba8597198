"""What one worker process holds: opened after the fork, once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine

from services.compute.cage import Limits, Say, run_caged
from services.compute.policy import Policy, load_policy
from shared.database import connect
from shared.events import Announcer
from shared.sealing import Seal
from shared.settings import Settings
from shared.storage import Store


@dataclass(frozen=True, slots=True)
class Process:
    """Database, bytes, broker, key and policy.

    It does no work on filings itself: frames start threads, and a child forked from a process with threads hangs.
    """

    config: Settings
    engine: Engine
    store: Store
    announcer: Announcer
    seal: Seal
    policy: Policy

    @property
    def limits(self) -> Limits:
        """What a child that works on a filing may use."""
        return Limits(self.config.job_wall_seconds, self.config.job_cpu_seconds, self.config.job_memory_bytes)

    def caged(self, work: Callable[[Say], None], hear: Callable[[dict[str, Any]], None]) -> None:
        """Run `work` in the cage and hand `hear` what it says. Raises `CageDeath`."""
        run_caged(work, self.limits, hear, forked=lambda: None, wanted=lambda: True)


def open_process(config: Settings) -> Process:
    """A process on `config`. Opens no connection yet."""
    return Process(
        config,
        connect(config.database_url),
        Store(config.data_dir),
        Announcer(config),
        Seal(config.data_dir),
        load_policy(config.policy_path),
    )
