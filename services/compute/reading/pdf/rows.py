"""Lines into rows: which lines open a row, which go on with one."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from services.compute.reading.pdf.pieces import DraftRow, Piece, PieceLine, row_of

TIGHT = 1.5
"""Lines of one cell follow each other at this many font sizes at most."""
CLOSER = 0.75
"""A line nearer to the one above than this share of the least step between two rows of figures goes on with it."""
NEARER = 0.8
"""And nearer than this share of its step to the line below."""
SHORT = 2.0
"""A label with room for the next line's first word this many times over was not broken off there."""
OUTDENT = 0.8
"""Font sizes by which a label stands further left than one below it, at least."""

_ENUMERATED = re.compile(
    r"^(?:\(?[A-Za-z]{1,2}\d{0,2}(?:\.\d+)*[).]|[IVX]{1,5}[.\-]|\d{1,2}[.)\-]|[•·●▪\-–—*\uf0b7\uf0a7])(?=.*\w)"
)
_OPEN_END = re.compile(
    r"(?:[,\-/(&]|\b(?:de|del|la|las|los|el|y|e|o|u|a|en|por|para|con|sin|al|of|and|the|or|to|for|in|by|with))$"
)


def opens_item(text: str) -> bool:
    """Whether a line begins with a number, a letter or a bullet that opens an item."""
    return _ENUMERATED.match(text) is not None


class Columns:
    """The right edges that text keeps within each column of a table: a line that reaches its edge may go on.

    `labels` is the column of the rows' labels: the first that holds anything.
    """

    def __init__(self, lines: Sequence[PieceLine], limits: Sequence[float | None]) -> None:
        self.labels = min((p.first for line in lines for p in line.pieces), default=0)
        self._right: dict[int, float] = {}
        for line in lines:
            for piece in line.pieces:
                if piece.first == piece.last:
                    edge = max(self._right.get(piece.first, 0.0), piece.phrase.right)
                    self._right[piece.first] = edge
        for column, limit in enumerate(limits):
            if limit is not None:
                self._right[column] = limit
        rows = [line.values() for line in lines]
        steps = [b.baseline - a.baseline for n, (a, b) in enumerate(pairwise(lines)) if rows[n] and rows[n + 1]]
        self._step = min(steps, default=0.0)
        self._heads = [
            piece.phrase.left
            for n, line in enumerate(lines[1:], 1)
            if not rows[n] and len(line.pieces) == 1 and (piece := line.pieces[0]).first == self.labels
            if (above := next((p for p in lines[n - 1].pieces if p.first == self.labels), None))
            if self._stands_out(above, piece) and self._room(above) > SHORT * _first_word(piece)
        ]

    def _room(self, piece: Piece) -> float:
        return self._right.get(piece.last, piece.phrase.right) - piece.phrase.right

    @staticmethod
    def _stands_out(upper: Piece, lower: Piece) -> bool:
        return upper.phrase.left - lower.phrase.left > OUTDENT * lower.phrase.size

    def heads(self, upper: Piece, lower: Piece) -> bool:
        """Whether `lower` stands out to the left of `upper` where headings of groups do in this table."""
        near = (abs(left - lower.phrase.left) <= OUTDENT * lower.phrase.size / 2 for left in self._heads)
        return self._stands_out(upper, lower) and any(near)

    def is_close(self, above: PieceLine, line: PieceLine, below: PieceLine | None) -> bool:
        """Whether a line stands nearer to the one above it than rows do, and than to the one below."""
        step = line.baseline - above.baseline
        return step <= CLOSER * self._step and (below is None or step <= NEARER * (below.baseline - line.baseline))

    def goes_on(self, upper: Piece, lower: Piece) -> bool:
        """Whether `lower` reads as the next line of `upper`'s text."""
        a, b = upper.phrase, lower.phrase
        if a.figure or b.figure or _ENUMERATED.match(b.text):
            return False
        if self.reads_on(upper, lower):
            return True
        if self.heads(upper, lower):
            return False
        indent = b.left - a.left
        return self._room(upper) < _first_word(lower) + 0.25 * a.size and abs(indent) < 4 * a.size and len(a.words) > 1

    @staticmethod
    def reads_on(upper: Piece, lower: Piece) -> bool:
        """Whether the words themselves say that `lower` goes on with `upper`."""
        return bool(_OPEN_END.search(upper.phrase.text)) or lower.phrase.text[:1].islower()


def _first_word(piece: Piece) -> float:
    word = piece.phrase.words[0]
    return word.right - word.left


def stacked_figures(lines: Sequence[PieceLine]) -> Counter[int]:
    """For each column how many lines hold a figure there, or what stands for one."""
    return Counter(p.first for line in lines for p in line.values() if p.first == p.last)


def body_rows(lines: Sequence[PieceLine], columns: Columns) -> list[DraftRow]:
    """Rows of a table's body, lines of one label or of one description put together."""
    owner = list(range(len(lines)))
    grouped = _centred(lines, owner)
    for i, line in enumerate(lines):
        if line.values() or i in grouped:
            continue
        above = _above(owner, i, grouped)
        leads = _leads(lines[i:], columns)
        if (
            above is not None
            and not (leads and (owner[above] == i or _opens_text(lines[above], line, lines[i + 1], columns)))
            and _continues(lines, owner, above, i, columns)
        ):
            owner[i] = owner[above]
        elif leads:
            owner[i] = i + 1
    # A chain of lines that each lead to the next belongs to the row that the last of them leads to.
    for i in range(len(lines) - 1, -1, -1):
        while owner[owner[i]] != owner[i]:
            owner[i] = owner[owner[i]]
    rows: dict[int, list[Piece]] = {}
    for i, line in enumerate(lines):
        rows.setdefault(owner[i], []).extend(line.pieces)
    return [row_of(pieces) for _, pieces in sorted(rows.items())]


def _centred(lines: Sequence[PieceLine], owner: list[int]) -> set[int]:
    """Give to one owner the lines of each block that is a row: several columns of text around one line of values.

    Blocks are lines with white above and below. Returns the lines given.
    """
    given: set[int] = set()
    start = 0
    for end in range(1, len(lines) + 1):
        if end < len(lines) and lines[end].baseline - lines[end - 1].baseline <= TIGHT * lines[end].size:
            continue
        block = lines[start:end]
        values = [k for k in range(start, end) if lines[k].values()]
        tall = Counter(p.first for line in block for p in line.pieces if p.first == p.last)
        middle = (block[0].baseline + block[-1].baseline) / 2
        if (
            len(block) > 2
            and values
            and max(stacked_figures(block).values(), default=0) < 2
            and sum(count > 1 for count in tall.values()) > 1
            and abs(lines[values[0]].baseline - middle) <= block[0].size
        ):
            for k in range(start, end):
                owner[k] = values[0]
            given.update(range(start, end))
        start = end
    return given


def _above(owner: Sequence[int], i: int, grouped: set[int]) -> int | None:
    return i - 1 if i > 0 and owner[i - 1] <= i and i - 1 not in grouped else None


def _continues(lines: Sequence[PieceLine], owner: Sequence[int], above: int, i: int, columns: Columns) -> bool:
    """Whether line `i`, which has no figures, goes on with the row of the line above it."""
    line = lines[i]
    if line.baseline - lines[above].baseline > TIGHT * max(line.size, lines[above].size):
        return False
    row = [p for k in range(i) if owner[k] == owner[above] for p in lines[k].pieces]
    close = columns.is_close(lines[above], line, lines[i + 1] if i + 1 < len(lines) else None)
    going = reading = 0
    for piece in line.pieces:
        upper = [p for p in row if p.first <= piece.last and piece.first <= p.last]
        if not upper:
            return False
        nearest = max(upper, key=lambda p: p.phrase.baseline)
        if line.baseline - nearest.phrase.baseline > TIGHT * max(line.size, nearest.phrase.size):
            return False
        if columns.goes_on(nearest, piece):
            going += 1
            reading += columns.reads_on(nearest, piece)
        elif piece.first == columns.labels:
            if not close or len(line.pieces) > 1 or columns.heads(nearest, piece) or opens_item(piece.phrase.text):
                return False
            going += 1
    if columns.labels not in line.columns():
        return True
    # Several texts that all go on at once are rather the next row, unless the words say otherwise.
    return going == len(line.pieces) and (going == 1 or reading > 0)


def _opens_text(above: PieceLine, line: PieceLine, below: PieceLine, columns: Columns) -> bool:
    """Whether, by the words, the label of a line goes on in the line below and does not go on from the one above."""
    upper, label, lower = ([p for p in x.pieces if p.first == columns.labels] for x in (above, line, below))
    if not label or not lower or not columns.reads_on(label[0], lower[0]):
        return False
    return not upper or not columns.reads_on(upper[-1], label[0])


def _leads(lines: Sequence[PieceLine], columns: Columns) -> bool:
    """Whether the first of the lines, without figures, opens the row whose figures stand on the next, or further on."""
    if len(lines) < 2 or len(lines[0].pieces) > 1:
        return False
    line, below = lines[:2]
    step = below.baseline - line.baseline
    if not below.values() and len(below.pieces) > 1:
        return False
    if step > TIGHT * max(line.size, below.size):
        return False
    piece = line.pieces[0]
    beside = [p for p in below.pieces if p.first <= piece.last and piece.first <= p.last]
    if not beside:
        return piece.first == columns.labels and step <= 0.9 * line.size and bool(below.values())
    if below.values():
        heads = columns.heads(beside[0], piece) and not columns.reads_on(piece, beside[0])
        return not heads and columns.goes_on(piece, beside[0])
    return columns.reads_on(piece, beside[0]) and _leads(lines[1:], columns)


def one_row(lines: Sequence[PieceLine]) -> list[DraftRow]:
    """All lines as a single row."""
    return [row_of([p for line in lines for p in line.pieces])]
