"""Where print stands on an upright page: boxes around words and lines, from the detection model."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from services.compute.reading.scan.engine import Engine
from services.compute.reading.scan.sheet import Gray

_PRINT = 0.3
_SURE_OF_BOX = 0.5
_GROWTH = 1.6
"""The model marks the core of a line; the line itself is larger by this much (DB paper, 2020, section 3.4)."""
_MULTIPLE = 32
_TILE = 2368
"""Pixels a side that the model sees at once, as it would a page of A4: a poster costs time, not memory."""
_OVERLAP = 192
_PAPER = 48
"""Where no pixel of a tile differs more from another than this, of 255 shades, nothing is printed."""
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

    The model sees the image `enlarge` times as large, in tiles that overlap where it is larger than fits in memory.
    """
    height, width = image.shape
    seen = [max(_MULTIPLE, round(side * enlarge / _MULTIPLE) * _MULTIPLE) for side in (height, width)]
    interpolation = cv2.INTER_AREA if enlarge < 1 else cv2.INTER_CUBIC
    resized = np.asarray(cv2.resize(image, (seen[1], seen[0]), interpolation=interpolation), dtype=np.uint8)
    likelihood = np.zeros(resized.shape, np.float32)
    for top, bottom, first_row, end_row in _tiles(seen[0]):
        for left, right, first, end in _tiles(seen[1]):
            tile = resized[top:bottom, left:right]
            if int(tile.max()) - int(tile.min()) > _PAPER:
                own = (slice(first_row - top, end_row - top), slice(first - left, end - left))
                likelihood[first_row:end_row, first:end] = _likelihood(tile, engine)[own]
    return _boxes(likelihood, width / seen[1], height / seen[0], image.shape)


def _tiles(side: int) -> list[tuple[int, int, int, int]]:
    """(start, end) of what is seen of a side at once, and (start, end) of what that is believed about."""
    count = 1 if side <= _TILE else -(-(side - _OVERLAP) // (_TILE - _OVERLAP))
    size = min(side, -(-(side + (count - 1) * _OVERLAP) // count // _MULTIPLE) * _MULTIPLE)
    starts = [(side - size) * number // max(1, count - 1) for number in range(count)]
    seams = [0, *((start + before + size) // 2 for before, start in pairwise(starts)), side]
    return [(start, start + size, first, end) for start, (first, end) in zip(starts, pairwise(seams), strict=True)]


def _likelihood(tile: Gray, engine: Engine) -> NDArray[Any]:
    """How likely each pixel of `tile` is the core of a line of print."""
    plane = (tile.astype(np.float32) - 127.5) / 127.5
    tensor = np.repeat(plane[np.newaxis, np.newaxis], 3, axis=1)
    (likelihood,) = engine.detection.run(None, {engine.detection.get_inputs()[0].name: tensor})
    return np.asarray(likelihood[0, 0])


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
