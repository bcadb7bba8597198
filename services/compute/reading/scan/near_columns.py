"""Columns that stand nearer to one another than wide gaps: print parted where line after line leaves the same strip."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from services.compute.reading.scan.cutting import crop_of, ink_of, runs
from services.compute.reading.scan.detection import Box
from services.compute.reading.scan.sheet import Gray

_NARROWEST = 0.45
_LEAST_BLANK = 0.2
_STRIP = 0.35
_ALIGNED = 0.2
_SAME_LINE = 0.5
_FURTHEST_LINE = 3.5
"""These in heights of the print."""
_WIDER_THAN_BLANKS = 1.5
_LEAST_LINES = 3
_FAR = 1_000_000


@dataclass(frozen=True, slots=True)
class _Gap:
    """White within a piece of print, from `left` to `right`."""

    left: int
    right: int

    @property
    def width(self) -> int:
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class _Piece:
    """A box narrowed to its ink, and the white in it that may part words."""

    box: Box
    gaps: tuple[_Gap, ...]

    @property
    def middle(self) -> float:
        return (self.box.top + self.box.bottom) / 2

    def whites(self) -> Iterator[_Gap]:
        """All that it leaves white on its line."""
        yield _Gap(-_FAR, self.box.left)
        yield from self.gaps
        yield _Gap(self.box.right, _FAR)

    def edges(self, side: int) -> Iterator[int]:
        """Where its words begin (`side` 1) or end (0)."""
        yield self.box.left if side else self.box.right
        yield from (gap.right if side else gap.left for gap in self.gaps)


def part_near_columns(boxes: Sequence[Box], image: Gray) -> list[Box]:
    """The boxes, parted at white that is wider than the blanks of the page and at which columns begin or end.

    That is: three lines or more, with hardly room between them, leave one strip white, and in three of them words begin
    at its right or end at its left.
    """
    if len(boxes) < _LEAST_LINES:
        return list(boxes)
    height = float(np.median([box.height for box in boxes]))
    pieces = sorted((_piece(box, image, height) for box in boxes), key=lambda piece: piece.middle)
    middles = [piece.middle for piece in pieces]
    blanks = [gap.width for piece in pieces for gap in piece.gaps]
    least = max(_NARROWEST * height, _WIDER_THAN_BLANKS * float(np.median(blanks))) if blanks else 0.0
    parted: list[Box] = []
    for piece in pieces:
        start = piece.box.left
        for gap in piece.gaps:
            if gap.width >= least and _parts_columns(gap, piece, pieces, middles, height):
                parted.append(Box(start, piece.box.top, gap.left, piece.box.bottom))
                start = gap.right
        parted.append(Box(start, piece.box.top, piece.box.right, piece.box.bottom))
    return sorted(parted, key=lambda box: (box.top, box.left))


def _piece(box: Box, image: Gray, height: float) -> _Piece:
    filled = runs(np.asarray(ink_of(crop_of(box, image)).any(axis=0)))
    gaps = (_Gap(box.left + end, box.left + start) for (_, end), (start, _) in pairwise(filled))
    return _Piece(box, tuple(gap for gap in gaps if gap.width >= _LEAST_BLANK * height))


def _parts_columns(gap: _Gap, piece: _Piece, pieces: Sequence[_Piece], middles: Sequence[float], height: float) -> bool:
    counts = [1, 1]
    own = bisect_left(middles, piece.middle)
    for step in (-1, 1):
        strip, reached, index = gap, piece.middle, own
        while 0 <= index < len(pieces) and abs(middles[index] - reached) <= _FURTHEST_LINE * height:
            other = pieces[index]
            index += step
            if abs(other.middle - piece.middle) <= _SAME_LINE * height:
                continue
            strip = max((_shared(strip, white) for white in other.whites()), key=lambda white: white.width)
            if strip.width < _STRIP * height:
                break
            met = [
                any(abs(edge - at) <= _ALIGNED * height for edge in other.edges(side))
                for side, at in enumerate((gap.left, gap.right))
            ]
            counts = [count + found for count, found in zip(counts, met, strict=True)]
            reached = other.middle if any(met) else reached
    return max(counts) >= _LEAST_LINES


def _shared(one: _Gap, other: _Gap) -> _Gap:
    return _Gap(max(one.left, other.left), min(one.right, other.right))
