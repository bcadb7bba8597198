"""The grid of one table: lines that bound cells first, then white between columns and lines of text in what is left."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from services.compute.reading.document import BBox
from services.compute.reading.pdf.assign import BoxIndex, cut_at_gutters
from services.compute.reading.pdf.columns import Interval, column_of, columns_between, find_gutters
from services.compute.reading.pdf.headers import header_length, header_rows
from services.compute.reading.pdf.lattice import Box, Lattice, boxes_of
from services.compute.reading.pdf.phrases import Line, Phrase, lines_of, stands_for_figure
from services.compute.reading.pdf.pieces import DraftCell, DraftRow, Piece, PieceLine, piece_lines, row_of
from services.compute.reading.pdf.rows import Columns, body_rows, one_row, opens_item, stacked_figures
from services.compute.reading.pdf.rulings import Rule
from services.compute.reading.pdf.sides import beside, side_by_side

MOST_LINES = 5.0
"""Lines of text that bands hold on average, at most, where each band is a row."""
MOST_BESIDE = 0.75
"""A box beside several figures below each other holds their labels if it has a line for this share of them."""


@dataclass(slots=True)
class Draft:
    """A table before it is one: rows of cells over `columns` (start, end in points), and the box it fills.

    `ruled` counts the cells that lines bound.
    """

    rows: list[DraftRow]
    columns: list[Interval]
    box: BBox
    ruled: int = 0


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
        for placed, text in _parts_down(box, held[id(box)], ys, values, worded):
            bands.setdefault(placed.top, []).append((placed, text))
    limits = [end if end in ruled_edges else None for _, end in columns]
    rows: list[DraftRow] = []
    lines = sum(len(lines_of(p for _, part in band for p in part)) for band in bands.values())
    many = len(bands) >= 4 and (len(xs) > 3 or lines <= MOST_LINES * len(bands))
    figures = any(p.figure for p in phrases)
    heading = True
    for band in sorted(bands):
        pieces, whole = _pieces(bands[band], columns, index)
        made = [
            _rows_of(piece_lines(side), columns, limits, lattice.level, many, heading, len(bands) > 1)
            for side in _by_side(pieces, sides)
        ]
        band_rows = beside(made) or [[]]
        _settle(band_rows[0], whole)
        rows.extend(band_rows)
        held_lines = piece_lines(pieces)
        heading = heading and figures and header_length(held_lines, True) == len(held_lines)
    filled = sum(1 for box in boxes if held[id(box)])
    return Draft([row for row in rows if row], columns, lattice.box, filled if len(xs) > 2 and len(ys) > 2 else 0)


def _columns(
    xs: Sequence[float], boxes: Sequence[Box], held: dict[int, list[Phrase]]
) -> tuple[list[Interval], list[Interval]]:
    """All columns, those between lines cut further where white parts their text; and the strips of that white."""
    strips: dict[int, list[list[Phrase]]] = {}
    for box in boxes:
        phrases = held[id(box)]
        if box.left == box.right:
            strips.setdefault(box.left, []).append(phrases)
        elif len(phrases) > 1 and _open(phrases):
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
        gutters.extend(found)
        columns.extend(columns_between(found, left, right))
    return columns, gutters


def _as_line(phrases: Sequence[Phrase]) -> Line:
    line = lines_of(phrases[:1])[0]
    for phrase in phrases[1:]:
        line.add(phrase)
    return line


def _open(phrases: Sequence[Phrase]) -> bool:
    """Whether a box holds the text of several cells: two phrases on one line."""
    return any(len(line.phrases) > 1 for line in lines_of(phrases))


def _apart(phrases: Sequence[Phrase], columns: Sequence[Interval]) -> bool:
    """Whether a box holds the text of several columns, each phrase within its own."""
    places = [column_of(phrase, columns) for phrase in phrases]
    return all(a == b for a, b in places) and len(set(places)) > 1


def _parts_down(
    box: Box, phrases: list[Phrase], ys: Sequence[float], values: Sequence[tuple[Box, int]], worded: set[int]
) -> list[tuple[Box, list[Phrase]]]:
    """A box over several bands as it is, or band by band where its text is spread over them.

    `values` counts the figures that each box holds; `worded` are the bands that hold any text of their own.
    """
    if box.top == box.bottom or not phrases:
        return [(box, phrases)]
    if len(phrases) == 1 and phrases[0].figure and worded:
        band = _band_at(box, phrases[0], ys)
        return [(Box(band, band, box.left, box.right), phrases)]
    lines = lines_of(phrases)
    steps = [(b.baseline - a.baseline) / max(a.size, b.size) for a, b in pairwise(lines)]
    stacks: Counter[int] = Counter()
    for other, count in values:
        if box.top <= other.top and other.bottom <= box.bottom:
            stacks[other.left] += count
    rows = max(stacks.values(), default=0)
    own = sum(p.figure or stands_for_figure(p.text) for p in phrases)
    spread = own > 1 or (len(lines) > 1 and rows > 1 and len(lines) >= MOST_BESIDE * rows)
    loose = len(worded & set(range(box.top, box.bottom + 1))) > 1 and max(steps, default=0.0) > 1.6
    if not spread and not loose and not _open(phrases):
        return [(box, phrases)]
    parts: dict[int, list[Phrase]] = {}
    for phrase in phrases:
        parts.setdefault(_band_at(box, phrase, ys), []).append(phrase)
    return [(Box(row, row, box.left, box.right), part) for row, part in sorted(parts.items())]


def _band_at(box: Box, phrase: Phrase, ys: Sequence[float]) -> int:
    return next((band for band in range(box.top, box.bottom) if phrase.middle <= ys[band + 1]), box.bottom)


def _pieces(
    band: Sequence[tuple[Box, list[Phrase]]], columns: Sequence[Interval], index: BoxIndex
) -> tuple[list[Piece], list[DraftCell]]:
    """What stands between two lines across the table: phrases with their columns, and cells that reach further down."""
    whole: list[DraftCell] = []
    pieces: list[Piece] = []
    for box, phrases in band:
        if not phrases:
            continue
        left, right = index.edges(box)
        inside = [i for i, (a, b) in enumerate(columns) if a >= left - 0.1 and b <= right + 0.1]
        if box.top < box.bottom:
            whole.append(DraftCell(inside[0], inside[-1], list(phrases)))
        elif len(inside) == 1 or (box.left < box.right and not _open(phrases) and not _apart(phrases, columns)):
            pieces.extend(Piece(p, inside[0], inside[-1]) for p in phrases)
        else:
            for phrase in phrases:
                a, b = column_of(phrase, columns[inside[0] : inside[-1] + 1])
                pieces.append(Piece(phrase, inside[0] + a, inside[0] + b))
    return pieces, whole


def _by_side(pieces: Sequence[Piece], sides: Sequence[int]) -> list[list[Piece]]:
    """Pieces by the set of columns they begin in; `sides` are the columns that begin the later sets."""
    parts: list[list[Piece]] = [[] for _ in range(len(sides) + 1)]
    for piece in pieces:
        parts[sum(piece.first >= side for side in sides)].append(piece)
    return parts


def _rows_of(
    lines: Sequence[PieceLine],
    columns: Sequence[Interval],
    limits: Sequence[float | None],
    level: Sequence[Rule],
    many: bool,
    heading: bool,
    banded: bool,
) -> list[DraftRow]:
    """Rows of the lines of one band. `many` lines part the table's cells; `heading` bands come before any figures."""
    if not lines:
        return []
    if len(lines) == 1:
        return [row_of(_settled(lines[0], columns))]
    if many and not _holds_rows(lines) and not (heading and _nested(lines)):
        return one_row(lines)
    head = header_length(lines, banded) if heading else 0
    extents = _extents(lines, len(columns))
    rows = header_rows(lines[:head], level, extents) if head else []
    body = [PieceLine(_settled(line, columns), line.baseline, line.size) for line in lines[head:]]
    rows.extend(body_rows(body, Columns(body, limits)))
    return rows


def _nested(lines: Sequence[PieceLine]) -> bool:
    """Whether some piece stands over the columns of several others: headings over headings."""
    pieces = [p for line in lines for p in line.pieces]
    wide = [p for p in pieces if p.first < p.last]
    return any(sum(w.first <= p.first and p.last <= w.last for p in pieces if p is not w) > 1 for w in wide)


def _holds_rows(lines: Sequence[PieceLine]) -> bool:
    """Whether what lines bound above and below is several rows all the same: figures stand on figures."""
    stacked = stacked_figures(lines)
    most = max(stacked.values(), default=0)
    first = min(p.first for line in lines for p in line.pieces)
    labels = [p.phrase for line in lines for p in line.pieces if p.first == first]
    if most == 0:
        return False
    if sum(count > 1 for count in stacked.values()) > 1 or most > 2 or (most > 1 and len(labels) > 1):
        return True
    return any(opens_item(label.text) for label in labels[1:])


def _extents(lines: Sequence[PieceLine], count: int) -> list[Interval | None]:
    extents: list[Interval | None] = [None] * count
    for line in lines:
        for piece in line.pieces:
            if piece.first == piece.last:
                known = extents[piece.first]
                left, right = piece.phrase.left, piece.phrase.right
                extents[piece.first] = (min(known[0], left), max(known[1], right)) if known else (left, right)
    return extents


def _settled(line: PieceLine, columns: Sequence[Interval]) -> list[Piece]:
    """Pieces of a body line: one that runs over its cell's edge stays where it begins, a figure where it ends."""
    settled = []
    for piece in line.pieces:
        if piece.first < piece.last and len(line.pieces) > 1:
            column = piece.last if piece.phrase.figure else piece.first
            settled.append(Piece(piece.phrase, column, column))
        else:
            settled.append(piece)
    return settled


def _settle(row: DraftRow, cells: Sequence[DraftCell]) -> None:
    """Put cells that reach over several rows into the first of them."""
    for cell in cells:
        taken = [c for c in row if c.first <= cell.last and cell.first <= c.last]
        if taken:
            taken[0].phrases[:0] = cell.phrases
        else:
            row.append(cell)
    row.sort(key=lambda c: c.first)
