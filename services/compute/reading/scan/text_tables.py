"""Tables of wrapped texts on a scan: found as in a drawn page, by the white between their rows."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from services.compute.reading.pdf.figures import is_figure
from services.compute.reading.pdf.grid import Draft
from services.compute.reading.pdf.phrases import Phrase
from services.compute.reading.pdf.pieces import lines_by_baseline
from services.compute.reading.pdf.words import ASCENT, DESCENT
from services.compute.reading.pdf.words import Word as DrawnWord
from services.compute.reading.pdf.wrapped import tables_of_texts
from services.compute.reading.scan.detection import Box
from services.compute.reading.scan.grid import column_at, split_at
from services.compute.reading.scan.lines import Line, text_lines
from services.compute.reading.scan.rows import Cells
from services.compute.reading.scan.ruled_areas import ruled_areas
from services.compute.reading.scan.rulings import Rulings
from services.compute.reading.scan.words import Word

_PRINT = 1.4
"""The height of the box around a line, in font sizes."""
_LEADING = 1.2
"""How far the lines of a text stand apart, in font sizes."""
_MORE = 1.35
"""Rows of a scan stand so many times further apart than the lines of a cell, for these waver."""
_NEAREST = 0.6
"""And in heights of the boxes around them, at least."""
_LIKE_STEPS, _SAME_STEP = 3, 1.08
"""So many steps that differ by no more than this factor are one distance."""
_LARGER = 1.3
"""Print this many times higher than the usual is print of another size."""
_MIDDLE = 0.3
"""How far the middle of a line stands over its baseline, in font sizes."""
_WRAPPED_SHARE = 0.3
"""The share of rows in which several texts take several lines, at least, where texts come before figures."""


@dataclass(frozen=True, slots=True)
class TextTable:
    """The words of each row by column, and all of them."""

    rows: tuple[Cells, ...]
    words: tuple[Word, ...]

    @property
    def top(self) -> float:
        return min(word.box.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.box.bottom for word in self.words)


def find_text_tables(words: Sequence[Word], rulings: Rulings, *, mostly_wrapped: bool) -> list[TextTable]:
    """Tables without ruling lines, top down; with `mostly_wrapped` those in which texts of several lines abound."""
    if len(words) < 2:
        return []
    height = median(word.box.height for word in words)
    areas = ruled_areas(rulings, height / 3)
    lines = text_lines([word for word in words if not _within(word, areas)], rulings.vertical)
    size = min(height / _PRINT, _closest(lines, height) / _LEADING)
    phrases: dict[int, tuple[Phrase, Word]] = {}
    for line in lines:
        for word in line.words:
            phrase = _drawn(word, line.middle, size * max(1.0, _LARGER * (word.box.height > _LARGER * height)))
            phrases[id(phrase)] = (phrase, word)
    drafts = tables_of_texts([phrase for phrase, _ in phrases.values()], _MORE)
    chosen = [draft for draft in drafts if not mostly_wrapped or _is_mostly_wrapped(draft)]
    return [_filed(draft, phrases) for draft in chosen]


def _filed(draft: Draft, phrases: dict[int, tuple[Phrase, Word]]) -> TextTable:
    """The words of a draft in its columns; one that print brought together from two of them is parted."""
    edges = [end for _, end in draft.columns[:-1]]
    rows: list[Cells] = []
    taken: list[Word] = []
    for row in draft.rows:
        cells: Cells = [[] for _ in draft.columns]
        for cell in row:
            for word in (phrases[id(p)][1] for line in lines_by_baseline(cell.phrases) for p in line):
                taken.append(word)
                pieces = split_at(word, edges)
                for piece in pieces:
                    cells[column_at(piece, edges) if len(pieces) > 1 else cell.first].append(piece)
        rows.append(cells)
    return TextTable(tuple(rows), tuple(taken))


def _within(word: Word, areas: Sequence[Box]) -> bool:
    middle = (word.box.left + word.box.right) / 2
    return any(a.left <= middle <= a.right and a.top <= word.middle <= a.bottom for a in areas)


def _closest(lines: Sequence[Line], height: float) -> float:
    """How far the lines of one text stand apart, in pixels: the least distance that many keep."""
    steps = []
    for number, line in enumerate(lines):
        for word in line.words:
            below = next((other for other in lines[number + 1 :] if _reaches(other, word)), None)
            if below is not None:
                steps.append(below.middle - line.middle)
    steps = sorted(step for step in steps if _NEAREST * height <= step)
    for number, step in enumerate(steps):
        if bisect_right(steps, _SAME_STEP * step) - number >= max(_LIKE_STEPS, len(steps) // _LIKE_STEPS**2):
            return median(steps[number : bisect_right(steps, _SAME_STEP * step)])
    return float("inf")


def _reaches(line: Line, word: Word) -> bool:
    return any(w.box.left < word.box.right and word.box.left < w.box.right for w in line.words)


def _drawn(word: Word, middle: float, size: float) -> Phrase:
    """The word as a phrase of a drawn page. Boxes differ in height and place by their letters; lines do not."""
    baseline = middle + _MIDDLE * size
    left, right = float(word.box.left), float(word.box.right)
    own = DrawnWord(word.text, left, right, baseline, size, True)
    top, bottom = baseline - ASCENT * size, baseline + DESCENT * size
    return Phrase([own], left, right, baseline, size, top, bottom, word.text, is_figure(word.text))


def _is_mostly_wrapped(draft: Draft) -> bool:
    full = [row for row in draft.rows if len(row) > 1]
    wrapped = [row for row in full if sum(len(lines_by_baseline(cell.phrases)) > 1 for cell in row) > 1]
    return len(wrapped) > 1 and len(wrapped) >= _WRAPPED_SHARE * len(full)
