"""Where the columns of a block of lines are, told from the white between them.

Each line that holds two phrases or more votes: white between two neighbours says that a column may end there, a
phrase says that none does. A phrase that fills white which most other lines keep (a heading over several columns, a
label that runs over its cell's edge) loses its vote.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from services.compute.reading.pdf.frame import Floats
from services.compute.reading.pdf.phrases import Line, Phrase
from services.compute.reading.pdf.strays import Interval, without_strays

_STEP = 0.5
"""Points in one bin of a profile."""
_OVERRULED = 3.0
"""So many times more lines must part at a place than reach over it for those to lose their vote."""
_FAINT = 0.4
"""White is filled by mistake where no more than this share of what the columns beside it hold fills it."""

_NARROWEST = 0.12
"""White narrower than this many font sizes parts nothing."""
HEADING_WEIGHT = 0.5
"""What the vote of a line without figures counts in a table of figures."""
TOUCHED = 0.15
"""A phrase that lies on a column with less than this share of itself, and not half over it, only touches it."""
MOST_ROUNDS = 12
"""Rounds in which phrases may lose their votes."""


def find_gutters(
    lines: Sequence[Line], left: float, right: float, fewest: int = 2, *, strays: bool = True
) -> list[Interval]:
    """The white strips between columns of `lines`, from `left` to `right` (points), as (start, end), in order.

    `fewest` lines at least must hold text on both sides of a strip; `strays` are looked for in lines of text.
    """
    voters = [line for line in lines if len(line.phrases) > 1]
    if len(voters) < fewest or right - left < 2 * _STEP:
        return []
    bins = int((right - left) / _STEP) + 2
    phrases = [(p, row) for row, line in enumerate(voters) for p in line.phrases]
    starts = np.clip(((np.array([p.left for p, _ in phrases]) - left) / _STEP).astype(int) + 1, 0, bins - 1)
    ends = np.clip(((np.array([p.right for p, _ in phrases]) - left) / _STEP).astype(int), 0, bins - 1)
    ends = np.maximum(ends, starts)
    rows = np.array([row for _, row in phrases])
    weights = _weights(voters)
    size = float(np.median([p.size for p, _ in phrases]))
    counted = np.ones(len(phrases), bool)
    for _ in range(MOST_ROUNDS):
        overruled = _overruled(starts, ends, rows, counted, bins, weights, _NARROWEST * size / _STEP)
        if not overruled.any():
            break
        counted &= ~overruled
    cover, parted = _profiles(starts[counted], ends[counted], rows[counted], bins, np.ones(len(voters)))
    strips = _strips((cover == 0) & (parted >= fewest), left, size)
    return without_strays(strips, voters, signs_only=not strays)


def _weights(lines: Sequence[Line]) -> Floats:
    """What each line's vote counts: lines of figures count in full, headings half where there are such lines."""
    figures = [any(p.figure for p in line.phrases) for line in lines]
    return np.array([1.0 if has or not any(figures) else HEADING_WEIGHT for has in figures])


def _profiles(
    starts: npt.NDArray[np.int_], ends: npt.NDArray[np.int_], rows: npt.NDArray[np.int_], bins: int, weights: Floats
) -> tuple[Floats, Floats]:
    """For every bin the weight of the phrases that cover it, and of the lines with text on both sides but not on it."""
    count = len(weights)
    weight = weights[rows]
    begun = np.bincount(starts, weight, bins + 1)
    cover = np.cumsum(begun - np.bincount(ends, weight, bins + 1))[:bins]
    first = np.full(count, bins)
    last = np.full(count, -1)
    np.minimum.at(first, rows, starts)
    np.maximum.at(last, rows, ends)
    some = last >= 0
    begun = np.bincount(first[some], weights[some], bins + 1)
    inside = np.cumsum(begun - np.bincount(last[some], weights[some], bins + 1))[:bins]
    return cover, inside - cover


def _overruled(
    starts: npt.NDArray[np.int_],
    ends: npt.NDArray[np.int_],
    rows: npt.NDArray[np.int_],
    counted: npt.NDArray[np.bool_],
    bins: int,
    weights: Floats,
    narrowest: float,
) -> npt.NDArray[np.bool_]:
    """Which phrases fill white that most lines keep, though they belong to a column beside it.

    A phrase that lies in such white and nowhere else is a column of few entries, and keeps its vote.
    """
    cover, parted = _profiles(starts[counted], ends[counted], rows[counted], bins, weights)
    low = (parted >= 1) & (parted >= _OVERRULED * cover)
    strong = np.concatenate(([0], np.cumsum(~low & (cover > 0))))
    at_home = counted & (strong[ends] - strong[starts] > 0)
    overruled = np.zeros(len(starts), bool)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], low, [False])).astype(np.int8)))
    spans = list(zip(edges[::2], edges[1::2], strict=True))
    for number, (a, b) in enumerate(spans):
        # White too narrow to part columns is none.
        filled = cover[a:b][cover[a:b] > 0]
        least = filled.min() if len(filled) and len(filled) > b - a - narrowest else 0.0
        before = spans[number - 1][1] if number else 0
        after = spans[number + 1][0] if number + 1 < len(spans) else bins
        beside = min(cover[before:a].max(initial=0), cover[b:after].max(initial=0))
        if 0 < least <= _FAINT * beside:
            thin = np.flatnonzero(cover[a:b] == least) + a
            middle = thin[len(thin) // 2]
            overruled |= at_home & (starts <= middle) & (ends > middle)
    return overruled


def _strips(white: npt.NDArray[np.bool_], left: float, size: float) -> list[Interval]:
    edges = np.flatnonzero(np.diff(np.concatenate(([False], white, [False])).astype(np.int8)))
    strips = [(left + a * _STEP, left + b * _STEP) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return [(float(a), float(b)) for a, b in strips if b - a >= _NARROWEST * size]


def columns_between(gutters: Sequence[Interval], left: float, right: float) -> list[Interval]:
    """The columns that `gutters` leave between `left` and `right`, each reaching to the middle of its gutters."""
    cuts = [left, *((a + b) / 2 for a, b in gutters), right]
    return list(pairwise(cuts))


def column_of(phrase: Phrase, columns: Sequence[Interval]) -> tuple[int, int]:
    """First and last column that a phrase lies on, edges that it barely touches left out."""
    width = phrase.right - phrase.left
    slack = min(0.2 * phrase.size, 0.4 * width)
    first = last = -1
    for index, (a, b) in enumerate(columns):
        shared = min(b, phrase.right) - max(a, phrase.left)
        if shared > slack and (shared > TOUCHED * width or shared > 0.5 * (b - a)):
            first = index if first < 0 else first
            last = index
    if first < 0:
        middle = (phrase.left + phrase.right) / 2
        first = last = min(range(len(columns)), key=lambda i: max(columns[i][0] - middle, middle - columns[i][1], 0.0))
    return first, last
