"""Text of a page in the colour of what is behind it, which no reader sees."""

import ctypes

from services.compute.reading.document import BBox
from services.compute.reading.pdf import engine
from services.compute.reading.pdf.strokes import MOST_OBJECTS, THICKEST

Colour = tuple[int, int, int]

_WHITE: Colour = (255, 255, 255)
_ALIKE = 6
"""Steps of 255 by which two shades differ that no eye tells apart."""
_OPAQUE = 250
_MOST = 1_000
_SIDES_OF_A_BOX = 4
_SHADE, _SIDES = (ctypes.c_uint * 4)(), (ctypes.c_float * 4)()
"""Filled in by the engine; what is read out of them at once no other call overwrites."""


def read_unseen(page: int) -> list[BBox]:
    """Boxes (left, bottom, right, top; page space) of the texts of an open page that are not seen, at most `_MOST`.

    What is behind a text is the last filled box drawn before it that holds its middle, else white paper. Over pictures,
    other shapes, forms and what shines through, a text counts as seen; so does text within forms.
    """
    grounds: list[tuple[BBox, Colour | None]] = []
    shades = {_WHITE}
    found: list[BBox] = []
    for index in range(min(engine.count_objects(page), MOST_OBJECTS)):
        drawn = engine.page_object(page, index)
        kind = engine.object_type(drawn)
        if kind == engine.TEXT_OBJECT:
            ink = _colour(drawn)
            if ink and any(_alike(ink, shade) for shade in shades):
                box = _bounds(drawn)
                if box and _alike(ink, _behind(box, grounds)) and len(found) < _MOST:
                    found.append(box)
        elif kind != engine.PATH_OBJECT or _is_filled(drawn):
            box = _bounds(drawn)
            if box and min(box[2] - box[0], box[3] - box[1]) > THICKEST:
                grounds.append((box, _colour(drawn) if kind == engine.PATH_OBJECT and _is_box(drawn) else None))
                shades |= {shade for _, shade in grounds[-1:] if shade}
    return found


def _behind(box: BBox, grounds: list[tuple[BBox, Colour | None]]) -> Colour | None:
    """The colour behind the middle of a box; None where it is not one that is known."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    held = (colour for (left, low, right, high), colour in reversed(grounds) if left <= x <= right and low <= y <= high)
    return next(held, _WHITE)


def _alike(one: Colour, other: Colour | None) -> bool:
    return other is not None and max(abs(a - b) for a, b in zip(one, other, strict=True)) <= _ALIKE


def _colour(drawn: int) -> Colour | None:
    start = ctypes.addressof(_SHADE)
    if not engine.fill_colour(drawn, start, start + 4, start + 8, start + 12) or _SHADE[3] < _OPAQUE:
        return None
    return _SHADE[0], _SHADE[1], _SHADE[2]


def _bounds(drawn: int) -> BBox | None:
    start = ctypes.addressof(_SIDES)
    return tuple(_SIDES) if engine.object_bounds(drawn, start, start + 4, start + 8, start + 12) else None


def _is_box(path: int) -> bool:
    return bool(engine.count_segments(path) <= _SIDES_OF_A_BOX + 1)


def _is_filled(path: int) -> bool:
    mode = (ctypes.c_int * 2)()
    start = ctypes.addressof(mode)
    engine.path_draw_mode(path, start, start + 4)
    return bool(mode[0])
