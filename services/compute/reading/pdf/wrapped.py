"""Tables of texts without lines around them: rows are told by the white that runs across all their columns.

Within a cell lines follow each other as closely as the print allows; between two rows there is more white. So lines
fall into bands, and bands whose texts stand in the same columns are the rows of one table.
"""

from bisect import bisect, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from services.compute.reading.pdf.assign import cut_at_gutters
from services.compute.reading.pdf.blocks import block_box
from services.compute.reading.pdf.columns import column_of, columns_between, find_gutters
from services.compute.reading.pdf.figures import SIGNS
from services.compute.reading.pdf.grid import Draft
from services.compute.reading.pdf.phrases import Line, Phrase, lines_of, phrase_of
from services.compute.reading.pdf.pieces import DraftRow, Piece, lines_by_baseline, row_of
from services.compute.reading.pdf.prose import is_list
from services.compute.reading.pdf.rows import opens_item
from services.compute.reading.pdf.strays import Interval
from services.compute.reading.pdf.words import ASCENT, DESCENT

PARTING = 0.5
"""White between two words, in font sizes, that may part two columns."""
PARTING_TIMES = 1.5
"""And this many times the usual white between words of its line, at least."""
CLOSEST, WIDEST = 0.95, 1.45
"""Lines of one cell follow each other at so many font sizes."""
USUAL = 1.2
"""And at so many where no text takes several lines."""
LIKE_STEPS = 3
"""So many lines must follow others at one distance to make it that of the lines of a cell."""
MORE = 1.1
"""Rows stand this many times further apart than the lines of a cell, at least."""
FARTHEST = 2.0
"""White between two rows, in font sizes, at most; and this many times the least white between two rows of the table."""
STEADY = 0.1
"""White between rows that differs by no more than this many font sizes is the same."""
OVERHANG = 0.1
"""A row may reach beyond the first row's last text by this share of the table's width."""
SAME_PLACE = 0.4
"""Texts that begin, end or have their middle this near each other, in font sizes, stand in one column."""
UNEVEN = 0.7
"""Where the lowest cell of a row has no more than this share of the tallest one's lines, it is no row of prose."""
SHORT = 3
"""Lines of a row that is never taken for prose, at most."""
SINGLES = 3
"""Bands of one cell in a row that a table may hold."""
TALL = 8
"""Lines of the shortest text of a row, in a table of two rows, at most."""
FEWEST_OF_TWO = 3
"""Rows that a table of two columns has at least."""
MANY = 4
"""Texts in each of two rows or more that begin at the same places, which makes them a table."""
SENTENCE = 8
"""Words of a text that prose may break off in one row and go on with in the next, at least."""
GOING_ON = 0.25
"""The share of such texts that may begin in lower case in a table."""
MOSTLY = 0.4
"""And the share of all texts."""
LABEL = 8
"""Words in the usual label of a table of two columns, at most."""


@dataclass(slots=True)
class _Band:
    """Lines with white above and below them, and their phrases by the cell they seem to make, from left to right."""

    lines: list[Line]
    cells: list[list[Phrase]]
    top: float
    bottom: float

    @property
    def size(self) -> float:
        return max(line.size for line in self.lines)

    def extents(self) -> list[Interval]:
        return [(min(p.left for p in cell), max(p.right for p in cell)) for cell in self.cells]

    def heights(self) -> list[int]:
        """The number of lines of each cell."""
        return [len(lines_by_baseline(cell)) for cell in self.cells]


def tables_of_texts(phrases: Sequence[Phrase], more: float = MORE) -> list[Draft]:
    """Tables in which some text takes several lines, rows parted by white.

    Rows stand `more` times further apart than the lines of a cell, at least.
    """
    parts = [part for phrase in phrases for part in parts_of(phrase)]
    found = [_draft(run) for run in _runs([_band(lines) for lines in bands_of(lines_of(parts), more)])]
    return [draft for draft in found if draft is not None]


def parts_of(phrase: Phrase) -> list[Phrase]:
    """A phrase cut where its words stand so far apart that narrow white between columns may lie there.

    Lines set to both sides have wide white between all of their words.
    """
    words = phrase.words
    spaces = [after.left - before.right for before, after in pairwise(words)]
    least = max(PARTING * phrase.size, PARTING_TIMES * sorted(spaces)[len(spaces) // 2] if len(spaces) > 2 else 0.0)
    cuts = [n for n, space in enumerate(spaces, 1) if space >= least and words[n - 1].text not in SIGNS]
    if not cuts:
        return [phrase]
    return [phrase_of(words[a:b]) for a, b in pairwise([0, *cuts, len(words)])]


def bands_of(lines: Sequence[Line], more: float = MORE) -> list[list[Line]]:
    """Lines grouped where there is no more white between them than between the lines of one cell."""
    steps = _steps(lines)
    bands: list[list[Line]] = []
    bottom = 0.0
    for line in lines:
        step = steps.get(_print(line.size), USUAL)
        # The white between two lines of a cell, from descenders to ascenders, and some more.
        if bands and line.top - bottom <= (more * step - ASCENT - DESCENT) * line.size:
            bands[-1].append(line)
        else:
            bands.append([line])
            bottom = line.bottom
        bottom = max(bottom, line.bottom)
    return bands


def _steps(lines: Sequence[Line]) -> dict[float, float]:
    """For each size of print the distance, in font sizes, at which lines of one cell follow each other."""
    found: dict[float, list[float]] = {}
    for number, line in enumerate(lines):
        for phrase in line.phrases:
            below = _below(lines, number, phrase)
            if below is not None and CLOSEST <= (step := (below - phrase.baseline) / phrase.size) <= WIDEST:
                found.setdefault(_print(phrase.size), []).append(step)
    return {size: least for size, steps in found.items() if (least := _least(sorted(steps))) is not None}


def _below(lines: Sequence[Line], number: int, phrase: Phrase) -> float | None:
    """The baseline of the nearest text right under a phrase."""
    for line in lines[number + 1 : number + 40]:
        if line.baseline > phrase.baseline + WIDEST * phrase.size:
            return None
        if any(
            min(p.right, phrase.right) > max(p.left, phrase.left) and p.baseline > phrase.baseline + 1
            for p in line.phrases
        ):
            return line.baseline
    return None


def _least(steps: Sequence[float]) -> float | None:
    for number, step in enumerate(steps):
        if bisect_right(steps, 1.04 * step) - number >= LIKE_STEPS:
            return step
    return None


def _print(size: float) -> float:
    return round(2 * size) / 2


def _band(lines: list[Line]) -> _Band:
    cells: list[list[Phrase]] = []
    right = 0.0
    for phrase in sorted((p for line in lines for p in line.phrases), key=lambda p: p.left):
        if cells and phrase.left < right + 0.1 * phrase.size:
            cells[-1].append(phrase)
        else:
            cells.append([phrase])
            right = phrase.right
        right = max(right, phrase.right)
    _, top, _, bottom = block_box(lines)
    return _Band(lines, cells, top, bottom)


def _runs(bands: Sequence[_Band]) -> list[list[_Band]]:
    """Bands that follow each other closely and whose texts stand in the same columns."""
    runs: list[list[_Band]] = []
    least = 0.0
    for band in bands:
        if runs and (run := runs[-1]):
            white = band.top - run[-1].bottom
            limit = FARTHEST * band.size
            if len(run) > 1:
                limit = min(limit, FARTHEST * least + 0.3 * band.size)
            steady = len(run) > 1 and abs(white - least) <= STEADY * band.size
            if white <= limit and _fits(band, run, steady):
                least = min(least, white) if len(run) > 1 else white
                run.append(band)
                continue
        runs.append([band])
    return [trimmed for run in runs if len(trimmed := _trimmed(run)) > 1]


def _trimmed(run: list[_Band]) -> list[_Band]:
    """A run without the bands at its head and foot that hold one text at its left."""
    left = min(extent[0] for band in run for extent in band.extents())
    inner = [
        number
        for number, band in enumerate(run)
        if len(band.cells) > 1 or band.extents()[0][0] > left + SAME_PLACE * band.size
    ]
    return run[inner[0] : inner[-1] + 1] if inner else []


def _fits(band: _Band, run: Sequence[_Band], steady: bool) -> bool:
    """Whether a band's texts stand in the columns of a run; a text alone must keep within one of them.

    Where the white between rows is `steady`, texts that stand between others may be set to other sides than they.
    """
    known = [extent for other in run for extent in other.extents()]
    room = SAME_PLACE * band.size
    extents = band.extents()
    if len(run[0].cells) < 2:
        return False
    if len(extents) == 1:
        left, right = extents[0]
        columns = _merged(known)
        ends = [
            b for (a, _), (b, _) in pairwise([*columns, (max(right, columns[-1][1]), 0.0)]) if abs(a - left) <= room
        ]
        alone = all(len(other.cells) == 1 for other in run[-SINGLES:])
        ends += [b for a, b in known if abs(a - left) <= room]
        return not alone and (right <= columns[0][0] or any(right <= end for end in ends))
    alike = sum(any(_in_line(extent, other, room) or _share(extent, other) for other in known) for extent in extents)
    if 2 * alike >= min(len(extents), max(len(other.cells) for other in run)):
        return True
    # Headings under one that stands over them all.
    first, last = run[0].extents()[0], run[0].extents()[-1]
    beyond = OVERHANG * (last[1] - first[0])
    within = first[0] - room <= extents[0][0] and extents[-1][1] <= last[1] + beyond
    figures = any(p.figure for other in [*run, band] for cell in other.cells for p in cell)
    return within and (steady or (alike > 0 and not figures))


def _merged(extents: Sequence[Interval]) -> list[Interval]:
    """What texts that stand over each other fill together, from left to right."""
    merged: list[Interval] = []
    for a, b in sorted(extents):
        if merged and a < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], b))
        else:
            merged.append((a, b))
    return merged


def _share(a: Interval, b: Interval) -> bool:
    """Whether two texts stand over each other by half of the narrower one."""
    return min(a[1], b[1]) - max(a[0], b[0]) >= 0.5 * min(a[1] - a[0], b[1] - b[0])


def _in_line(a: Interval, b: Interval, room: float) -> bool:
    return abs(a[0] - b[0]) <= room or abs(a[1] - b[1]) <= room or abs(a[0] + a[1] - b[0] - b[1]) <= room


def _draft(run: Sequence[_Band]) -> Draft | None:
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
    return draft if _wraps(full, rows) and _is_table(draft, full) else None


def _parting(gutters: list[Interval], run: Sequence[_Band]) -> list[Interval]:
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


def _as_line(band: _Band) -> Line:
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


def _wraps(full: Sequence[_Band], rows: Sequence[DraftRow]) -> bool:
    """Whether some text takes several lines (headings over headings aside), and no cell holds several figures."""
    if any(sum(p.figure for p in cell) > 1 for band in full for cell in band.cells):
        return False
    first = next((n for n, band in enumerate(full) if any(p.figure for cell in band.cells for p in cell)), 1)
    nested = any(cell.first < cell.last for row in rows[:first] for cell in row)
    return any(max(band.heights()) > 1 for band in full[first if nested else 0 :]) or _headed(full) or _flush(full)


def _flush(full: Sequence[_Band]) -> bool:
    """Whether rows of many texts all begin at the same places."""
    first = full[0].extents()
    room = SAME_PLACE * full[0].size
    return len(first) >= MANY and all(
        len(first) == len(band.cells)
        and all(abs(a - b) <= room for (a, _), (b, _) in zip(first, band.extents(), strict=True))
        for band in full[1:]
    )


def _headed(full: Sequence[_Band]) -> bool:
    """Whether one row of three headings or more stands over one row that has a figure under nearly each of them."""
    if len(full) != 2:
        return False
    headings, row = full
    figures = [any(p.figure for p in cell) for cell in row.cells]
    return (
        2 < len(headings.cells) <= sum(figures) + 1
        and not any(p.figure for cell in headings.cells for p in cell)
        and len(row.cells) == len(headings.cells)
    )


def _going_on(texts: Sequence[str]) -> int:
    return sum(text[0].islower() and not opens_item(text) for text in texts)


def _is_table(draft: Draft, full: Sequence[_Band]) -> bool:
    """Whether rows are no prose in columns, which fills all of them alike or goes on from row to row, and no list."""
    prose = [band for band in full if min(h := band.heights()) > UNEVEN * max(h) and max(h) > SHORT]
    if 2 * len(prose) > len(full) or (len(full) == 2 and max(min(band.heights()) for band in full) > TALL):
        return False
    if is_list([row for row in draft.rows if len(row) > 1]):
        return False
    texts = [cell.text for row in draft.rows for cell in row]
    longer = [text for text in texts if len(text.split()) >= SENTENCE]
    if _going_on(longer) > GOING_ON * len(longer) or _going_on(texts) > MOSTLY * len(texts):
        return False
    labels = [row[0].text for row in draft.rows if row[0].first == 0]
    if len(draft.columns) > 2:
        return True
    if sum(any(p.figure for p in cell.phrases) for row in draft.rows for cell in row if cell.first == 1) > 1:
        return True
    words = [len(label.split()) for label in labels]
    return len(full) >= FEWEST_OF_TWO and median(words) <= LABEL and max(words) <= 2 * LABEL
