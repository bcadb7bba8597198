"""Headings that stand apart from their rows, in a box or on a ground of their own, put over them."""

from collections.abc import Sequence
from itertools import pairwise

from services.compute.reading.pdf.assign import cut_at_gutters
from services.compute.reading.pdf.grid import Draft
from services.compute.reading.pdf.headers import counts_up, is_year
from services.compute.reading.pdf.phrases import Phrase, lines_of
from services.compute.reading.pdf.pieces import DraftRow, Piece, piece_lines, row_of
from services.compute.reading.pdf.rows import Columns, body_rows
from services.compute.reading.pdf.strays import Interval
from services.compute.reading.pdf.white import bands_of, parts_of

FARTHEST = 5.0
"""White between headings and their rows, in font sizes, at most: nothing else stands there."""
WIDTH = 0.8
"""The share of the rows' width that their headings take at least."""
FEWEST_NUMBERED = 3
"""Columns that a row of their numbers counts, at least."""
HEADED = 0.75
"""The share of the columns of figures over which a text must stand."""


def heads_joined(drafts: Sequence[Draft], rest: Sequence[Phrase]) -> list[Draft]:
    """Drafts from top to bottom, each without headings put under one right above it that has the headings.

    The columns are those of the rows below, which hold more; a row of figures among the headings comes with them.
    Nothing of the `rest` of the page stands between.
    """
    joined: list[Draft] = []
    for draft in drafts:
        if joined and _may_head(joined[-1], draft) and not _parted(joined[-1], draft, rest):
            bands = _bands(joined[-1], draft)
            if heads([piece for pieces in bands for piece in pieces], draft):
                above = joined.pop()
                draft.rows[:0] = [row for pieces in bands for row in _rows(pieces, draft)]
                draft.box = _around(above, draft)
                draft.ruled += above.ruled
        joined.append(draft)
    return joined


def held_in_columns(draft: Draft) -> list[Interval | None]:
    """From where to where the texts of each column reach, cells over several columns aside."""
    held: list[Interval | None] = [None] * len(draft.columns)
    for row in draft.rows:
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


def _may_head(above: Draft, draft: Draft) -> bool:
    """Whether `above` stands right over `draft`, about as wide, with fewer columns or without figures, and `draft`
    begins with figures.
    """
    size = draft.rows[0][0].phrases[0].size
    gap = draft.box[1] - above.box[3]
    width = draft.box[2] - draft.box[0]
    shared = min(above.box[2], draft.box[2]) - max(above.box[0], draft.box[0])
    close = -size <= gap <= FARTHEST * size and shared >= WIDTH * width
    worded = not any(_are_figures(_as_pieces(row)) for row in above.rows)
    return close and _begins_with_figures(draft) and (worded or len(above.columns) < len(draft.columns))


def _begins_with_figures(draft: Draft) -> bool:
    full = next((row for row in draft.rows if len(row) > 1), [])
    return _are_figures(_as_pieces(full))


def _as_pieces(row: DraftRow) -> list[Piece]:
    return [Piece(phrase, cell.first, cell.last) for cell in row for phrase in cell.phrases]


def _parted(above: Draft, draft: Draft, rest: Sequence[Phrase]) -> bool:
    return any(above.box[3] < phrase.middle < draft.box[1] for phrase in rest)


def _bands(above: Draft, draft: Draft) -> list[list[Piece]]:
    """What `above` holds, parted where white runs across it, on the columns of `draft`.

    A heading over none of the texts of a column belongs to the nearest, for figures stand at one side of it.
    """
    held = held_in_columns(draft)
    edges = white_between(draft, held)
    held_above = (phrase for row in above.rows for cell in row for phrase in cell.phrases)
    parts = [part for phrase in held_above for whole in parts_of(phrase) for part in cut_at_gutters(whole, edges)]
    bands: list[list[Piece]] = []
    for band in bands_of(lines_of(parts)):
        phrases = [phrase for line in band for phrase in line.phrases]
        pieces = [Piece(part, *(over_texts(part, held) or _nearest(part, held))) for part in phrases]
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


def _nearest(part: Phrase, held: Sequence[Interval | None]) -> tuple[int, int]:
    apart = {n: max(texts[0] - part.right, part.left - texts[1]) for n, texts in enumerate(held) if texts}
    column = min(apart, key=lambda n: apart[n], default=0)
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
