"""The lines that a table is drawn with, found in the picture, and taken out of it before it is read."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from services.compute.reading.scan.detection import Box
from services.compute.reading.scan.posts import find_posts
from services.compute.reading.scan.shades import find_shades, ground_of
from services.compute.reading.scan.sheet import Gray

_SHORTEST_INCHES = 0.3
_PIECE_INCHES = 0.2
_SURELY_LINE_INCHES = 1.0
_CROWDED = 0.25
_THICKEST_INCHES = 0.045
_JOINED_INCHES = 0.12
_SAME = 4
"""Pixels between two findings of one line."""
_FAINTEST = 70
"""How much darker than the paper a line must be, of 255 shades."""
_FAINTEST_ON_DARK = 40
"""And than the shade that it is drawn on."""
_WHITE = 255


@dataclass(frozen=True, slots=True)
class Ruling:
    """A line at `position` (y of a horizontal, x of a vertical) from `start` to `end`, in pixels."""

    position: float
    start: float
    end: float

    @property
    def length(self) -> float:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Rulings:
    """The lines found, each kind sorted by position, and where their ink is; `shades` are areas filled with a shade."""

    horizontal: tuple[Ruling, ...]
    vertical: tuple[Ruling, ...]
    ink: NDArray[np.uint8]
    shades: tuple[Box, ...] = ()


def find_rulings(image: Gray, dpi: float) -> Rulings:
    """The straight lines of an upright page. Areas filled dark are no lines, nor are strokes of large print."""
    ink = (image < float(np.percentile(image, 90)) - _FAINTEST).astype(np.uint8)
    shades = find_shades(image, dpi)
    for box, ground in _dark(shades, image):
        window = (slice(box.top, box.bottom), slice(box.left, box.right))
        ink[window] = image[window] < ground - _FAINTEST_ON_DARK
    horizontal, across_ink = _directed(ink, dpi)
    vertical, down_ink = _directed(ink.T, dpi)
    lines = across_ink | down_ink.T
    posts = []
    for box in find_posts(ink, [(line.position, line.start, line.end) for line in horizontal], dpi):
        post = Ruling((box.left + box.right - 1) / 2, float(box.top), float(box.bottom))
        if not any(_goes_along(line, post) for line in vertical):
            posts.append(post)
            lines[box.top : box.bottom, box.left : box.right] = ink[box.top : box.bottom, box.left : box.right]
    vertical = tuple(sorted([*vertical, *posts], key=lambda line: line.position))
    return Rulings(horizontal, vertical, lines, tuple(shades))


def _goes_along(line: Ruling, post: Ruling) -> bool:
    return (
        abs(line.position - post.position) <= _SAME
        and line.start - _SAME <= post.start
        and post.end <= line.end + _SAME
    )


def erase(image: Gray, rulings: Rulings) -> Gray:
    """The image without its lines."""
    grown = cv2.dilate(rulings.ink, np.ones((3, 3), np.uint8))
    cleaned = image.copy()
    cleaned[grown > 0] = _WHITE
    for box, ground in _dark(rulings.shades, image):
        window = (slice(box.top, box.bottom), slice(box.left, box.right))
        cleaned[window][grown[window] > 0] = round(ground)
    return cleaned


def _dark(shades: Sequence[Box], image: Gray) -> list[tuple[Box, float]]:
    """The shades that are ground for light print, and how light they are."""
    grounds = [(box, ground_of(box, image)) for box in shades]
    return [(box, ground) for box, ground in grounds if ground is not None]


def _directed(ink: NDArray[np.uint8], dpi: float) -> tuple[tuple[Ruling, ...], NDArray[np.uint8]]:
    """The horizontal lines of `ink`; for the vertical ones give it transposed."""
    ink = np.ascontiguousarray(ink)
    thickest = round(_THICKEST_INCHES * dpi)
    tall = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((thickest + 1, 1), np.uint8))
    drifting = cv2.dilate(np.where(tall > 0, 0, ink).astype(np.uint8), np.ones((3, 1), np.uint8))
    bridged = cv2.morphologyEx(drifting, cv2.MORPH_CLOSE, np.ones((1, thickest + 3), np.uint8))
    drifting = np.where((tall > 0) & (bridged > 0), np.uint8(1), drifting)  # lines that cross stay whole
    kept = cv2.morphologyEx(drifting, cv2.MORPH_OPEN, np.ones((1, round(_PIECE_INCHES * dpi)), np.uint8))
    count, labels, stats, centres = cv2.connectedComponentsWithStats(kept, connectivity=8)
    found = []
    for label in range(1, count):
        left, top, wide, high = (int(value) for value in stats[label][:4])
        straight = high <= thickest + 2 + wide * 0.01
        bare_sides = _bare_sides(ink, left, top, wide, high)
        if straight and (bare_sides == 2 or (bare_sides and wide >= _SURELY_LINE_INCHES * dpi)):
            found.append(Ruling(float(centres[label][1]), float(left), float(left + wide)))
        else:
            kept[top : top + high, left : left + wide][labels[top : top + high, left : left + wide] == label] = 0
    lines = [ruling for ruling in _joined(found, _JOINED_INCHES * dpi) if ruling.length >= _SHORTEST_INCHES * dpi]
    drawn = (kept > 0) & (cv2.dilate(ink, np.ones((3, 3), np.uint8)) > 0)
    return tuple(lines), drawn.astype(np.uint8)


def _bare_sides(ink: NDArray[np.uint8], left: int, top: int, wide: int, high: int) -> int:
    """How many of the two sides are mostly bare: both of a line, one of a filled area's edge, none within print."""
    above = ink[max(0, top - 3) : max(0, top - 1), left : left + wide]
    below = ink[top + high + 1 : top + high + 3, left : left + wide]
    return sum(not side.size or float(side.any(axis=0).mean()) < _CROWDED for side in (above, below))


def _joined(found: list[Ruling], reach: float) -> list[Ruling]:
    """Pieces of one line, broken by noise or drifting by a pixel, made one."""
    joined: list[Ruling] = []
    for piece in sorted(found, key=lambda ruling: (ruling.start, ruling.position)):
        for index, ruling in enumerate(joined):
            if abs(ruling.position - piece.position) <= reach / 4 and piece.start - ruling.end <= reach:
                weight = ruling.length + piece.length
                position = (ruling.position * ruling.length + piece.position * piece.length) / weight
                joined[index] = Ruling(position, ruling.start, max(ruling.end, piece.end))
                break
        else:
            joined.append(piece)
    return sorted(joined, key=lambda ruling: ruling.position)
