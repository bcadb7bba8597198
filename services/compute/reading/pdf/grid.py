"""The grid of one table: lines that bound cells first, then white between columns and lines of text in what is left."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.compute.reading.document import BBox
from services.compute.reading.pdf.assign import BoxIndex
from services.compute.reading.pdf.columns import Interval, column_of, columns_between, find_gutters
from services.compute.reading.pdf.headers import header_length, header_rows
from services.compute.reading.pdf.lattice import Box, Lattice, boxes_of
from services.compute.reading.pdf.phrases import Phrase, lines_of
from services.compute.reading.pdf.pieces import DraftCell, DraftRow, Piece, PieceLine, piece_lines, row_of
from services.compute.reading.pdf.rows import Columns, body_rows, one_row, stacked_figures
from services.compute.reading.pdf.rulings import Rule


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
    """The grid of what stands in `lattice.box`, which may have lines on all sides of its cells, on some, or on none."""
    xs, ys, boxes = boxes_of(lattice)
    index = BoxIndex(xs, ys, boxes)
    held: dict[int, list[Phrase]] = {id(box): [] for box in boxes}
    for phrase in phrases:
        for box, part in index.place(phrase):
            held[id(box)].append(part)
    columns, ruled_edges = _columns(xs, boxes, held)
    bands: dict[int, list[tuple[Box, list[Phrase]]]] = {}
    figured = {b.top for b in boxes if b.top == b.bottom and any(p.figure for p in held[id(b)])}
    for box in boxes:
        for top, part in _parts_down(box, held[id(box)], ys, figured):
            bands.setdefault(top.top, []).append((top, part))
    limits = [end if end in ruled_edges else None for _, end in columns]
    rows: list[DraftRow] = []
    many = len(ys) - 1 >= 4 and len(xs) > 3
    for band in sorted(bands):
        rows.extend(_band_rows(bands[band], columns, limits, lattice.level, index, many, not rows))
    filled = sum(1 for box in boxes if held[id(box)])
    return Draft([row for row in rows if row], columns, lattice.box, filled if len(xs) > 2 and len(ys) > 2 else 0)


def _columns(xs: Sequence[float], boxes: Sequence[Box], held: dict[int, list[Phrase]]) -> tuple[list[Interval], set[float]]:
    """All columns, those between lines cut further where white parts their text; and the edges that are lines."""
    columns: list[Interval] = []
    strips: dict[int, list[Phrase]] = {}
    wide: list[tuple[Box, list[Phrase]]] = []
    for box in boxes:
        if box.left == box.right:
            strips.setdefault(box.left, []).extend(held[id(box)])
        else:
            wide.append((box, held[id(box)]))
    for box, phrases in wide:
        if len(phrases) > 1 and _open(phrases):
            for phrase in phrases:
                for column in range(box.left, box.right + 1):
                    if xs[column] <= phrase.left and phrase.right <= xs[column + 1]:
                        strips.setdefault(column, []).append(phrase)
    for column, (left, right) in enumerate(zip(xs[:-1], xs[1:], strict=True)):
        lines = lines_of(strips.get(column, []))
        fewest = 2 if len(xs) <= 3 else max(3, len(lines) // 4)
        columns.extend(columns_between(find_gutters(lines, left, right, fewest), left, right))
    return columns, set(xs)


def _open(phrases: Sequence[Phrase]) -> bool:
    """Whether a box holds the text of several cells: two phrases on one line."""
    return any(len(line.phrases) > 1 for line in lines_of(phrases))


def _parts_down(
    box: Box, phrases: list[Phrase], ys: Sequence[float], figured: set[int]
) -> list[tuple[Box, list[Phrase]]]:
    """A box over several bands as it is, or band by band where its text is spread over them.

    `figured` are the bands that hold figures of their own.
    """
    if box.top == box.bottom or not phrases:
        return [(box, phrases)]
    lines = lines_of(phrases)
    steps = [(b.baseline - a.baseline) / max(a.size, b.size) for a, b in zip(lines[:-1], lines[1:], strict=True)]
    beside = sum(1 for band in range(box.top, box.bottom + 1) if band in figured)
    spread = sum(p.figure for p in phrases) > 1 or (len(lines) > 1 and beside > 1 and len(lines) >= beside)
    if not spread and not _open(phrases) and (len(lines) < 2 or max(steps) <= 1.6):
        return [(box, phrases)]
    parts: dict[int, list[Phrase]] = {}
    for phrase in phrases:
        row = box.top
        while row < box.bottom and phrase.middle > ys[row + 1]:
            row += 1
        parts.setdefault(row, []).append(phrase)
    return [(Box(row, row, box.left, box.right), part) for row, part in sorted(parts.items())]


def _band_rows(
    band: Sequence[tuple[Box, list[Phrase]]],
    columns: Sequence[Interval],
    limits: Sequence[float | None],
    level: Sequence[Rule],
    index: BoxIndex,
    many: bool,
    first: bool,
) -> list[DraftRow]:
    """The rows of what stands between two lines across the table."""
    whole: list[DraftCell] = []
    pieces: list[Piece] = []
    for box, phrases in band:
        if not phrases:
            continue
        left, right = index.edges(box)
        inside = [i for i, (a, b) in enumerate(columns) if a >= left - 0.1 and b <= right + 0.1]
        if len(inside) == 1 or (box.left < box.right and not _open(phrases)) or box.top < box.bottom:
            span = (inside[0], inside[-1])
            if box.top < box.bottom:
                whole.append(DraftCell(*span, list(phrases)))
            else:
                pieces.extend(Piece(p, *span) for p in phrases)
        else:
            for phrase in phrases:
                a, b = column_of(phrase, columns[inside[0] : inside[-1] + 1])
                pieces.append(Piece(phrase, inside[0] + a, inside[0] + b))
    lines = piece_lines(pieces)
    rows = _rows_of(lines, columns, limits, level, many, first) if lines else [[]]
    _settle(rows[0], whole)
    return rows


def _rows_of(
    lines: Sequence[PieceLine],
    columns: Sequence[Interval],
    limits: Sequence[float | None],
    level: Sequence[Rule],
    many: bool,
    first: bool,
) -> list[DraftRow]:
    if len(lines) == 1:
        return [row_of(_settled(lines[0], columns))]
    stacked = stacked_figures(lines)
    several = sum(1 for count in stacked.values() if count > 1)
    most = max(stacked.values(), default=0)
    labels = sum(1 for line in lines if 0 in line.columns())
    if many and several < 2 and most < 3 and (most < 2 or labels < 2):
        return one_row(lines)
    head = header_length(lines) if first else 0
    extents = _extents(lines, len(columns))
    rows = header_rows(lines[:head], level, extents) if head else []
    body = [PieceLine(_settled(line, columns), line.baseline, line.size) for line in lines[head:]]
    rows.extend(body_rows(body, Columns(body, limits)))
    return rows


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
