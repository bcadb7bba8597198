"""What tests share: the real filings, read where they lie, and the samples."""

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

settings.register_profile("fuzz", max_examples=3000, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile(os.environ.get("COTEJO_HYPOTHESIS_PROFILE", "default"))


def pytest_configure(config: pytest.Config) -> None:
    if ANALYSED not in os.environ:  # else this is a process of a run that has its folder
        folder = os.environ[ANALYSED] = tempfile.mkdtemp(prefix="cotejo-analysed-")
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


class _ByFile(LoadScopeScheduling):  # type: ignore[misc]  # a library without types
    """The tests of a file go to one process, and those of the page, which share a stack and a browser, all to one."""

    def _split_scope(self, nodeid: str) -> str:
        path = Path(nodeid.partition("::")[0])
        return "page" if "browser" in path.parts else str(path)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    return _ByFile(config, log)


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
