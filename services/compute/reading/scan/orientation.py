"""Pages that lie on their side or stand on their head."""

import numpy as np
from numpy.typing import NDArray

from services.compute.reading.scan.cutting import crop_of, light_ground
from services.compute.reading.scan.detection import Box, Gray
from services.compute.reading.scan.engine import Engine
from services.compute.reading.scan.recognition import recognise

_TRIED = 8
_CLEARLY_BETTER = 0.15
_LEAST_CHARACTERS = 4
_ASPECT = 1.5


def lies_on_side(boxes: list[Box]) -> bool:
    """Whether most print runs up or down the page."""
    long = [box for box in boxes if max(box.width, box.height) > _ASPECT * min(box.width, box.height)]
    return len(long) > 3 and sum(box.height > box.width for box in long) > 0.6 * len(long)


def is_upside_down(boxes: list[Box], image: Gray, engine: Engine) -> bool:
    """Whether the longest lines of print read clearly better the other way up."""
    longest = sorted((box for box in boxes if box.width > 3 * box.height), key=lambda box: -box.width)
    tried = [light_ground(crop_of(box, image)) for box in longest[2 : 2 + _TRIED] or longest]
    if not tried:
        return False
    upright = recognise(tried, engine)
    turned = recognise([np.ascontiguousarray(crop[::-1, ::-1]) for crop in tried], engine)

    def sureness(readings: list[float]) -> float:
        return float(np.median(readings))

    def mean(reading_index: int, turned_over: bool) -> float:
        characters = (turned if turned_over else upright)[reading_index].characters
        return float(np.mean([c.confidence for c in characters])) if len(characters) >= _LEAST_CHARACTERS else 0.0

    as_is = sureness([mean(index, False) for index in range(len(tried))])
    over = sureness([mean(index, True) for index in range(len(tried))])
    return over > as_is + _CLEARLY_BETTER


def quarter_turns(image: Gray, turns: int) -> tuple[Gray, NDArray[np.float64]]:
    """The image turned left by `turns` quarters, and the 2 x 3 matrix that takes its pixels back."""
    height, width = image.shape
    back = {
        0: [[1, 0, 0], [0, 1, 0]],
        1: [[0, -1, width], [1, 0, 0]],
        2: [[-1, 0, width], [0, -1, height]],
        3: [[0, 1, 0], [-1, 0, height]],
    }[turns % 4]
    return np.ascontiguousarray(np.rot90(image, turns)), np.array(back, dtype=np.float64)
