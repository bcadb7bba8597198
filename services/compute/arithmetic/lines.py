"""A grid seen as parallel lines, its columns or its rows, whose cells stand side by side."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from services.compute.arithmetic.numerals import Floats, Numbers
from services.compute.arithmetic.relation import Pattern

Bools = NDArray[np.bool_]
_FEWEST = 1
_FINEST, _COARSEST = 6, 3
_MOST_MULTIPLES = 300
_FEWEST_ALIKE = 4
_NEARLY_ALL = 0.9
_MOST_EVEN = 0.7
_HUNDRED = 100
_WHOLE = 0.5
"""Half a unit: figures that are all whole are not taken to be rounded to more than that but by steps of five or ten."""
_STEPS, _FEWEST_FIGURES, _STEPPED, _ROUNDER = (3, 5, 10, 100, 1000), 20, 0.97, 0.8
_LEAST_STEPPED, _OF_A_KIND = 10, 0.6

PROBES = 6
LONG = 250
"""Among more lines than this no averages, no rates and no sums of lines that stand anywhere are looked for: it would
take seconds, and long lists have none.
"""


@dataclass(frozen=True)
class Lines:
    """Lines by cells along them: `values` (0 where a cell holds no number), `half_units` (0 there), `known`, and
    `percent`. `grain` is half of the step in which the figures around go: 0.5 where they are whole, however many zeros
    stand behind the point. `index` is each line's number in the grid, and `cells` that of each cell along it.

    `own` are the cells that say something of their own: not those that are sums of others, since what holds in these
    holds there by itself. `multiple` are the lines that are others multiplied, `named` those called a total. `hidden`
    says where a mark stands in place of a number that is not told. Only lines and cells with a number are here.
    """

    values: Floats
    half_units: Floats
    known: Bools
    percent: Bools
    grain: Floats
    index: tuple[int, ...]
    cells: tuple[int, ...]
    own: Bools
    rated: Bools
    multiple: Bools
    named: Bools
    hidden: Bools

    def __len__(self) -> int:
        return len(self.index)

    def step(self, line: int) -> float:
        """Half the step in which the figures of `line` go, but for a few."""
        return float(median(self.grain[line, self.known[line]].tolist()))

    @cached_property
    def probes(self) -> Sequence[Sequence[int]]:
        """Of each line up to six cells that say most, spread along it: figures of many digits, unlike each other."""
        return [_probes(values, halves) for values, halves in zip(self.values, self.half_units, strict=True)]

    @cached_property
    def said(self) -> dict[tuple[object, ...], Any]:
        """What has been found out of sums between the lines, which are asked for again and again."""
        return {}

    @cached_property
    def like_rates(self) -> Bools:
        """The cells along the lines whose figures have decimals and are small, nearly all, as rates are."""
        count = self.known.sum(axis=0)
        small = (self.known & (np.abs(self.values) <= _HUNDRED)).sum(axis=0) >= _NEARLY_ALL * count
        like: Bools = small & (2 * (self.known & (self.grain < _WHOLE)).sum(axis=0) > count)
        return like

    @cached_property
    def rounded(self) -> "Lines":
        """The same lines, their figures taken to be rounded to the step in which they go: ``7.00000`` to a whole."""
        steps = np.maximum(np.minimum(self.grain, _WHOLE), _half_steps(self.values))
        return replace(self, half_units=np.where(self.known, np.maximum(self.half_units, steps), 0.0))

    def as_in(self, pattern: Pattern) -> "Lines":
        """The lines with as much rounding as `pattern` was found with."""
        return self.rounded if pattern.rounded else self

    def across_rates(self, numbers: Collection[int]) -> "Lines":
        """The same lines, in which the cells numbered so in the grid are rates."""
        return replace(self, rated=np.isin(self.cells, list(numbers)))

    def without(self, made: Collection[int]) -> "Lines":
        """The same lines, in which the cells numbered `made` in the grid say nothing of their own."""
        if not made:
            return self
        return replace(self, own=self.own & np.array([cell not in made for cell in self.cells], dtype=bool))


def columns_of(numbers: Numbers) -> Lines:
    """The columns of a grid as lines."""
    return _lines(numbers.values.T, numbers.half_units.T, numbers.percent.T, numbers.total_columns, numbers.hidden.T)


def rows_of(numbers: Numbers) -> Lines:
    """The rows of a grid as lines."""
    return _lines(numbers.values, numbers.half_units, numbers.percent, numbers.total_rows, numbers.hidden)


def _lines(values: Floats, half_units: Floats, percent: Bools, named: Bools, hidden: Bools) -> Lines:
    known = ~np.isnan(values)
    index = np.flatnonzero(known.sum(axis=1) >= _FEWEST)
    cells = np.flatnonzero(known[index].any(axis=0)) if len(index) else np.zeros(0, dtype=int)
    kept = np.ix_(index, cells)
    inner = np.nan_to_num(values[kept])
    grain = _grain(inner, known[kept])
    halves = np.where(known[kept], half_units[kept], 0.0)
    return Lines(
        inner,
        halves,
        known[kept],
        percent[kept],
        grain,
        tuple(map(int, index)),
        tuple(map(int, cells)),
        np.ones(len(cells), dtype=bool),
        np.zeros(len(cells), dtype=bool),
        _multiples(inner.T, halves.T),
        named[index],
        hidden[kept],
    )


def _multiples(values: Floats, half_units: Floats) -> Bools:
    """The cells that are one before them multiplied, in nearly all lines, as where each year grows by one rate."""
    n = values.shape[1]
    multiple = np.zeros(n, dtype=bool)
    if n > _MOST_MULTIPLES:
        return multiple
    for cell in range(1, n):
        here = values[:, cell]
        earlier = np.flatnonzero(~multiple[:cell])
        others, halves = values[:, earlier], half_units[:, earlier]
        both = (here != 0)[:, None] & (others != 0)
        count = both.sum(axis=0)
        with np.errstate(divide="ignore", invalid="ignore"):
            quotients = np.where(both, here[:, None] / others, np.inf)
        factor = np.sort(quotients, axis=0)[np.minimum(count // 2, len(here) - 1), np.arange(len(earlier))]
        factor = np.where(np.isfinite(factor), factor, 0.0)
        off = np.abs(here[:, None] - factor * others)
        alike = (off <= half_units[:, cell][:, None] + np.abs(factor) * halves + 1e-9 * np.abs(here)[:, None]) & both
        either = ((here != 0)[:, None] | (others != 0)).sum(axis=0)
        multiple[cell] = bool(((count >= _FEWEST_ALIKE) & (alike.sum(axis=0) >= _NEARLY_ALL * either)).any())
    return multiple


def _grain(values: Floats, known: Bools) -> Floats:
    """Half the step in which figures go, a power of ten, cell by cell: that of most figures of its line, either way."""
    finest = 0.5 * 10.0**-_FINEST
    grain = np.full(values.shape, finest)
    telling = known & (values != 0)
    varies = [
        np.where(telling, values, -np.inf).max(axis=axis, keepdims=True, initial=-np.inf)
        > np.where(telling, values, np.inf).min(axis=axis, keepdims=True, initial=np.inf)
        for axis in (0, 1)
    ]
    for decimals in range(_FINEST - 1, -_COARSEST - 1, -1):
        step = 10.0**-decimals
        even = telling & (np.abs(values - np.round(values / step) * step) <= 1e-6 * step + 1e-13 * np.abs(values))
        mostly = [
            varied & (even.sum(axis=axis, keepdims=True) > _MOST_EVEN * telling.sum(axis=axis, keepdims=True))
            for axis, varied in enumerate(varies)
        ]
        grain[even & (mostly[0] | mostly[1])] = step / 2
    return grain


def _half_steps(values: Floats) -> Floats:
    """Half of three, five, ten, ... where nearly all figures go in such steps, as statistics are rounded to keep them
    from naming people; else 0. Where they are rounder still they are no less exact, as budgets are. Lines that
    hardly go so, either way, as percentages beside them, are of another kind.
    """
    whole = (np.abs(values) >= _LEAST_STEPPED) & (values == np.round(values))
    for step in _STEPS:
        even, rounder = whole & (values % step == 0), whole & (values % (2 * step if step < 10 else 10 * step) == 0)
        kind = whole.copy()
        for axis in (0, 1):
            kind &= 2 * even.sum(axis=axis, keepdims=True) >= whole.sum(axis=axis, keepdims=True)
        count = kind.sum()
        if count < max(_FEWEST_FIGURES, _OF_A_KIND * whole.sum()):
            continue
        if (even & kind).sum() >= _STEPPED * count > (rounder & kind).sum() / _ROUNDER:
            return np.where(even & kind, step / 2, 0.0)
    return np.zeros(values.shape)


def _probes(values: Floats, half_units: Floats) -> Sequence[int]:
    places = np.flatnonzero(values)
    if len(places) > PROBES:
        digits = np.abs(values[places]) / (2 * half_units[places] + 1e-12)
        bounds = np.linspace(0, len(places), PROBES + 1).astype(int).tolist()
        blocks = pairwise(bounds)
        chosen = [int(places[begin + int(digits[begin:end].argmax())]) for begin, end in blocks]
        if len(set(values[chosen].tolist())) < PROBES:
            chosen = _unlike(values, chosen, places.tolist())
        return chosen
    return [int(place) for place in places]


def _unlike(values: Floats, chosen: Sequence[int], places: Sequence[int]) -> list[int]:
    """As many of `places` as are `chosen`, these first, of different values as far as there are any."""
    first: dict[float, int] = {}
    for place in (*chosen, *places):
        first.setdefault(float(values[place]), place)
        if len(first) == len(chosen):
            break
    return list(dict.fromkeys((*first.values(), *chosen, *places)))[: len(chosen)]
