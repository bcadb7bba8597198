"""One scanned page, from picture to tables and paragraphs."""

from statistics import median

import numpy as np
from numpy.typing import NDArray

from services.compute.reading.document import Paragraph, Table
from services.compute.reading.scan.cutting import cut
from services.compute.reading.scan.deskew import turn_upright
from services.compute.reading.scan.detection import Box, Gray, find_print
from services.compute.reading.scan.engine import Engine, load_engine
from services.compute.reading.scan.grid import build_table
from services.compute.reading.scan.lines import Line
from services.compute.reading.scan.orientation import is_upside_down, lies_on_side, quarter_turns
from services.compute.reading.scan.regions import Region, find_regions
from services.compute.reading.scan.rulings import Rulings, erase, find_rulings
from services.compute.reading.scan.sheet import Sheet
from services.compute.reading.scan.words import read_words

_SMALL_PRINT = 15
_COMFORTABLE_PRINT = 24
"""Heights in pixels of the boxes around lines."""
_MOST_ENLARGED = 2.0
_SEEN_DPI = 200
_TITLE_LINES = 12


def read_scanned_page(
    sheet: Sheet, page: int, threads: int | None = None
) -> tuple[tuple[Table, ...], tuple[Paragraph, ...]]:
    """The tables and paragraphs that `sheet` shows, in reading order, as of page number `page` (1-based).

    OCR runs on `threads` threads, by default on as many as there are cores. Raises `UnreadableFiling`.
    """
    engine = load_engine(threads)
    image, back, rulings, boxes = _prepare(sheet, engine)
    words = read_words(cut(boxes, image, rulings.vertical), image, engine)
    regions, rest = find_regions(words, rulings)
    tables = tuple(
        build_table(region, rulings, lambda box: sheet.place(box, back), page, _title(region, rest, regions))
        for region in regions
    )
    return tables, tuple(Paragraph(line.text, page) for line in rest)


def _prepare(sheet: Sheet, engine: Engine) -> tuple[Gray, NDArray[np.float64], Rulings, list[Box]]:
    """The page upright and without its lines, the way back to the sheet's pixels, the lines, and where print stands."""
    image, back, rulings, boxes = _levelled(sheet.image, sheet.dpi, engine)
    turns = 1 if lies_on_side(boxes) else 0
    if turns:
        turned, way_back = quarter_turns(sheet.image, turns)
        image, back, rulings, boxes = _levelled(turned, sheet.dpi, engine)
        back = _chain(way_back, back)
    if is_upside_down(boxes, image, engine):
        turned, way_back = quarter_turns(sheet.image, turns + 2)
        image, back, rulings, boxes = _levelled(turned, sheet.dpi, engine)
        back = _chain(way_back, back)
    return image, back, rulings, boxes


def _levelled(image: Gray, dpi: float, engine: Engine) -> tuple[Gray, NDArray[np.float64], Rulings, list[Box]]:
    upright, back = turn_upright(image)
    rulings = find_rulings(upright, dpi)
    bare = erase(upright, rulings)
    scale = min(1.0, _SEEN_DPI / dpi)
    boxes = find_print(bare, engine, scale)
    height = median(box.height for box in boxes) * scale if boxes else _COMFORTABLE_PRINT
    if height < _SMALL_PRINT:
        boxes = find_print(bare, engine, scale * min(_MOST_ENLARGED, _COMFORTABLE_PRINT / height))
    return bare, back, rulings, boxes


def _chain(outer: NDArray[np.float64], inner: NDArray[np.float64]) -> NDArray[np.float64]:
    """The affine map that applies `inner`, then `outer`."""
    square = np.vstack([inner, [0.0, 0.0, 1.0]])
    return outer @ square


def _title(region: Region, rest: list[Line], regions: list[Region]) -> str:
    """The lines between the table before and this one."""
    top = region.lines[0].middle
    floor = max((other.lines[-1].middle for other in regions if other.lines[-1].middle < top), default=float("-inf"))
    return "\n".join([line.text for line in rest if floor < line.middle < top][-_TITLE_LINES:])
