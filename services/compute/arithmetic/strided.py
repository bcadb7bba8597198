"""Runs of every second, third, ... line that come to a line near them at a few telling cells of it."""

from collections.abc import Iterator, Sequence

import numpy as np

from services.compute.arithmetic.intervals import AGREEING, BINARY_ERROR, DEVIATIONS
from services.compute.arithmetic.lines import PROBES, Lines
from services.compute.arithmetic.numerals import Floats

_DISTANCE = 12
_LONGEST_RUN = 60
_MOST = 12


def strided(lines: Lines, order: Sequence[int], step: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Lines of `order`, each with runs of every `step`-th line that begin below it, or end above it, no farther than 12
    lines.
    """
    n, chosen = len(order), list(order)
    longest = min(_LONGEST_RUN, (n - 2) // step + 1)
    if longest < 2:
        return
    values, half_units = lines.values[chosen], lines.half_units[chosen]
    sums, squares = _along(values, step), _along(half_units**2, step)
    known = [lines.probes[line] for line in order]
    counts = np.array([len(probes) for probes in known])
    probes = np.array([[*some, *[0] * (PROBES - len(some))] for some in known])
    enough = np.where(counts > AGREEING, AGREEING, np.maximum(counts, 1))
    found = []
    lengths = np.arange(2, longest + 1)
    for distance in range(1, _DISTANCE + 1):
        for below in (True, False):
            targets = np.arange(n)[:, None]
            begins = targets + distance if below else targets - distance - (lengths - 1) * step
            begins = begins + 0 * lengths
            ends = begins + (lengths - 1) * step
            inside = (begins >= 0) & (ends < n)
            target = np.nonzero(inside)[0]
            begin, end = begins[inside], ends[inside]
            at = probes[target]
            made = sums[end[:, None] + step, at] - sums[begin[:, None], at]
            half = np.sqrt(np.maximum(squares[end[:, None] + step, at] - squares[begin[:, None], at], 0)) * DEVIATIONS
            off = np.abs(made - values[target[:, None], at])
            slack = half_units[target[:, None], at] + half + BINARY_ERROR * (1 + np.abs(made))
            agreeing = ((off <= slack) & (np.arange(PROBES) < counts[target][:, None])).sum(axis=1)
            likely = agreeing >= enough[target]
            found.append(np.stack([target, -agreeing, begin, end], axis=1)[likely])
    seen = np.zeros(n, dtype=int)
    every = np.concatenate(found)
    for target_line, _, begin_line, end_line in every[np.lexsort((every[:, 1], every[:, 0]))].tolist():
        seen[target_line] += 1
        if seen[target_line] <= _MOST:
            yield order[target_line], tuple(order[begin_line : end_line + 1 : step])


def _along(values: Floats, step: int) -> Floats:
    """Sums along every `step`-th line: that from line b to line e is row e + step less row b."""
    n, cells = values.shape
    rows = -(-n // step)
    padded = np.zeros(((rows + 1) * step, cells))
    padded[step : step + n] = values
    summed: Floats = np.cumsum(padded.reshape(rows + 1, step, cells), axis=0).reshape(-1, cells)
    return summed
