"""All glyphs of a page in a few arrays, taken from PDFium in bulk."""

from collections import deque
from dataclasses import dataclass
from itertools import repeat

import numpy as np
import numpy.typing as npt

from services.compute.reading.pdf import engine
from services.compute.reading.pdf.frame import Floats, shown_direction

MOST_GLYPHS = 400_000
"""Glyphs read of one page; what a page holds beyond that no one printed to be read."""

LARGEST_STEP = 0.1
"""Points between two glyphs of a run that is read upwards or downwards, at most."""

_HYPHENS_AT_LINE_END = (0x02, 0xFFFE)


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Glyphs in the order they were drawn, boxes and origins in page space (points, y upwards).

    `codes` are Unicode code points; `boxes` is (n, 4): left, top, right, bottom, from ascender to descender and over
    the advance; `origins` is (n, 2); `sizes` are points as drawn; `directions` as `frame.shown_direction` gives them.
    Spaces that PDFium made up are left out; those the file holds are kept.
    """

    codes: npt.NDArray[np.uint32]
    boxes: Floats
    origins: Floats
    sizes: Floats
    directions: npt.NDArray[np.int8]


def read_glyphs(page: int, rotation: int) -> Glyphs:
    """The glyphs of an open page, which is shown with `rotation` quarter turns clockwise."""
    text = engine.open_text(page)
    if not text:
        return _none()
    try:
        count = min(engine.count_glyphs(text), MOST_GLYPHS)
        return _taken(text, count, rotation) if count > 0 else _none()
    finally:
        engine.close_text(text)


def _none() -> Glyphs:
    return Glyphs(np.zeros(0, np.uint32), np.zeros((0, 4)), np.zeros((0, 2)), np.zeros(0), np.zeros(0, np.int8))


def _taken(text: int, count: int, rotation: int) -> Glyphs:
    codes = _codes(text, count)
    boxes = np.zeros((count, 4), np.float32)
    start = boxes.ctypes.data
    deque(map(engine.glyph_box, repeat(text), range(count), range(start, start + 16 * count, 16)), 0)
    made_up = (boxes[:, 0] == boxes[:, 2]) & (boxes[:, 1] == boxes[:, 3])
    kept = np.flatnonzero(~made_up & (codes != 0) & (codes != 10) & (codes != 13) & np.isfinite(boxes).all(axis=1))
    if not len(kept):
        return _none()
    codes, boxes = codes[kept], boxes[kept]
    codes[np.isin(codes, _HYPHENS_AT_LINE_END)] = ord("-")
    heads, head_of = _shared_metrics(boxes)
    matrices, sizes = _head_metrics(text, kept[heads])
    drawn = matrices[:, 0] ** 2 + matrices[:, 1] ** 2 > 0
    scale = np.hypot(matrices[:, 2], matrices[:, 3])
    sizes = np.where(drawn, sizes * scale, 0.0)
    directions = shown_direction(rotation, matrices[:, 0], matrices[:, 1])
    exact = boxes.astype(np.float64)
    # Along a run only the advance differs: the baseline of its first glyph is that of all.
    return Glyphs(codes, exact, matrices[head_of, 4:6], sizes[head_of], directions[head_of])


def _codes(text: int, count: int) -> npt.NDArray[np.uint32]:
    """Code points of all glyphs: in one call where each is one UTF-16 unit, else one by one."""
    units = np.zeros(count + 1, np.uint16)
    if engine.all_text(text, 0, count, units.ctypes.data) == count + 1 and units[:count].all():
        return units[:count].astype(np.uint32)
    return np.fromiter(map(engine.glyph_code, repeat(text), range(count)), np.uint32, count)


def _shared_metrics(boxes: npt.NDArray[np.float32]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """First glyphs of runs that keep ascender and descender, and for every glyph its run's number.

    In upright runs one glyph's advance ends where the next begins; glyphs that merely stand below each other are none.
    """
    level = (boxes[1:, 1] == boxes[:-1, 1]) & (boxes[1:, 3] == boxes[:-1, 3])
    apart = np.minimum(np.abs(boxes[1:, 1] - boxes[:-1, 3]), np.abs(boxes[1:, 3] - boxes[:-1, 1]))
    upright = (boxes[1:, 0] == boxes[:-1, 0]) & (boxes[1:, 2] == boxes[:-1, 2]) & (apart <= LARGEST_STEP)
    first = np.concatenate(([True], ~(level | upright)))
    return np.flatnonzero(first), np.cumsum(first) - 1


def _head_metrics(text: int, indices: npt.NDArray[np.intp]) -> tuple[Floats, Floats]:
    count = len(indices)
    matrices = np.zeros((count, 6), np.float32)
    start = matrices.ctypes.data
    positions = indices.tolist()
    deque(map(engine.glyph_matrix, repeat(text), positions, range(start, start + 24 * count, 24)), 0)
    sizes = np.fromiter(map(engine.glyph_size, repeat(text), positions), np.float64, count)
    return matrices.astype(np.float64), sizes
