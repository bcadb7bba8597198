"""Signs of currency set before their numbers: at the far side of their cell, or near the number of the cell before."""

from collections.abc import Sequence
from itertools import pairwise

from services.compute.reading.pdf.figures import CURRENCY, MINUS, is_figure, stands_for_figure
from services.compute.reading.pdf.words import Word

Run = list[Word]


def with_their_figures(line: Sequence[Run]) -> list[Run]:
    """The runs of words of a line (left to right), each sign of currency in one run with the number it stands before.

    A line that begins with a number and ends in a sign sets signs behind its numbers, and is left as it is.
    """
    telling = [word for run in line for word in run if _is_sign(word) or _is_value(word)]
    if not any(map(_is_sign, telling)) or (_is_sign(telling[-1]) and not _is_sign(telling[0])):
        return list(line)
    signed = _all_signed(telling)
    joined: list[Run] = []
    for run in (part for whole in line for part in _cut(whole)):
        last = joined[-1] if joined else []
        if last and _is_value(run[0]) and (_is_sign(last[-1]) or (signed and _opens_minus(last, run[0]))):
            last.extend(run)
        else:
            joined.append(run)
    return joined


def _cut(run: Run) -> list[Run]:
    """A run cut before each sign that follows a number."""
    parts = [run[:1]]
    for before, word in pairwise(run):
        if _is_sign(word) and _is_value(before):
            parts.append([word])
        else:
            parts[-1].append(word)
    return parts


def _all_signed(telling: Sequence[Word]) -> bool:
    """Whether each number from the first sign on has one before it, or a dash that one stands before."""
    first = next(n for n, word in enumerate(telling) if _is_sign(word))
    return all(
        _is_sign(before) or before.text in MINUS for before, word in pairwise(telling[first:]) if is_figure(word.text)
    )


def _opens_minus(run: Run, figure: Word) -> bool:
    """Whether a run ends in a sign and a minus, apart from `figure`: a dash that stands for one is set at the right."""
    if len(run) < 2 or not _is_sign(run[-2]) or run[-1].text not in MINUS:
        return False
    return run[-1].left - run[-2].right < min(figure.size, figure.left - run[-1].right)


def _is_sign(word: Word) -> bool:
    return word.text in CURRENCY


def _is_value(word: Word) -> bool:
    return is_figure(word.text) or stands_for_figure(word.text)
