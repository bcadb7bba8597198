"""Lines of prose set to both sides, whose words stand as far from each other as cells do, but all equally far."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from services.compute.reading.pdf.words import Word

Run = list[Word]

FEWEST = 5
"""Words that stand equally far apart, at least."""
EQUAL = 0.06
"""Gaps that differ by no more font sizes than this are equal."""
WIDEST = 3.0
"""The widest gap between words of prose, in font sizes."""
UNLIKE = 1.5
"""Font sizes between the widest and the narrowest of such words, at least: columns of equal width part like texts."""
LOWER = 0.6
"""The share of such words that begin in lower case, at least: headings as wide as their columns begin in capitals."""


def with_whole_lines(line: Sequence[Run]) -> list[Run]:
    """The runs of words of a line (left to right), those that are one line of prose joined."""
    if len(line) < 2:
        return list(line)
    words = [word for run in line for word in run]
    opening = {0, *accumulate(len(run) for run in line)}
    for start, end in _equally_apart(words):
        if _is_prose(words[start:end]):
            opening -= set(range(start + 1, end))
    return [words[a:b] for a, b in pairwise(sorted(opening))]


def _equally_apart(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Stretches of words with one width of white between them, as (start, end)."""
    gaps = [(b.left - a.right) / min(a.size, b.size) for a, b in pairwise(words)]
    start = 0
    for number in range(1, len(gaps) + 1):
        if number == len(gaps) or abs(gaps[number] - gaps[start]) > EQUAL:
            if gaps[start] <= WIDEST:
                yield start, number + 1
            start = number


def _is_prose(words: Sequence[Word]) -> bool:
    widths = [word.right - word.left for word in words]
    return (
        len(words) >= FEWEST
        and max(widths) - min(widths) >= UNLIKE * words[0].size
        and sum(word.text[0].islower() for word in words) >= LOWER * len(words)
    )
