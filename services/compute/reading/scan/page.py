"""One scanned page, from picture to tables and paragraphs."""

from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import NDArray

from services.compute.reading.document import BBox, Paragraph, Table
from services.compute.reading.scan.cutting import cut
from services.compute.reading.scan.deskew import turn_upright
from services.compute.reading.scan.detection import Box, Gray, find_print
from services.compute.reading.scan.engine import Engine, load_engine
from services.compute.reading.scan.expectations import meet_expectations
from services.compute.reading.scan.grid import build_table, table_of
from services.compute.reading.scan.lines import Line, text_lines
from services.compute.reading.scan.missed import find_missed
from services.compute.reading.scan.orientation import is_upside_down, lies_on_side, quarter_turns
from services.compute.reading.scan.regions import Region, find_regions
from services.compute.reading.scan.rulings import Rulings, erase, find_rulings
from services.compute.reading.scan.sheet import Sheet
from services.compute.reading.scan.text_tables import TextTable, find_text_tables
from services.compute.reading.scan.words import Word, read_words

_SMALL_PRINT = 15
_COMFORTABLE_PRINT = 24
"""Heights in pixels of the boxes around lines."""
_MOST_ENLARGED = 2.0
_SEEN_DPI = 200
_LEAST_PIXELS = 20
"""A picture thinner than this is a line, and no page."""
_TITLE_LINES = 12


@dataclass(frozen=True, slots=True)
class _Seen:
    """The page upright and without its lines, the 2 x 3 way back to its sheet's pixels, and what stands where."""

    image: Gray
    back: NDArray[np.float64]
    rulings: Rulings
    boxes: list[Box]
    quarters: int


def read_scanned_page(
    sheet: Sheet, page: int, threads: int | None = None
) -> tuple[tuple[Table, ...], tuple[Paragraph, ...]]:
    """The tables and paragraphs that `sheet` shows, in reading order, as of page number `page` (1-based).

    OCR runs on `threads` threads, by default on as many as there are cores. Raises `UnreadableFiling`.
    """
    engine = load_engine(threads)
    if min(sheet.image.shape) < _LEAST_PIXELS:
        return (), ()
    seen = _look(sheet.image, sheet.dpi, engine)
    if lies_on_side(seen.boxes):
        seen = _look(sheet.image, sheet.dpi, engine, quarters=1)
    words = _read(seen, engine)
    if is_upside_down(words, seen.image, engine):
        seen = _look(sheet.image, sheet.dpi, engine, quarters=seen.quarters + 2)
        words = _read(seen, engine)
    wrapped = find_text_tables(words, seen.rulings, mostly_wrapped=True)
    regions, rest = find_regions(_without(words, wrapped), seen.rulings)
    left = [word for line in rest for word in line.words]
    texts = find_text_tables(left, seen.rulings, mostly_wrapped=False)
    rest = text_lines(_without(left, texts), seen.rulings.vertical) if texts else rest

    def place(box: Box) -> BBox:
        return sheet.place(box, seen.back)

    found: list[Region | TextTable] = sorted([*regions, *wrapped, *texts], key=_top)
    tables = []
    for number, table in enumerate(found):
        title = _title(table, rest, found[number - 1] if number else None)
        if isinstance(table, Region):
            tables.append(build_table(table, seen.rulings, place, page, title))
        else:
            tables.append(table_of(meet_expectations(list(table.rows)), place, page, title))
    return tuple(tables), tuple(Paragraph(line.text, page) for line in rest)


def _without(words: list[Word], tables: list[TextTable]) -> list[Word]:
    taken = {id(word) for table in tables for word in table.words}
    return [word for word in words if id(word) not in taken]


def _top(table: Region | TextTable) -> float:
    return table.top if isinstance(table, TextTable) else table.lines[0].middle


def _bottom(table: Region | TextTable) -> float:
    return table.bottom if isinstance(table, TextTable) else table.lines[-1].middle


def _look(image: Gray, dpi: float, engine: Engine, quarters: int = 0) -> _Seen:
    turned, way_back = quarter_turns(image, quarters)
    upright, back = turn_upright(turned)
    rulings = find_rulings(upright, dpi)
    bare = erase(upright, rulings)
    scale = min(1.0, _SEEN_DPI / dpi)
    boxes = find_print(bare, engine, scale)
    height = median(box.height for box in boxes) * scale if boxes else _COMFORTABLE_PRINT
    if height < _SMALL_PRINT:
        boxes = find_print(bare, engine, scale * min(_MOST_ENLARGED, _COMFORTABLE_PRINT / height))
    return _Seen(bare, way_back @ np.vstack([back, [0.0, 0.0, 1.0]]), rulings, boxes, quarters)


def _read(seen: _Seen, engine: Engine) -> list[Word]:
    words = read_words(cut(seen.boxes, seen.image, seen.rulings.vertical), seen.image, engine)
    return words + find_missed(words, seen.image, engine)


def _title(table: Region | TextTable, rest: list[Line], before: Region | TextTable | None) -> str:
    """The lines between the table before and this one."""
    floor = _bottom(before) if before else float("-inf")
    return "\n".join([line.text for line in rest if floor < line.middle < _top(table)][-_TITLE_LINES:])
