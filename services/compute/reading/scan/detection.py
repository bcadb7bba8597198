"""Where print stands on an upright page: boxes around words and lines, from the detection model."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from services.compute.reading.scan.engine import Engine

Gray = NDArray[np.uint8]

_PRINT = 0.3
_SURE_OF_BOX = 0.5
_GROWTH = 1.6
"""The model marks the core of a line; the line itself is larger by this much (DB paper, 2020, section 3.4)."""
_MULTIPLE = 32
_LONGEST_SIDE = 2208
_SMALLEST_SIDE = 5


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels, right and bottom excluded."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top


def find_print(image: Gray, engine: Engine, enlarge: float = 1.0) -> list[Box]:
    """Boxes around the print of `image` (height, width), top down, in its pixels.

    The model sees the image `enlarge` times as large, or smaller where a side would exceed what fits in memory.
    """
    height, width = image.shape
    scale = min(enlarge, _LONGEST_SIDE * max(1.0, enlarge) / max(height, width))
    seen = [max(_MULTIPLE, round(side * scale / _MULTIPLE) * _MULTIPLE) for side in (height, width)]
    resized = cv2.resize(image, (seen[1], seen[0]), interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    plane = (resized.astype(np.float32) - 127.5) / 127.5
    tensor = np.repeat(plane[np.newaxis, np.newaxis], 3, axis=1)
    (likelihood,) = engine.detection.run(None, {engine.detection.get_inputs()[0].name: tensor})
    return _boxes(np.asarray(likelihood)[0, 0], width / seen[1], height / seen[0], image.shape)


def _boxes(likelihood: NDArray[Any], across: float, down: float, shape: tuple[int, ...]) -> list[Box]:
    core = cv2.dilate((likelihood > _PRINT).astype(np.uint8), np.ones((2, 2), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(core, connectivity=8)
    boxes = []
    for label in range(1, count):
        left, top, wide, high = (int(stats[label, index]) for index in range(4))
        if min(wide, high) < 3:
            continue
        window = (slice(top, top + high), slice(left, left + wide))
        if likelihood[window][labels[window] == label].mean() < _SURE_OF_BOX:
            continue
        margin = wide * high * _GROWTH / (2 * (wide + high))
        box = Box(
            max(0, round((left - margin) * across)),
            max(0, round((top - margin) * down)),
            min(shape[1], round((left + wide + margin) * across)),
            min(shape[0], round((top + high + margin) * down)),
        )
        if min(box.width, box.height) >= _SMALLEST_SIDE:
            boxes.append(box)
    return sorted(boxes, key=lambda box: (box.top, box.left))
