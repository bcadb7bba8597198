"""A look at some of what is long before all of it is gone through."""

from collections.abc import Sequence
from itertools import chain
from typing import TypeVar

MANY = 1000
_PLACES, _AT_EACH = 10, 30
One = TypeVar("One")


def some_of(every: Sequence[One]) -> Sequence[One]:
    """`every`; of more than `MANY` those that follow each other in some places all along it."""
    if len(every) <= MANY:
        return every
    step = len(every) // _PLACES
    return [*chain.from_iterable(every[begin : begin + _AT_EACH] for begin in range(0, len(every), step))]
