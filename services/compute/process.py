"""What one worker process holds: opened after the fork, once."""

from dataclasses import dataclass

from sqlalchemy import Engine

from services.compute.policy import Policy, load_policy
from shared.database import connect
from shared.events import Announcer
from shared.sealing import Seal
from shared.settings import Settings
from shared.storage import Store


@dataclass(frozen=True, slots=True)
class Process:
    """Database, bytes, broker, key and policy."""

    config: Settings
    engine: Engine
    store: Store
    announcer: Announcer
    seal: Seal
    policy: Policy


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
