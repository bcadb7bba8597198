"""A figure that alone has digits finer than the steps in which those around it go: no rounding leaves these."""

import numpy as np

from services.compute.arithmetic.lines import Lines
from services.compute.arithmetic.relation import Pattern

_LEAST = 1e-9
_HARDLY_ANY = 0.02
_FEWEST_IN_STEPS = 6
_OWN_HALF = 0.5
"""Half of the last digit that whole numbers show."""


def off_by(lines: Lines, pattern: Pattern, cell: int) -> float:
    """How far off a sum is at `cell`."""
    return abs(float(lines.values[pattern.aggregate, cell] - lines.values[list(pattern.parts), cell].sum()))


def one_is_finer(lines: Lines, pattern: Pattern, cell: int) -> bool:
    """Whether one figure alone has something behind the point, where hardly any of its like have, and that is what the
    sum is off by at `cell`: no rounding leaves that. So with one that alone does not go in the steps of five or ten in
    which all others go, where the sum is not off by such.
    """
    chosen = [pattern.aggregate, *pattern.parts]
    step = 2 * float(lines.half_units[chosen, cell].max())
    if step <= 0:
        return False
    values = lines.values[chosen]
    finer = np.abs(values - np.round(values / step) * step) > _LEAST * np.maximum(step, np.abs(values))
    alone = finer.sum() <= max(1, _HARDLY_ANY * lines.known[chosen].sum()) or _is_alone(lines, cell, step)
    if finer[:, cell].sum() != 1 or not alone:
        return False
    whole = np.where(finer[:, cell], np.trunc(values[:, cell] / step), np.round(values[:, cell] / step)) * step
    if step > 1:
        return off_by(lines, pattern, cell) > sum(_OWN_HALF for line in chosen if lines.known[line, cell])
    return abs(float(whole[0] - whole[1:].sum())) <= _LEAST * abs(float(whole[0])) + _LEAST


def _is_alone(lines: Lines, cell: int, step: float) -> bool:
    """Whether all lines but one of many have figures in steps at `cell`, where other cells may give other things."""
    values = lines.values[:, cell]
    finer = np.abs(values - np.round(values / step) * step) > _LEAST * np.maximum(step, np.abs(values))
    return bool(finer.sum() == 1 and lines.known[:, cell].sum() >= _FEWEST_IN_STEPS)
