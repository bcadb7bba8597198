"""One scanned page, from picture to print, and from print to tables and what stands in none."""

from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import NDArray

from services.compute.reading.pdf.read_pdf import DraftPage
from services.compute.reading.scan.arrangement import arrange
from services.compute.reading.scan.blurred import find_blurred
from services.compute.reading.scan.cutting import cut
from services.compute.reading.scan.deskew import turn_upright
from services.compute.reading.scan.detection import Box, find_print
from services.compute.reading.scan.engine import Engine, load_engine
from services.compute.reading.scan.missed import find_missed
from services.compute.reading.scan.near_columns import part_near_columns
from services.compute.reading.scan.orientation import is_upside_down, lies_on_side, quarter_turns
from services.compute.reading.scan.rulings import Rulings, erase, find_rulings
from services.compute.reading.scan.sheet import Gray, Sheet
from services.compute.reading.scan.words import Word, read_words

_SMALL_PRINT = 15
_COMFORTABLE_PRINT = 24
"""Heights in pixels of the boxes around lines."""
_MOST_ENLARGED = 2.0
_SEEN_DPI = 200
_LEAST_PIXELS = 20
"""A picture thinner than this is a line, and no page."""
_AS_IT_IS = np.eye(2, 3)


@dataclass(frozen=True, slots=True)
class Seen:
    """The page upright and without its lines, the 2 x 3 way back to its sheet's pixels, and what stands where."""

    image: Gray
    back: NDArray[np.float64]
    rulings: Rulings
    boxes: list[Box]
    quarters: int


def draft_scanned_page(sheet: Sheet, page: int, threads: int | None = None) -> DraftPage:
    """What `sheet` shows, as page number `page` (1-based), not yet joined to its neighbours.

    OCR runs on `threads` threads, by default on as many as there are cores. Raises `UnreadableFiling`.
    """
    if min(sheet.image.shape) < _LEAST_PIXELS:
        return DraftPage(page, sheet.frame(_AS_IT_IS, sheet.image.shape), [], [])
    seen, words = see_print(sheet, load_engine(threads))
    return arrange(words, seen.rulings, sheet.dpi, sheet.frame(seen.back, seen.image.shape), page)


def see_print(sheet: Sheet, engine: Engine) -> tuple[Seen, list[Word]]:
    """The page turned upright, and all that is printed on it."""
    seen = _look(sheet.image, sheet.dpi, engine)
    if lies_on_side(seen.boxes):
        seen = _look(sheet.image, sheet.dpi, engine, quarters=1)
    words = _read(seen, engine)
    if is_upside_down(words, seen.image, engine):
        seen = _look(sheet.image, sheet.dpi, engine, quarters=seen.quarters + 2)
        words = _read(seen, engine)
    return seen, words + find_blurred(words, seen.image, seen.rulings.shades)


def _look(image: Gray, dpi: float, engine: Engine, quarters: int = 0) -> Seen:
    turned, way_back = quarter_turns(image, quarters)
    upright, back = turn_upright(turned)
    rulings = find_rulings(upright, dpi)
    bare = erase(upright, rulings)
    scale = min(1.0, _SEEN_DPI / dpi)
    boxes = find_print(bare, engine, scale)
    height = median(box.height for box in boxes) * scale if boxes else _COMFORTABLE_PRINT
    if height < _SMALL_PRINT:
        boxes = find_print(bare, engine, scale * min(_MOST_ENLARGED, _COMFORTABLE_PRINT / height))
    return Seen(bare, way_back @ np.vstack([back, [0.0, 0.0, 1.0]]), rulings, boxes, quarters)


def _read(seen: Seen, engine: Engine) -> list[Word]:
    pieces = part_near_columns(cut(seen.boxes, seen.image, seen.rulings.vertical), seen.image)
    words = read_words(pieces, seen.image, engine)
    return words + find_missed(words, seen.image, seen.rulings.vertical, engine)
