"""Migrations and exact values, on both databases."""

from decimal import Decimal
from threading import Thread

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


def test_moments_come_back_in_utc(engine: Engine) -> None:
    moment = now()
    with writing(engine) as session:
        filing = add_filing(session, created_at=moment)
    with reading(engine) as session:
        assert session.get_one(Filing, filing.id).created_at == moment


def test_a_database_that_is_away_does_not_answer() -> None:
    assert not answers(connect("postgresql://nobody@127.0.0.1:1/none"))
