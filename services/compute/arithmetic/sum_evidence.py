"""How a line comes out as the sum, or the average, of others."""

from collections.abc import Sequence

import numpy as np

from services.compute.arithmetic.evidence import Evidence, among_amounts, weigh, without_copies, without_rates
from services.compute.arithmetic.intervals import rounding
from services.compute.arithmetic.lines import Bools, Lines
from services.compute.arithmetic.numerals import Floats

_MOST_KEPT = 64
"""Of lines with more cells what is found out is not kept: it would fill the memory."""


def evidence_of_sum(
    lines: Lines, target: int, parts: Sequence[int], *, average: bool = False, every_kind: bool = False
) -> Evidence:
    """Whether line `target` is the sum, or the average, of lines `parts`, cell by cell. Where a sum comes out among
    amounts, rates beside them speak against it only if cells of `every_kind` are asked for.
    """
    if len(lines.cells) > _MOST_KEPT:
        return _weighed(lines, target, parts, average, every_kind)
    key = (target, *parts, average, every_kind)
    known = lines.said.get(key)
    if known is None:
        known = lines.said[key] = _weighed(lines, target, parts, average, every_kind)
    return known


def _weighed(lines: Lines, target: int, parts: Sequence[int], average: bool, every_kind: bool) -> Evidence:
    chosen = list(parts)
    values, known = lines.values[chosen], lines.known[chosen]
    count = known.sum(axis=0)
    made = values.sum(axis=0)
    half = rounding(lines.half_units[chosen].max(axis=0), count)
    if average:
        made, half = made / np.maximum(count, 1), half / np.maximum(count, 1)
        room = np.where(known, np.abs(values - made), 0.0).max(axis=0)
        telling = (count >= 2) & (room > 0)
    else:
        room = None
        telling = (values != 0).sum(axis=0) >= 2
    exact = lines.half_units[target]
    applies = lines.known[target] & (count > 0)
    telling &= lines.own
    if not average and lines.hidden[chosen].any():
        applies &= ~_hidden(lines, target, chosen, made, exact + half)
    said = weigh(lines.values[target], made, exact, exact + half, telling, applies, lines.grain[target], room)
    if not average:
        said = without_rates(said, lines.rated)
        said = said if every_kind else among_amounts(said, lines.like_rates)
    return without_copies(said, values)


def _hidden(lines: Lines, target: int, parts: Sequence[int], made: Floats, tolerance: Floats) -> Bools:
    """The cells where a part is not told that may be what is missing: none takes away, and where others are not told
    the sum comes out nowhere without them.
    """
    hidden = lines.known[target] & lines.hidden[parts].any(axis=0)
    off = lines.values[target] - made
    if (hidden & (lines.values[target] != 0) & (np.abs(off) <= tolerance)).any():
        return np.zeros_like(hidden)
    less: Bools = hidden & (lines.values[parts] >= 0).all(axis=0) & (off > tolerance)
    return less
