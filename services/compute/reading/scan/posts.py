"""Short upright lines: by themselves they might be print, but they reach from one level line to the next."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from services.compute.reading.scan.detection import Box

_LOWEST_INCHES = 0.06
_HIGHEST_INCHES = 0.32
_THICKEST_INCHES = 0.03
_WHOLE = 0.96
_BARE = 0.3
"""Shares of an upright line's height that are ink, at least, and beside it on one side at most."""

Ink = NDArray[np.uint8]


def find_posts(ink: Ink, levels: Sequence[tuple[float, float, float]], dpi: float) -> list[Box]:
    """Boxes around the short upright lines between `levels`, (y, start, end) of the level lines of a page."""
    posts = []
    ordered = sorted(levels)
    for number, (top, start, end) in enumerate(ordered):
        for bottom, other_start, other_end in ordered[number + 1 :]:
            if bottom - top > _HIGHEST_INCHES * dpi:
                break
            left, right = max(start, other_start), min(end, other_end)
            if bottom - top >= _LOWEST_INCHES * dpi and right > left:
                reach = round(_THICKEST_INCHES * dpi)  # the corner of a box belongs to its upright line
                edges = max(0, round(left) - reach), min(ink.shape[1], round(right) + reach)
                posts += _in_band(ink, Box(edges[0], round(top), edges[1], round(bottom) + 1), reach)
                break
    return posts


def _in_band(ink: Ink, band: Box, thickest: int) -> list[Box]:
    share = ink[band.top : band.bottom, band.left : band.right].mean(axis=0)
    steps = np.flatnonzero(np.diff(np.concatenate(([0], (share >= _WHOLE).astype(np.int8), [0]))))
    return [
        Box(band.left + start, band.top, band.left + end, band.bottom)
        for start, end in pairwise(steps.tolist())
        if share[start] >= _WHOLE and end - start <= thickest and _is_bare_beside(share, start, end)
    ]


def _is_bare_beside(share: NDArray[np.float64], start: int, end: int) -> bool:
    sides = (share[max(0, start - 3) : max(0, start - 1)], share[end + 1 : end + 3])
    return any(not side.size or float(side.max()) < _BARE for side in sides)
