"""Small marks that the detection model passes over: a hyphen or a digit alone in its cell."""

from collections.abc import Sequence

import cv2
import numpy as np

from services.compute.reading.scan.cutting import ink_of
from services.compute.reading.scan.detection import Box, Gray
from services.compute.reading.scan.engine import Engine
from services.compute.reading.scan.figures import is_figure
from services.compute.reading.scan.words import Word, read_words

_SURELY = 0.6
_NARROWEST = 0.12
_WIDEST = 2.5
_TALLEST = 0.75
_FLATTEST_DIGIT = 0.3
_FLAT = 0.15
_OFF_MIDDLE = 0.25
"""All in heights of the boxes around lines."""


def find_missed(words: Sequence[Word], image: Gray, engine: Engine) -> list[Word]:
    """Figures that stand on the lines of `words` and in none of their boxes. `image` is without ruling lines."""
    if not words:
        return []
    usual = float(np.median([word.box.height for word in words]))
    free = np.where(ink_of(image), np.uint8(1), np.uint8(0))
    for word in words:
        reach = round(usual * 0.3)
        free[word.box.top : word.box.bottom, max(0, word.box.left - reach) : word.box.right + reach] = 0
    joined = cv2.morphologyEx(free, cv2.MORPH_CLOSE, np.ones((1, max(1, round(usual * 0.4))), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    middles = sorted((word.middle, index) for index, word in enumerate(words))
    candidates = []
    for left, top, wide, high in (map(int, stats[label][:4]) for label in range(1, count)):
        if not _is_of_print(wide, high, usual):
            continue
        line = _beside(words, middles, top + high / 2, usual)
        if line:
            candidates.append(Box(left, line.box.top, left + wide, line.box.bottom))
    found = read_words(candidates, image, engine)
    return [word for word in found if word.reading.confidence >= _SURELY and is_figure(word.text)]


def _is_of_print(wide: int, high: int, usual: float) -> bool:
    if not _NARROWEST * usual <= wide <= _WIDEST * usual or high > _TALLEST * usual:
        return False
    return high >= _FLATTEST_DIGIT * usual or (high <= _FLAT * usual and wide >= 1.5 * high)


def _beside(words: Sequence[Word], middles: Sequence[tuple[float, int]], middle: float, usual: float) -> Word | None:
    """A figure's word on the line at height `middle`, if at least one stands there."""
    near = [words[index] for height, index in middles if abs(height - middle) <= _OFF_MIDDLE * usual]
    return next((word for word in near if word.box.height < 1.5 * usual), None)
