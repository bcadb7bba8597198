"""Figures too blurred to be read: ink on the lines and in the columns of figures, of which no word came."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from services.compute.reading.document import UNREAD
from services.compute.reading.scan.detection import Box
from services.compute.reading.scan.figures import is_figure
from services.compute.reading.scan.recognition import Character, Reading
from services.compute.reading.scan.sheet import Gray
from services.compute.reading.scan.words import Word

_FAINTEST = 10.0
"""How much darker than the paper a blurred figure is, on the average, of 255 shades."""
_LOWEST, _HIGHEST, _NARROWEST, _WIDEST = 0.4, 1.8, 0.8, 14.0
_REACH, _OFF_MIDDLE, _ROOM, _APART = 0.5, 0.3, 0.3, 0.4
"""These in heights of the boxes around lines."""
_LEAST_INK, _MOST_INK = 0.35, 2.5
"""How dark it is all over, as shares of what the figures of the page are."""
_FEWEST_OF_A_COLUMN, _FEWEST_ON_A_LINE = 3, 2
_MOST = 12
"""On a page with more of them than this a stain or a pattern is seen, and no figures."""


def find_blurred(words: Sequence[Word], image: Gray, shades: Sequence[Box]) -> list[Word]:
    """A word that says `UNREAD` for each mark that lies where a figure would, is as dark as one, and was not read.

    `image` is upright and without its lines; in its `shades` nothing is sought.
    """
    figures = [word for word in words if is_figure(word.text) and any(map(str.isdigit, word.text))]
    if len(figures) < _FEWEST_OF_A_COLUMN:
        return []
    usual = float(np.median([word.box.height for word in words]))
    darker = np.maximum(0.0, float(np.median(image)) - image.astype(np.float32))
    inks = [_ink(darker, word.box) for word in figures]
    usual_ink = float(np.median(inks))
    free = cv2.blur(darker, (max(1, round(usual * _REACH)),) * 2)
    room = round(usual * _ROOM)
    for box in (*(word.box for word in words), *shades):
        free[max(0, box.top - room) : box.bottom + room, max(0, box.left - room) : box.right + room] = 0
    marks = (free >= _FAINTEST).astype(np.uint8)
    joined = cv2.morphologyEx(marks, cv2.MORPH_CLOSE, np.ones((1, max(1, round(usual))), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    boxes = [Box(left, top, left + wide, top + high) for left, top, wide, high, _ in stats[1:count].tolist()]
    found = [
        box
        for box in boxes
        if _LOWEST * usual <= box.height <= _HIGHEST * usual
        and _NARROWEST * usual <= box.width <= _WIDEST * usual
        and _stands_among(box, figures, usual)
        and _LEAST_INK * usual_ink <= _ink(darker, box) <= _MOST_INK * usual_ink
    ]
    return [_unread(box) for box in found] if len(found) <= _MOST else []


def _ink(darker: NDArray[np.float32], box: Box) -> float:
    """How much ink is in `box`, for each pixel of its width."""
    return float(darker[box.top : box.bottom, box.left : box.right].sum()) / max(1, box.width)


def _stands_among(box: Box, figures: Sequence[Word], usual: float) -> bool:
    """Whether `box` is on a line of figures and in a column of them."""
    middle, centre = (box.top + box.bottom) / 2, (box.left + box.right) / 2
    if any(_beside(box, word, usual) for word in figures):
        return False
    level = sum(abs(word.middle - middle) <= _OFF_MIDDLE * usual for word in figures)
    above = sum(word.box.left <= centre <= word.box.right for word in figures)
    return level >= _FEWEST_ON_A_LINE and above >= _FEWEST_OF_A_COLUMN


def _beside(box: Box, word: Word, usual: float) -> bool:
    """Whether `word` is so near on the line of `box` that both stand in one cell."""
    level = box.top < word.middle < box.bottom
    return level and box.left - _APART * usual < word.box.right and word.box.left < box.right + _APART * usual


def _unread(box: Box) -> Word:
    return Word(box, Reading((Character(UNREAD, 0.0, 0.0, 1.0),)))
