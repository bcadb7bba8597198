"""Tables that go on over pages: the later page's rows under the earlier's, repeated headings left out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from services.compute.reading.pdf.frame import Frame
from services.compute.reading.pdf.grid import Draft
from services.compute.reading.pdf.phrases import Line, Phrase, lines_of
from services.compute.reading.pdf.pieces import DraftCell, DraftRow
from services.compute.reading.pdf.strays import Interval
from services.compute.reading.pdf.white import bands_of, parts_of

HEADINGS = 8
"""First rows of a table among which a repeated heading is sought."""
ALIKE = 0.75
"""Without a repeated heading, the share of the earlier table's columns that the later one must fill."""
NEAR = 0.3
"""Words go on a column whose words begin, or end, this near them, in font sizes."""
CLOSE = 2.0
"""White between two parts of one table on a page, in font sizes, at most."""
LOWEST_START = 0.5
"""A table that goes on begins in this upper share of its page."""

_YEAR = re.compile(r"^(?:19|20)\d\d$")
_CONTINUED = re.compile(r"\bcont(?:inu|\.|\b|’|')|\bsigue\b|\bviene\b", re.IGNORECASE)


@dataclass(slots=True)
class PlacedRow:
    """A row with the page (1-based) it stands on and that page's frame."""

    cells: DraftRow
    page: int
    frame: Frame


@dataclass(slots=True)
class PlacedTable:
    """A table over one page or several. `last` says that it is the lowest one of its last page."""

    rows: list[PlacedRow]
    columns: list[Interval]
    title: str
    page: int
    last: bool
    extents: list[Interval | None] = field(default_factory=list)


def placed(draft: Draft, title: str, page: int, frame: Frame, last: bool) -> PlacedTable:
    """A page's table, ready to be joined."""
    rows = [PlacedRow(row, page, frame) for row in draft.rows]
    return PlacedTable(rows, draft.columns, title, page, last, _extents(draft.rows, len(draft.columns)))


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
        _key(draft.rows[repeated]) in known or said.issuperset(_words_of(draft.rows[repeated]))
    ):
        repeated += 1
    places = _places(_filled(earlier.extents, earlier.columns), _extents(draft.rows, len(draft.columns)))
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


def take_last_rows(earlier: PlacedTable, rest: list[Phrase], page: int, frame: Frame, above: float) -> bool:
    """Join lines that open a page, too few to be a table, to the table of the page before; `rest` loses them.

    They stand higher than `above`, where the page's first table begins. Under the table's first rows, said again, a
    row may have one cell.
    """
    if not earlier.last or earlier.rows[-1].page != page - 1:
        return False
    taken: set[int] = set()
    repeated: set[int] = set()
    labels: list[DraftRow] = []
    owners = {id(part): (part, id(phrase)) for phrase in rest if phrase.baseline < above for part in parts_of(phrase)}
    bands = bands_of(lines_of(part for part, _ in owners.values()))
    known = {_words_of(row.cells) for row in earlier.rows[:HEADINGS]}
    again = 0
    while again < len(bands) and _words(p for line in bands[again] for p in line.phrases) in known:
        repeated.update(owners[id(p)][1] for line in bands[again] for p in line.phrases)
        again += 1
    for band in bands[again:]:
        rows = _rows_on(band, earlier.extents)
        if again and not rows and (inner := _inner_on(band, earlier.extents)):
            rows = [inner]
        if not rows and not labels and (label := _label_on(band, earlier.extents)):
            labels = [label]
            continue
        if not rows:
            break
        earlier.rows.extend(PlacedRow(cells, page, frame) for cells in [*labels, *rows])
        taken.update(owners[id(p)][1] for cells in [*labels, *rows] for cell in cells for p in cell.phrases)
        labels = []
    if taken:
        taken |= repeated
    rest[:] = [p for p in rest if id(p) not in taken]
    return bool(taken)


def _said_above(table: PlacedTable) -> set[str]:
    """The words of a table's headings: its rows before the first with a figure that is no year; none without one."""
    said: set[str] = set()
    for row in table.rows[:HEADINGS]:
        if any(p.figure and not _YEAR.match(p.text) for cell in row.cells for p in cell.phrases):
            return said
        said.update(_words_of(row.cells))
    return set()


def _words_of(row: DraftRow) -> tuple[str, ...]:
    return _words(p for cell in row for p in cell.phrases)


def _words(phrases: Iterable[Phrase]) -> tuple[str, ...]:
    """The words of a row, whatever their cells."""
    return tuple(sorted(word.text.casefold() for phrase in phrases for word in phrase.words))


def _rows_on(band: Sequence[Line], extents: Sequence[Interval | None]) -> list[DraftRow]:
    """The row that lines without white between them make, or a row each where they hold figures; nothing if none."""
    figures = [sum(p.figure for p in line.phrases) > 1 for line in band]
    if len(band) == 1 or all(figures):
        rows = [_cells_on(line.phrases, extents) for line in band]
    else:
        rows = [_cells_on([p for line in band for p in line.phrases], extents)]
    found = [row for row in rows if row is not None]
    return found if len(found) == len(rows) else []


def _inner_on(band: Sequence[Line], extents: Sequence[Interval | None]) -> DraftRow | None:
    """A cell alone in its row, which begins where a column beside the first does."""
    phrases = [p for line in band for p in line.phrases]
    alone = all(len(line.phrases) == 1 for line in band)
    for column, extent in enumerate(extents):
        if column and extent is not None and alone and all(abs(p.left - extent[0]) <= NEAR * p.size for p in phrases):
            return [DraftCell(column, column, phrases)]
    return None


def _label_on(band: Sequence[Line], extents: Sequence[Interval | None]) -> DraftRow | None:
    """A label alone in its row, which begins where the first column does."""
    phrases = [p for line in band for p in line.phrases]
    first = next((i for i, e in enumerate(extents) if e is not None), 0)
    extent = extents[first]
    alone = all(len(line.phrases) == 1 for line in band)
    fits = alone and extent is not None and all(abs(p.left - extent[0]) <= p.size for p in phrases)
    return [DraftCell(first, first, phrases)] if fits else None


def _cells_on(phrases: Sequence[Phrase], extents: Sequence[Interval | None]) -> DraftRow | None:
    """Phrases on the columns that end or begin where they do; nothing if they fit none, or are no row."""
    cells: dict[int, DraftCell] = {}
    figures = sum(p.figure for p in phrases)
    fitting = 0
    for phrase in sorted(phrases, key=lambda p: p.left):
        near = phrase.size if figures > 1 else NEAR * phrase.size
        places = [
            i
            for i, e in enumerate(extents)
            if e is not None
            and (abs(e[1] - phrase.right) <= near or abs(e[0] - phrase.left) <= near)
            and i >= max(cells, default=0)
        ]
        if not places and cells:
            return None
        fitting += bool(places)
        column = places[0] if places else 0
        cells.setdefault(column, DraftCell(column, column, [])).phrases.append(phrase)
    return list(cells.values()) if len(cells) > 1 and (figures > 1 or min(len(cells), fitting) > 2) else None


def _flush(earlier: PlacedTable, draft: Draft, places: Sequence[int]) -> bool:
    """Whether three columns or more, and all of the later table's, begin where those do that they go on."""
    extents = _extents(draft.rows, len(draft.columns))
    pairs = [(earlier.extents[place], extent) for place, extent in zip(places, extents, strict=True) if extent]
    size = draft.rows[0][0].phrases[0].size
    return len(pairs) > 2 and all(e is not None and abs(e[0] - x[0]) <= NEAR * size for e, x in pairs)


def _opens_body(rows: Sequence[DraftRow]) -> bool:
    """Whether rows begin with figures, or with one heading of a group and figures under it."""
    figures = [any(p.figure for c in row for p in c.phrases) for row in rows[:2]]
    return figures[0] or (len(rows[0]) == 1 and any(figures))


def _key(row: DraftRow) -> tuple[str, ...]:
    return tuple("".join(c.text.split()).casefold() for c in row)


def _extents(rows: Sequence[DraftRow], count: int) -> list[Interval | None]:
    """Where most cells of each column begin and end."""
    lefts: list[list[float]] = [[] for _ in range(count)]
    rights: list[list[float]] = [[] for _ in range(count)]
    for row in rows:
        for cell in row:
            if cell.first == cell.last:
                left, _, right, _ = cell.extent
                lefts[cell.first].append(left)
                rights[cell.first].append(right)
    return [(median(a), median(b)) if a else None for a, b in zip(lefts, rights, strict=True)]


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
