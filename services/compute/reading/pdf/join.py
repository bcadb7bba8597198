"""Tables that go on over pages: the later page's rows under the earlier's, repeated headings left out."""

import re
from collections.abc import Sequence
from statistics import median

from services.compute.reading.pdf.frame import PageFrame
from services.compute.reading.pdf.grid import Draft
from services.compute.reading.pdf.pieces import DraftCell, DraftRow
from services.compute.reading.pdf.placed import HEADINGS, NEAR, PlacedRow, PlacedTable, extents_of, words_of
from services.compute.reading.pdf.said_again import holds_alike, is_alike
from services.compute.reading.pdf.strays import Interval

ALIKE = 0.75
"""Without a repeated heading, the share of the earlier table's columns that the later one must fill."""
CLOSE = 2.0
"""White between two parts of one table on a page, in font sizes, at most."""
LOWEST_START = 0.5
"""A table that goes on begins in this upper share of its page."""

_YEAR = re.compile(r"^(?:19|20)\d\d$")
_CONTINUED = re.compile(r"\bcont(?:inu|\.|\b|’|')|\bsigue\b|\bviene\b", re.IGNORECASE)


def goes_on(
    earlier: PlacedTable, draft: Draft, title: str, page: int, frame: PageFrame, *, under: float | None = None
) -> bool:
    """Join a page's first table to the last one of the page before, if it is its continuation.

    It is if its columns stand where the earlier one's do, and it opens with the same headings or with none. A table
    right below one so joined, which ends at the height `under`, may be more of it.
    """
    if not earlier.last or earlier.rows[-1].page < page - 1:
        return False
    if draft.box[1] > LOWEST_START * frame.size[1] and not under:
        return False
    repeated = 0
    while repeated < min(HEADINGS, len(draft.rows)) and _is_said_again(draft.rows[repeated], earlier, frame.scanned):
        repeated += 1
    extents = extents_of(draft.rows, len(draft.columns))
    if frame.scanned:
        extents = _in_line(earlier.extents, extents)
    places = _places(_filled(earlier.extents, earlier.columns), extents)
    titled_alike = title == earlier.title or (frame.scanned and is_alike(title, earlier.title))
    again = repeated > 0 or (title != "" and titled_alike)
    if again and len(draft.columns) == len(earlier.columns):
        places = list(range(len(draft.columns)))
    if places is None:
        return False
    follows = draft.rows[repeated:]
    if not follows:
        return False
    if title and not titled_alike and not _CONTINUED.search(title):
        return False
    size = draft.rows[0][0].phrases[0].size
    flush = _flush(earlier.extents, extents, places, size)
    if under is not None and (draft.box[1] - under > CLOSE * size or not flush):
        return False
    alike = len(set(places)) >= ALIKE * sum(e is not None for e in earlier.extents)
    if not again and not ((alike and _opens_body(follows)) or flush):
        return False
    for row in follows:
        cells = [DraftCell(places[c.first], places[c.last], c.phrases) for c in row]
        earlier.rows.append(PlacedRow(cells, page, frame))
    return True


def _is_said_again(row: DraftRow, earlier: PlacedTable, scanned: bool) -> bool:
    """Whether a row is one of the first of the earlier table, or in other cells what its headings say."""
    above = earlier.rows[:HEADINGS]
    key = _key(row)
    if any(_key(other.cells) == key for other in above):
        return True
    length = next((n for n, other in enumerate(above) if _has_figures(other.cells)), 0)
    headings = [other.cells for other in above[:length]]
    said = {word for cells in headings for word in words_of(cells)}
    if said.issuperset(words_of(row)):
        return True
    if not scanned or _has_figures(row) or len(row) < 2:
        return False
    texts = [cell.text for cell in row]
    return any(
        len(cells) == len(texts) and all(is_alike(cell.text, text) for cell, text in zip(cells, texts, strict=True))
        for cells in headings
    ) or all(holds_alike(said, word) for word in words_of(row))


def _has_figures(row: DraftRow) -> bool:
    """Whether a row has a figure that is no year."""
    return any(p.figure and not _YEAR.match(p.text) for cell in row for p in cell.phrases)


def _in_line(earlier: Sequence[Interval | None], later: Sequence[Interval | None]) -> list[Interval | None]:
    """Where columns of a later page would stand, had its sheet lain on the scanner as the earlier one did.

    That is told where as many columns are filled on both.
    """
    pairs = [(e, x) for e, x in zip(filter(None, earlier), filter(None, later), strict=False)]
    if not pairs or len(pairs) < max(sum(e is not None for e in one) for one in (earlier, later)):
        return list(later)
    shift = median(e[0] - x[0] for e, x in pairs)
    return [(extent[0] + shift, extent[1] + shift) if extent else None for extent in later]


def _flush(
    earlier: Sequence[Interval | None], later: Sequence[Interval | None], places: Sequence[int], size: float
) -> bool:
    """Whether three columns or more, and all of the later table's, begin where those do that they go on."""
    pairs = [(earlier[place], extent) for place, extent in zip(places, later, strict=True) if extent]
    return len(pairs) > 2 and all(e is not None and abs(e[0] - x[0]) <= NEAR * size for e, x in pairs)


def _opens_body(rows: Sequence[DraftRow]) -> bool:
    """Whether rows begin with figures, or with one heading of a group and figures under it."""
    figures = [any(p.figure for c in row for p in c.phrases) for row in rows[:2]]
    return figures[0] or (len(rows[0]) == 1 and any(figures))


def _key(row: DraftRow) -> tuple[str, ...]:
    return tuple("".join(c.text.split()).casefold() for c in row)


def _filled(extents: Sequence[Interval | None], columns: Sequence[Interval]) -> list[Interval | None]:
    """Where texts of each column lie; the column itself where it holds none of its own, but headings over several."""
    return [extent or column for extent, column in zip(extents, columns, strict=True)]


def _places(earlier: Sequence[Interval | None], later: Sequence[Interval | None]) -> list[int] | None:
    """For each later column the earlier one that it goes on; none if any lies on no column or two on one."""
    places: list[int] = []
    last = -1
    for extent in later:
        best = last
        if extent is not None:
            overlaps = [
                (min(e[1], extent[1]) - max(e[0], extent[0]), column)
                for column, e in enumerate(earlier)
                if e is not None
            ]
            overlap, best = max(overlaps, default=(0.0, -1))
            if overlap <= 0 or best <= last:
                return None
            last = best
        places.append(max(best, 0))
    return places if sum(e is not None for e in later) >= 2 else None
