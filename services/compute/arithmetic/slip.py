"""Slips of the hand: one digit taken for another, or two beside each other that changed places."""

import math

_SWAPPED = 9
"""Two digits beside each other that change places make a number larger or smaller by as many times this."""


def is_slip(off: float, tolerance: float) -> bool:
    """Whether a slip in one figure may be why a sum is `off`, give or take `tolerance`."""
    return any(_is_times(step, abs(off), tolerance) for step in (1, _SWAPPED))


def _is_times(step: int, off: float, tolerance: float) -> bool:
    """Whether `off` is one to nine times `step`, or ten, a hundred, ... times that."""
    if off + tolerance <= 0:
        return False
    power = step * 10.0 ** math.floor(math.log10((off + tolerance) / step))
    return abs(off - power * max(1, min(9, round(off / power)))) <= tolerance
