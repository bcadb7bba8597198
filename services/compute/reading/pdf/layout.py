"""Pages set in columns of text: each column is looked at by itself."""

from bisect import bisect_right
from collections.abc import Sequence

from services.compute.reading.pdf.phrases import Line, Phrase, lines_of
from services.compute.reading.pdf.prose import is_prose

FEWEST = 6
"""Lines of prose that begin at one place make that place the left edge of a column."""
SAME_EDGE = 3.0
"""Lines that begin this near each other, in points, begin at one place."""
NARROWEST = 0.24
"""The share of the page's text that a line of a column runs along at least."""
DEEPEST = 3
"""Times that a column is parted into narrower ones."""


def text_columns(phrases: Sequence[Phrase], depth: int = 0) -> list[list[Phrase]]:
    """Phrases by the column of text that they stand in; what runs over all columns stays together.

    A page of prose in one column, or of labels and figures, is one group.
    """
    edge = _second_edge(phrases) if depth < DEEPEST else None
    if edge is None:
        return [list(phrases)]
    lines = lines_of(phrases)
    free = [not any(p.left < edge - 2 and p.right > edge + 2 for p in line.phrases) for line in lines]
    groups: list[list[Phrase]] = []
    over: list[Phrase] = []
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and free[end] == free[start]:
            end += 1
        first, last = _own_lines(lines, start, end) if free[start] else (end, end)
        parted = _parted(lines[first:last], edge)
        if not parted:
            first = last = end
        over.extend(p for line in lines[start:first] for p in line.phrases)
        if parted:
            groups.extend([over] if over else [])
            groups.extend(group for part in parted for group in text_columns(part, depth + 1))
            over = [p for line in lines[last:end] for p in line.phrases]
        start = end
    return [*groups, over] if over else groups


def _own_lines(lines: Sequence[Line], start: int, end: int) -> tuple[int, int]:
    """The run `start` to `end` without the rows at its ends that belong to what runs over all columns beside it."""
    first, last = start, end
    while 0 < first < end and _rows(lines[first - 1], lines[first]):
        first += 1
    while first < last < len(lines) and _rows(lines[last - 1], lines[last]):
        last -= 1
    return first, last


def _rows(upper: Line, lower: Line) -> bool:
    close = lower.top - upper.bottom <= 1.2 * lower.size
    return close and not any(len(p.words) > 3 and not p.figure for line in (upper, lower) for p in line.phrases)


def _second_edge(phrases: Sequence[Phrase]) -> float | None:
    """The left edge of the second column of text, if there are two with prose in one of them at least."""
    wordy = [p for p in phrases if len(p.words) > 3 and not p.figure]
    if len(wordy) < FEWEST:
        return None
    left, right = min(p.left for p in phrases), max(p.right for p in phrases)
    wordy = [p for p in wordy if p.right - p.left >= NARROWEST * (right - left)]
    lefts = sorted(p.left for p in wordy if p.left > left + 0.25 * (right - left))
    best, edge = 0, 0.0
    for index, start in enumerate(lefts):
        count = bisect_right(lefts, start + SAME_EDGE) - index
        if count > best:
            best, edge = count, start
    if best < FEWEST:
        return None
    second = [p for p in wordy if edge <= p.left <= edge + SAME_EDGE]
    first = [p for p in wordy if p.right < edge]
    return edge if is_prose(_down(second)) or (len(first) >= FEWEST and is_prose(_down(first))) else None


def _down(phrases: Sequence[Phrase]) -> list[Phrase]:
    return sorted(phrases, key=lambda p: p.baseline)


def _parted(lines: Sequence[Line], edge: float) -> list[list[Phrase]]:
    """What stands left and right of `edge` in lines that keep it free, if there is prose on one side of it."""
    held = [p for line in lines for p in line.phrases]
    sides = [[p for p in held if p.left < edge - 2], [p for p in held if p.left >= edge - 2]]
    if not all(sides):
        return []
    prose = any(is_prose([p for p in _down(side) if len(p.words) > 3]) for side in sides)
    return sides if prose else []
