"""Lines grouped by the white between them: those of one cell follow each other as closely as the print allows."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from services.compute.reading.pdf.figures import SIGNS
from services.compute.reading.pdf.phrases import Line, Phrase, phrase_of
from services.compute.reading.pdf.words import ASCENT, DESCENT

PARTING = 0.5
"""White between two words, in font sizes, that may part two columns."""
PARTING_TIMES = 1.5
"""And this many times the usual white between words of its line, at least."""
CLOSEST, WIDEST = 0.95, 1.45
"""Lines of one cell follow each other at so many font sizes."""
USUAL = 1.2
"""And at so many where no text takes several lines."""
LIKE_STEPS = 3
"""So many lines must follow others at one distance to make it that of the lines of a cell."""
MORE = 1.1
"""Rows stand this many times further apart than the lines of a cell, at least."""


def parts_of(phrase: Phrase) -> list[Phrase]:
    """A phrase cut where its words stand so far apart that narrow white between columns may lie there.

    Lines set to both sides have wide white between all of their words.
    """
    words = phrase.words
    spaces = [after.left - before.right for before, after in pairwise(words)]
    least = max(PARTING * phrase.size, PARTING_TIMES * sorted(spaces)[len(spaces) // 2] if len(spaces) > 2 else 0.0)
    cuts = [n for n, space in enumerate(spaces, 1) if space >= least and words[n - 1].text not in SIGNS]
    if not cuts:
        return [phrase]
    return [phrase_of(words[a:b]) for a, b in pairwise([0, *cuts, len(words)])]


def bands_of(lines: Sequence[Line], more: float = MORE) -> list[list[Line]]:
    """Lines grouped where there is no more white between them than between the lines of one cell."""
    steps = _steps(lines)
    bands: list[list[Line]] = []
    bottom = 0.0
    for line in lines:
        step = steps.get(_print(line.size), USUAL)
        # The white between two lines of a cell, from descenders to ascenders, and some more.
        if bands and line.top - bottom <= (more * step - ASCENT - DESCENT) * line.size:
            bands[-1].append(line)
        else:
            bands.append([line])
            bottom = line.bottom
        bottom = max(bottom, line.bottom)
    return bands


def _steps(lines: Sequence[Line]) -> dict[float, float]:
    """For each size of print the distance, in font sizes, at which lines of one cell follow each other."""
    found: dict[float, list[float]] = {}
    for number, line in enumerate(lines):
        for phrase in line.phrases:
            below = _below(lines, number, phrase)
            if below is not None and CLOSEST <= (step := (below - phrase.baseline) / phrase.size) <= WIDEST:
                found.setdefault(_print(phrase.size), []).append(step)
    return {size: least for size, steps in found.items() if (least := _least(sorted(steps))) is not None}


def _below(lines: Sequence[Line], number: int, phrase: Phrase) -> float | None:
    """The baseline of the nearest text right under a phrase."""
    for line in lines[number + 1 : number + 40]:
        if line.baseline > phrase.baseline + WIDEST * phrase.size:
            return None
        if any(
            min(p.right, phrase.right) > max(p.left, phrase.left) and p.baseline > phrase.baseline + 1
            for p in line.phrases
        ):
            return line.baseline
    return None


def _least(steps: Sequence[float]) -> float | None:
    for number, step in enumerate(steps):
        if bisect_right(steps, 1.04 * step) - number >= LIKE_STEPS:
            return step
    return None


def _print(size: float) -> float:
    return round(2 * size) / 2
