"""Starts the processes of a stack, starts again what dies, and stops them all, whatever happens."""

import ctypes
import fcntl
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import IO, Protocol, Self

import httpx
from sqlalchemy.exc import OperationalError

from cotejo.stack.commands import Plan, Service, is_free, plan
from shared.database import connect, migrate

_STOP_SECONDS = 8.0
_READY_SECONDS = 60.0
_PR_SET_PDEATHSIG = 1
_STOP_ORDER = ("caddy", "flower", "ingest", "api", "compute", "valkey")


class StackFailed(Exception):
    """The stack did not come up; the message says which part, and what it last logged."""


class Running(Protocol):
    """A process of the stack, as `subprocess` has it."""

    @property
    def pid(self) -> int:
        """Its number, and that of its group."""

    @property
    def returncode(self) -> int | None:
        """How it ended, once it is known to have."""

    def poll(self) -> int | None:
        """How it ended; None while it runs."""

    def wait(self, timeout: float | None = None) -> int:
        """How it ended, once it has. Raises `subprocess.TimeoutExpired`."""

    def send_signal(self, sig: int) -> None:
        """Send it a signal, if it runs."""


class Stack:
    """A running stack under one folder. Use it in a ``with`` block: all its processes end with the block."""

    def __init__(
        self, data: Path, *, port: int | None = None, flower: bool = True, environment: dict[str, str] | None = None
    ) -> None:
        self.data = data.resolve()
        try:
            self.data.mkdir(parents=True, exist_ok=True)
            self._lock = (self.data / "lock").open("w")
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StackFailed(f"another Cotejo runs on {self.data}; stop it, or give --data another folder") from None
        except OSError as error:
            raise StackFailed(f"{self.data} cannot be used: {error.strerror}") from error
        if port and not is_free(port):
            raise StackFailed(f"port {port} is in use; stop what listens there, or give --port another")
        self.plan: Plan = plan(self.data, port, flower, environment or {})
        self.processes: dict[str, Running] = {}

    def __enter__(self) -> Self:
        try:
            self._start(self.plan.services[0])
            engine = connect(self.plan.database_url)
            migrate(engine)
            engine.dispose()
            for service in self.plan.services[1:]:
                self._start(service)
            self._await_ready()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """Where the stack answers."""
        return self.plan.url

    def log(self, service: str) -> Path:
        """The log of one service."""
        return self.data / "logs" / f"{service}.log"

    def launch(self, service: Service, log: IO[bytes]) -> Running:
        """Start one service, which writes to `log`."""
        return subprocess.Popen(
            service.command,
            env=os.environ | service.environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=partial(_end_with_parent, service.orphan_signal) if sys.platform == "linux" else None,
        )

    def revive(self) -> list[str]:
        """Start again what has died; the names."""
        dead = [service for service in self.plan.services if self.processes[service.name].poll() is not None]
        for service in dead:
            self._start(service)
        return [service.name for service in dead]

    def stop(self) -> None:
        """End every process: asked first, then killed with all its children."""
        running = [self.processes[name] for name in _STOP_ORDER if name in self.processes]
        for process in running:
            _signal(process, signal.SIGTERM)
        until = time.monotonic() + _STOP_SECONDS
        for process in running:
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.05, until - time.monotonic()))
            _signal(process, signal.SIGKILL)
            process.wait()
        self.processes.clear()
        self._settle_database()
        self._lock.close()

    def _settle_database(self) -> None:
        """Bring SQLite's write-ahead log home, so that the database is one file while nothing runs."""
        if self.plan.database_url.startswith("sqlite"):
            engine = connect(self.plan.database_url)
            with suppress(OperationalError), engine.connect() as connection:
                connection.exec_driver_sql("COMMIT")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            engine.dispose()

    def _start(self, service: Service) -> None:
        with self.log(service.name).open("ab") as log:
            self.processes[service.name] = self.launch(service, log)

    def _await_ready(self) -> None:
        until = time.monotonic() + _READY_SECONDS
        waiting = list(self.plan.health)
        with httpx.Client(timeout=2, trust_env=False) as http:
            while waiting:
                for name, process in self.processes.items():
                    if process.poll() is not None:
                        raise StackFailed(f"{name} ended ({process.returncode}).\n{self._last_words(name)}")
                if time.monotonic() > until:
                    raise StackFailed(f"not ready after {_READY_SECONDS:.0f} s: {', '.join(waiting)}")
                with suppress(httpx.HTTPError):
                    if http.get(waiting[0]).status_code == 200:
                        waiting.pop(0)
                        continue
                time.sleep(0.05)

    def _last_words(self, service: str) -> str:
        lines = self.log(service).read_text(errors="replace").splitlines()
        return "\n".join(lines[-15:])


def _signal(process: Running, number: int) -> None:
    """Send a signal to a process; SIGKILL to its whole group."""
    with suppress(ProcessLookupError, PermissionError):
        if number == signal.SIGKILL:
            os.killpg(process.pid, number)
        else:
            process.send_signal(number)


def _end_with_parent(number: signal.Signals) -> None:
    """In the child: be ended by the kernel if the supervisor is killed without a chance to clean up."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, number)
