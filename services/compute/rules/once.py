"""Work that several rules ask for, done once for a statement."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import TypeVar

from services.compute.recognition.statement import Statement

Found = TypeVar("Found")
_REMEMBERED = 2
"""Statements of which what was found is kept: the one being checked, and the one before it."""
_forgetting: list[Callable[[], None]] = []


@dataclass(frozen=True, slots=True)
class _Same:
    """A statement that equals none but itself."""

    statement: Statement

    def __hash__(self) -> int:
        return id(self.statement)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.statement is self.statement


def once(work: Callable[[Statement], Found]) -> Callable[[Statement], Found]:
    """`work`, which is not done again for a statement that it was just done for."""

    @lru_cache(maxsize=_REMEMBERED)
    def remembered(same: _Same) -> Found:
        return work(same.statement)

    @wraps(work)
    def asked(statement: Statement) -> Found:
        return remembered(_Same(statement))

    _forgetting.append(remembered.cache_clear)
    return asked


def forget() -> None:
    """Let go of the statements that work was done for, and of what was found: of a large filing it is a lot."""
    for clear in _forgetting:
        clear()
