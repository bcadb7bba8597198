"""Areas filled with a shade: headings and totals are marked so, and their edges part a table as lines do."""

import cv2
import numpy as np

from services.compute.reading.scan.detection import Box, Gray

_MEASURED_DPI = 100.0
_SHADE = 14
"""How much darker than the paper a filled area must be, of 255 shades."""
_THICKEST_STROKE_INCHES = 0.07
_NARROWEST_INCHES = 0.5
_FLATTEST_INCHES = 0.07
_BARE = 0.6
"""The share of its height that is paper where a shade ends; print at its edge may hide the rest of it."""
_FILLED = 0.9
"""The share of its box that an area fills, at least."""


def find_shades(image: Gray, dpi: float) -> list[Box]:
    """The filled rectangles of an upright page, whatever is printed on them. Print and lines alone are none."""
    scale = min(1.0, _MEASURED_DPI / dpi)
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    paper = float(np.percentile(small, 90))
    stroke = max(3, round(_THICKEST_STROKE_INCHES * dpi * scale))
    bare = cv2.morphologyEx(cv2.medianBlur(small, 3), cv2.MORPH_CLOSE, np.ones((stroke, stroke), np.uint8))
    shaded = (bare < paper - _SHADE).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(shaded, connectivity=4)
    boxes = []
    for left, top, wide, high, filled in (map(int, stats[label][:5]) for label in range(1, count)):
        large = wide >= _NARROWEST_INCHES * dpi * scale and high >= _FLATTEST_INCHES * dpi * scale
        if large and filled >= _FILLED * wide * high:
            rows = (small[top : top + high] >= paper - _SHADE / 2).mean(axis=0) < _BARE
            start, end = left, left + wide
            while start > 0 and rows[start - 1]:
                start -= 1
            while end < len(rows) and rows[end]:
                end += 1
            sides = (start, top, end, top + high)
            boxes.append(Box(*(round(side / scale) for side in sides)))
    return boxes
