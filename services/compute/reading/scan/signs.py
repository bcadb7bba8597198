"""The minus that the recognition model passes over in small print: a flat mark that a figure begins with."""

import numpy as np

from services.compute.reading.scan.cutting import ink_of
from services.compute.reading.scan.figures import is_figure
from services.compute.reading.scan.recognition import Character, Reading
from services.compute.reading.scan.sheet import Gray

SEEN_AS_HYPHEN = 0.6
"""What a flat mark is worth as a hyphen, which no model is asked about."""
_LEAST_WIDTH, _MOST_WIDTH = 0.22, 0.7
_FLAT = 0.28
_HIGHEST, _LOWEST = 0.3, 0.75
"""These in heights of the digits, the last two from their top. A 4 begins flat too: where its slope
is thin enough to break off, only white tells its bar from a minus."""


def with_minus(reading: Reading, crop: Gray) -> Reading:
    """The reading of `crop` with a minus before it, in doubt, where its ink begins with one that was not read."""
    if not reading.text[:1].isdigit() or not is_figure(reading.text) or not _begins_flat(crop, reading.text[0] == "4"):
        return reading
    return Reading((Character("-", SEEN_AS_HYPHEN, 0.0, 0.0), *reading.characters))


def _begins_flat(crop: Gray, apart: bool) -> bool:
    """Whether the ink begins with a flat mark; `apart`: with white behind it."""
    ink = ink_of(crop)
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not rows.size:
        return False
    ink = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    height = ink.shape[0]
    if ink.shape[1] < 2 * height:
        return False
    tops = ink.argmax(axis=0)
    bottoms = height - ink[::-1].argmax(axis=0)
    flat = ink.any(axis=0) & (bottoms - tops <= _FLAT * height)
    flat &= (tops >= _HIGHEST * height) & (bottoms <= _LOWEST * height)
    width = int(np.argmin(flat)) if not flat.all() else 0
    if apart and ink[:, width].any():
        return False
    return bool(_LEAST_WIDTH * height <= width <= _MOST_WIDTH * height)
