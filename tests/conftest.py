"""What tests share: the real filings, read where they lie, and the samples."""

import gc
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).parents[1]
FILINGS = ROOT.parent / "shared" / "filings"
SAMPLES = ROOT / "samples"
ANALYSED = "COTEJO_TEST_ANALYSED"
"""The environment variable that names the folder in which this run keeps what it analysed (`tests.analysed`)."""

settings.register_profile("usual", deadline=None)  # a busy machine is no failure
settings.register_profile("fuzz", max_examples=3000, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile(os.environ.get("COTEJO_HYPOTHESIS_PROFILE", "usual"))


def pytest_configure(config: pytest.Config) -> None:
    if ANALYSED not in os.environ:  # else this is a process of a run that has its folder
        folder = os.environ[ANALYSED] = tempfile.mkdtemp(prefix="cotejo-analysed-")
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


def _group(path: Path) -> str:
    """The tests of a file go to one process. Those of the page, which share a stack and a browser, go all to one, and
    those of the system, which share stacks, to two.
    """
    if path.parent == ROOT / "tests" / "browser":
        return "page"
    return _SYSTEM.get(path, str(path))


_SYSTEM = {
    path: f"system {number % 2}" for number, path in enumerate(sorted((ROOT / "tests" / "system").glob("test_*.py")))
}


class _ByFile(LoadScopeScheduling):  # type: ignore[misc]  # a library without types
    def _split_scope(self, nodeid: str) -> str:
        return _group(ROOT / nodeid.partition("::")[0])


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    return _ByFile(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What starts stacks comes first: it waits much, while the other tests use the cores."""
    items.sort(key=lambda item: _group(item.path) == str(item.path))


def pytest_collection() -> None:
    gc.disable()  # what is collected lasts, and half of the time went on looking through it


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


def real_filing(name: str) -> Path:
    """A real filing; the test is skipped, visibly, where it is absent."""
    path = FILINGS / name
    if not path.exists():
        pytest.skip(f"the real filing {name} is not here")
    return path


@pytest.fixture(scope="session")
def isseg() -> bytes:
    """ISSEG's programmes and investment projects of 2023."""
    return real_filing("isseg-investment-programmes-2023.txt").read_bytes()
