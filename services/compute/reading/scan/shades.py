"""Areas filled with a shade: headings and totals are marked so, and their edges part a table as lines do."""

import cv2
import numpy as np
from numpy.typing import NDArray

from services.compute.reading.scan.detection import Box
from services.compute.reading.scan.sheet import Gray

_MEASURED_DPI = 100.0
_SHADE = 14
"""How much darker than the paper a filled area must be, of 255 shades."""
_DARK = 70
"""And how much darker to be ground for light print rather than for dark."""
_THICKEST_STROKE_INCHES = 0.07
_PRINT_INCHES = 0.09
_NARROWEST_INCHES = 0.5
_FLATTEST_INCHES = 0.07
_BARE = 0.6
"""The share of its height that is paper where a shade ends; print at its edge may hide the rest of it."""
_UNSHARP = 4
"""Pixels as measured by which the edges of one shade differ."""
_WIDEST_FIGURE_INCHES, _HIGHEST_LINE_INCHES = 1.5, 0.3
_EVEN, _MOSTLY_EVEN = 0.2, 0.55
"""By what share the rows of a shade may differ from the usual one, and how many of them may not, at least."""
_MOSTLY_FILLED, _FILLED = 0.75, 0.9
"""The share of its box that an area fills, at least, and of each of its rows."""


def find_shades(image: Gray, dpi: float) -> list[Box]:
    """The filled rectangles of an upright page, whatever is printed on them. Print and lines alone are none."""
    scale = min(1.0, _MEASURED_DPI / dpi)
    small = np.asarray(cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    paper = float(np.percentile(small, 90))
    stroke = max(3, round(_THICKEST_STROKE_INCHES * dpi * scale))
    # Dark print on a shade goes where the lightest pixels around it count, light print where most of them do.
    bare = cv2.morphologyEx(cv2.medianBlur(small, 3), cv2.MORPH_CLOSE, np.ones((stroke, stroke), np.uint8))
    mostly = cv2.medianBlur(small, round(_PRINT_INCHES * dpi * scale) // 2 * 2 + 1)
    light = _rectangles(np.asarray(bare < paper - _SHADE), small, paper - _SHADE / 2, dpi * scale)
    dark = _rectangles(np.asarray(mostly < paper - _DARK), small, paper - _DARK, dpi * scale)
    boxes = [*light, *(box for box in dark if not any(_is_same(box, other) for other in light))]
    boxes = [box for box in boxes if not _is_blurred(box, small, paper, dpi * scale)]
    return [Box(*(round(side / scale) for side in (box.left, box.top, box.right, box.bottom))) for box in boxes]


def ground_of(box: Box, image: Gray) -> float | None:
    """How light a shade is, if it is ground for light print; None for one so light that print on it is dark."""
    level = float(np.median(image[box.top : box.bottom : 2, box.left : box.right : 2]))
    return level if level < float(np.percentile(image[::8, ::8], 90)) - _DARK else None


def _rectangles(shaded: NDArray[np.bool_], small: Gray, lightest: float, dpi: float) -> list[Box]:
    count, labels, stats, _ = cv2.connectedComponentsWithStats(shaded.astype(np.uint8), connectivity=4)
    boxes = []
    for label in range(1, count):
        left, top, wide, high, filled = (int(value) for value in stats[label][:5])
        large = wide >= _NARROWEST_INCHES * dpi and high >= _FLATTEST_INCHES * dpi
        if not large or filled < _MOSTLY_FILLED * wide * high:
            continue
        own = labels[top : top + high, left : left + wide] == label
        full = np.flatnonzero(own.mean(axis=1) >= _FILLED)  # print that touches a shade bulges out of it
        if len(full) < _FLATTEST_INCHES * dpi:
            continue
        top, high = top + int(full[0]), int(full[-1] - full[0]) + 1
        covered = np.asarray((small[top : top + high] >= lightest).mean(axis=0) < _BARE)
        start, end = left, left + wide
        while start > 0 and covered[start - 1]:
            start -= 1
        while end < len(covered) and covered[end]:
            end += 1
        boxes.append(Box(start, top, end, top + high))
    return boxes


def _is_blurred(box: Box, small: Gray, paper: float, dpi: float) -> bool:
    """Whether a filled area of a figure's size is darker in its middle than above and below, as no shade is."""
    if box.width > _WIDEST_FIGURE_INCHES * dpi or box.height > _HIGHEST_LINE_INCHES * dpi:
        return False
    down = paper - np.median(small[box.top : box.bottom, box.left : box.right].astype(np.float32), axis=1)
    usual = float(np.median(down))
    return float((np.abs(down - usual) <= _EVEN * usual).mean()) < _MOSTLY_EVEN


def _is_same(one: Box, other: Box) -> bool:
    sides = zip(
        (one.left, one.top, one.right, one.bottom), (other.left, other.top, other.right, other.bottom), strict=True
    )
    return all(abs(a - b) <= _UNSHARP for a, b in sides)
