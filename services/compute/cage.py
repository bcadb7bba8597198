"""The cage: work on untrusted bytes in a forked child with limits, whose death is an answer like any other.

The child is forked from a warm parent (milliseconds, no fresh interpreter), in its own process group, with limits on
address space, processor time, file size and open files, and, where the kernel lets it, without network. It speaks to
its parent in lines of JSON. Linux and macOS; the limits that a system lacks are left out.
"""

import json
import os
import selectors
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, BinaryIO

from shared.confinement import confine

Say = Callable[[dict[str, Any]], None]

_CHUNK_BYTES = 1 << 20
_ASK_EVERY_SECONDS = 0.5
_OUT_OF_MEMORY = 71


@dataclass(frozen=True, slots=True)
class Limits:
    """What the child may use: wall-clock and processor seconds, bytes of address space."""

    wall_seconds: float
    cpu_seconds: int
    memory_bytes: int


class CageDeath(Exception):
    """The child did not live to answer. `problem` is a slug of `shared.problems`, with its `params`."""

    def __init__(self, problem: str, **params: str | int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.params = params


class Abandoned(Exception):
    """The parent no longer wants the answer, and has killed the child."""


def run_caged(
    work: Callable[[Say], None],
    limits: Limits,
    hear: Callable[[dict[str, Any]], None],
    *,
    forked: Callable[[], None],
    wanted: Callable[[], bool],
) -> None:
    """Run `work` in a child, handing what it says to `hear`, until it ends.

    `forked` is called once there is a child, when threads may be started again; `wanted` now and then, to ask whether
    to go on. Raises `CageDeath` and `Abandoned`.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _be_child(work, limits, writer)
    os.close(writer)
    started = time.monotonic()
    try:
        forked()
        with os.fdopen(reader, "rb", buffering=0) as stream:
            _listen(stream, hear, wanted, started + limits.wall_seconds)
    except TimeoutError:
        raise CageDeath("time-limit", limit_seconds=int(limits.wall_seconds)) from None
    finally:
        status = _end(child)
    if status != 0:
        raise _death(status, limits)


def _listen(stream: BinaryIO, hear: Callable[[dict[str, Any]], None], wanted: Callable[[], bool], until: float) -> None:
    rest = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(stream, selectors.EVENT_READ)
        while True:
            ready = selector.select(timeout=_ASK_EVERY_SECONDS)
            if time.monotonic() >= until:
                raise TimeoutError
            if not wanted():
                raise Abandoned
            if not ready:
                continue
            chunk = stream.read(_CHUNK_BYTES)
            if not chunk:
                return
            rest += chunk
            if b"\n" in chunk:
                *lines, tail = bytes(rest).split(b"\n")
                rest = bytearray(tail)
                for line in lines:
                    hear(json.loads(line))


def _end(child: int) -> int:
    """Kill what is left of the child's process group; its wait status."""
    with suppress(ProcessLookupError, PermissionError):
        done, status = os.waitpid(child, os.WNOHANG)
        if not done:
            _, status = _wait_or_kill(child)
        return status
    return 0


def _wait_or_kill(child: int) -> tuple[int, int]:
    """A child that closed its pipe is ending by itself; one that did not is killed."""
    until = time.monotonic() + 1
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return done, status
        time.sleep(0.002)
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    return os.waitpid(child, 0)


def _death(status: int, limits: Limits) -> CageDeath:
    code = os.waitstatus_to_exitcode(status)
    if code == _OUT_OF_MEMORY or -code == signal.SIGKILL:
        return CageDeath("memory-limit", limit_megabytes=limits.memory_bytes // 1024**2)
    if -code == signal.SIGXCPU:
        return CageDeath("time-limit", limit_seconds=limits.cpu_seconds)
    return CageDeath("reader-died", cause=signal.Signals(-code).name if code < 0 else f"exit {code}")


def _be_child(work: Callable[[Say], None], limits: Limits, writer: int) -> None:
    code = 1
    try:
        _confine(limits)

        def say(message: dict[str, Any]) -> None:
            line = memoryview(json.dumps(message).encode() + b"\n")
            while line:
                line = line[os.write(writer, line) :]

        work(say)
        code = 0
    except MemoryError:
        code = _OUT_OF_MEMORY
    except BaseException:  # the child must never return into its parent's code
        with suppress(BaseException):
            sys.excepthook(*sys.exc_info())
    finally:
        os._exit(code)


def _confine(limits: Limits) -> None:
    os.setpgid(0, 0)
    for name in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD, signal.SIGXCPU):
        signal.signal(name, signal.SIG_DFL)
    confine(limits.memory_bytes, limits.cpu_seconds)
