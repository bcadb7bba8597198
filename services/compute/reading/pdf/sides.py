"""Labels and figures that stand twice side by side (assets left, liabilities right), their rows made apart."""

import statistics
from collections.abc import Sequence

from services.compute.reading.pdf.pieces import DraftCell, DraftRow
from services.compute.reading.pdf.strays import Interval

FEWEST_ROWS = 4
"""Rows of labels with figures that each side must have."""
SHORTEST_LABEL = 8
"""Letters that the usual label of a side has at least."""


def side_by_side(rows: Sequence[DraftRow], columns: Sequence[Interval]) -> list[int]:
    """The columns that begin a second set of labels with figures of its own.

    Both sides have as many columns of figures; a column of names amid one row's figures is no second set.
    """
    cells: list[list[DraftCell]] = [[] for _ in columns]
    for row in rows:
        for cell in row:
            if cell.first == cell.last:
                cells[cell.first].append(cell)
    kinds = [_kind(held) for held in cells]
    used = [(column, kind) for column, kind in enumerate(kinds) if kind != "empty"]
    sides: list[list[tuple[int, str]]] = []
    for column, kind in used:
        if kind == "label" and (not sides or any(k == "figures" for _, k in sides[-1])):
            sides.append([])
        if not sides:
            return []
        sides[-1].append((column, kind))
    shapes = {tuple(kind for _, kind in side) for side in sides}
    if len(sides) < 2 or len(shapes) != 1 or "figures" not in next(iter(shapes)):
        return []
    return [side[0][0] for side in sides[1:]]


def _kind(cells: Sequence[DraftCell]) -> str:
    if len(cells) < FEWEST_ROWS:
        return "empty" if len(cells) < 2 else "few"
    figures = sum(all(p.figure for p in c.phrases) for c in cells)
    if figures >= 0.6 * len(cells):
        return "figures"
    letters = statistics.median(sum(ch.isalpha() for p in c.phrases for ch in p.text) for c in cells)
    return "label" if letters >= SHORTEST_LABEL else "few"


def beside(sides: Sequence[list[DraftRow]]) -> list[DraftRow]:
    """Rows of several sides as rows of one grid, from top to bottom: those on one height are one row."""
    rows = [row for row in sides[0] if row]
    for side in sides[1:]:
        merged: list[DraftRow] = []
        left, right = rows, [row for row in side if row]
        i = j = 0
        while i < len(left) and j < len(right):
            (a, b), (c, d) = _reach(left[i]), _reach(right[j])
            if min(b, d) - max(a, c) > 0.5 * min(b - a, d - c):
                merged.append([*left[i], *right[j]])
                i, j = i + 1, j + 1
            elif a + b < c + d:
                merged.append(left[i])
                i += 1
            else:
                merged.append(right[j])
                j += 1
        rows = [*merged, *left[i:], *right[j:]]
    return rows


def _reach(row: DraftRow) -> Interval:
    boxes = [cell.extent for cell in row]
    return min(b[1] for b in boxes), max(b[3] for b in boxes)
