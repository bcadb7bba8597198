"""Phrases into the boxes between ruling lines; what two cells hold in one stroke is parted, overrun text is not."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from services.compute.reading.pdf.figures import SIGNS, is_figure
from services.compute.reading.pdf.lattice import Box
from services.compute.reading.pdf.phrases import Phrase, phrase_of
from services.compute.reading.pdf.strays import Interval
from services.compute.reading.pdf.words import Word

PADDING = 1.2
"""Text that begins or ends this near its cell's edge, in font sizes, is set flush with it."""


class BoxIndex:
    """Finds the box at a point. `xs` and `ys` are where columns and rows are parted."""

    def __init__(self, xs: Sequence[float], ys: Sequence[float], boxes: Sequence[Box]) -> None:
        self.xs, self.ys = xs, ys
        self._last_row, self._last_column = len(ys) - 2, len(xs) - 2
        self._at = {
            (row, column): box
            for box in boxes
            for row in range(box.top, box.bottom + 1)
            for column in range(box.left, box.right + 1)
        }

    def at(self, x: float, y: float) -> Box:
        """The box at a point, or the nearest to it."""
        return self._at[self._row(y), self._column(x)]

    def _row(self, y: float) -> int:
        return min(max(bisect_right(self.ys, y) - 1, 0), self._last_row)

    def _column(self, x: float) -> int:
        return min(max(bisect_right(self.xs, x) - 1, 0), self._last_column)

    def edges(self, box: Box) -> tuple[float, float]:
        """Left and right edge of a box."""
        return self.xs[box.left], self.xs[box.right + 1]

    def place(self, phrase: Phrase) -> list[tuple[Box, Phrase]]:
        """A phrase with its box; several where it holds the text of several cells."""
        y = phrase.middle
        slack = 0.25 * phrase.size
        row = self._row(y)
        first = self._at[row, self._column(min(phrase.left + slack, phrase.right))]
        last = self._at[row, self._column(max(phrase.right - slack, phrase.left))]
        if first is last:
            return [(first, phrase)]
        parts = self._parted(phrase, y)
        if len(parts) > 1:
            return [placed for part in parts for placed in self.place(part)]
        return [(self._home(phrase, first, last, y), phrase)]

    def _parted(self, phrase: Phrase, y: float) -> list[Phrase]:
        """The phrase cut between words where a line stands between them."""
        parts: list[list[Word]] = [[phrase.words[0]]]
        for before, after in pairwise(phrase.words):
            here = self.at((before.left + before.right) / 2, y)
            there = self.at((after.left + after.right) / 2, y)
            if (
                here is not there
                and self._line_between(before.right, after.left, phrase.size, here)
                and (
                    after.left - before.right > 0.4 * phrase.size
                    or is_figure(after.text)
                    or is_figure(before.text)
                    or (not after.spaced and _flush(after.left, self.edges(there)[0], phrase.size))
                )
            ):
                parts.append([after])
            else:
                parts[-1].append(after)
        return [phrase_of(words) for words in parts] if len(parts) > 1 else [phrase]

    def _line_between(self, right: float, left: float, size: float, box: Box) -> bool:
        edge = self.edges(box)[1]
        return right - 0.5 * size <= edge <= left + 0.5 * size

    def _home(self, phrase: Phrase, first: Box, last: Box, y: float) -> Box:
        """The cell whose text runs over its edge: the one it is set flush with, else the one at its middle."""
        if abs(phrase.left - self.edges(first)[0]) <= PADDING * phrase.size and not phrase.figure:
            return first
        if abs(self.edges(last)[1] - phrase.right) <= PADDING * phrase.size:
            return last
        if phrase.left - self.edges(first)[0] <= 3 * PADDING * phrase.size and not phrase.figure:
            return first
        return self.at((phrase.left + phrase.right) / 2, y)


def cut_at_gutters(phrase: Phrase, gutters: Sequence[Interval]) -> list[Phrase]:
    """The phrase cut where the space between two of its words is as wide as the white between two columns there."""
    if len(phrase.words) < 2 or not gutters or phrase.words[0].turned:
        return [phrase]
    parts: list[list[Word]] = [[phrase.words[0]]]
    for before, after in pairwise(phrase.words):
        a, b = before.right, after.left
        if before.text in SIGNS:
            parts[-1].append(after)
            continue
        share = 0.4 if b - a >= 0.5 * phrase.size or is_figure(before.text) or is_figure(after.text) else 0.7
        if any(min(b, end) - max(a, start) >= share * (end - start) > 0 for start, end in gutters):
            parts.append([after])
        else:
            parts[-1].append(after)
    return [phrase_of(words) for words in parts] if len(parts) > 1 else [phrase]


def _flush(left: float, edge: float, size: float) -> bool:
    return 0 <= left - edge <= 0.5 * size
