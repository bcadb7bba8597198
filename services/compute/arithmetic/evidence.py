"""How much the figures say for a relation between lines: the bits that chance would have had to guess.

Where a sum comes out to the last of seven digits, chance had one in ten million; where it comes out among zeros, it
says nothing. Each cell that does not come out speaks against. A relation need not hold all along its lines: tables are
stacked in one grid, so the stretches are looked for where it does.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from services.compute.arithmetic.lines import Bools
from services.compute.arithmetic.numerals import Floats

MOST_BITS = 20.0
"""What one cell can say at most."""
AGAINST = 9.0
"""What a cell that does not come out says against."""
ELSEWHERE = 4.0
"""What a cell outside a stretch says against it."""
_MOST_ELSEWHERE, _STACKED = 60.0, 0.25
"""What all of those say against a stretch in which nothing fails and that is so much of its lines: another table may
stand there."""
_MOSTLY = 0.7
_ALIKE_TO = 3
_PAIR = 2
_BINARY_ERROR = 1e-9


@dataclass(frozen=True, slots=True)
class Evidence:
    """By cell: whether the relation can be looked at, whether it comes out, and how many bits it says."""

    applies: Bools
    holds: Bools
    bits: Floats


@dataclass(frozen=True, slots=True)
class Stretch:
    """Cells `begin` to before `end` along the lines, and the bits that they say together."""

    begin: int
    end: int
    bits: float


def weigh(
    target: Floats,
    made: Floats,
    exact: Floats,
    tolerance: Floats,
    telling: Bools,
    applies: Bools,
    grain: Floats,
    room: Floats | None = None,
) -> Evidence:
    """Hold `target` against `made`, cell by cell.

    `exact` is half the last digit of the target, `tolerance` that of all figures together, `grain` half the step in
    which the target's figures go. `telling` are the cells where coming out means something. `room` is how far off
    chance would have been, where that is not the figure itself.
    """
    off = np.abs(target - made)
    size = np.maximum(np.abs(target), np.abs(made))
    slack = _BINARY_ERROR * size + _BINARY_ERROR
    holds = applies & (off <= tolerance + slack)
    width = np.maximum(np.where(off <= exact + slack, exact, tolerance), grain)
    bits = np.clip(np.log2(((size if room is None else room) + 1e-12) / (2 * width + 1e-12)), 0.0, MOST_BITS)
    return Evidence(applies, holds, np.where(holds & telling, bits, 0.0) - AGAINST * (applies & ~holds))


def without_copies(evidence: Evidence, values: Floats) -> Evidence:
    """`evidence` in which no cell speaks that says again what one before it says along the lines of `values`, as where
    each month is the same as the last, or each year the one before and a fixed rate more: a copy is no evidence. Of
    two that say the same, as a count and its share, the first speaks, of several the one that says so to as many digits
    as most.
    """
    speaking = np.flatnonzero(evidence.bits > 0)
    if len(speaking) < 2:
        return evidence
    chosen = values[:, speaking]
    size = np.abs(chosen).sum(axis=0) * np.where(chosen.sum(axis=0) < 0, -1, 1)
    shares = np.sin(np.arange(1, len(chosen) + 1)) @ np.round(chosen / size, _ALIKE_TO)
    told = np.round(shares, 9)
    order = np.argsort(told, kind="stable")
    begins = np.flatnonzero(np.diff(told[order], prepend=np.nan) != 0)
    counts = np.diff(begins, append=len(order))
    group, several = np.repeat(np.arange(len(begins)), counts), counts > _PAIR
    said = evidence.bits[speaking]
    order = order[np.lexsort((np.where(several[group], said[order], 0.0), group))]
    speaker = speaking[order[begins + np.where(several, (counts - 1) // 2, 0)]]
    bits = np.minimum(evidence.bits, 0.0)
    bits[speaker] = evidence.bits[speaker]
    return Evidence(evidence.applies, evidence.holds, bits)


def without_rates(evidence: Evidence, rated: Bools) -> Evidence:
    """`evidence` in which the cells that are `rated`, as rates are, speak against no sum."""
    silent = rated & ~evidence.holds
    return Evidence(evidence.applies & ~silent, evidence.holds, np.where(silent, 0.0, evidence.bits))


def among_amounts(evidence: Evidence, like_rates: Bools) -> Evidence:
    """`evidence` in which, where it comes out among amounts and nowhere among what is `like_rates`, these speak against
    nothing: rates do not add up.
    """
    telling = evidence.holds & (evidence.bits > 0)
    if (telling & like_rates).any() or not telling.any():
        return evidence
    return without_rates(evidence, like_rates)


def stretches(evidence: Evidence, least: float) -> Iterator[Stretch]:
    """The stretches that say at least `least` bits, each as long as saying more makes it, in order.

    A relation that fails elsewhere along its lines has to say more, since chance had more stretches to choose from.
    """
    if evidence.bits[evidence.bits > 0].sum() < least:
        return
    failing = int((evidence.applies & ~evidence.holds).sum())
    for stretch in _stretches(evidence, least):
        inside = slice(stretch.begin, stretch.end)
        outside = failing - int((evidence.applies[inside] & ~evidence.holds[inside]).sum())
        holding, applying = int(evidence.holds[inside].sum()), int(evidence.applies[inside].sum())
        mostly = holding >= _MOSTLY * applying or holding == applying - 1 > 1
        against = ELSEWHERE * outside
        if holding == applying and holding >= _STACKED * evidence.applies.sum():
            against = min(against, _MOST_ELSEWHERE)
        if stretch.bits - against >= least and mostly:
            yield _widened(evidence, stretch)


def _widened(evidence: Evidence, stretch: Stretch) -> Stretch:
    """The stretch with the cells before and behind it that come out too, though they say nothing, as zeros do."""
    failing = np.flatnonzero(evidence.applies & ~evidence.holds)
    before, behind = failing[failing < stretch.begin], failing[failing >= stretch.end]
    low = int(before[-1]) + 1 if len(before) else 0
    high = int(behind[0]) if len(behind) else len(evidence.holds)
    holding = np.flatnonzero(evidence.holds[low:high]) + low
    return Stretch(min(stretch.begin, int(holding[0])), max(stretch.end, int(holding[-1]) + 1), stretch.bits)


def _stretches(evidence: Evidence, least: float) -> Iterator[Stretch]:
    begin, running, best, best_end = 0, 0.0, 0.0, 0
    bits = evidence.bits.tolist()
    for place, said in enumerate(bits):
        if running <= 0 and said > 0:
            if best >= least:
                yield Stretch(begin, best_end, best)
            begin, running, best, best_end = place, 0.0, 0.0, place
        running += said
        if running >= best and said >= 0:
            best, best_end = running, place + 1
        if best - running >= least + 2 * AGAINST:
            if best >= least:
                yield Stretch(begin, best_end, best)
            running, best = 0.0, 0.0
    if best >= least:
        yield Stretch(begin, best_end, best)
