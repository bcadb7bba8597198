"""Commands as a user types them."""

import contextlib
import os
import pty
import subprocess
import sys
import tempfile
from pathlib import Path

from click.testing import CliRunner

from cotejo.cli import main
from tests.conftest import ROOT, SAMPLES

SAMPLE = SAMPLES / "programas-2024.txt"


def cotejo(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """What a command comes to where no terminal is, run in this process: most take less than to start one."""
    typed = [str(argument) for argument in arguments]
    with contextlib.chdir(ROOT):
        said = CliRunner().invoke(main, typed, prog_name="cotejo", catch_exceptions=False)
    return subprocess.CompletedProcess(typed, said.exit_code, said.stdout, said.stderr)


def in_a_process(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """What a command comes to as a process of its own."""
    return subprocess.run(_command(*arguments), capture_output=True, text=True, cwd=ROOT)


def on_terminal(*arguments: str | Path, stream: str) -> tuple[str, str]:
    """What a command writes to `stream` (stdout, stderr), which is a terminal of 200 columns, and to the other."""
    read_end, write_end = pty.openpty()
    with tempfile.TemporaryFile() as other:
        out, errors = (write_end, other) if stream == "stdout" else (other, write_end)
        environment = os.environ | {"COLUMNS": "200"}
        with subprocess.Popen(_command(*arguments), cwd=ROOT, env=environment, stdout=out, stderr=errors):
            os.close(write_end)
            shown = b""
            with contextlib.suppress(OSError):
                while chunk := os.read(read_end, 4096):
                    shown += chunk
        os.close(read_end)
        other.seek(0)
        return shown.decode(), other.read().decode()


def _command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "cotejo", *map(str, arguments)]
