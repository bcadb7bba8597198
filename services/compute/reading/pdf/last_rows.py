"""Rows that open a page, too few to be a table, which go on the table of the page before."""

from collections.abc import Sequence

from services.compute.reading.pdf.frame import PageFrame
from services.compute.reading.pdf.phrases import Line, Phrase, lines_of
from services.compute.reading.pdf.pieces import DraftCell, DraftRow
from services.compute.reading.pdf.placed import HEADINGS, NEAR, PlacedRow, PlacedTable, words_in, words_of
from services.compute.reading.pdf.strays import Interval
from services.compute.reading.pdf.white import bands_of, parts_of


def take_last_rows(earlier: PlacedTable, rest: list[Phrase], page: int, frame: PageFrame, above: float) -> None:
    """Join lines that open a page, too few to be a table, to the table of the page before; `rest` loses them.

    They stand higher than `above`, where the page's first table begins. Under the table's first rows, said again, a
    row may have one cell.
    """
    if not earlier.last or earlier.rows[-1].page != page - 1:
        return
    taken: set[int] = set()
    repeated: set[int] = set()
    labels: list[DraftRow] = []
    owners = {id(part): (part, id(phrase)) for phrase in rest if phrase.baseline < above for part in parts_of(phrase)}
    bands = bands_of(lines_of(part for part, _ in owners.values()))
    known = {words_of(row.cells) for row in earlier.rows[:HEADINGS]}
    again = 0
    while again < len(bands) and words_in(p for line in bands[again] for p in line.phrases) in known:
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
