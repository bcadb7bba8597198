"""Sums between lines: totals of the lines beside them, totals of totals, every third line, runs apart, and pairs."""

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from services.compute.arithmetic.alike import built_alike, copies, said_again
from services.compute.arithmetic.evidence import Evidence, stretches
from services.compute.arithmetic.implied import Implied
from services.compute.arithmetic.intervals import Intervals, pairs, rounding
from services.compute.arithmetic.lines import LONG, Lines
from services.compute.arithmetic.nested import nested
from services.compute.arithmetic.relation import Pattern
from services.compute.arithmetic.strided import strided
from services.compute.arithmetic.sum_evidence import evidence_of_sum
from services.compute.arithmetic.superfluous import that_matter, with_figures

SURE = 8.0
"""Bits that a relation must have above those that the number of relations looked at gives to chance."""
_CERTAIN = 40.0
"""Of relations that have more bits than this, the plainer is preferred, not the one that has most."""
_NAMED = 8.0
"""Bits that a line need not have which is called a total."""
_MANY = 1000
"""Among more lines than this only sums of the lines beside are looked for."""
_SPARED = 60
"""Of so many cells that come out one may fail of a sum that counts as flawless: one error among many rows must
not let others take its lines.
"""
_LONGEST_RUN = 120
_LONGEST_STEP = 12
_MOST_FOR_PAIRS = 120
_MOST_PAIRS = 50
_NEAR = 8


@dataclass
class Sums:
    """Looks for the sums between `lines`, of which `rates` are none; `found` are those accepted so far.

    What comes out at all cells goes before what fails at some.
    """

    lines: Lines
    rates: Collection[int] = ()
    found: list[Pattern] = field(default_factory=list)
    rounded: bool = False
    _flawless: bool = field(default=False, init=False)
    _implied: Implied = field(init=False)

    def __post_init__(self) -> None:
        self._implied = Implied(len(self.lines))

    @property
    def _beside(self) -> float:
        """Bits that a sum of the lines beside must have."""
        return SURE + math.log2(len(self.lines) + 1)

    @property
    def _anywhere(self) -> float:
        """Bits that a sum of other lines must have: there are more of them that chance may hit on."""
        return SURE + 3 * math.log2(len(self.lines) + 1)

    def search(self) -> list[Pattern]:
        """Every sum, the plainest first."""
        n = len(self.lines)
        every = list(range(n))
        if n > _MANY:
            self._take(self._patterns_of(Intervals(self.lines, every).beside_each(_LONGEST_RUN), self._beside))
            return self.found
        for line, other in copies(self.lines):
            self._implied.equate(line, other)
        active, orders = every, [every]
        for self._flawless in (True, False):
            while taken := self._adjacent(active):
                active = [line for line in active if line not in taken]
                orders.append(active)
        active = [line for line in active if line not in self.rates and not self.lines.multiple[line]]
        for self._flawless in (True, False):
            while taken := self._adjacent(active) or self._near(active) or self._near_pairs(active):
                active = [line for line in active if line not in taken]
                orders.append(active)
        self._alike()
        if n <= LONG:
            self._elsewhere(orders)
        self.found = nested(self.lines, self.found)
        sums = Sums(self.lines.rounded, self.rates, self.found, True).search_beside()
        return [*sums, *said_again(self.lines, sums)]

    def _elsewhere(self, orders: list[list[int]]) -> None:
        """Take the sums of lines that do not stand side by side among any of `orders`."""
        for order in orders[:1] + orders[1:][-1:]:
            for step in range(2, min(_LONGEST_STEP, len(order) // 2) + 1):
                self._strided(order, step)
        made = {pattern.aggregate for pattern in self.found}
        for order in [*orders, [line for line in orders[0] if line not in made]]:
            self._apart(order)
        self._pairs()
        self._parted(orders)

    def search_beside(self) -> list[Pattern]:
        """Those found, and the sums of lines beside that are no parts of any, or of all."""
        n = len(self.lines)
        parts = {part for pattern in self.found if self._mostly(pattern) for part in pattern.parts}
        settled = {pattern.aggregate for pattern in self.found if self._mostly(pattern)}
        for active in (list(range(n)), [line for line in range(n) if line not in parts]):
            while taken := self._adjacent(active, settled):
                active = [line for line in active if line not in taken]
        return self.found

    def _adjacent(self, active: Sequence[int], settled: Collection[int] = ()) -> set[int]:
        """Take the sums of lines that stand beside them among `active`; the lines that went into one."""
        runs = Intervals(self.lines, active)
        beside = ((target, parts) for target in active if target not in settled for parts in runs.adjacent(target))
        least = self._anywhere if self.rounded else self._beside
        return self._take(self._patterns_of(beside, least))

    def _near(self, active: Sequence[int]) -> set[int]:
        """Take the sums of runs among `active` that stand apart from their total, the shorter before those that hold
        them; the lines that went into one.
        """
        runs = Intervals(self.lines, active)
        unsettled = (target for target in range(len(self.lines)) if not self._settled(target))
        return self._take_best((target, runs.apart(target)) for target in unsettled)

    def _near_pairs(self, active: Sequence[int]) -> set[int]:
        """Take the sums of two lines, the three near each other among `active`; the lines that went into one."""
        return self._take_best(
            (target, self._pairs_of(target, [*active[max(0, n - _NEAR) : n], *active[n + 1 : n + 1 + _NEAR]]))
            for n, target in enumerate(active)
        )

    def _take_best(self, runs: Iterable[tuple[int, Iterable[tuple[int, ...]]]]) -> set[int]:
        """Take of each line's sums over `runs` the best that says anything new; the lines that went into one."""
        best = []
        for target, of_target in runs:
            candidates = [pattern for pattern in self._new(target, of_target) if self._mostly(pattern)]
            best += [max(candidates, key=self._worth)] if candidates else []
        return self._take(best, self._shortness)

    def _strided(self, order: Sequence[int], step: int) -> None:
        """Take the sums of every `step`-th line of `order`."""
        self._accept(self._patterns_of(strided(self.lines, order, step), self._beside + 4))

    def _apart(self, order: Sequence[int]) -> None:
        """Take the sums of runs of `order` that stand anywhere."""
        runs = Intervals(self.lines, order)
        unsettled = (target for target in range(len(self.lines)) if not self._settled(target))
        self._accept(pattern for target in unsettled for pattern in self._new(target, runs.apart(target)))

    def _alike(self) -> None:
        """Take the sums that are built as several of those found are and come out wherever they can be looked at."""
        for target, parts in built_alike(self.lines, list(filter(self._mostly, self.found))):
            evidence = evidence_of_sum(self.lines, target, parts)
            telling = np.flatnonzero(evidence.holds & (self.lines.values[target] != 0))
            if len(telling) and not (evidence.applies & ~evidence.holds).any() and not self._settled(target):
                holding = np.flatnonzero(evidence.holds)
                begin, end = int(holding[0]), int(holding[-1]) + 1
                self._accepted(Pattern("Sum", target, parts, begin, end, float(evidence.bits.sum()), 0.0))

    def _parted(self, orders: Sequence[Sequence[int]]) -> None:
        """Take the sums of lines beside, but for some left out, among the last of `orders` that has the total."""
        last = {target: order for order in orders for target in order}
        runs = {id(order): Intervals(self.lines, order) for order in last.values()}
        for target, order in sorted(last.items()):
            if not self._settled(target) and target not in self.rates:
                least = self._anywhere + math.log2(len(order) + 1)
                parted = runs[id(order)].parted(target)
                every = self._patterns_of(((target, parts) for parts in parted), least)
                self._accept(pattern for pattern in every if pattern not in self._implied)

    def _pairs(self) -> None:
        """Take sums of two lines that stand anywhere."""
        around = range(min(len(self.lines), _MOST_FOR_PAIRS))
        for target in around:
            if not self._settled(target):
                self._accept(self._new(target, self._pairs_of(target, around)))

    def _pairs_of(self, target: int, around: Sequence[int]) -> Iterator[tuple[int, int]]:
        """The pairs of lines in `around` that add up to `target` at telling cells."""
        if len(around) < 2:
            return
        lines = np.array(around)
        firsts, seconds = pairs(len(lines), 1)
        probes = self.lines.probes[target]
        agreeing = np.zeros(len(firsts), dtype=int)
        for probe in probes:
            column, half = self.lines.values[lines, probe], self.lines.half_units[lines, probe].max()
            value = self.lines.values[target, probe]
            off = np.abs(column[firsts] + column[seconds] - value)
            both = (column[firsts] != 0) & (column[seconds] != 0)
            agreeing += (off <= 3 * half + 1e-9 * abs(value)) & both
        enough = agreeing >= min(2, max(len(probes), 1))
        for place in np.flatnonzero(enough & (lines[firsts] != target) & (lines[seconds] != target))[:_MOST_PAIRS]:
            yield int(lines[firsts[place]]), int(lines[seconds[place]])

    def _patterns_of(self, runs: Iterable[tuple[int, tuple[int, ...]]], asked: float) -> Iterator[Pattern]:
        for evidence, pattern in self._weighed(runs, asked):
            target, parts = pattern.aggregate, pattern.parts
            for stretch in stretches(evidence, pattern.least):
                inside = slice(stretch.begin, stretch.end)
                failing = int((evidence.applies & ~evidence.holds)[inside].sum())
                if self._flawless and failing * _SPARED > evidence.holds[inside].sum():
                    continue
                needed = with_figures(self.lines, target, parts, inside, evidence)
                within = that_matter(self.lines, target, needed, inside)
                if within != parts:
                    yield from self._patterns_of([(target, within)], asked)
                else:
                    yield replace(pattern, begin=stretch.begin, end=stretch.end, bits=stretch.bits)

    def _weighed(self, runs: Iterable[tuple[int, tuple[int, ...]]], asked: float) -> Iterator[tuple[Evidence, Pattern]]:
        """Each of `runs`, a total and its parts, with what speaks for it: the sum that it may be somewhere along its
        lines, and how many bits it must have there.
        """
        for target, parts in runs:
            evidence = evidence_of_sum(self.lines, target, parts)
            least = asked - _NAMED * bool(self.lines.named[target])
            if not self.rounded or self._by_rounding(evidence, target, parts):
                yield evidence, Pattern("Sum", target, parts, 0, 0, 0.0, least, self.rounded)

    def _by_rounding(self, evidence: Evidence, target: int, parts: Sequence[int]) -> bool:
        """Whether rounding may be why a sum is off: each of `parts` is somewhere more than rounding leaves open, and
        the sum is off either way, as much less in the mean of many cells as chance has it.
        """
        chosen = list(parts)
        half = rounding(self.lines.half_units[chosen].max(axis=0), self.lines.known[chosen].sum(axis=0))
        room = half + self.lines.half_units[target]
        matter = (np.abs(self.lines.values[chosen]) > 2 * room).any(axis=1).all()
        off = (self.lines.values[target] - self.lines.values[chosen].sum(axis=0))[evidence.holds]
        return bool(matter and abs(off.sum()) <= room[evidence.holds].sum() / math.sqrt(max(len(off), 1)))

    def _new(self, target: int, runs: Iterable[tuple[int, ...]]) -> Iterator[Pattern]:
        """The sums over `runs` wherever they stand that do not follow from those accepted."""
        every = self._patterns_of(((target, parts) for parts in runs), self._anywhere)
        return (pattern for pattern in every if pattern not in self._implied)

    def _take(
        self, patterns: Iterable[Pattern], worth: Callable[[Pattern], tuple[float, ...]] | None = None
    ) -> set[int]:
        """Accept what fits, no line into two totals; the lines that went into one for good."""
        taken: set[int] = set()
        for pattern in sorted(patterns, key=worth or self._worth, reverse=True):
            if not taken & set(pattern.parts) and self._accepted(pattern) and self._mostly(pattern):
                taken |= set(pattern.parts)
        return taken

    def _accept(self, patterns: Iterable[Pattern]) -> None:
        for pattern in sorted(patterns, key=self._worth, reverse=True):
            self._accepted(pattern)

    def _accepted(self, pattern: Pattern) -> bool:
        if not self._fits(pattern):
            return False
        self.found.append(pattern)
        self._implied.take(pattern)
        return True

    def _worth(self, pattern: Pattern) -> tuple[float, ...]:
        distance = min(abs(pattern.aggregate - part) for part in pattern.parts)
        return (round(pattern.bits), -self._gaps(pattern), -distance, len(pattern.parts))

    def _shortness(self, pattern: Pattern) -> tuple[float, ...]:
        return (min(pattern.bits, _CERTAIN) // 8, -len(pattern.parts), *self._worth(pattern))

    def _gaps(self, pattern: Pattern) -> int:
        """How many times lines without figures, as headings are, part the lines of `pattern`."""
        gaps = np.cumsum(np.diff(self.lines.index, prepend=-1) > 1)
        among = gaps[[pattern.aggregate, *pattern.parts]]
        return int(among.max() - among.min())

    def _settled(self, target: int) -> bool:
        return any(pattern.aggregate == target and self._mostly(pattern) for pattern in self.found)

    def _fits(self, pattern: Pattern) -> bool:
        """Whether `pattern` contradicts nothing: no second sum of like parts or second total of the same, no part that
        is made of its total.
        """
        for other in self.found:
            if not pattern.overlaps(other):
                continue
            if other.aggregate == pattern.aggregate and set(other.parts) & set(pattern.parts):
                return False
            if other.aggregate in pattern.parts and pattern.aggregate in other.parts:
                return False
            if other.parts == pattern.parts and abs(other.aggregate - pattern.aggregate) > 1:
                return False
        return True

    def _mostly(self, pattern: Pattern) -> bool:
        known = self.lines.known[pattern.aggregate]
        return bool(2 * known[pattern.begin : pattern.end].sum() >= known.sum())
