"""Filings read or analysed once in a run, by whichever test process asks first."""

import fcntl
import os
import pickle
from collections.abc import Callable
from functools import cache
from pathlib import Path

from services.compute.pipeline import analyse
from services.compute.policy import load_policy
from services.compute.reading import Document, read
from shared.report import Report
from tests.conftest import ANALYSED, real_filing


@cache
def analysed(name: str) -> Report:
    """The report of a real filing under the default policy; the test is skipped, visibly, where it is absent."""
    return analysed_file(real_filing(name))


@cache
def analysed_file(path: Path) -> Report:
    """The report of the filing at `path` under the default policy."""

    def made() -> bytes:
        analysis = analyse(path.read_bytes(), path.name, load_policy(), read_document=lambda _: read_file(path))
        return Report.model_validate(analysis.report).to_json().encode()

    return Report.model_validate_json(_once(path, "json", made))


@cache
def read_file(path: Path) -> Document:
    """The filing at `path` as it is read."""
    document: Document = pickle.loads(_once(path, "document", lambda: pickle.dumps(read(path.read_bytes(), path.name))))
    return document


def _once(path: Path, kind: str, made: Callable[[], bytes]) -> bytes:
    """What is `made` of the file at `path`, by the first process that asks for it."""
    kept = Path(os.environ[ANALYSED]) / f"{str(path).replace('/', '_')}.{kind}"
    with kept.with_suffix(f".{kind}-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            kept.write_bytes(made())
    return kept.read_bytes()
