"""Stacks whose services are forked from one process that has imported all they need: half of a run went on imports.

They are the same commands in processes of their own, each with a session, an environment and a log of its own. That
they start from nothing as well, the tests hold that type `cotejo up`, `cotejo demo` and the walkthrough.
"""

import atexit
import ctypes
import multiprocessing
import os
import runpy
import signal
import subprocess
import sys
import time
from contextlib import suppress
from functools import cache
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from typing import IO

from cotejo.stack.commands import Service
from cotejo.stack.supervisor import Running, Stack
from shared.settings import settings

_PR_SET_PDEATHSIG = 1
_MOST_FILES = 1024
_MOST_SECONDS = 60


class ForkedStack(Stack):
    """A stack whose services in Python are forked. Use it as any other."""

    def launch(self, service: Service, log: IO[bytes]) -> Running:
        python, flag, *command = service.command
        if sys.platform != "linux" or (python, flag) != (sys.executable, "-m"):
            return super().launch(service, log)
        arguments = command, os.environ | service.environment, str(log.name), service.orphan_signal
        process = _warm().Process(target=_become, args=arguments, name=service.name, daemon=True)
        process.start()
        _wait_for_its_group(process)
        return _Forked(process)


def _wait_for_its_group(process: BaseProcess) -> None:
    """Until the fork is a group of its own, as whoever ends it takes it to be: on a busy machine that takes a while."""
    assert process.pid is not None
    deadline = time.monotonic() + _MOST_SECONDS
    with suppress(ProcessLookupError):  # it ended already
        while process.is_alive() and os.getpgid(process.pid) != process.pid:
            assert time.monotonic() < deadline, "the fork never began"
            time.sleep(0.005)


@cache
def _warm() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.preloaded"])
    return context


class _Forked:
    """A forked service, to be waited for as `subprocess` has it."""

    def __init__(self, process: BaseProcess) -> None:
        assert process.pid is not None
        self._process, self.pid = process, process.pid

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        self._process.join(timeout)
        code = self._process.exitcode
        if code is None:
            raise subprocess.TimeoutExpired(self._process.name, timeout or 0)
        return code

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)


def _become(command: list[str], environment: dict[str, str], log: str, orphan_signal: signal.Signals) -> None:
    """In the fork: be what ``python -m command`` is."""
    os.setsid()
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, orphan_signal)
    nothing, told = os.open(os.devnull, os.O_RDONLY), os.open(log, os.O_WRONLY | os.O_APPEND)
    for stream, number in ((nothing, 0), (told, 1), (told, 2)):
        os.dup2(stream, number)
    os.closerange(3, _MOST_FILES)
    os.environ.clear()
    os.environ.update(environment)
    settings.cache_clear()
    module, *arguments = command
    sys.argv = [module, *arguments]
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    finally:
        atexit._run_exitfuncs()
