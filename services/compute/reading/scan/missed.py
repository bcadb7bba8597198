"""Small marks that the detection model passes over: a hyphen or a digit alone in its cell."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from services.compute.reading.scan.detection import Box
from services.compute.reading.scan.engine import Engine
from services.compute.reading.scan.figures import is_figure
from services.compute.reading.scan.recognition import Character, Reading
from services.compute.reading.scan.rulings import Ruling
from services.compute.reading.scan.sheet import Gray
from services.compute.reading.scan.signs import SEEN_AS_HYPHEN
from services.compute.reading.scan.words import Word, read_words

_STRAY = 0.5
_SURELY = 0.6
"""What a digit must be read with."""
_FAINTEST = 60
"""How much darker than the paper a mark must be, of 255 shades."""
_NARROWEST = 0.12
_WIDEST = 2.5
_TALLEST = 0.75
_FLATTEST_DIGIT = 0.3
_FLAT = 0.15
_OFF_MIDDLE = 0.25
_EDGE = 3
_ROOM = 1.0
"""These in heights of the boxes around lines."""


def find_missed(words: Sequence[Word], image: Gray, verticals: Sequence[Ruling], engine: Engine) -> list[Word]:
    """Figures that stand on the lines and in the columns of those in `words`, not in their boxes.

    On a line without figures hyphens are believed where there are two, in columns of figures; one at the far side of
    the drawn cell of a figure is its sign. `image` is without the lines that were drawn, of which `verticals` stand
    upright.
    """
    if not words:
        return []
    usual = float(np.median([word.box.height for word in words]))
    free = np.where(image < float(np.median(image)) - _FAINTEST, np.uint8(1), np.uint8(0))
    for word in words:
        reach = round(usual * 0.3)
        free[word.box.top : word.box.bottom, max(0, word.box.left - reach) : word.box.right + reach] = 0
    joined = cv2.morphologyEx(free, cv2.MORPH_CLOSE, np.ones((1, max(1, round(usual * 0.4))), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    middles = sorted((word.middle, index) for index, word in enumerate(words))
    figures = [word for word in words if is_figure(word.text)]
    hyphens: list[Box] = []
    alone: list[Box] = []
    digits: list[Box] = []
    for left, top, wide, high in (map(int, stats[label][:4]) for label in range(1, count)):
        near = _level(words, middles, top + high / 2, usual)
        line = next((word for word in near if is_figure(word.text)), near[0] if near else None)
        if line is None or not _NARROWEST * usual <= wide <= _WIDEST * usual:
            continue
        if not any(figure.box.left <= left + wide / 2 <= figure.box.right for figure in figures) and not any(
            is_figure(word.text) and _share_a_cell(left + wide, word, verticals) for word in near
        ):
            continue
        box = Box(left, line.box.top, left + wide, line.box.bottom)
        mark = Box(left, top, left + wide, top + high)
        if high <= _FLAT * usual and wide >= 1.3 * high and _stands_alone(free, mark, usual):
            (hyphens if is_figure(line.text) else alone).append(box)
        elif is_figure(line.text) and _FLATTEST_DIGIT * usual <= high <= _TALLEST * usual:
            digits.append(box)
    found = read_words(digits, image, engine)
    hyphens += [box for box in alone if sum(abs(box.top - other.top) <= _FLAT * usual for other in alone) > 1]
    flat = [Word(box, Reading((Character("-", SEEN_AS_HYPHEN, 0.0, 1.0),))) for box in hyphens]
    return flat + [word for word in found if word.reading.confidence >= _SURELY and is_figure(word.text)]


def _share_a_cell(end: int, figure: Word, verticals: Sequence[Ruling]) -> bool:
    """Whether a mark that ends at `end` stands in the drawn cell of a figure, to the left of it."""
    beside = [line.position for line in verticals if line.start <= figure.middle <= line.end]
    left = max((x for x in beside if x <= figure.box.left + _EDGE), default=None)
    return left is not None and left < end <= figure.box.left


def _stands_alone(free: NDArray[np.uint8], mark: Box, usual: float) -> bool:
    """Whether hardly another mark is beside this one: in a shaded or scribbled area flat marks are many."""
    across, down = round(_ROOM * usual), round(_OFF_MIDDLE * usual)
    window = free[max(0, mark.top - down) : mark.bottom + down, max(0, mark.left - across) : mark.right + across]
    own = int(free[mark.top : mark.bottom, mark.left : mark.right].sum())
    return int(window.sum()) - own <= _STRAY * own


def _level(words: Sequence[Word], middles: Sequence[tuple[float, int]], middle: float, usual: float) -> list[Word]:
    """The words of one line that stand at the height `middle`."""
    near = [words[index] for height, index in middles if abs(height - middle) <= _OFF_MIDDLE * usual]
    return [word for word in near if word.box.height < 1.5 * usual]
