"""What is logged, and what never is."""

import subprocess
import sys

import pytest

PROGRAM = """
from shared.logs import logger, set_up_logs
from shared.settings import Settings
set_up_logs(Settings(log_format={form!r}), "test")
def work(password):
    raise ValueError("broke")
try:
    work("se" + "cret-7391")
except ValueError:
    logger().exception("request.failed")
"""


@pytest.mark.parametrize("form", ["json", "console"])
def test_a_traceback_shows_no_values(form: str) -> None:
    program = PROGRAM.format(form=form)
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stderr
    assert "request.failed" in said and "broke" in said and "work" in said
    assert "secret-7391" not in said
