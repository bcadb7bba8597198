"""Columns that hold a heading and nothing under it: only the white beside that heading tells them."""

from collections.abc import Sequence
from itertools import pairwise

from services.compute.reading.pdf.columns import columns_between
from services.compute.reading.pdf.phrases import Line, Phrase
from services.compute.reading.pdf.strays import Interval

WHITE = 0.75
"""White between two headings, in font sizes, at least."""
MOST_LINES = 8
"""Lines of headings that are looked at."""


def with_empty_columns(lines: Sequence[Line], gutters: Sequence[Interval], left: float, right: float) -> list[Interval]:
    """The strips of white between columns from `left` to `right`, with those that only headings keep.

    Such a strip parts two headings in one column, with nothing in it on any line, and figures under one of the two
    at most.
    """
    first = next((n for n, line in enumerate(lines) if any(p.figure for p in line.phrases)), 0)
    if not 0 < first <= MOST_LINES:
        return list(gutters)
    found = list(gutters)
    headings = [
        p for line in lines[:first] for p in line.phrases if not any(p.left < a and b < p.right for a, b in gutters)
    ]
    body = [p for line in lines[first:] for p in line.phrases]
    for column in columns_between(gutters, left, right):
        held = _merged([p for p in headings if _within(p, column)])
        for (_, end), (start, _) in pairwise(held):
            middle = (start + end) / 2
            under = [p for p in body if _within(p, column)]
            beside = {p.left > middle for p in under}
            if start - end >= WHITE * headings[0].size and len(beside) < 2 and not _crossed(under, end, start):
                found.append((end, start))
    return sorted(found)


def _within(phrase: Phrase, column: Interval) -> bool:
    return column[0] <= (phrase.left + phrase.right) / 2 <= column[1]


def _merged(phrases: Sequence[Phrase]) -> list[Interval]:
    """What phrases fill together from left to right."""
    merged: list[Interval] = []
    for phrase in sorted(phrases, key=lambda p: p.left):
        if merged and phrase.left <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], phrase.right))
        else:
            merged.append((phrase.left, phrase.right))
    return merged


def _crossed(phrases: Sequence[Phrase], start: float, end: float) -> bool:
    return any(p.left < end and p.right > start for p in phrases)
