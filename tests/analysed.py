"""Real filings analysed once in a run, by whichever test process asks first."""

import fcntl
import os
from functools import cache
from pathlib import Path

import cotejo
from shared.report import Report
from tests.conftest import ANALYSED, real_filing


@cache
def analysed(name: str) -> Report:
    """The report of a real filing under the default policy; the test is skipped, visibly, where it is absent."""
    path = real_filing(name)
    kept = Path(os.environ[ANALYSED]) / f"{name.replace('/', '_')}.json"
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            kept.write_text(cotejo.analyse(path).to_json(), encoding="utf-8")
    return Report.model_validate_json(kept.read_bytes())
