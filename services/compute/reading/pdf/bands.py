"""What stands between two lines across a table: its phrases put into columns, its lines into rows."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from services.compute.reading.pdf.assign import BoxIndex
from services.compute.reading.pdf.columns import column_of
from services.compute.reading.pdf.figures import stands_for_figure
from services.compute.reading.pdf.headers import header_length, header_rows, years_below
from services.compute.reading.pdf.lattice import Box
from services.compute.reading.pdf.phrases import Phrase, lines_of
from services.compute.reading.pdf.pieces import DraftCell, DraftRow, Piece, PieceLine, row_of
from services.compute.reading.pdf.rows import TIGHT, Columns, body_rows, one_row, opens_item, stacked_figures
from services.compute.reading.pdf.rulings import Rule
from services.compute.reading.pdf.strays import Interval

MOST_BESIDE = 0.75
"""A box beside several figures below each other holds their labels if it has a line for this share of them."""


def open_box(phrases: Sequence[Phrase]) -> bool:
    """Whether a box holds the text of several cells: two phrases on one line."""
    if len(phrases) < 2:
        return False
    return any(len(line.phrases) > 1 for line in lines_of(phrases))


def _apart(phrases: Sequence[Phrase], columns: Sequence[Interval]) -> bool:
    """Whether a box holds the text of several columns, each phrase within its own."""
    places = [column_of(phrase, columns) for phrase in phrases]
    return all(a == b for a, b in places) and len(set(places)) > 1


def parts_down(
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
    if not spread and not loose and not open_box(phrases):
        return [(box, phrases)]
    parts: dict[int, list[Phrase]] = {}
    for phrase in phrases:
        parts.setdefault(_band_at(box, phrase, ys), []).append(phrase)
    return [(Box(row, row, box.left, box.right), part) for row, part in sorted(parts.items())]


def _band_at(box: Box, phrase: Phrase, ys: Sequence[float]) -> int:
    return next((band for band in range(box.top, box.bottom) if phrase.middle <= ys[band + 1]), box.bottom)


def pieces_of(
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
        elif len(inside) == 1 or (box.left < box.right and not open_box(phrases) and not _apart(phrases, columns)):
            pieces.extend(Piece(p, inside[0], inside[-1]) for p in phrases)
        else:
            for phrase in phrases:
                a, b = column_of(phrase, columns[inside[0] : inside[-1] + 1])
                pieces.append(Piece(phrase, inside[0] + a, inside[0] + b))
    return pieces, whole


def rows_of(
    lines: Sequence[PieceLine],
    columns: Sequence[Interval],
    limits: Sequence[float | None],
    level: Sequence[Rule],
    many: bool,
    heading: bool,
    banded: bool,
    boxed: bool = False,
) -> list[DraftRow]:
    """Rows of the lines of one band.

    `many` lines part the table's cells, or all of them (`boxed`); `heading` bands come before any figures.
    """
    if not lines:
        return []
    if len(lines) == 1:
        return [row_of(_settled(lines[0]))]
    if (
        (many or (boxed and _wrapped(lines, limits)))
        and not _holds_rows(lines)
        and not (heading and (_nested(lines) or years_below(lines)))
    ):
        return one_row(lines)
    head = header_length(lines, banded) if heading else 0
    while 0 < head < len(lines) and _opens_label(lines[head - 1], lines[head]):
        head -= 1
    extents = _extents(lines, len(columns))
    rows = header_rows(lines[:head], level, extents) if head else []
    body = [PieceLine(_settled(line), line.baseline, line.size) for line in lines[head:]]
    rows.extend(body_rows(body, Columns(body, limits)))
    return rows


def _opens_label(line: PieceLine, below: PieceLine) -> bool:
    """Whether all that a line above the first figures holds is, by the words, the first line of their label."""
    piece, under = line.pieces[0], below.pieces[0]
    return (
        len(line.pieces) == 1
        and piece.first == piece.last == under.first
        and below.baseline - line.baseline <= TIGHT * line.size
        and Columns.reads_on(piece, under)
    )


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


def _wrapped(lines: Sequence[PieceLine], limits: Sequence[float | None]) -> bool:
    """Whether the lines between two lines across are those of one row: its label is not tallest, or reads on."""
    columns = Columns(lines, limits)
    held: dict[int, list[Piece]] = {}
    for line in lines:
        for piece in line.pieces:
            held.setdefault(piece.first, []).append(piece)
    labels = held[columns.labels]
    tallest = max(map(len, held.values()))
    steps = [b.phrase.baseline - a.phrase.baseline for pieces in held.values() for a, b in pairwise(pieces)]
    close = all(step <= TIGHT * lines[0].size for step in steps)
    going = [columns.goes_on(a, b) for pieces in held.values() for a, b in pairwise(pieces)]
    return close and (len(labels) < tallest or 2 * sum(going) >= len(going) > 0)


def _extents(lines: Sequence[PieceLine], count: int) -> list[Interval | None]:
    extents: list[Interval | None] = [None] * count
    for line in lines:
        for piece in line.pieces:
            if piece.first == piece.last:
                known = extents[piece.first]
                left, right = piece.phrase.left, piece.phrase.right
                extents[piece.first] = (min(known[0], left), max(known[1], right)) if known else (left, right)
    return extents


def _settled(line: PieceLine) -> list[Piece]:
    """Pieces of a body line: one that runs over its cell's edge stays where it begins, a figure where it ends."""
    settled = []
    for piece in line.pieces:
        if piece.first < piece.last and len(line.pieces) > 1:
            column = piece.last if piece.phrase.figure else piece.first
            settled.append(Piece(piece.phrase, column, column))
        else:
            settled.append(piece)
    return settled
