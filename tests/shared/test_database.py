"""Migrations and exact values, on both databases."""

import multiprocessing
import time
from decimal import Decimal
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text
from sqlmodel import SQLModel

from shared.database import HEAD, MIGRATIONS, answers, connect, migrate, reading, writing
from shared.jobs import now
from shared.tables import Filing, Job, StoredFact
from tests.shared.filing import add_filing


def test_migrations_give_the_tables_that_the_code_declares(engine: Engine) -> None:
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), SQLModel.metadata) == []


def test_a_database_with_jobs_in_it_is_brought_up_to_date(empty: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with empty.execution_options(writes=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(
            text(
                "INSERT INTO filings (id, sha256, filename, media_type, size, created_at) "
                "VALUES (:id, :id, 'a', 'b', 1, :at)"
            ),
            {"id": "f", "at": now()},
        )
        connection.execute(
            text(
                "INSERT INTO jobs (id, filing_id, queue, status, done, total, attempts, revision, knocks, created_at) "
                "VALUES ('j', 'f', 'small', 'succeeded', 1, 1, 1, 2, 1, :at)"
            ),
            {"at": now()},
        )
    migrate(empty)
    with reading(empty) as session:
        job = session.get_one(Job, "j")
    assert (job.status, job.parent_id, job.members, job.password) == ("succeeded", None, None, None)


def test_head_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_services_that_start_together_migrate_once(empty: Engine) -> None:
    starts = [Thread(target=migrate, args=(empty,)) for _ in range(4)]
    for start in starts:
        start.start()
    for start in starts:
        start.join()
    with empty.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).all() == [(HEAD,)]


@pytest.mark.parametrize("value", ["460500.00", "0.10", "-0.005", "12345678901234567890.123456789", "4474035138"])
def test_money_keeps_every_digit(engine: Engine, value: str) -> None:
    with writing(engine) as session:
        filing = add_filing(session)
        fact = StoredFact(
            filing_id=filing.id,
            position=1,
            id="f1",
            subject_kind="programme",
            concept="approved",
            value=Decimal(value),
            context={},
            evidence={},
        )
        session.add(fact)
    with reading(engine) as session:
        stored = session.get_one(StoredFact, (filing.id, 1)).value
    assert str(stored) == value


_A_TURN_SECONDS = 0.2
_FEW_TURNS_SECONDS = 10
"""Many more than anyone should wait, on a busy machine too; without taking turns some wait for half a minute."""


def _write_again_and_again(url: str, ready: Any, until: float) -> None:
    engine = connect(url)
    ready.release()
    while time.monotonic() < until:
        with writing(engine) as session:
            session.execute(text("UPDATE alembic_version SET version_num = version_num"))
            time.sleep(_A_TURN_SECONDS)


def test_who_waits_to_write_comes_before_those_who_write_again_and_again(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/x.db"
    engine = connect(url)
    migrate(engine)
    spawned = multiprocessing.get_context("spawn")
    ready, until = spawned.Semaphore(0), time.monotonic() + 60
    busy = [spawned.Process(target=_write_again_and_again, args=(url, ready, until), daemon=True) for _ in range(4)]
    for one in busy:
        one.start()
    for _ in busy:
        assert ready.acquire(timeout=30)
    waits = []
    for _ in range(4):
        time.sleep(_A_TURN_SECONDS)
        began = time.monotonic()
        with writing(engine) as session:
            session.execute(text("UPDATE alembic_version SET version_num = version_num"))
        waits.append(time.monotonic() - began)
    for one in busy:
        one.kill()
        one.join()
    assert max(waits) < _FEW_TURNS_SECONDS, waits
    with writing(engine) as session:  # although they were killed in the middle
        session.execute(text("UPDATE alembic_version SET version_num = version_num"))


def test_moments_come_back_in_utc(engine: Engine) -> None:
    moment = now()
    with writing(engine) as session:
        filing = add_filing(session, created_at=moment)
    with reading(engine) as session:
        assert session.get_one(Filing, filing.id).created_at == moment


def test_a_database_that_is_away_does_not_answer() -> None:
    assert not answers(connect("postgresql://nobody@127.0.0.1:1/none"))
