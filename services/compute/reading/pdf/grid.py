"""The grid of one table: lines that bound cells first, then white between columns and lines of text in what is left."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from services.compute.reading.document import BBox
from services.compute.reading.pdf.assign import BoxIndex, cut_at_gutters
from services.compute.reading.pdf.bands import open_box, parts_down, pieces_of, rows_of
from services.compute.reading.pdf.columns import columns_between, find_gutters
from services.compute.reading.pdf.empty_columns import with_empty_columns
from services.compute.reading.pdf.figures import stands_for_figure
from services.compute.reading.pdf.headers import header_length
from services.compute.reading.pdf.lattice import Box, Lattice, boxes_of
from services.compute.reading.pdf.phrases import Line, Phrase, lines_of
from services.compute.reading.pdf.pieces import DraftCell, DraftRow, Piece, piece_lines
from services.compute.reading.pdf.sides import beside, side_by_side
from services.compute.reading.pdf.strays import Interval

GRIDDED = 0.7
"""The share of its cells that a gridded table has lines around, cells over several columns aside."""
MOST_LINES = 5.0
"""Lines of text that bands hold on average, at most, where each band is a row."""


@dataclass(slots=True)
class Draft:
    """A table before it is one: rows of cells over `columns` (start, end in points), and the box it fills.

    `ruled` counts the cells with text that upright lines part; a `gridded` table has lines around each of its cells.
    """

    rows: list[DraftRow]
    columns: list[Interval]
    box: BBox
    ruled: int = 0
    gridded: bool = False


def draft_table(phrases: Sequence[Phrase], lattice: Lattice) -> Draft:
    """The grid of what stands in `lattice.box`, which may have lines on all sides of its cells, on some, or on none.

    Where two sets of labels with their figures stand side by side, the rows of each are made by themselves.
    """
    draft = _draft(phrases, lattice, [])
    sides = side_by_side(draft.rows, draft.columns)
    return _draft(phrases, lattice, sides) if sides else draft


def _draft(phrases: Sequence[Phrase], lattice: Lattice, sides: Sequence[int]) -> Draft:
    xs, ys, boxes = boxes_of(lattice, phrases)
    index = BoxIndex(xs, ys, boxes)
    held: dict[int, list[Phrase]] = {id(box): [] for box in boxes}
    for phrase in phrases:
        for box, part in index.place(phrase):
            held[id(box)].append(part)
    columns, gutters = _columns(xs, boxes, held)
    ruled_edges = set(xs)
    for box in boxes:
        held[id(box)] = [part for phrase in held[id(box)] for part in cut_at_gutters(phrase, gutters)]
    bands: dict[int, list[tuple[Box, list[Phrase]]]] = {}
    values = [(b, sum(p.figure or stands_for_figure(p.text) for p in held[id(b)])) for b in boxes]
    worded = {b.top for b in boxes if b.top == b.bottom and held[id(b)]}
    for box in boxes:
        for placed, text in parts_down(box, held[id(box)], ys, values, worded):
            bands.setdefault(placed.top, []).append((placed, text))
    limits = [end if end in ruled_edges else None for _, end in columns]
    rows: list[DraftRow] = []
    lines = sum(len({round(p.baseline / p.size) for _, part in band for p in part}) for band in bands.values())
    few = lines <= MOST_LINES * len(bands)
    gridded = len(boxes) > 2 and all(b.top == b.bottom and b.left == b.right for b in boxes)
    many = (len(bands) >= 4 and (len(xs) > 3 or few)) or (gridded and few)
    figures = any(p.figure for p in phrases)
    heading = True
    for band in sorted(bands):
        boxed = len(bands[band]) > 1 and all(box.top == box.bottom for box, _ in bands[band])
        pieces, whole = pieces_of(bands[band], columns, index)
        made = [
            rows_of(piece_lines(side), columns, limits, lattice.level, many, heading, len(bands) > 1, boxed)
            for side in _by_side(pieces, sides)
        ]
        band_rows = beside(made) or [[]]
        _settle(band_rows[0], whole)
        rows.extend(band_rows)
        held_lines = piece_lines(pieces)
        heading = heading and figures and header_length(held_lines, True) == len(held_lines)
    filled = sum(1 for box in boxes if held[id(box)]) if len(xs) > 2 else 0
    return Draft([row for row in rows if row], columns, lattice.box, filled, _gridded(boxes, len(xs) - 1, len(ys) - 1))


def _gridded(boxes: Sequence[Box], columns: int, rows: int) -> bool:
    """Whether lines bound nearly every cell, so that what they box is a cell of the table whatever it says."""
    return columns > 1 and sum(b.top == b.bottom for b in boxes) >= GRIDDED * columns * rows


def _columns(
    xs: Sequence[float], boxes: Sequence[Box], held: dict[int, list[Phrase]]
) -> tuple[list[Interval], list[Interval]]:
    """All columns, those between lines cut further where white parts their text; and the strips of that white."""
    strips: dict[int, list[list[Phrase]]] = {}
    for box in boxes:
        phrases = held[id(box)]
        if box.left == box.right:
            strips.setdefault(box.left, []).append(phrases)
        elif len(phrases) > 1 and open_box(phrases):
            for column in range(box.left, box.right + 1):
                inside = [p for p in phrases if xs[column] <= p.left and p.right <= xs[column + 1]]
                strips.setdefault(column, []).append(inside)
    columns: list[Interval] = []
    gutters: list[Interval] = []
    for column, (left, right) in enumerate(pairwise(xs)):
        cells = [c for c in strips.get(column, []) if c]
        lines = lines_of(p for c in cells for p in c)
        fewest = 2 if len(xs) <= 3 else max(3, len(lines) // 4)
        found = find_gutters(lines, left, right, fewest)
        if not found and len(cells) > 2 and len(lines) <= 6 * len(cells):
            # Cells whose lines keep no common baseline still leave white between their columns.
            found = find_gutters([_as_line(c) for c in cells], left, right, max(3, len(cells) // 2))
        found = with_empty_columns(lines, found, left, right)
        gutters.extend(found)
        columns.extend(columns_between(found, left, right))
    return columns, gutters


def _as_line(phrases: Sequence[Phrase]) -> Line:
    line = lines_of(phrases[:1])[0]
    for phrase in phrases[1:]:
        line.add(phrase)
    return line


def _by_side(pieces: Sequence[Piece], sides: Sequence[int]) -> list[list[Piece]]:
    """Pieces by the set of columns they begin in; `sides` are the columns that begin the later sets."""
    parts: list[list[Piece]] = [[] for _ in range(len(sides) + 1)]
    for piece in pieces:
        parts[sum(piece.first >= side for side in sides)].append(piece)
    return parts


def _settle(row: DraftRow, cells: Sequence[DraftCell]) -> None:
    """Put cells that reach over several rows into the first of them."""
    for cell in cells:
        taken = [c for c in row if c.first <= cell.last and cell.first <= c.last]
        if taken:
            taken[0].phrases[:0] = cell.phrases
        else:
            row.append(cell)
    row.sort(key=lambda c: c.first)
