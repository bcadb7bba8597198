"""Boxes of print cut into the pieces that belong to one cell each: at the table's lines and at wide gaps."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from services.compute.reading.scan.detection import Box
from services.compute.reading.scan.rulings import Ruling
from services.compute.reading.scan.sheet import Gray

_WIDE_GAP = 0.9
"""In heights of the print. Blanks between thousands are about 0.4, between words 0.3 to 0.6."""
_LINES_PER_BOX = 1.6
_SAME_LINE = 0.6
"""The share of its height that a piece has in common with another on its line, at least."""
_LEAST_CONTRAST = 40


def cut(boxes: list[Box], image: Gray, verticals: tuple[Ruling, ...]) -> list[Box]:
    """The boxes, those that cover several cells cut, each narrowed to its ink. `image` is without ruling lines."""
    if not boxes:
        return []
    usual = float(np.median([box.height for box in boxes]))
    pieces = []
    for box in boxes:
        for line in _lines(box, image, usual):
            for between in _between(line, verticals):
                pieces += _words(between, image)
    return [piece for piece in _each_once(pieces) if not _is_rest_of_ruling(piece, verticals, usual)]


def ink_of(crop: Gray) -> NDArray[np.bool_]:
    """Where the crop is print, be it dark on light or light on dark; nowhere if it hardly differs from its ground."""
    ground = float(np.median(crop))
    low, high = (float(value) for value in np.percentile(crop, (2, 98)))
    darker, lighter = ground - low, high - ground
    if max(darker, lighter) < _LEAST_CONTRAST:
        return np.zeros(crop.shape, np.bool_)
    return crop < ground - darker / 2 if darker >= lighter else crop > ground + lighter / 2


def light_ground(crop: Gray) -> Gray:
    """The crop as dark print on light ground."""
    ground = float(np.median(crop))
    low, high = (float(value) for value in np.percentile(crop, (2, 98)))
    return crop if ground - low >= high - ground else (255 - crop).astype(np.uint8)


def crop_of(box: Box, image: Gray) -> Gray:
    """The pixels of `box`."""
    return image[box.top : box.bottom, box.left : box.right]


def _lines(box: Box, image: Gray, usual: float) -> list[Box]:
    """The lines of print in a box that is too tall for one."""
    if box.height < _LINES_PER_BOX * usual or box.width < box.height:
        return [box]
    rows = np.asarray(ink_of(crop_of(box, image)).any(axis=1))
    found = [(start, end) for start, end in runs(rows) if end - start >= 0.3 * usual]
    if len(found) < 2:
        return [box]
    margin = round(0.15 * usual)
    return [
        Box(box.left, max(box.top, box.top + start - margin), box.right, min(box.bottom, box.top + end + margin))
        for start, end in found
    ]


def _between(box: Box, verticals: tuple[Ruling, ...]) -> list[Box]:
    middle = (box.top + box.bottom) / 2
    edges = [box.left]
    edges += [
        round(line.position)
        for line in verticals
        if line.start <= middle <= line.end and box.left + 2 < line.position < box.right - 2
    ]
    edges.append(box.right)
    return [Box(left, box.top, right, box.bottom) for left, right in pairwise(edges) if right - left > 3]


def _words(box: Box, image: Gray) -> list[Box]:
    """The box parted at gaps so wide that they part columns; nothing where it holds no ink."""
    ink = ink_of(crop_of(box, image))
    rows = np.flatnonzero(ink.any(axis=1))
    if not rows.size:
        return []
    height = max(float(rows[-1] - rows[0] + 1), 0.4 * box.height)
    groups: list[tuple[int, int]] = []
    for start, end in runs(np.asarray(ink.any(axis=0))):
        if groups and start - groups[-1][1] < _WIDE_GAP * height:
            groups[-1] = (groups[-1][0], end)
        else:
            groups.append((start, end))
    return [Box(box.left + start, box.top, box.left + end, box.bottom) for start, end in groups if end - start >= 2]


def _each_once(pieces: Sequence[Box]) -> list[Box]:
    """The pieces without those that lie within another on their line: boxes overlap, and what stands at the edge of one
    is cut off another as a piece of its own.
    """
    sides = np.array([(p.left, p.right, p.top, p.bottom) for p in pieces]).reshape(-1, 4)
    left, right, top, bottom = sides.T
    kept = []
    for piece in pieces:
        within = (left <= piece.left) & (right >= piece.right) & (right - left > piece.width)
        shared = np.minimum(bottom, piece.bottom) - np.maximum(top, piece.top)
        level = (shared >= _SAME_LINE * piece.height) & (bottom - top < _LINES_PER_BOX * piece.height)
        if not (within & level).any():
            kept.append(piece)
    return kept


def _is_rest_of_ruling(piece: Box, verticals: tuple[Ruling, ...], usual: float) -> bool:
    """Whether the piece is a bar in line with a vertical ruling that noise broke off."""
    middle, height = (piece.left + piece.right) / 2, (piece.top + piece.bottom) / 2
    return piece.width <= 0.2 * usual and any(
        abs(line.position - middle) < 0.3 * usual and line.start - 2 * usual < height < line.end + 2 * usual
        for line in verticals
    )


def runs(filled: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """(start, end) of each run of true values, end excluded."""
    steps = np.diff(np.concatenate(([0], filled.astype(np.int8), [0])))
    return list(zip(np.flatnonzero(steps == 1).tolist(), np.flatnonzero(steps == -1).tolist(), strict=True))
