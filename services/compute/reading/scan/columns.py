"""Where the columns of a table part: at ruling lines and in the gutters that its rows leave bare."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from services.compute.reading.scan.figures import is_figure
from services.compute.reading.scan.lines import Line
from services.compute.reading.scan.rulings import Ruling
from services.compute.reading.scan.words import Word

_NARROWEST_GUTTER = 0.25
"""In heights of the print."""
_CROSSED_ROWS = 0.06
_MANY_ROWS = 8
"""Of so many one may run over, or be misread."""
_RULED_SHARE = 0.25


def part_columns(lines: Sequence[Line], verticals: Sequence[Ruling]) -> list[float]:
    """The x at which columns part, left to right, edges of the table not included.

    `lines` are the rows of figures, or all rows where there are none; `verticals` the lines drawn within the table.
    """
    rows = [line for line in lines if len(line.words) > 1] or list(lines)
    if not rows:
        return []
    height = median(line.height for line in rows)
    ruled = [line.position for line in verticals if _is_drawn_through(line, rows)]
    gutters = [gutter for gutter in _gutters(rows, height) if _parts_cells(gutter, rows, ruled)]
    free = [(start + end) / 2 for start, end in gutters if not any(start - 2 <= x <= end + 2 for x in ruled)]
    left = min(word.box.left for row in rows for word in row.words)
    right = max(word.box.right for row in rows for word in row.words)
    within = sorted(x for x in (*ruled, *free) if left < x < right)
    return [x for index, x in enumerate(within) if not index or x - within[index - 1] > height / 3]


def _gutters(rows: Sequence[Line], height: float) -> list[tuple[float, float]]:
    """Spans of x that hardly any row prints across."""
    words = [word for row in rows for word in row.words]
    edges = sorted({word.box.left for word in words} | {word.box.right for word in words})
    allowed = max(int(len(rows) * _CROSSED_ROWS), int(len(rows) >= _MANY_ROWS))
    bare: list[tuple[float, float]] = []
    for start, end in pairwise(edges):
        if sum(word.box.left <= start and word.box.right >= end for word in words) > allowed:
            continue
        if bare and bare[-1][1] == start:
            bare[-1] = (bare[-1][0], end)
        else:
            bare.append((start, end))
    return [(start, end) for start, end in bare if end - start >= _NARROWEST_GUTTER * height]


def _parts_cells(gutter: tuple[float, float], rows: Sequence[Line], ruled: Sequence[float]) -> bool:
    """Whether rows have cells on both sides: one row of figures shows it, of text alone it takes several.

    Between two lines drawn upright it takes two rows that print on both sides of the gutter within them.
    """
    start, end = gutter
    middle = (start + end) / 2
    before = max((x for x in ruled if x < middle), default=float("-inf"))
    behind = min((x for x in ruled if x > middle), default=float("inf"))
    drawn = before > float("-inf") and behind < float("inf")
    pairs = []
    for row in rows:
        left = [word for word in row.words if word.box.right <= middle and (word.box.right > before or not drawn)]
        right = [word for word in row.words if word.box.left >= middle and (word.box.left < behind or not drawn)]
        if left and right:
            pairs.append((left[-1], right[0]))
    if any(_is_sign(left) for left, _ in pairs):
        pairs = [(left, right) for left, right in pairs if not _is_sign(left)]
    if sum(is_figure(left.text) or is_figure(right.text) for left, right in pairs) >= (2 if drawn else 1):
        return True
    return len(pairs) >= max(2, len(rows) // 5)


def _is_sign(word: Word) -> bool:
    """A currency sign or a minus at the far side of its cell parts nothing."""
    return word.text in {"$", "-", "(", "$-", "-$"}


def _is_drawn_through(line: Ruling, rows: Sequence[Line]) -> bool:
    beside = sum(line.start <= row.middle <= line.end for row in rows)
    return beside >= max(1.0, min(3.0, _RULED_SHARE * len(rows)))
