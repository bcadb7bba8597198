"""Each test of the shared tables runs on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from shared.database import connect, migrate
from tests.databases import KINDS, database


@pytest.fixture(params=KINDS)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database with nothing in it."""
    with database(request.param, tmp_path) as url:
        engine = connect(url)
        yield engine
        engine.dispose()


@pytest.fixture
def engine(empty: Engine) -> Engine:
    """A migrated database."""
    migrate(empty)
    return empty
