"""Sums and averages between lines: totals of the lines beside them, totals of totals, every third line, and pairs."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from services.compute.arithmetic.evidence import Evidence, first_of_a_kind, stretches, weigh
from services.compute.arithmetic.intervals import Intervals, rounding
from services.compute.arithmetic.lines import Lines, probes_of
from services.compute.arithmetic.relation import Pattern

_SURE = 8.0
"""Bits that a relation must have above those that the number of relations looked at gives to chance."""
_NEARLY_ALL = 0.8
"""Averages lie among their parts and are easily met by chance, so they must hold nearly everywhere."""
_MANY = 1000
"""Among more lines than this only sums of the lines beside are looked for."""
_LONGEST_RUN = 120
_LEVELS = 8
_LONGEST_STEP = 12
_MOST_FOR_PAIRS = 120
_PAIR_PROBES = 4


def evidence_of_sum(lines: Lines, target: int, parts: Sequence[int], *, average: bool = False) -> Evidence:
    """Whether line `target` is the sum, or the average, of lines `parts`, cell by cell."""
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
    telling &= first_of_a_kind(values) & lines.own
    return weigh(lines.values[target], made, exact, exact + half, telling, applies, lines.grain[target], room)


@dataclass
class Sums:
    """Looks for the sums between `lines`; `found` are those accepted so far."""

    lines: Lines
    found: list[Pattern] = field(default_factory=list)

    @property
    def _beside(self) -> float:
        """Bits that a sum of the lines beside must have."""
        return _SURE + math.log2(len(self.lines) + 1)

    @property
    def _anywhere(self) -> float:
        """Bits that a sum of other lines must have: there are more of them that chance may hit on."""
        return _SURE + 3 * math.log2(len(self.lines) + 1)

    def search(self) -> list[Pattern]:
        """Every sum, the plainest first."""
        n = len(self.lines)
        active = list(range(n))
        orders = []
        for _ in range(_LEVELS):
            orders.append(list(active))
            if n > _MANY:
                self._long_level(active)
                return self.found
            taken = self._level(active)
            if not taken:
                break
            active = [line for line in active if line not in taken]
        for step in range(2, min(_LONGEST_STEP, n // 2) + 1):
            self._strided(step)
        leaves = [line for line in range(n) if line not in {pattern.aggregate for pattern in self.found}]
        for order in [*orders, leaves]:
            self._apart(order)
        self._pairs()
        return self.found

    def _level(self, active: Sequence[int]) -> set[int]:
        """Take the sums of lines that stand beside them among `active`; the lines that went into one."""
        runs = Intervals(self.lines, active)
        return self._take((target, parts) for target in active for parts in runs.adjacent(target))

    def _long_level(self, active: Sequence[int]) -> None:
        self._take(Intervals(self.lines, active).beside_each(_LONGEST_RUN))

    def _take(self, runs: Iterable[tuple[int, tuple[int, ...]]]) -> set[int]:
        candidates = [
            pattern
            for target, parts in runs
            for pattern in self._patterns(target, [parts], self._beside)
            if not self._known(pattern)
        ]
        taken: set[int] = set()
        for pattern in sorted(candidates, key=self._worth, reverse=True):
            if self._fits(pattern) and not taken & set(pattern.parts):
                self.found.append(pattern)
                if self._mostly(pattern):
                    taken |= set(pattern.parts)
        return taken

    def _strided(self, step: int) -> None:
        """Take the sums of every `step`-th line."""
        for first in range(step):
            order = list(range(first, len(self.lines), step))
            runs = Intervals(self.lines, order)
            self._accept(
                pattern
                for target in order
                for pattern in self._patterns(target, runs.adjacent(target), self._beside + 4)
            )

    def _apart(self, order: Sequence[int]) -> None:
        runs = Intervals(self.lines, order)
        self._accept(
            pattern
            for target in range(len(self.lines))
            if not self._settled(target)
            for pattern in self._patterns(target, runs.apart(target), self._anywhere)
        )

    def _pairs(self) -> None:
        """Take sums of two lines that stand anywhere."""
        n = min(len(self.lines), _MOST_FOR_PAIRS)
        if n < 3:
            return
        firsts, seconds = np.triu_indices(n, 1)
        for target in range(n):
            if self._settled(target):
                continue
            probes = probes_of(self.lines, target, _PAIR_PROBES)
            agreeing = np.zeros(len(firsts), dtype=int)
            for probe in probes:
                column, half = self.lines.values[:n, probe], self.lines.half_units[:n, probe].max()
                off = np.abs(column[firsts] + column[seconds] - column[target])
                agreeing += (
                    (off <= 3 * half + 1e-9 * abs(column[target])) & (column[firsts] != 0) & (column[seconds] != 0)
                )
            places = np.flatnonzero(
                (agreeing >= min(2, max(len(probes), 1))) & (firsts != target) & (seconds != target)
            )
            pairs = ((int(firsts[place]), int(seconds[place])) for place in places[:50])
            self._accept(self._patterns(target, pairs, self._anywhere))

    def _patterns(self, target: int, runs: Iterable[tuple[int, ...]], least: float) -> Iterator[Pattern]:
        for parts in runs:
            evidence = evidence_of_sum(self.lines, target, parts)
            for stretch in stretches(evidence, least):
                yield Pattern("Sum", target, parts, stretch.begin, stretch.end, stretch.bits, least)

    def _accept(self, patterns: Iterable[Pattern]) -> None:
        for pattern in sorted(patterns, key=self._worth, reverse=True):
            if not self._known(pattern) and self._fits(pattern):
                self.found.append(pattern)

    def _worth(self, pattern: Pattern) -> tuple[float, ...]:
        distance = min(abs(pattern.aggregate - part) for part in pattern.parts)
        return (round(pattern.bits), -self._gaps(pattern), -distance, len(pattern.parts))

    def _gaps(self, pattern: Pattern) -> int:
        """How many times lines without figures, as headings are, part the lines of `pattern`."""
        gaps = np.cumsum(np.diff(self.lines.index, prepend=-1) > 1)
        return int(abs(gaps[pattern.parts[-1]] - gaps[pattern.parts[0]]))

    def _known(self, pattern: Pattern) -> bool:
        return any(
            pattern.aggregate == other.aggregate and pattern.parts == other.parts and pattern.overlaps(other)
            for other in self.found
        )

    def _settled(self, target: int) -> bool:
        return any(pattern.aggregate == target and self._mostly(pattern) for pattern in self.found)

    def _fits(self, pattern: Pattern) -> bool:
        """Whether `pattern` contradicts nothing: no second sum of like parts, no part that is made of its total."""
        for other in self.found:
            if not pattern.overlaps(other):
                continue
            if other.aggregate == pattern.aggregate and set(other.parts) & set(pattern.parts):
                return False
            if other.aggregate in pattern.parts and pattern.aggregate in other.parts:
                return False
        return True

    def _mostly(self, pattern: Pattern) -> bool:
        known = self.lines.known[pattern.aggregate]
        return bool(2 * known[pattern.begin : pattern.end].sum() >= known.sum())


def averages(lines: Lines, sums: Sequence[Pattern]) -> list[Pattern]:
    """Lines that are averages of the lines beside them, or of the lines that a sum beside them is made of."""
    found: list[Pattern] = []
    if len(lines) > _MANY:
        return found
    summed = {pattern.aggregate for pattern in sums}
    order = list(range(len(lines)))
    leaves = [line for line in order if line not in summed]
    least = _SURE + 3 * math.log2(len(lines) + 1)
    for among in (order, leaves):
        runs = Intervals(lines, among)
        for target in order:
            if any(pattern.aggregate == target for pattern in found) or _says_again(lines, target):
                continue
            best: list[Pattern] = []
            for parts in runs.apart(target, average=True):
                evidence = evidence_of_sum(lines, target, parts, average=True)
                if evidence.holds.sum() < _NEARLY_ALL * evidence.applies.sum():
                    continue
                best += [Pattern("Average", target, parts, s.begin, s.end, s.bits, least) for s in stretches(evidence, least)]
            if best:
                found.append(max(best, key=lambda p: (round(p.bits), len(p.parts))))
    return found


def _says_again(lines: Lines, line: int) -> bool:
    """Whether `line` is a copy of the one before it, which any lines like it would average to."""
    return line > 0 and bool((lines.values[line] == lines.values[line - 1]).all())
