"""Pages that lie on their side or stand on their head."""

from collections.abc import Sequence
from statistics import median

import numpy as np
from numpy.typing import NDArray

from services.compute.reading.scan.cutting import crop_of, light_ground
from services.compute.reading.scan.detection import Box
from services.compute.reading.scan.engine import Engine
from services.compute.reading.scan.recognition import Reading, recognise
from services.compute.reading.scan.sheet import Gray
from services.compute.reading.scan.words import Word

_TRIED = 8
_READS_WELL = 0.85
_CLEARLY_BETTER = 0.1
_ASPECT = 1.5


def lies_on_side(boxes: list[Box]) -> bool:
    """Whether most print runs up or down the page."""
    long = [box for box in boxes if max(box.width, box.height) > _ASPECT * min(box.width, box.height)]
    return len(long) > 3 and sum(box.height > box.width for box in long) > 0.6 * len(long)


def is_upside_down(words: Sequence[Word], image: Gray, engine: Engine) -> bool:
    """Whether print that reads badly reads clearly better the other way up. Asks nothing where it reads well."""
    long = [word for word in words if word.box.width > 2 * word.box.height]
    if not long or median(_sureness(word.reading) for word in long) > _READS_WELL:
        return False
    tried = long[:: max(1, len(long) // _TRIED)]
    crops = [light_ground(crop_of(word.box, image)) for word in tried]
    turned = recognise([np.ascontiguousarray(crop[::-1, ::-1]) for crop in crops], engine)
    as_is = median(_sureness(word.reading) for word in tried)
    return median(_sureness(reading) for reading in turned) > as_is + _CLEARLY_BETTER


def _sureness(reading: Reading) -> float:
    """Of the average character, not of the worst."""
    return sum(character.confidence for character in reading.characters) / max(1, len(reading.characters))


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
