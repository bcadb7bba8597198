"""Headings that stand apart from their rows, in a box or on a ground of their own, put over them."""

from collections.abc import Sequence
from itertools import pairwise

from services.compute.reading.pdf.assign import cut_at_gutters
from services.compute.reading.pdf.grid import Draft
from services.compute.reading.pdf.headers import counts_up, is_year
from services.compute.reading.pdf.phrases import Line, Phrase, lines_of
from services.compute.reading.pdf.pieces import DraftRow, Piece, piece_lines, row_of
from services.compute.reading.pdf.rows import Columns, body_rows
from services.compute.reading.pdf.strays import Interval
from services.compute.reading.pdf.white import bands_of, parts_of

FARTHEST = 5.0
"""White between headings, what stands under them and their rows, in font sizes, at most."""
WIDTH = 0.8
"""The share of the rows' width that their headings take at least."""
FEWEST_NUMBERED = 3
"""Columns that a row of their numbers counts, at least."""
MOST_BETWEEN = 3
"""Lines that may stand between headings and rows."""
HEADED = 0.75
"""The share of the columns of figures over which a text must stand."""


def heads_joined(drafts: Sequence[Draft], rest: list[Phrase]) -> list[Draft]:
    """Drafts from top to bottom, each without headings put under one right above it that has the headings.

    The columns are those of the rows below, which hold more; rows of figures among the headings come with them, and so
    do lines between that name a group or hold figures in those columns, which `rest` loses.
    """
    joined: list[Draft] = []
    for draft in drafts:
        between = _between(joined[-1], draft, rest) if joined else []
        if joined and _may_head(joined[-1], draft, between):
            inner = [phrase for line in between for phrase in line.phrases]
            bands = _bands([*_phrases(joined[-1]), *inner], draft)
            if heads([piece for pieces in bands for piece in pieces], draft):
                above = joined.pop()
                draft.rows[:0] = [row for pieces in bands for row in _rows(pieces, draft)]
                draft.box = _around(above, draft)
                draft.ruled += above.ruled
                taken = set(map(id, inner))
                rest[:] = [phrase for phrase in rest if id(phrase) not in taken]
        joined.append(draft)
    return joined


def held_in_columns(draft: Draft) -> list[Interval | None]:
    """From where to where the texts of each column reach, cells over several columns and alone in their rows aside."""
    held: list[Interval | None] = [None] * len(draft.columns)
    for row in [row for row in draft.rows if len(row) > 1] or draft.rows:
        for cell in row:
            if cell.first == cell.last:
                left, _, right, _ = cell.extent
                a, b = held[cell.first] or (left, right)
                held[cell.first] = (min(a, left), max(b, right))
    return held


def white_between(draft: Draft, held: Sequence[Interval | None]) -> list[Interval]:
    """The white between each two columns of a table."""
    strips = []
    for (_, edge), (one, other) in zip(draft.columns, pairwise(held), strict=False):
        strips.append((min(one[1], edge) if one else edge, max(other[0], edge) if other else edge))
    return strips


def over_texts(part: Phrase, held: Sequence[Interval | None]) -> tuple[int, int] | None:
    """The first and the last column over whose texts a heading stands, if it does over any."""
    over = [n for n, texts in enumerate(held) if texts and texts[0] < part.right and part.left < texts[1]]
    return (over[0], over[-1]) if over else None


def _between(above: Draft, draft: Draft, rest: Sequence[Phrase]) -> list[Line]:
    return lines_of(phrase for phrase in rest if above.box[3] < phrase.middle < draft.box[1])


def _may_head(above: Draft, draft: Draft, between: Sequence[Line]) -> bool:
    """Whether `above` stands right over `draft`, about as wide, with fewer columns or without figures, and `draft`
    begins with figures. What stands `between` headings and rows are few lines of one text, or of a text and figures.
    """
    size = draft.rows[0][0].phrases[0].size
    edges = [above.box[3], *(edge for line in between for edge in (line.top, line.bottom)), draft.box[1]]
    close = all(-size <= lower - upper <= FARTHEST * size for upper, lower in zip(edges[::2], edges[1::2], strict=True))
    width = draft.box[2] - draft.box[0]
    shared = min(above.box[2], draft.box[2]) - max(above.box[0], draft.box[0])
    worded = not any(_are_figures(_as_pieces(row)) for row in above.rows)
    inner = len(between) <= MOST_BETWEEN and all(_is_row(line) for line in between)
    if not close or shared < WIDTH * width or not _begins_with_figures(draft):
        return False
    return inner if worded else not between and len(above.columns) < len(draft.columns)


def _is_row(line: Line) -> bool:
    """Whether a line is one text, or a text with figures to its right."""
    first, *others = line.phrases
    return not first.figure and all(phrase.figure for phrase in others)


def _begins_with_figures(draft: Draft) -> bool:
    full = next((row for row in draft.rows if len(row) > 1), [])
    return _are_figures(_as_pieces(full))


def _as_pieces(row: DraftRow) -> list[Piece]:
    return [Piece(phrase, cell.first, cell.last) for cell in row for phrase in cell.phrases]


def _phrases(draft: Draft) -> list[Phrase]:
    return [phrase for row in draft.rows for cell in row for phrase in cell.phrases]


def _bands(phrases: Sequence[Phrase], draft: Draft) -> list[list[Piece]]:
    """`phrases` parted where white runs across them, on the columns of `draft`.

    A heading over none of the texts of a column belongs to that of its middle: figures stand at one side.
    """
    held = held_in_columns(draft)
    edges = white_between(draft, held)
    parts = [part for phrase in phrases for whole in parts_of(phrase) for part in cut_at_gutters(whole, edges)]
    bands: list[list[Piece]] = []
    for band in bands_of(lines_of(parts)):
        own = [part for line in band for part in line.phrases]
        pieces = [Piece(part, *(over_texts(part, held) or _around_middle(part, draft.columns))) for part in own]
        numbers = [p for line in piece_lines(pieces) if _number_columns(line.pieces) for p in line.pieces if p.first]
        numbered = set(map(id, numbers))
        words = [piece for piece in pieces if id(piece) not in numbered]
        if words and bands and _goes_on(bands[-1], words):
            bands[-1] += words
        elif words:
            bands.append(words)
        if numbers:
            bands.append(numbers)
    return bands


def _goes_on(above: Sequence[Piece], pieces: Sequence[Piece]) -> bool:
    """Whether texts are the rest of some of the headings above them."""
    headed = {piece.first for piece in above if piece.first == piece.last}
    worded = not any(piece.phrase.figure for piece in (*above, *pieces))
    single = all(piece.first == piece.last for piece in pieces)
    return worded and single and len(pieces) < len(headed) and any(piece.first in headed for piece in pieces)


def _around_middle(part: Phrase, columns: Sequence[Interval]) -> tuple[int, int]:
    middle = (part.left + part.right) / 2
    column = next((number for number, (_, end) in enumerate(columns) if middle < end), len(columns) - 1)
    return column, column


def _rows(pieces: Sequence[Piece], draft: Draft) -> list[DraftRow]:
    """The rows of one band: of headings those over several columns, and those over one."""
    lines = piece_lines(pieces)
    if any(_are_figures(line.pieces) for line in lines):
        return body_rows(lines, Columns(lines, [None] * len(draft.columns)))
    wide = [p for p in pieces if p.first < p.last]
    single = [p for p in pieces if p.first == p.last]
    return [row_of(row) for row in (wide, single) if row]


def _number_columns(pieces: Sequence[Piece]) -> bool:
    """Whether what stands beside the labels numbers the columns, and may say their arithmetic: 1, 2, 3 = (1 + 2)."""
    texts = [piece.phrase.text for piece in pieces if piece.first]
    plain = [piece.phrase.text for piece in pieces if piece.first and piece.phrase.figure]
    numbered = all(text.lstrip("( ")[:1].isdigit() for text in texts)
    return len(texts) >= FEWEST_NUMBERED and numbered and bool(plain) and counts_up(plain)


def _are_figures(pieces: Sequence[Piece]) -> bool:
    """Whether figures beside the labels are more than years or the numbers of columns."""
    texts = [piece.phrase.text for piece in pieces if piece.phrase.figure and piece.first]
    return bool(texts) and not all(map(is_year, texts)) and not _number_columns(pieces)


def heads(pieces: Sequence[Piece], draft: Draft) -> bool:
    """Whether a text stands over nearly each column of figures by itself, and each figure on one column."""
    figures = {c.first for row in draft.rows for c in row if c.first == c.last and any(p.figure for p in c.phrases)}
    figures.discard(0)
    headed = {piece.first for piece in pieces if piece.first == piece.last}
    if any(piece.phrase.figure and piece.first < piece.last for piece in pieces):
        return False
    return len(figures) > 1 and len(figures & headed) >= HEADED * len(figures)


def _around(above: Draft, draft: Draft) -> tuple[float, float, float, float]:
    left, top, right, _ = above.box
    return min(left, draft.box[0]), top, max(right, draft.box[2]), draft.box[3]
