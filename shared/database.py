"""Connections: SQLite with write-ahead logging, or PostgreSQL, and the migrations that both begin with."""

import fcntl
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from pydantic_core import from_json
from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlmodel import Session

from shared.turns import in_turn

MIGRATIONS = Path(__file__).parent / "migrations"
HEAD = "0006"
"""The newest migration; a database at it needs nothing done."""

_MIGRATION_LOCK = 7_362_013
_BUSY_SECONDS = 30


def connect(url: str) -> Engine:
    """An engine for `url`; ``postgresql://`` is served by pg8000. SQLite's folder is made if it is not there."""
    parsed = make_url(url)
    if parsed.get_backend_name() in ("postgres", "postgresql"):
        parsed = parsed.set(drivername="postgresql+pg8000")
        if folder := parsed.query.get("host"):  # libpq's way of naming a Unix socket
            parsed = parsed.set(query={"unix_sock": f"{folder}/.s.PGSQL.{parsed.port or 5432}"})
        return create_engine(parsed, pool_pre_ping=True, pool_size=10, json_deserializer=from_json)
    Path(parsed.database or "").parent.mkdir(parents=True, exist_ok=True)
    held = {"timeout": _BUSY_SECONDS, "check_same_thread": False}
    engine = create_engine(url, connect_args=held, pool_size=10, json_deserializer=from_json)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _: Any) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """A transaction that is going to write takes its lock at once, so that it never fails for having read first."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that only reads, all of it as it stood at the first question."""
    if engine.dialect.name == "postgresql":  # SQLite keeps to it by itself
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    with Session(engine) as session:
        yield session


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A session in a transaction that commits at the end, or rolls back if an exception leaves it."""
    with (
        _in_turn(engine),
        Session(engine.execution_options(writes=True), expire_on_commit=False) as session,
        session.begin(),
    ):
        yield session


def _in_turn(engine: Engine) -> AbstractContextManager[None]:
    """SQLite lets one write at a time and those who wait ask for it every 100 ms: on a busy machine one that writes
    often comes before them again and again, half a minute and more, in which leases run out.
    """
    path = engine.url.database
    return in_turn(Path(path), _BUSY_SECONDS) if engine.dialect.name == "sqlite" and path else nullcontext()


def answers(engine: Engine) -> bool:
    """Whether the database answers."""
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except Exception:  # whatever the driver raises, the answer is no
        return False
    return True


def migrate(engine: Engine) -> None:
    """Bring the database to `HEAD`. Services that start together do it one after the other."""
    if _at_head(engine):
        return
    from alembic import command  # imported here: a start with nothing to migrate need not load it
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with _migration_lock(engine), engine.execution_options(writes=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _at_head(engine: Engine) -> bool:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == HEAD


@contextmanager
def _migration_lock(engine: Engine) -> Iterator[None]:
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _MIGRATION_LOCK})
            try:
                yield
            finally:
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _MIGRATION_LOCK})
        return
    with Path(f"{engine.url.database}.migrating").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
