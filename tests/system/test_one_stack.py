"""A stack keeps to this machine, to its port and to its folder."""

import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from cotejo.stack.supervisor import Stack
from tests.forked import ForkedStack

LOOPBACK = "0100007F"
LISTENING = "0A"


def _up(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cotejo", "up", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def _port(stack: Stack) -> int:
    port = urlsplit(stack.url).port
    assert port is not None
    return port


def test_a_port_in_use_is_said_in_a_line(stack: Stack, tmp_path: Path) -> None:
    said = _up("--port", str(_port(stack)), "--data", str(tmp_path))
    assert said.returncode == 1
    assert said.stderr == f"Error: port {_port(stack)} is in use; stop what listens there, or give --port another\n"


def test_a_folder_in_use_is_said_in_a_line(stack: Stack) -> None:
    said = _up("--port", "0", "--data", str(stack.data))
    assert said.returncode == 1
    assert said.stderr.startswith(f"Error: another Cotejo runs on {stack.data}") and said.stderr.count("\n") == 1


def test_a_folder_that_cannot_be_is_said_in_a_line() -> None:
    said = _up("--port", "0", "--data", "/proc/nowhere")
    assert said.returncode == 1
    assert said.stderr.startswith("Error: /proc/nowhere cannot be used") and said.stderr.count("\n") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="read from Linux's table of sockets")
def test_nothing_listens_to_other_machines(stack: Stack) -> None:
    sockets = [
        line.split()[1:4]
        for table in ("tcp", "tcp6")
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]
    ]
    listening = [local.split(":") for local, _, state in sockets if state == LISTENING]
    assert [address for address, port in listening if int(port, 16) == _port(stack)] == [LOOPBACK]


def test_a_stopped_stacks_database_is_one_file(tmp_path: Path) -> None:
    with ForkedStack(tmp_path, flower=False):
        assert (tmp_path / "cotejo.db").exists()
    log = tmp_path / "cotejo.db-wal"
    assert not log.exists() or log.stat().st_size == 0
