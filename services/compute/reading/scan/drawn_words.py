"""The print of a scan as phrases of a drawn page, in points, and the way back to what was read."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce
from statistics import median

from services.compute.reading.pdf.currency import with_their_figures
from services.compute.reading.pdf.figures import is_figure
from services.compute.reading.pdf.phrases import Phrase, phrase_of
from services.compute.reading.pdf.words import Word as DrawnWord
from services.compute.reading.scan.detection import Box
from services.compute.reading.scan.lines import Line, join
from services.compute.reading.scan.recognition import Character, Reading
from services.compute.reading.scan.words import Word

_PRINT = 1.4
"""The height of the box around a line, in font sizes."""
_LARGER = 1.3
"""Print this many times higher than the usual is print of another size."""
_MIDDLE = 0.3
"""How far the middle of a line stands over its baseline, in font sizes."""
_LEVEL = 0.2
"""Heights by which boxes on one line waver up and down."""
_LEADING = 1.2
"""How far the lines of a text stand apart, in font sizes."""
_NEAREST = 0.6
"""And in heights of the boxes around them, at least."""
_LIKE_STEPS, _SAME_STEP = 3, 1.08
"""So many steps that differ by no more than this factor are one distance."""
_HALF_BLANK = 0.12


@dataclass(slots=True)
class DrawnPrint:
    """The `phrases` of a page; each stands for a word of the scan, or, parted by the table finder, for part of one."""

    phrases: list[Phrase] = field(default_factory=list)
    _whole: dict[tuple[int, ...], Word] = field(default_factory=dict)
    _pieces: dict[int, Word] = field(default_factory=dict)

    def add(self, words: Sequence[tuple[Word, float, float]], scale: float) -> None:
        """Put the words of a line on the page, each with its baseline and size; `scale` is a pixel in points."""
        runs = [run for word, baseline, size in words if (run := self._drawn(word, baseline, size, scale))]
        for run in with_their_figures(runs):
            phrase = phrase_of(run)
            phrase.text = self.read(phrase).text
            phrase.figure = is_figure(phrase.text)
            self.phrases.append(phrase)

    def _drawn(self, word: Word, baseline: float, size: float, scale: float) -> list[DrawnWord]:
        pieces = _pieces(word)
        drawn = [
            DrawnWord(
                piece.text,
                piece.box.left * scale,
                piece.box.right * scale,
                baseline,
                size,
                True,
                confidence=piece.reading.confidence,
            )
            for piece in pieces
        ]
        self._pieces.update(zip(map(id, drawn), pieces, strict=True))
        self._whole[tuple(map(id, drawn))] = word
        return drawn

    def read(self, phrase: Phrase) -> Word:
        """What was read where `phrase` stands."""
        key = tuple(map(id, phrase.words))
        return self._whole.get(key) or reduce(join, (self._pieces[member] for member in key))

    def settle(self, phrase: Phrase, word: Word, scale: float) -> None:
        """Let `phrase` say what `word` does, which was read there, and reach as high and low as its box."""
        for drawn, piece in zip(phrase.words, _pieces(word), strict=True):
            drawn.text, drawn.confidence = piece.text, piece.reading.confidence
        phrase.text, phrase.figure = word.text, is_figure(word.text)
        phrase.top, phrase.bottom = word.box.top * scale, word.box.bottom * scale


def drawn_print(lines: Sequence[Line], dpi: float) -> DrawnPrint:
    """The words of `lines` as they would stand on a drawn page. All print is of one size, unless clearly larger."""
    drawn = DrawnPrint()
    if not lines:
        return drawn
    scale = 72.0 / dpi
    height = median(word.box.height for line in lines for word in line.words)
    usual = min(height / _PRINT, _closest(lines, height) / _LEADING) * scale
    for line in lines:
        placed = []
        for word in line.words:
            size = usual * (word.box.height / height if word.box.height > _LARGER * height else 1.0)
            level = abs(word.middle - line.middle) <= _LEVEL * word.box.height
            placed.append((word, (line.middle if level else word.middle) * scale + _MIDDLE * size, size))
        drawn.add(placed, scale)
    return drawn


def _pieces(word: Word) -> list[Word]:
    """The words in a piece of print.

    The model sees letters narrower than they are, so the white between two words is taken to be a blank's: at wider
    white print was parted before it was read.
    """
    runs: list[list[Character]] = [[]]
    for character in word.reading.characters:
        if character.text != " ":
            runs[-1].append(character)
        elif runs[-1]:
            runs.append([])
    runs = [run for run in runs if run]
    lefts = [word.box.left + run[0].left * word.box.width for run in runs]
    rights = [word.box.left + run[-1].right * word.box.width for run in runs]
    half = _HALF_BLANK * word.box.height
    for number in range(len(runs) - 1):
        middle = (rights[number] + lefts[number + 1]) / 2
        rights[number], lefts[number + 1] = middle - half, middle + half
    if runs:
        lefts[0], rights[-1] = word.box.left, word.box.right
    return [
        Word(Box(round(left), word.box.top, round(right), word.box.bottom), Reading(tuple(run)))
        for left, right, run in zip(lefts, rights, runs, strict=True)
    ]


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
