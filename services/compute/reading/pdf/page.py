"""One page: its marks, placed in the plane in which most of its text reads from left to right."""

import ctypes
from collections import Counter
from dataclasses import dataclass, replace

import numpy as np

from services.compute.reading.document import BBox
from services.compute.reading.pdf import engine
from services.compute.reading.pdf.frame import Frame
from services.compute.reading.pdf.glyphs import Glyphs, read_glyphs
from services.compute.reading.pdf.phrases import Phrase, read_phrases
from services.compute.reading.pdf.rulings import Rulings, placed_boxes, read_rulings
from services.compute.reading.pdf.unseen import read_unseen
from services.compute.reading.pdf.words import DESCENT, Word, read_words

LARGEST_SIDE = 20_000.0
"""A page's side in points beyond which its box is a mistake; the format allows 14,400."""


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page. `slanted` is text that runs neither level nor upright (a watermark), as drawn."""

    frame: Frame
    phrases: list[Phrase]
    rulings: Rulings
    slanted: str = ""


def read_page(handle: int) -> Page:
    """The marks of an open page."""
    rotation = engine.page_rotation(handle) % 4
    glyphs = read_glyphs(handle, rotation)
    directions = Counter(glyphs.directions.tolist())
    slanted = directions.pop(-1, 0)
    direction = directions.most_common(1)[0][0] if directions else 0
    frame = Frame(_visible_box(handle), rotation, direction)
    words = read_words(glyphs, frame)
    for other in sorted(directions):
        if other != direction:
            words.extend(_turned_words(glyphs, frame, other))
    text = _slanted_text(glyphs) if slanted else ""
    hidden = [frame.shown(box) for box in placed_boxes(read_unseen(handle), frame)]
    rulings = read_rulings(handle, frame)
    return Page(replace(frame, unseen=tuple(hidden)) if hidden else frame, read_phrases(words), rulings, text)


def _visible_box(handle: int) -> BBox:
    sides = (ctypes.c_float * 4)()
    engine.page_box(handle, ctypes.addressof(sides))
    left, top, right, bottom = (min(max(s, -LARGEST_SIDE), LARGEST_SIDE) if s == s else 0.0 for s in sides)
    return left, bottom, right, top


def _turned_words(glyphs: Glyphs, frame: Frame, direction: int) -> list[Word]:
    """Lines of text that runs another way than most, each as one word in its place."""
    own = Frame(frame.box, frame.rotation, direction)
    words = []
    for phrase in read_phrases(read_words(glyphs, own)):
        box = frame.planar(own.shown(phrase.box))
        baseline = box[3] - DESCENT * phrase.size
        words.append(Word(phrase.text, box[0], box[2], baseline, phrase.size, True, True, box))
    return words


def _slanted_text(glyphs: Glyphs) -> str:
    codes = glyphs.codes[np.flatnonzero(glyphs.directions == -1)]
    text: str = codes.astype("<u4").tobytes().decode("utf-32-le", "replace")
    return " ".join(text.split())
