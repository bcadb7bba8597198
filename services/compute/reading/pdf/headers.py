"""The lines above a table's body: headings of several lines, and headings that stand over several columns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from services.compute.reading.pdf.phrases import Phrase
from services.compute.reading.pdf.pieces import DraftCell, DraftRow, Piece, PieceLine, row_of
from services.compute.reading.pdf.rulings import Rule
from services.compute.reading.pdf.strays import Interval

TIGHT = 1.6
"""Lines of one heading follow each other at this many font sizes at most."""
COUNTED = 2
"""Numbers of columns that are a row of their own rather than the end of the headings above them, at least."""
_YEAR = re.compile(r"^\(?(?:19|20)\d\d\)?[*†]{0,2}$")
_NUMBERED = re.compile(r"^\(?\d{1,2}\)?$")


@dataclass(slots=True)
class _Heading:
    phrases: list[Phrase]
    first: int
    last: int
    closed: bool = False

    @property
    def bottom(self) -> Phrase:
        return self.phrases[-1]


def header_length(lines: Sequence[PieceLine], banded: bool) -> int:
    """How many of the first lines come before the first line of figures; years and column numbers are none.

    Without figures all lines are headings if a line parts them from the rest (`banded`), none otherwise.
    """
    for index, line in enumerate(lines):
        figures = [p for p in line.figures() if p.first > 0]
        if not figures and _holds_marks(line):
            return _without_labels(lines, index)
        if not figures:
            continue
        if all(is_year(p.phrase.text) for p in figures) and (banded or index + 1 < len(lines)):
            continue
        if len(figures) > 1 and counts_up([p.phrase.text for p in figures]):
            continue
        return _without_labels(lines, index)
    return len(lines) if banded else 0


def _holds_marks(line: PieceLine) -> bool:
    """Whether a line is a label with nothing beside it but what stands where figures would."""
    return len(line.pieces) > 2 and len(line.values()) == len(line.pieces) - 1 and line.pieces[0].first == 0


def _without_labels(lines: Sequence[PieceLine], length: int) -> int:
    """The length of headings without labels of groups at their end: alone in the first column, some way below them."""
    first = min((piece.first for line in lines[:length] for piece in line.pieces), default=0)
    while length > 1:
        line, above = lines[length - 1], lines[length - 2]
        alone = len(line.pieces) == 1 and line.pieces[0].last == first
        if not alone or line.baseline - above.baseline <= TIGHT * max(line.size, above.size):
            break
        length -= 1
    return length


def counts_up(texts: Sequence[str]) -> bool:
    """Whether texts number columns: small whole numbers, each larger than the one before, from 1 or 2 on."""
    if not all(map(_NUMBERED.match, texts)):
        return False
    numbers = [int(text.strip("()")) for text in texts]
    return all(b > a for a, b in pairwise(numbers)) and numbers[0] <= 2


def years_below(lines: Sequence[PieceLine]) -> bool:
    """Whether a line under another holds several years: headings of columns under one over them all."""
    return any(sum(is_year(p.phrase.text) for p in line.pieces) > 1 for line in lines[1:])


def is_year(text: str) -> bool:
    """Whether a text is a year, which heads a column more often than it stands in one."""
    return _YEAR.match(text) is not None


def _is_number(text: str) -> bool:
    return is_year(text) or _NUMBERED.match(text) is not None


def header_rows(
    lines: Sequence[PieceLine], rules: Sequence[Rule], extents: Sequence[Interval | None]
) -> list[DraftRow]:
    """Rows of headings. `rules` are the level lines near, `extents` where each column's own text lies."""
    if len(lines) > 1 and len(lines[-1].pieces) >= COUNTED and counts_up([p.phrase.text for p in lines[-1].pieces]):
        return [*header_rows(lines[:-1], rules, extents), row_of(lines[-1].pieces)]
    headings: list[_Heading] = []
    for index, line in enumerate(lines):
        below = lines[index + 1].baseline if index + 1 < len(lines) else line.baseline + 2 * line.size
        under = lines[index + 1].pieces if index + 1 < len(lines) else []
        spans = [
            _ruled_span(piece, rules, line.baseline, below, extents) or _amid(piece, line.pieces, under)
            for piece in line.pieces
        ]
        targets = [
            None if span else _same_heading(headings, piece, rules)
            for piece, span in zip(line.pieces, spans, strict=True)
        ]
        for i, target in enumerate(targets):
            # One that stands over several pieces of the line heads them all: none of them goes on with it.
            if target and sum(target.first <= p.first and p.last <= target.last for p in line.pieces) > 1:
                targets[i] = None
        numbers = [i for i, piece in enumerate(line.pieces) if _is_number(piece.phrase.text)]
        if len(numbers) > sum(targets[i] is not None for i in numbers):
            # Years or column numbers of which not each goes on with a heading are a row of headings.
            for i in numbers:
                targets[i] = None
        for piece, span, target in zip(line.pieces, spans, targets, strict=True):
            if target:
                target.phrases.append(piece.phrase)
                target.first, target.last = min(target.first, piece.first), max(target.last, piece.last)
            else:
                first, last = span or (piece.first, piece.last)
                headings.append(_Heading([piece.phrase], first, last, span is not None))
    return _layered(headings)


def _ruled_span(
    piece: Piece, rules: Sequence[Rule], baseline: float, below: float, extents: Sequence[Interval | None]
) -> tuple[int, int] | None:
    """The columns over which a line right under the piece runs, where it runs over several but not over all."""
    middle = (piece.phrase.left + piece.phrase.right) / 2
    for rule in rules:
        if not baseline - 1 <= rule.at <= below - 0.4 * piece.phrase.size or not rule.start <= middle <= rule.end:
            continue
        covered = [
            i for i, e in enumerate(extents) if e and min(e[1], rule.end) - max(e[0], rule.start) > 0.5 * (e[1] - e[0])
        ]
        if 1 < len(covered) < sum(e is not None for e in extents):
            return min(covered[0], piece.first), max(covered[-1], piece.last)
    return None


def _amid(piece: Piece, beside: Sequence[Piece], under: Sequence[Piece]) -> tuple[int, int] | None:
    """The columns of several headings in the line under a piece that it is set in the middle of.

    A piece set flush with the one under it, or in its middle, is the first line of that heading.
    """
    phrase = piece.phrase
    own = [p for p in under if p.first <= piece.last and piece.first <= p.last]
    if len(under) <= len(beside) or any(_aligned(phrase, p.phrase) for p in own):
        return None
    low = max((p.last for p in beside if p.first < piece.first), default=-1)
    high = min((p.first for p in beside if p.first > piece.first), default=1_000_000)
    free = [p for p in under if low < p.first and p.last < high]
    middle = (phrase.left + phrase.right) / 2
    spans = [
        (abs((a.phrase.left + b.phrase.right) / 2 - middle), a.first, b.last)
        for i, a in enumerate(free)
        for b in free[i + 1 :]
        if a.phrase.left <= phrase.left + phrase.size and phrase.right - phrase.size <= b.phrase.right
    ]
    off, first, last = min(spans, default=(0.0, 0, -1))
    return (first, last) if first < last and off <= phrase.size else None


def _same_heading(headings: Sequence[_Heading], piece: Piece, rules: Sequence[Rule]) -> _Heading | None:
    phrase = piece.phrase
    for heading in reversed(headings):
        upper = heading.bottom
        if heading.closed or heading.last < piece.first or heading.first > piece.last:
            continue
        step = phrase.baseline - upper.baseline
        if step > TIGHT * max(phrase.size, upper.size) or step < 0.3 * phrase.size:
            return None
        ruled = any(
            upper.baseline < r.at < phrase.baseline - 0.3 * phrase.size
            and min(r.end, phrase.right) - max(r.start, phrase.left) > 0.3 * (phrase.right - phrase.left)
            for r in rules
        )
        if ruled:
            return None
        same = (heading.first, heading.last) == (piece.first, piece.last)
        return heading if same or _aligned(upper, phrase) else None
    return None


def _aligned(a: Phrase, b: Phrase) -> bool:
    slack = 0.5 * max(a.size, b.size)
    middles = abs((a.left + a.right) - (b.left + b.right)) / 2
    return abs(a.left - b.left) <= slack or abs(a.right - b.right) <= slack or middles <= slack


def _layered(headings: Sequence[_Heading]) -> list[DraftRow]:
    """Rows from the bottom up: a heading stands one row above the highest one under it."""
    layers: list[int] = [0] * len(headings)
    for i in range(len(headings) - 1, -1, -1):
        upper = headings[i]
        for j in range(len(headings)):
            lower = headings[j]
            under = lower.phrases[0].baseline > upper.phrases[-1].baseline + 0.3 * upper.bottom.size
            if under and lower.first <= upper.last and upper.first <= lower.last:
                layers[i] = max(layers[i], layers[j] + 1)
    depth = max(layers, default=-1) + 1
    rows: list[DraftRow] = [[] for _ in range(depth)]
    for heading, layer in zip(headings, layers, strict=True):
        rows[depth - 1 - layer].append(DraftCell(heading.first, heading.last, heading.phrases))
    for row in rows:
        row.sort(key=lambda c: (c.first, c.phrases[0].left))
    return rows
