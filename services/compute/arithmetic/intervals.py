"""Runs of lines whose sum or average another line may be, looked for at a few telling cells of it."""

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from services.compute.arithmetic.lines import Lines
from services.compute.arithmetic.numerals import Floats

AGREEING = 2
_MOST = 24
_WINDOW = 120
_FEWEST_PARTED, _MOST_PARTED = 4, 80
_MOST_HOLES = 20_000
_MOST_MEANS = 6_000_000
"""Runs whose averages are held against lines, over all lines: among many lines only runs nearer by are."""
DEVIATIONS = 3.0
"""Rounding of n figures adds up like a random walk; so many deviations of it are let pass."""
BINARY_ERROR = 1e-9
Runs = NDArray[np.int64]


def rounding(half_units: Floats, known: int | Floats) -> Floats:
    """What the rounding of `known` figures, each by up to `half_units`, comes to together."""
    together: Floats = half_units * np.minimum(known, DEVIATIONS * np.sqrt(known))
    return together


@lru_cache(maxsize=64)
def pairs(count: int, apart: int) -> tuple[Runs, Runs]:
    """Each two of `count` places that are `apart` or farther, the first and the second; not to be written to."""
    return np.triu_indices(count, apart)


@dataclass
class Intervals:
    """The runs of `order`, line numbers in some order, and their sums, made ready once."""

    lines: Lines
    order: Sequence[int]
    _sums: Floats = field(init=False)
    _counts: Floats = field(init=False)
    _halves: Floats = field(init=False)
    _place: dict[int, int] = field(init=False)

    def __post_init__(self) -> None:
        chosen = list(self.order)
        start = np.zeros((1, self.lines.values.shape[1]))
        self._sums = np.concatenate([start, np.cumsum(self.lines.values[chosen], axis=0)])
        self._counts = np.concatenate([start, np.cumsum(self.lines.known[chosen], axis=0)])
        self._halves = np.concatenate([start, np.cumsum(self.lines.half_units[chosen] ** 2, axis=0)])
        self._place = {line: place for place, line in enumerate(chosen)}

    def adjacent(self, target: int, *, average: bool = False) -> Iterator[tuple[int, ...]]:
        """Runs of two and more lines beside `target`, above it or below, that agree with it at telling cells."""
        place = self._place[target]
        n = len(self.order)
        below = [(place + 1, end) for end in range(place + 3, n + 1)]
        above = [(begin, place) for begin in range(place - 2, -1, -1)]
        if below or above:
            yield from self._agreeing(target, np.array(below + above), average)

    def beside_each(self, longest: int) -> Iterator[tuple[int, tuple[int, ...]]]:
        """What `adjacent` gives, for every line at once and runs of up to `longest` lines: quick among many lines."""
        chosen = list(self.order)
        values = self.lines.values[chosen]
        halves = self.lines.half_units[chosen]
        telling = self.lines.known[chosen] & (values != 0)
        enough = np.maximum(AGREEING, telling.sum(axis=1) / 2)
        for length in range(2, min(longest, len(chosen) - 1) + 1):
            made = self._sums[length:] - self._sums[:-length]
            half = np.sqrt(np.maximum(self._halves[length:] - self._halves[:-length], 0)) * DEVIATIONS
            for targets, runs in (
                (slice(0, len(chosen) - length), slice(1, None)),
                (slice(length, None), slice(0, -1)),
            ):
                off = np.abs(made[runs] - values[targets])
                agreeing = telling[targets] & (off <= halves[targets] + half[runs] + BINARY_ERROR * np.abs(made[runs]))
                begin = 1 if targets.start == 0 else -length
                for place in np.flatnonzero(agreeing.sum(axis=1) >= enough[targets]):
                    target = int(place) + targets.start
                    yield self.order[target], tuple(self.order[target + begin : target + begin + length])

    def apart(self, target: int, *, average: bool = False) -> Iterator[tuple[int, ...]]:
        """Any runs of two and more lines without `target`."""
        if not self.lines.probes[target]:
            return
        place = self._place.get(target)
        near = place if place is not None else bisect_left(self.order, target)
        window = min(_WINDOW, math.isqrt(_MOST_MEANS // (2 * len(self.lines)))) if average else _WINDOW
        low, high = max(0, near - window), min(len(self.order), near + window)
        runs = self._averaging(target, low, high) if average else self._adding_up(target, low, high)
        if place is not None:
            runs = runs[(runs[:, 1] <= place) | (runs[:, 0] > place)]
        if len(runs):
            yield from self._agreeing(target, runs, average)

    def parted(self, target: int) -> Iterator[tuple[int, ...]]:
        """The runs that end above `target`, or begin below it, and come to it but for lines within, left out."""
        place = self._place[target]
        yield from self._holed(target, max(0, place - _MOST_PARTED), place, above=True)
        yield from self._holed(target, place + 1, min(len(self.order), place + 1 + _MOST_PARTED), above=False)

    def _holed(self, target: int, low: int, high: int, *, above: bool) -> Iterator[tuple[int, ...]]:
        """The runs of the lines from `low` to before `high`, up to the end beside `target`, less those within."""
        probes = self.lines.probes[target]
        if high - low < _FEWEST_PARTED or not probes:
            return
        begins, ends = (corner + low for corner in pairs(high - low + 1, 1))
        far = np.arange(low, high + 1)
        found = [np.zeros(0, dtype=np.int64)]
        for probe in probes[:AGREEING]:
            sums = self._sums[:, probe]
            holes = sums[ends] - sums[begins]
            rank = np.argsort(holes, kind="stable")
            excess = (sums[high] - sums[far] if above else sums[far] - sums[low]) - self.lines.values[target, probe]
            slack = self._slack(target, low, high, probe)
            outer, inner = _within(holes[rank], excess - slack, excess + slack)
            if len(outer) <= _MOST_HOLES:
                found.append(far[outer] * len(begins) + rank[inner])
        end, hole = np.divmod(np.unique(np.concatenate(found)), len(begins))
        first, last = (end, np.full_like(end, high)) if above else (np.full_like(end, low), end)
        inside = (first < begins[hole]) & (ends[hole] < last)
        first, last, hole = first[inside], last[inside], hole[inside]
        agreeing = np.zeros(len(hole), dtype=int)
        for probe in probes:
            sums = self._sums[:, probe]
            made = sums[last] - sums[first] - (sums[ends[hole]] - sums[begins[hole]])
            agreeing += np.abs(made - self.lines.values[target, probe]) <= self._slack(target, low, high, probe)
        enough = AGREEING if len(probes) > AGREEING else 1
        for likely in np.argsort(-agreeing, kind="stable")[:_MOST].tolist():
            kept = (*self.order[first[likely] : begins[hole[likely]]], *self.order[ends[hole[likely]] : last[likely]])
            if agreeing[likely] >= enough and len(kept) > 2:
                yield kept

    def _slack(self, target: int, low: int, high: int, probe: int) -> float:
        """How far off sums of lines between `low` and `high` may be at `probe` by rounding."""
        sums = np.abs(self._sums[low : high + 1, probe]).max()
        spread = math.sqrt(max(self._halves[high, probe] - self._halves[low, probe], 0)) * DEVIATIONS
        return float(self.lines.half_units[target, probe] + spread + BINARY_ERROR * (1 + sums))

    def _averaging(self, target: int, low: int, high: int) -> Runs:
        begins, ends = pairs(high - low + 1, 2)
        return np.stack([begins + low, ends + low], axis=1)

    def _adding_up(self, target: int, low: int, high: int) -> Runs:
        """The runs between `low` and `high` that come to `target` at one of its most telling cells at least."""
        size = high - low + 1
        found = [np.zeros(0, dtype=np.int64)]
        for probe in self.lines.probes[target][::2]:
            sums = self._sums[low : high + 1, probe]
            rank = np.argsort(sums, kind="stable")
            made, slack = sums + self.lines.values[target, probe], self._slack(target, low, high, probe)
            begins, places = _within(sums[rank], made - slack, made + slack)
            ends = rank[places]
            found.append((begins * size + ends)[ends - begins >= 2])
        runs = np.sort(np.concatenate(found))
        distinct = runs[np.diff(runs, prepend=-1) > 0]
        return np.stack(np.divmod(distinct, size), axis=1) + low

    def _agreeing(self, target: int, runs: Runs, average: bool) -> Iterator[tuple[int, ...]]:
        probes = self.lines.probes[target]
        begins, ends = runs[:, 0], runs[:, 1]
        agreeing = np.zeros(len(runs), dtype=int)
        for probe in probes:
            made = self._sums[ends, probe] - self._sums[begins, probe]
            half = np.sqrt(np.maximum(self._halves[ends, probe] - self._halves[begins, probe], 0)) * DEVIATIONS
            if average:
                count = np.maximum(self._counts[ends, probe] - self._counts[begins, probe], 1)
                made, half = made / count, half / count
            value = self.lines.values[target, probe]
            slack = BINARY_ERROR * np.abs(self._sums[-1, probe]) + BINARY_ERROR
            agreeing += np.abs(made - value) <= self.lines.half_units[target, probe] + half + slack
        few = len(probes) <= AGREEING + 1 or self.lines.named[target]
        likely = np.flatnonzero(agreeing >= (1 if few else AGREEING))
        for found in likely[np.argsort(-agreeing[likely], kind="stable")][:_MOST]:
            yield tuple(self.order[begins[found] : ends[found]])


def _within(ranked: Floats, least: Floats, most: Floats) -> tuple[Runs, Runs]:
    """Each place of `least` and `most` with each of those of `ranked`, in order, that lie between the two."""
    first = np.searchsorted(ranked, least)
    count = np.searchsorted(ranked, most, side="right") - first
    shift = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    return np.repeat(np.arange(len(least)), count), np.repeat(first, count) + shift
