"""How a line comes out as the sum, or the average, of others."""

from collections.abc import Sequence

import numpy as np

from services.compute.arithmetic.evidence import Evidence, among_amounts, weigh, without_copies, without_rates
from services.compute.arithmetic.intervals import rounding
from services.compute.arithmetic.lines import Lines


def evidence_of_sum(
    lines: Lines, target: int, parts: Sequence[int], *, average: bool = False, every_kind: bool = False
) -> Evidence:
    """Whether line `target` is the sum, or the average, of lines `parts`, cell by cell. Where a sum comes out among
    amounts, rates beside them speak against it only if cells of `every_kind` are asked for.
    """
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
    said = weigh(lines.values[target], made, exact, exact + half, telling, applies, lines.grain[target], room)
    if not average:
        said = without_rates(said, lines.rated)
        said = said if every_kind else among_amounts(said, lines.like_rates)
    return without_copies(said, values)
