"""Words into phrases (what one cell or one line of prose holds) and phrases into lines."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from services.compute.reading.document import BBox
from services.compute.reading.pdf.currency import with_their_figures
from services.compute.reading.pdf.figures import is_figure, stands_for_figure
from services.compute.reading.pdf.justified import with_whole_lines
from services.compute.reading.pdf.words import Word

WIDEST_SPACE = 0.7
"""A wider gap than this, in font sizes, parts two phrases."""
LEVEL, UNEVEN = 0.3, 0.5
"""Baselines this few font sizes apart are one line; or this few, where the texts stand clear of each other."""
NARROWEST_COLUMN_GAP = 0.36
"""Two figures this far apart, in font sizes, are two cells, unless they are groups of thousands."""

_BULLET = re.compile(r"^[•●▪■◦❖➢✓·\uf0b7\uf0a7\uf076\uf0d8]$")
"""Bullets, those of symbol fonts among them."""
_GROUP = re.compile(r"^\d{3}(?:[.,]\d+)?%?$")
_LEADING_GROUP = re.compile(r"^[($\-]*\d{1,3}$")
_AMOUNT = re.compile(r"^[($\-]*\d{1,3}(?:,\d{3})*\.\d\d\)?$|^[($\-]*\d{1,3}(?:,\d{3})+\)?$")
_NUMERIC = re.compile(r"^[^A-Za-zÀ-ÿ]*\d[^A-Za-zÀ-ÿ]*$")


@dataclass(slots=True)
class Phrase:
    """Words that belong together on one line, in a reading plane (points, y downwards)."""

    words: list[Word]
    left: float
    right: float
    baseline: float
    size: float
    top: float
    bottom: float
    text: str
    figure: bool

    @property
    def box(self) -> BBox:
        """(left, top, right, bottom)"""
        return self.left, self.top, self.right, self.bottom

    @property
    def confidence(self) -> float | None:
        """That of the word read with most doubt, None where nothing had to be guessed."""
        return min((word.confidence for word in self.words if word.confidence is not None), default=None)

    @property
    def middle(self) -> float:
        """The height at which most of its ink is."""
        return self.baseline - 0.3 * self.size if not self.words[0].turned else (self.top + self.bottom) / 2


def phrase_of(words: list[Word]) -> Phrase:
    """A phrase of words in reading order."""
    if len(words) == 1:
        word = words[0]
        box = word.left, word.right, word.baseline, word.size, word.top, word.bottom
        return Phrase(words, *box, word.text, is_figure(word.text))
    main = max(words, key=lambda w: (w.size, len(w.text)))
    text = " ".join([w.text for w in words])
    left, right = min([w.left for w in words]), max([w.right for w in words])
    top, bottom = min([w.top for w in words]), max([w.bottom for w in words])
    return Phrase(words, left, right, main.baseline, main.size, top, bottom, text, is_figure(text))


@dataclass(slots=True)
class Line:
    """Phrases on one baseline, from left to right."""

    phrases: list[Phrase]
    baseline: float
    size: float
    left: float
    right: float
    top: float
    bottom: float

    def reaches(self, phrase: Phrase) -> bool:
        """Whether text of the line stands over, under or right beside a phrase."""
        room = 0.5 * phrase.size
        return any(p.left < phrase.right + room and phrase.left < p.right + room for p in self.phrases)

    def add(self, phrase: Phrase) -> None:
        """Put one more phrase on the line, in whatever order."""
        self.phrases.append(phrase)
        if phrase.size > self.size:
            self.size = phrase.size
        if phrase.left < self.left:
            self.left = phrase.left
        if phrase.right > self.right:
            self.right = phrase.right
        if phrase.top < self.top:
            self.top = phrase.top
        if phrase.bottom > self.bottom:
            self.bottom = phrase.bottom


def _joins(before: Word, after: Word) -> bool:
    """Whether two words that follow each other on a line belong to one phrase."""
    em = min(before.size, after.size)
    gap = after.left - before.right
    if gap < -0.4 * em:
        return False
    if gap > WIDEST_SPACE * em:
        # A bullet stands as far from its text as its list pleases.
        return bool(_BULLET.match(before.text)) and gap < 4 * em
    if before.text[-1].isalpha() or after.text[0].isalpha():
        return True
    if _AMOUNT.match(before.text) and _AMOUNT.match(after.text):
        return False
    if gap <= NARROWEST_COLUMN_GAP * em or not _NUMERIC.match(before.text):
        return True
    if stands_for_figure(after.text):
        return False
    if _NUMERIC.match(after.text):
        return bool(_LEADING_GROUP.match(before.text) and _GROUP.match(after.text)) and gap < 0.5 * em
    return True


def read_phrases(words: list[Word]) -> list[Phrase]:
    """Phrases as they were drawn, then those that touch on a line joined whatever order they were drawn in."""
    drawn: list[list[Word]] = []
    for word in words:
        last = drawn[-1][-1] if drawn else None
        if last and not word.turned and not last.turned and _level(last, word) and _joins(last, word):
            drawn[-1].append(word)
        else:
            drawn.append([word])
    joined: list[list[Word]] = []
    for line in _levelled(drawn):
        row: list[list[Word]] = []
        for run in line:
            if row and _joins(row[-1][-1], run[0]):
                row[-1].extend(_touching(row[-1], run))
            else:
                row.append(run)
        row = with_whole_lines(row)
        joined.extend(with_their_figures([*row[:1], *(part for run in row[1:] for part in _off_labels(run))]))
    return [phrase_of(run) for run in joined]


def _off_labels(run: list[Word]) -> list[list[Word]]:
    """A run that is not the first of its line, cut where a label stands near the amounts that it begins with."""
    for number, (before, after) in enumerate(pairwise(run), 1):
        if not _AMOUNT.match(before.text):
            break
        if after.text[0].isalpha() and after.left - before.right > NARROWEST_COLUMN_GAP * after.size:
            return [run[:number], run[number:]]
    return [run]


def _touching(before: list[Word], after: list[Word]) -> list[Word]:
    """`after` as it goes on from `before`: where a word was cut between two glyphs it is made whole."""
    last, first = before[-1], after[0]
    gap = (first.left - last.right) / min(last.size, first.size)
    whole = not first.spaced and abs(gap) <= 0.1 and not (is_figure(last.text) and is_figure(first.text))
    if not whole:
        return after
    before.pop()
    word = Word(last.text + first.text, last.left, first.right, last.baseline, max(last.size, first.size), last.spaced)
    return [word, *after[1:]]


def _level(a: Word, b: Word) -> bool:
    return abs(a.baseline - b.baseline) <= 0.2 * max(a.size, b.size)


def _levelled(runs: list[list[Word]]) -> Iterable[list[list[Word]]]:
    """Runs grouped by baseline, each group from left to right."""
    group: list[list[Word]] = []
    for run in sorted(runs, key=lambda r: (r[0].turned, r[0].baseline)):
        if group and (run[0].turned or abs(group[-1][0].baseline - run[0].baseline) > 0.2 * run[0].size):
            yield sorted(group, key=lambda r: r[0].left)
            group = []
        group.append(run)
    if group:
        yield sorted(group, key=lambda r: r[0].left)


def lines_of(phrases: Iterable[Phrase]) -> list[Line]:
    """Phrases grouped into lines, from top to bottom."""
    lines: list[Line] = []
    ordered = sorted(phrases, key=_baseline)
    for phrase in ordered:
        last = lines[-1] if lines else None
        step = (phrase.baseline - last.baseline) / min(last.size, phrase.size) if last else 1.0
        if last and (step <= LEVEL or (step <= UNEVEN and not last.reaches(phrase))):
            last.add(phrase)
        else:
            box = phrase.left, phrase.right, phrase.top, phrase.bottom
            lines.append(Line([phrase], phrase.baseline, phrase.size, *box))
    for line in lines:
        if len(line.phrases) > 1:
            line.phrases.sort(key=_left)
    return lines


_baseline = attrgetter("baseline")
_left = attrgetter("left")
