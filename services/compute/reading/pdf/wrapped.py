"""Tables of texts without lines around them: rows are told by the white that runs across all their columns."""

from bisect import bisect
from collections.abc import Sequence

from services.compute.reading.pdf.assign import cut_at_gutters
from services.compute.reading.pdf.blocks import block_box
from services.compute.reading.pdf.columns import column_of, columns_between, find_gutters
from services.compute.reading.pdf.grid import Draft
from services.compute.reading.pdf.phrases import Line, Phrase, lines_of
from services.compute.reading.pdf.pieces import Piece, row_of
from services.compute.reading.pdf.plausible import is_plausible
from services.compute.reading.pdf.runs import Band, band_of, runs_of
from services.compute.reading.pdf.strays import Interval
from services.compute.reading.pdf.white import MORE, bands_of, parts_of


def tables_of_texts(phrases: Sequence[Phrase], more: float = MORE) -> list[Draft]:
    """Tables in which some text takes several lines, rows parted by white.

    Rows stand `more` times further apart than the lines of a cell, at least.
    """
    parts = [part for phrase in phrases for part in parts_of(phrase)]
    found = [_draft(run) for run in runs_of([band_of(lines) for lines in bands_of(lines_of(parts), more)])]
    return [draft for draft in found if draft is not None]


def _draft(run: Sequence[Band]) -> Draft | None:
    lines = [line for band in run for line in band.lines]
    box = block_box(lines)
    gutters = _parting(find_gutters([_as_line(band) for band in run], box[0], box[2], 1, strays=False), run)
    columns = columns_between(gutters, box[0], box[2])
    full = [band for band in run if len(band.cells) > 1]
    if len(columns) < 2 or len(full) < 2:
        return None
    rows = []
    for band in run:
        pieces = [part for cell in band.cells for phrase in cell for part in cut_at_gutters(phrase, gutters)]
        rows.append(row_of([Piece(part, *column_of(part, columns)) for part in pieces]))
    draft = Draft(rows, columns, box)
    return draft if is_plausible(draft, full) else None


def _parting(gutters: list[Interval], run: Sequence[Band]) -> list[Interval]:
    """The strips of white without those between a heading and the figures under it, set to the other side.

    No row has text on both sides of such a strip, and on one side there are only figures.
    """
    while gutters:
        cuts = [(a + b) / 2 for a, b in gutters]
        parted: set[int] = set()
        worded: set[int] = set()
        for band in run:
            extents = band.extents()
            ends = {bisect(cuts, right) for _, right in extents}
            parted |= {begin - 1 for left, _ in extents if (begin := bisect(cuts, left)) - 1 in ends}
            for cell, (left, right) in zip(band.cells, extents, strict=True):
                if bisect(cuts, left) == bisect(cuts, right) and not all(p.figure for p in cell):
                    worded.add(bisect(cuts, left))
        apart = [n for n in range(len(gutters)) if n not in parted and not (n in worded and n + 1 in worded)]
        if not apart:
            break
        # Figures stand at the right of their column, so what heads them begins rather to their left.
        del gutters[min(apart, key=lambda n: (n + 1 in worded, gutters[n][1] - gutters[n][0]))]
    return gutters


def _as_line(band: Band) -> Line:
    """The band as one line, whose phrases are its cells."""
    line = lines_of(band.lines[0].phrases[:1])[0]
    line.phrases = []
    for cell in band.cells:
        first = cell[0]
        (left, right) = min(p.left for p in cell), max(p.right for p in cell)
        words = [word for phrase in cell for word in phrase.words]
        figure = all(p.figure for p in cell)
        line.add(Phrase(words, left, right, first.baseline, first.size, band.top, band.bottom, first.text, figure))
    return line
