"""Taking turns among processes and threads, so that none waits for ever while others come again and again."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

_LOOK_EVERY_SECONDS = 0.005


@contextmanager
def in_turn(path: Path, most_seconds: float) -> Iterator[None]:
    """A turn at what lies at `path`; after `most_seconds` without one, go on all the same: it is a courtesy, no lock.

    There are two doors, files beside `path`. Who waits at the inner one holds the outer: whoever had a turn and wants
    another is behind the one who waits. Both open when a process dies.
    """
    until = time.monotonic() + most_seconds
    with ExitStack() as doors:
        inner = doors.enter_context(path.with_name(f"{path.name}.turn").open("ab"))
        with path.with_name(f"{path.name}.next").open("ab") as outer:
            if _enter(outer, until):
                _enter(inner, until)
                _leave(outer)
        try:
            yield
        finally:
            _leave(inner)


def _enter(door: IO[bytes], until: float) -> bool:
    while time.monotonic() < until:
        try:
            fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(_LOOK_EVERY_SECONDS)
        else:
            return True
    return False


def _leave(door: IO[bytes]) -> None:
    """Said, not left to closing: a child that was forked meanwhile has the door open too."""
    fcntl.flock(door, fcntl.LOCK_UN)
