"""The cage: what a child says arrives, and however it dies its parent lives on with an answer."""

import ctypes
import faulthandler
import os
import signal
import socket
import sys
import time
from typing import Any

import pytest

from services.compute.cage import Abandoned, CageDeath, Limits, Say, run_caged

GENEROUS = Limits(wall_seconds=20, cpu_seconds=20, memory_bytes=4 * 1024**3)


def _run(work: Any, limits: Limits = GENEROUS, wanted: Any = lambda: True) -> list[dict[str, Any]]:
    heard: list[dict[str, Any]] = []
    run_caged(work, limits, heard.append, forked=lambda: None, wanted=wanted)
    return heard


def test_what_the_child_says_is_heard_in_order() -> None:
    def work(say: Say) -> None:
        for number in range(3):
            say({"number": number, "long": "ñ" * 300_000})

    assert [message["number"] for message in _run(work)] == [0, 1, 2]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("abort", "reader-died"),
        ("segfault", "reader-died"),
        ("exception", "reader-died"),
        ("memory", "memory-limit"),
        ("killed", "memory-limit"),
        ("cpu", "time-limit"),
        ("sleep", "time-limit"),
    ],
)
def test_every_death_is_an_answer(name: str, problem: str) -> None:
    def work(say: Say) -> None:
        faulthandler.disable()
        if name == "abort":
            os.abort()
        elif name == "segfault":
            ctypes.string_at(0)
        elif name == "exception":
            raise RuntimeError("on purpose")
        elif name == "memory":
            bytearray(8 * 1024**3)
        elif name == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        elif name == "cpu":
            while True:
                pass
        else:
            time.sleep(60)

    limits = Limits(wall_seconds=8 if name == "cpu" else 1.0, cpu_seconds=1, memory_bytes=2 * 1024**3)
    with pytest.raises(CageDeath) as death:
        _run(work, limits)
    assert death.value.problem == problem


def test_what_is_no_longer_wanted_is_killed() -> None:
    children: list[int] = []

    def work(say: Say) -> None:
        say({"pid": os.getpid()})
        time.sleep(60)

    began = time.monotonic()
    with pytest.raises(Abandoned):
        run_caged(
            work,
            GENEROUS,
            lambda message: children.append(message["pid"]),
            forked=lambda: None,
            wanted=lambda: not children,
        )
    assert time.monotonic() - began < 10
    with pytest.raises(ProcessLookupError):
        os.kill(children[0], 0)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has network namespaces")
def test_the_child_has_no_network() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        def work(say: Say) -> None:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=2)
            except OSError:
                say({"reached": False})
            else:
                say({"reached": True})

        (answer,) = _run(work)
    if answer["reached"]:
        pytest.skip("this kernel does not let an unprivileged process give up its network")
    assert answer == {"reached": False}
