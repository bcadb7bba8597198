"""Tables that stand beside each other, each with labels of its own, read apart."""

import statistics
from collections.abc import Sequence

from services.compute.reading.pdf.columns import Interval
from services.compute.reading.pdf.phrases import Phrase
from services.compute.reading.pdf.pieces import DraftRow

FEWEST_ROWS = 4
"""Rows of labels with figures that each side must have."""
SHORTEST_LABEL = 8
"""Letters that the usual label of a side has at least."""


def side_by_side(rows: Sequence[DraftRow], columns: Sequence[Interval]) -> list[float]:
    """Where to cut: the left edges of columns that begin a second set of labels with figures of its own.

    Both sides have as many columns of figures; a column of names amid one row's figures is no second set.
    """
    kinds = [_kind(rows, column) for column in range(len(columns))]
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
    return [columns[side[0][0]][0] for side in sides[1:]]


def _kind(rows: Sequence[DraftRow], column: int) -> str:
    cells = [c for row in rows for c in row if c.first == c.last == column]
    if len(cells) < FEWEST_ROWS:
        return "empty" if len(cells) < 2 else "few"
    figures = sum(all(p.figure for p in c.phrases) for c in cells)
    if figures >= 0.6 * len(cells):
        return "figures"
    letters = statistics.median(sum(ch.isalpha() for p in c.phrases for ch in p.text) for c in cells)
    return "label" if letters >= SHORTEST_LABEL else "few"


def cut(phrases: Sequence[Phrase], edges: Sequence[float]) -> list[list[Phrase]]:
    """Phrases on each side of `edges`; one that reaches over an edge belongs to the side it begins on."""
    sides: list[list[Phrase]] = [[] for _ in range(len(edges) + 1)]
    for phrase in phrases:
        sides[sum(phrase.left + 0.3 * phrase.size >= edge for edge in edges)].append(phrase)
    return sides
