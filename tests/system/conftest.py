"""The whole stack as real processes: Valkey, ingest, API, a Celery worker with two children, Caddy in front."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest

from cotejo.client import Client
from cotejo.stack.supervisor import Stack
from tests.databases import KINDS, database
from tests.forked import ForkedStack

IMPATIENT = {
    "COTEJO_LEASE_SECONDS": "5",
    "COTEJO_SWEEP_SECONDS": "0.5",
    "COTEJO_KNOCK_AGAIN_SECONDS": "2",
    "COTEJO_SCANS_A_RANGE": "2",
    "COTEJO_DRAWN_PAGES_A_RANGE": "16",
    "COTEJO_MAX_UPLOAD_BYTES": str(400 * 1024**2),
    "COTEJO_FETCH_PRIVATE_HOSTS": "true",
    "FLOWER_UNAUTHENTICATED_API": "true",
}
"""Settings under which failures are noticed in seconds, and files of some pages are long ones."""


_INSTITUTIONS = ("INSTITUTO DE VIVIENDA", "FISCALÍA", "COLEGIO DE BACHILLERES", "PATRONATO DE FERIAS", "TRIBUNAL")


@pytest.fixture(scope="package")
def _shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Stack]]:
    """Starts the stack on a kind of database that tests share, once: that on SQLite has Flower."""
    with ExitStack() as running:

        @cache
        def start(kind: str) -> Stack:
            folder = tmp_path_factory.mktemp(kind)
            url = running.enter_context(database(kind, folder))
            environment = IMPATIENT | {"COTEJO_DATABASE_URL": url}
            return running.enter_context(ForkedStack(folder, flower=kind == "sqlite", environment=environment))

        yield start


@pytest.fixture(params=KINDS)
def any_stack(request: pytest.FixtureRequest, _shared: Callable[[str], Stack]) -> Stack:
    """A stack on SQLite, then one on PostgreSQL, both shared with other tests."""
    return _whole(_shared(request.param))


@pytest.fixture
def stack(_shared: Callable[[str], Stack]) -> Stack:
    """A stack on SQLite with Flower, shared with other tests: it holds filings of theirs."""
    return _whole(_shared("sqlite"))


def _whole(stack: Stack) -> Stack:
    stack.revive()  # what a test before killed and, since it failed, did not start again
    return stack


@pytest.fixture(scope="module")
def own_stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A stack on SQLite of a module's own, for tests that count what is on file."""
    with ForkedStack(tmp_path_factory.mktemp("own"), flower=False, environment=IMPATIENT) as stack:
        yield stack


@pytest.fixture
def client(stack: Stack) -> Iterator[Client]:
    """A client of `stack`, in English."""
    with Client(stack.url, language="en") as client:
        yield client


def eventually(happens: Callable[[], bool], seconds: float = 100) -> None:
    """Wait until something happens; fail where it does not in time."""
    until = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.05)


def long_filing(rows: int) -> bytes:
    """A filing of so many programmes, in each of which everything agrees. Of others, a few more or less, nothing is of
    the same institution, so that they need not be held against each other.
    """
    from tests.programmes import row, text

    institution = _INSTITUTIONS[rows % len(_INSTITUTIONS)]
    return text([row(code=f"A{number}", name=f"Programa {number}") for number in range(rows)], institution=institution)


def written(folder: Path, name: str, content: bytes) -> Path:
    """`content` as a file."""
    path = folder / name
    path.write_bytes(content)
    return path
