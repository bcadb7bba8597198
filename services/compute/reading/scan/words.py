"""Reading the pieces of print on a page, those that are figures read with doubt a second time."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from services.compute.reading.scan.cutting import crop_of, ink_of, light_ground
from services.compute.reading.scan.detection import Box
from services.compute.reading.scan.engine import Engine
from services.compute.reading.scan.figures import is_figure, likeliest, resembles_figure
from services.compute.reading.scan.recognition import Reading, recognise
from services.compute.reading.scan.sheet import Gray
from services.compute.reading.scan.signs import with_minus

_SURE = 0.9
_LEAST_CONFIDENCE = 0.2
_MARGIN = 0.2
_CLOSE_MARGIN = 0.1
_SIDE_MARGIN = 0.25
_TALL = 1.8
_SURELY_PRINT = 0.5
_SHORT = 3
_RULES = frozenset("|_ ")
_LEAST_HEIGHT = 0.5
"""A hyphen is not blown up to the height of a line: print is taken to be this share of its box at least."""


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of print that stands in one cell: where, in pixels of the upright page, and what it says."""

    box: Box
    reading: Reading

    @property
    def text(self) -> str:
        return self.reading.text.strip()

    @property
    def middle(self) -> float:
        return (self.box.top + self.box.bottom) / 2


def read_words(boxes: Sequence[Box], image: Gray, engine: Engine) -> list[Word]:
    """The words in `boxes` of `image`, which is upright and without ruling lines. What says nothing is left out."""
    readings = recognise([light_ground(_close_crop(box, image)) for box in boxes], engine)
    doubtful = [index for index, reading in enumerate(readings) if _deserves_second(reading)]
    readings = [_trimmed(reading) for reading in readings]
    views = [view for index in doubtful for view in _other_views(boxes[index], image)]
    again = recognise(views, engine) if views else []
    each = len(views) // len(doubtful) if doubtful else 0
    for order, index in enumerate(doubtful):
        others = [_trimmed(reading) for reading in again[order * each : (order + 1) * each]]
        readings[index] = likeliest([readings[index], *others])
    crops = [crop_of(box, image) for box in boxes]
    readings = [with_minus(reading, crop) for reading, crop in zip(readings, crops, strict=True)]
    usual = float(np.median([box.height for box in boxes])) if boxes else 0.0
    words = [Word(box, reading) for box, reading in zip(boxes, readings, strict=True)]
    return [word for word in words if word.text and _is_print(word, usual)]


def _trimmed(reading: Reading) -> Reading:
    """The reading without what ruling lines leave at its ends."""
    characters = list(reading.characters)
    while characters and characters[-1].text in _RULES:
        characters.pop()
    while characters and characters[0].text in _RULES:
        characters.pop(0)
    return Reading(tuple(characters))


def _is_print(word: Word, usual: float) -> bool:
    """Whether the word is more than a stain or a piece of a signature. A figure of some length is always kept."""
    tall = word.box.height > _TALL * usual and word.box.width < 2 * word.box.height
    if tall or len(word.text) < _SHORT:
        return word.reading.confidence >= _SURELY_PRINT
    return resembles_figure(word.text) or word.reading.confidence >= _LEAST_CONFIDENCE


def _deserves_second(reading: Reading) -> bool:
    """Whether it may be a figure and is in doubt; so is a bar beside a sign, which may be a mark of its own."""
    trimmed = _trimmed(reading)
    if 0 < len(trimmed.characters) < min(_SHORT, len(reading.characters)):
        return reading.confidence < _SURE
    reading = trimmed
    return resembles_figure(reading.text) and (reading.confidence < _SURE or not is_figure(reading.text))


def _other_views(box: Box, image: Gray) -> list[Gray]:
    """The same print enlarged and softened, with room around it, and thinned: doubts seldom survive all three."""
    crop = light_ground(_close_crop(box, image, _CLOSE_MARGIN))
    twice = np.asarray(cv2.resize(crop, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC), dtype=np.uint8)
    room = max(4, crop.shape[0] // 3)
    ground = int(np.median(crop))
    softened = np.asarray(cv2.GaussianBlur(twice, (0, 0), 1.2), dtype=np.uint8)
    roomy = np.asarray(cv2.copyMakeBorder(crop, 0, 0, room, room, cv2.BORDER_CONSTANT, value=ground), dtype=np.uint8)
    thinned = np.asarray(cv2.dilate(twice, np.ones((2, 2), np.uint8)), dtype=np.uint8)
    return [softened, roomy, thinned]


def _close_crop(box: Box, image: Gray, margin: float = _MARGIN) -> Gray:
    """The pixels of `box` with room at its sides, above and below cut to `margin` heights of the ink."""
    rows = np.flatnonzero(ink_of(crop_of(box, image)).any(axis=1))
    if not rows.size:
        return crop_of(box, image)
    height = max(float(rows[-1] - rows[0] + 1), _LEAST_HEIGHT * box.height)
    middle = box.top + (rows[0] + rows[-1] + 1) / 2
    reach, side = height * (0.5 + margin), round(height * _SIDE_MARGIN)
    top, bottom = max(box.top, round(middle - reach)), min(box.bottom, round(middle + reach) + 1)
    return image[top:bottom, max(0, box.left - side) : box.right + side]
