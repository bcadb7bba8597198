"""Tables that go on over pages: the later page's rows under the earlier's, repeated headings left out."""

import re
from collections.abc import Sequence

from services.compute.reading.pdf.frame import Frame
from services.compute.reading.pdf.grid import Draft
from services.compute.reading.pdf.pieces import DraftCell, DraftRow
from services.compute.reading.pdf.placed import HEADINGS, NEAR, PlacedRow, PlacedTable, extents_of, words_of
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
    earlier: PlacedTable, draft: Draft, title: str, page: int, frame: Frame, *, under: float | None = None
) -> bool:
    """Join a page's first table to the last one of the page before, if it is its continuation.

    It is if its columns stand where the earlier one's do, and it opens with the same headings or with none. A table
    right below one so joined, which ends at the height `under`, may be more of it.
    """
    if not earlier.last or earlier.rows[-1].page < page - 1:
        return False
    if draft.box[1] > LOWEST_START * frame.size[1] and not under:
        return False
    known = {_key(row.cells) for row in earlier.rows[:HEADINGS]}
    said = _said_above(earlier)
    repeated = 0
    while repeated < min(HEADINGS, len(draft.rows)) and (
        _key(draft.rows[repeated]) in known or said.issuperset(words_of(draft.rows[repeated]))
    ):
        repeated += 1
    places = _places(_filled(earlier.extents, earlier.columns), extents_of(draft.rows, len(draft.columns)))
    again = repeated > 0 or (title != "" and title == earlier.title)
    if again and len(draft.columns) == len(earlier.columns):
        places = list(range(len(draft.columns)))
    if places is None:
        return False
    follows = draft.rows[repeated:]
    if not follows:
        return False
    if title and title != earlier.title and not _CONTINUED.search(title):
        return False
    if under is not None:
        size = draft.rows[0][0].phrases[0].size
        if draft.box[1] - under > CLOSE * size or not _flush(earlier, draft, places):
            return False
    alike = len(set(places)) >= ALIKE * sum(e is not None for e in earlier.extents)
    if not again and not ((alike and _opens_body(follows)) or _flush(earlier, draft, places)):
        return False
    for row in follows:
        cells = [DraftCell(places[c.first], places[c.last], c.phrases) for c in row]
        earlier.rows.append(PlacedRow(cells, page, frame))
    return True


def _said_above(table: PlacedTable) -> set[str]:
    """The words of a table's headings: its rows before the first with a figure that is no year; none without one."""
    said: set[str] = set()
    for row in table.rows[:HEADINGS]:
        if any(p.figure and not _YEAR.match(p.text) for cell in row.cells for p in cell.phrases):
            return said
        said.update(words_of(row.cells))
    return set()


def _flush(earlier: PlacedTable, draft: Draft, places: Sequence[int]) -> bool:
    """Whether three columns or more, and all of the later table's, begin where those do that they go on."""
    extents = extents_of(draft.rows, len(draft.columns))
    pairs = [(earlier.extents[place], extent) for place, extent in zip(places, extents, strict=True) if extent]
    size = draft.rows[0][0].phrases[0].size
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
