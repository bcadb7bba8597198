"""Relations that would come out but for one wrong digit at one cell: too few cells are left to find them by what holds.

What the digit says takes the place of what a cell that fails speaks against: chance would hardly have hit on a figure
that is off by one digit, or by two that changed places, the less the more digits it has.
"""

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np

from services.compute.arithmetic.averages import NEARLY_ALL
from services.compute.arithmetic.evidence import AGAINST, Evidence, stretches
from services.compute.arithmetic.intervals import Intervals
from services.compute.arithmetic.lines import Lines
from services.compute.arithmetic.ratios import OPERATORS, SCALES, SEVERAL, Between, built, evidence_of_ratio, likely
from services.compute.arithmetic.relation import Pattern
from services.compute.arithmetic.sum_evidence import evidence_of_sum
from services.compute.arithmetic.sums import SURE, Sums

_MOST_LINES, _MOST_CELLS = 250, 40
"""Where there are more cells along the lines, those that hold are enough to find a relation by."""
_FEW_LINES = 60
"""Among more lines no sums of two are looked for that stand anywhere."""

_TELLING = 8.0
"""Bits that a slip must say by itself where two lines may stand anywhere."""
_FEWEST = 2
"""Lines that a sum leaves out for them to come to the line beside them."""
_NAMED = 6.0
"""Bits that a slip under a line need not say which is called a total."""

BitsOfSlip = Callable[[Pattern, int], float | None]
Slipped = tuple[Pattern, int]
"""A relation, and the cell at which it fails by a slip."""


def fits(lines: Lines) -> bool:
    """Whether `lines` are few enough to be looked at so closely."""
    return len(lines) <= _MOST_LINES and len(lines.cells) <= _MOST_CELLS


@dataclass
class NearSums(Sums):
    """Looks for the sums that come out but for a slip at one cell. `slip` gives the bits that it says."""

    slip: BitsOfSlip = field(default=lambda pattern, cell: None)

    def search_slipped(self) -> Iterator[Slipped]:
        """Each new sum, with the cell at which it fails; none among the parts of a sum that comes out: each of them is
        as far in as the others, and none the sum of some.
        """
        holding = [pattern for pattern in self.found if self._holds_throughout(pattern)]
        beside = [frozenset(pattern.parts) for pattern in holding if len(pattern.parts) > _FEWEST]
        for pattern, cell in self._slipped(holding):
            if not any(parts.issuperset((pattern.aggregate, *pattern.parts)) for parts in beside):
                yield pattern, cell

    def _slipped(self, sure: list[Pattern]) -> Iterator[Slipped]:
        every = list(range(len(self.lines)))
        parts = {part for pattern in self.found if self._mostly(pattern) for part in pattern.parts}
        alike = list(self._built_alike())
        self.found = sure
        gaps = list(self._in_gaps())
        alone: list[Slipped] = []
        before, holding = len(self.found), {pattern.aggregate for pattern in self.found}
        for active in (every, [line for line in every if line not in parts]):
            while taken := self._adjacent(active, holding):
                active = [line for line in active if line not in taken]
            alone += self._alone(active, holding)
        self._accept(self._patterns_of(alike, self._beside))
        if len(self.lines) <= _FEW_LINES and not self.rounded:
            self._slipped_pairs()
        yield from alone
        yield from gaps
        for pattern in self.found[before:]:
            evidence = evidence_of_sum(self.lines, pattern.aggregate, pattern.parts)
            yield from _slips(evidence, pattern, self.slip)[:1]

    def _alone(self, active: Sequence[int], settled: Collection[int]) -> Iterator[Slipped]:
        """The sums of the lines right above or right below up to where a block of them begins or ends, which is where
        lines without figures part them or a total stands, that have two figures and more at a single cell, but for
        those of rates.
        """
        made = {pattern.aggregate for pattern in self.found}
        parted = {
            place
            for place in range(1, len(active))
            if self.lines.index[active[place]] - self.lines.index[active[place - 1]] > 1 or active[place - 1] in made
        }
        corners = np.array([0, *sorted(parted), len(active)])
        figures = np.zeros((len(active) + 1, len(self.lines.cells)), dtype=int)
        np.cumsum(self.lines.values[list(active)] != 0, axis=0, out=figures[1:])
        least = SURE + math.log2(len(active) + 1) + 1
        for place, target in enumerate(active):
            if self.rounded or target in settled:
                continue
            above, below = corners[corners < place], corners[corners > place + 1]
            for first, last in ((above, np.full_like(above, place)), (np.full_like(below, place + 1), below)):
                common = (figures[last] - figures[first] > 1) & self.lines.known[target] & ~self.lines.like_rates
                for run in np.flatnonzero(common.sum(axis=1) == 1):
                    cell = int(common[run].argmax())
                    parts = tuple(line for line in active[first[run] : last[run]] if self.lines.values[line, cell])
                    pattern = Pattern("Sum", target, parts, cell, cell + 1, 0.0, least)
                    bits = self.slip(pattern, cell)
                    if bits is not None and bits >= least - _NAMED * bool(self.lines.named[target]):
                        yield replace(pattern, bits=bits), cell

    def _slipped_pairs(self) -> None:
        """Take the sums of two lines that stand anywhere, where the slip itself is no chance."""
        slip = self.slip
        self.slip = lambda pattern, cell: bits if (bits := slip(pattern, cell) or 0.0) >= _TELLING else None
        self._pairs()
        self.slip = slip

    def _in_gaps(self) -> Iterator[Slipped]:
        """The sums of the lines that a sum leaves out between two of its own and that are parts of no other: the line
        right above or below them says what they come to, but for a slip at one cell.
        """
        made = {pattern.aggregate for pattern in self.found}
        parts = {part for pattern in self.found for part in pattern.parts}
        gaps = {
            (whole, tuple(range(above + 1, below)))
            for pattern in self.found
            for above, below in pairwise(sorted((pattern.aggregate, *pattern.parts)))
            if below - above > _FEWEST and parts.isdisjoint(range(above + 1, below))
            for whole in (above, below)
            if whole not in made
        }
        least = SURE + math.log2(len(gaps) + 1)
        for whole, run in sorted(gaps):
            evidence = evidence_of_sum(self.lines, whole, run)
            failing = np.flatnonzero(evidence.applies & ~evidence.holds)
            pattern = Pattern("Sum", whole, run, 0, len(evidence.bits), 0.0, least)
            bits = self.slip(pattern, int(failing[0])) if len(failing) == 1 and not self.rounded else None
            if bits is not None and bits + float(evidence.bits[evidence.holds].sum()) >= least:
                yield replace(pattern, bits=bits), int(failing[0])

    def _built_alike(self) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Lines with the parts that they have if built as one of those found, but for lines that have no figures."""
        line_at = {number: line for line, number in enumerate(self.lines.index)}
        made = {pattern.aggregate for pattern in self.found}
        built = {
            tuple(self.lines.index[part] - self.lines.index[one.aggregate] for part in one.parts) for one in self.found
        }
        for offsets in sorted(built):
            for target, number in enumerate(self.lines.index):
                parts = tuple(line_at[number + offset] for offset in offsets if number + offset in line_at)
                if target not in made and len(parts) > 1 and 2 * len(parts) > len(offsets):
                    yield target, parts

    def _holds_throughout(self, pattern: Pattern) -> bool:
        evidence = evidence_of_sum(self.lines.as_in(pattern), pattern.aggregate, pattern.parts)
        known = self.lines.known[pattern.aggregate]
        return bool((evidence.holds | ~known).all())

    def _patterns_of(self, runs: Iterable[tuple[int, tuple[int, ...]]], asked: float) -> Iterator[Pattern]:
        for evidence, pattern in self._weighed(runs, asked):
            yield from (found for found, _ in _slips(evidence, pattern, self.slip)[:1])


def _slips(evidence: Evidence, pattern: Pattern, slip: BitsOfSlip) -> list[Slipped]:
    """The cells at which `pattern` fails by a slip, in a stretch where it says enough with it, those first that say
    most; each with the pattern there.
    """
    least = pattern.least
    if not 0 < evidence.bits[evidence.bits > 0].sum() >= least - 2 * AGAINST:
        return []
    found: list[Slipped] = []
    for cell in np.flatnonzero(evidence.applies & ~evidence.holds).tolist():
        bits = slip(pattern, cell)
        if bits is None:
            continue
        there = np.arange(len(evidence.bits)) == cell
        mended = Evidence(evidence.applies, evidence.holds | there, np.where(there, max(bits, -AGAINST), evidence.bits))
        found += [
            (replace(pattern, begin=stretch.begin, end=stretch.end, bits=stretch.bits), cell)
            for stretch in stretches(mended, least)
            if stretch.begin <= cell < stretch.end
        ]
    return sorted(found, key=lambda one: one[0].bits, reverse=True)


def near_averages(lines: Lines, found: Sequence[Pattern], slip: BitsOfSlip) -> Iterator[Slipped]:
    """Each new average of lines beside it that comes out but for a slip at one cell."""
    made = {pattern.aggregate for pattern in found if pattern.operator == "Sum"}
    runs = Intervals(lines, range(len(lines)))
    least = SURE + 3 * math.log2(len(lines) + 1)
    for target in range(len(lines)):
        best: list[Slipped] = []
        for parts in () if target in made else runs.adjacent(target, average=True):
            evidence = evidence_of_sum(lines, target, parts, average=True)
            if evidence.holds.sum() + 1 < NEARLY_ALL * evidence.applies.sum():
                continue
            pattern = Pattern("Average", target, parts, 0, 0, 0.0, least)
            best += _slips(evidence, pattern, slip)
        if best:
            yield max(best, key=lambda one: (round(one[0].bits), len(one[0].parts)))


def near_ratios(lines: Lines, found: Sequence[Pattern], slip: BitsOfSlip) -> Iterator[Slipped]:
    """Each new quotient or change that comes out but for a slip at one cell: of percentages, or of figures finer than
    what they are made of.
    """
    made = {pattern.aggregate for pattern in found if _comes_out_throughout(lines, pattern)}
    steps = [lines.step(line) for line in range(len(lines))]
    alike = Counter(built(lines, one) for one in found if one.operator in OPERATORS)
    between = Between(lines)
    for target in range(len(lines)):
        percent = bool(lines.percent[target].any())
        if target in made or not (percent or steps[target] < max(steps)):
            continue
        best: list[Slipped] = []
        for operator, parts, scale in likely(between, target):
            if percent or all(steps[target] < steps[part] for part in parts):
                pattern = Pattern(operator, target, parts, 0, 0, 0.0, SURE)
                if alike[built(lines, pattern)] < SEVERAL:
                    pattern = replace(pattern, least=SURE + 3 * math.log2(len(lines) + 1))
                evidence = evidence_of_ratio(lines, operator, target, parts, scale)
                best += _slips(evidence, pattern, slip)
        if best:
            yield max(best, key=lambda one: one[0].bits)


def _comes_out_throughout(lines: Lines, pattern: Pattern) -> bool:
    if pattern.operator in ("Sum", "Average"):
        return True
    first, second = pattern.parts
    both = (
        evidence_of_ratio(lines, pattern.operator, pattern.aggregate, (first, second), scale, rounded=pattern.rounded)
        for scale in SCALES
    )
    return any(not (evidence.applies & ~evidence.holds).any() for evidence in both)
