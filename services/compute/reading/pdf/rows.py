"""Lines into rows: which lines open a row, which go on with one."""

import re
from collections import Counter
from collections.abc import Sequence

from services.compute.reading.pdf.pieces import DraftRow, Piece, PieceLine, row_of

TIGHT = 1.5
"""Lines of one cell follow each other at this many font sizes at most."""

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

    def goes_on(self, upper: Piece, lower: Piece) -> bool:
        """Whether `lower` reads as the next line of `upper`'s text."""
        a, b = upper.phrase, lower.phrase
        if a.figure or b.figure or _ENUMERATED.match(b.text):
            return False
        if self.reads_on(upper, lower):
            return True
        room = self._right.get(upper.last, a.right) - a.right
        first = b.words[0].right - b.words[0].left
        indent = b.left - a.left
        return room < first + 0.25 * a.size and abs(indent) < 4 * a.size and len(a.words) > 1

    @staticmethod
    def reads_on(upper: Piece, lower: Piece) -> bool:
        """Whether the words themselves say that `lower` goes on with `upper`."""
        return bool(_OPEN_END.search(upper.phrase.text)) or lower.phrase.text[:1].islower()


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
            return False
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
        return columns.goes_on(piece, beside[0])
    return columns.reads_on(piece, beside[0]) and _leads(lines[1:], columns)


def one_row(lines: Sequence[PieceLine]) -> list[DraftRow]:
    """All lines as a single row."""
    return [row_of([p for line in lines for p in line.pieces])]
