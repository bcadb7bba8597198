"""Lines that a run has in it and a sum does not need."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from services.compute.arithmetic.evidence import Evidence
from services.compute.arithmetic.lines import Lines
from services.compute.arithmetic.numerals import Floats
from services.compute.arithmetic.slip import is_slip

_SEVERAL, _BINARY_ERROR = 2, 1e-9
_FEWEST_DIGITS = 1e3
"""Of figures with fewer, what is left over looks like a slip by chance."""
Cells = NDArray[np.int64]


def with_figures(
    lines: Lines, target: int, parts: tuple[int, ...], inside: slice, evidence: Evidence
) -> tuple[int, ...]:
    """`parts` without the first and the last of them that have no figure `inside` a stretch, and without any that have
    theirs only elsewhere, where the sum fails by its `evidence`.
    """
    failing = evidence.applies & ~evidence.holds
    known = lines.known[list(parts)]
    against = [bool(line.any()) for line in known[:, failing]]
    there = [bool(line.any()) for line in known[:, inside]]
    if any(by_figures and not here for by_figures, here in zip(against, there, strict=True)):
        slipped = _by_a_slip(lines, target, parts, np.flatnonzero(failing))
        there = [here or (by_figures and slipped) for by_figures, here in zip(against, there, strict=True)]
    if sum(there) < 2:
        return parts
    first, last = there.index(True), len(parts) - there[::-1].index(True)
    return tuple(parts[n] for n in range(first, last) if there[n] or not against[n])


def _by_a_slip(lines: Lines, target: int, parts: Sequence[int], failing: Cells) -> bool:
    """Whether one wrong digit may be why the sum fails at the cells `failing`, which are few then."""
    if len(failing) > _SEVERAL:
        return False
    chosen = [target, *parts]
    off = lines.values[target, failing] - lines.values[list(parts)][:, failing].sum(axis=0)
    room = np.sqrt((lines.half_units[chosen][:, failing] ** 2).sum(axis=0)) + _BINARY_ERROR * np.abs(off)
    digits = np.abs(lines.values[target, failing]) / (2 * room + _BINARY_ERROR)
    return bool((digits >= _FEWEST_DIGITS).all()) and all(map(is_slip, off.tolist(), room.tolist()))


def that_matter(lines: Lines, target: int, parts: tuple[int, ...], inside: slice) -> tuple[int, ...]:
    """`parts` without those at an end that are within the rounding of the others, as small counts beside amounts are:
    without them their sum comes closer to `target` at several cells `inside` a stretch, and at none less close.
    """
    stated = lines.values[target, inside]
    least = _BINARY_ERROR * np.abs(stated)

    def off(chosen: Sequence[int]) -> Floats:
        how_far: Floats = np.abs(stated - lines.values[list(chosen), inside].sum(axis=0))
        return how_far

    with_all = off(parts)
    if (with_all > least).sum() < _SEVERAL:
        return parts
    fewer = (kept for n in range(1, len(parts) - 1) for kept in (parts[n:], parts[:-n]))
    closer = ((kept, with_all - off(kept)) for kept in fewer)
    better = [
        (-float(gain.sum()), kept)
        for kept, gain in closer
        if (gain >= -least).all() and (gain > least).sum() >= _SEVERAL
    ]
    return min(better, key=lambda one: one[0], default=(0.0, parts))[1]
