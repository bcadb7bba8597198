"""Strips of white that cut strays off from the column they belong to."""

from bisect import bisect
from collections.abc import Sequence

from services.compute.reading.pdf.figures import SIGNS, stands_for_figure
from services.compute.reading.pdf.phrases import Line

Interval = tuple[float, float]


RARE = 0.08
"""A column filled in a smaller share of the lines than this may be strays of the one beside it."""

MOST, FEW = 0.7, 0.4
"""The share of the signs of a column that have numbers beside them, at least; at most where dashes are among them."""


def without_strays(strips: list[Interval], lines: Sequence[Line], signs_only: bool = False) -> list[Interval]:
    """The strips without those that cut one or two entries off from the column they belong to.

    A number set in the middle over figures set to the right stands in white, but in no column of its own: its line
    has nothing in the column beside it. So it is with dashes that stand for figures, however many, and with signs
    at the far side of their cells, whose numbers stand in the column beside (`signs_only`: with these alone).
    """
    while strips:
        cuts = [(a + b) / 2 for a, b in strips]
        held: list[set[int]] = [set() for _ in range(len(cuts) + 1)]
        dashes, signs, zeros = [True] * len(held), [True] * len(held), [False] * len(held)
        for row, line in enumerate(lines):
            for phrase in line.phrases:
                column = bisect(cuts, (phrase.left + phrase.right) / 2)
                held[column].add(row)
                dashes[column] = dashes[column] and stands_for_figure(phrase.text)
                signs[column] = signs[column] and phrase.text in SIGNS
                zeros[column] = zeros[column] or stands_for_figure(phrase.text)
        rare = max(1, int(RARE * len(lines)))
        edge = _sign_edge(held, signs, zeros)
        if edge is None and not signs_only:
            edge = _stray(strips, held, dashes, rare)
        if edge is None:
            return strips
        del strips[edge]
    return strips


def _sign_edge(held: Sequence[set[int]], signs: Sequence[bool], zeros: Sequence[bool]) -> int | None:
    """The strip between a column of currency or minus signs and the numbers they belong to, if there is one.

    Most of its signs have their numbers beside; or few, and no column of `zeros`: the rest are dashes that stand
    for numbers there.
    """
    for column in range(len(held) - 1):
        beside = len(held[column] & held[column + 1])
        most, few = beside >= MOST * len(held[column]), 0 < beside <= FEW * len(held[column])
        if signs[column] and held[column] and (most or (few and not zeros[column + 1])):
            return column
    return None


def _stray(strips: Sequence[Interval], held: Sequence[set[int]], dashes: Sequence[bool], rare: int) -> int | None:
    """The strip that cuts strays off from their column, if any does. `held` are the lines that each column fills."""
    for column in sorted(range(len(held)), key=lambda c: len(held[c])):
        if len(held[column]) > rare and not dashes[column]:
            continue
        least = 0 if dashes[column] else 2 * rare
        beside = [
            (strips[edge][1] - strips[edge][0], edge)
            for edge, other in ((column - 1, column - 1), (column, column + 1))
            if 0 <= edge < len(strips)
            and not held[column] & held[other]
            and len(held[other]) > least
            and not (dashes[column] and other == 0)
        ]
        if beside:
            return min(beside)[1]
    return None
