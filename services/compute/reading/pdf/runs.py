"""Bands of lines with white above and below them, and runs of such bands that may be the rows of one table."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from services.compute.reading.pdf.blocks import block_box
from services.compute.reading.pdf.phrases import Line, Phrase
from services.compute.reading.pdf.pieces import lines_by_baseline
from services.compute.reading.pdf.strays import Interval

FARTHEST = 2.0
"""White between two rows, in font sizes, at most; and this many times the least white between two rows of the table."""
STEADY = 0.1
"""White between rows that differs by no more than this many font sizes is the same."""
OVERHANG = 0.1
"""A row may reach beyond the first row's last text by this share of the table's width."""
SAME_PLACE = 0.4
"""Texts that begin, end or have their middle this near each other, in font sizes, stand in one column."""
SINGLES = 3
"""Bands of one cell in a row that a table may hold."""


@dataclass(slots=True)
class Band:
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


def band_of(lines: list[Line]) -> Band:
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
    return Band(lines, cells, top, bottom)


def runs_of(bands: Sequence[Band]) -> list[list[Band]]:
    """Bands that follow each other closely and whose texts stand in the same columns."""
    runs: list[list[Band]] = []
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


def _trimmed(run: list[Band]) -> list[Band]:
    """A run without the bands at its head and foot that hold one text at its left."""
    left = min(extent[0] for band in run for extent in band.extents())
    inner = [
        number
        for number, band in enumerate(run)
        if len(band.cells) > 1 or band.extents()[0][0] > left + SAME_PLACE * band.size
    ]
    return run[inner[0] : inner[-1] + 1] if inner else []


def _fits(band: Band, run: Sequence[Band], steady: bool) -> bool:
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
        if all(p.figure for p in band.cells[0]) and any(abs(b - right) <= room for _, b in known):
            return not alone
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
