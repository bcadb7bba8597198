"""Phrases that know their columns, and the cells and rows that they come together in."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.compute.reading.document import BBox
from services.compute.reading.pdf.figures import stands_for_figure
from services.compute.reading.pdf.phrases import Phrase

UNEVEN = 0.85
"""Lines this few font sizes apart would touch if they were two rows: they are one, unless they share a column."""


@dataclass(slots=True)
class Piece:
    """A phrase on columns `first` to `last` of a table, ends included."""

    phrase: Phrase
    first: int
    last: int


@dataclass(slots=True)
class DraftCell:
    """What stands in columns `first` to `last` of one row."""

    first: int
    last: int
    phrases: list[Phrase]

    @property
    def text(self) -> str:
        """The phrases in reading order; a word broken at a line's end is made whole."""
        if len(self.phrases) == 1:
            return self.phrases[0].text
        text = ""
        for line in lines_by_baseline(self.phrases):
            for phrase in line:
                broken = len(text) > 1 and text[-1] in "-‐" and text[-2].isalpha() and phrase.text[:1].islower()
                text += phrase.text if broken or not text else f" {phrase.text}"
        return text

    @property
    def confidence(self) -> float | None:
        """That of the word read with most doubt, None where nothing had to be guessed."""
        return min((p.confidence for p in self.phrases if p.confidence is not None), default=None)

    @property
    def extent(self) -> BBox:
        """The box of its text."""
        if len(self.phrases) == 1:
            return self.phrases[0].box
        lefts, tops, rights, bottoms = zip(*(p.box for p in self.phrases), strict=True)
        return min(lefts), min(tops), max(rights), max(bottoms)


DraftRow = list[DraftCell]


def lines_by_baseline(phrases: Iterable[Phrase]) -> list[list[Phrase]]:
    """Phrases line by line, each from left to right; turned text is read column by column."""
    lines: list[list[Phrase]] = []
    for phrase in sorted(phrases, key=lambda p: (p.baseline, p.left)):
        turned = phrase.words[0].turned
        if lines and not turned and phrase.baseline - lines[-1][0].baseline <= 0.45 * phrase.size:
            lines[-1].append(phrase)
        else:
            lines.append([phrase])
    return [sorted(line, key=lambda p: p.left) for line in lines]


@dataclass(slots=True)
class PieceLine:
    """Pieces on one line."""

    pieces: list[Piece]
    baseline: float
    size: float

    def columns(self) -> set[int]:
        return {c for p in self.pieces for c in range(p.first, p.last + 1)}

    def figures(self) -> list[Piece]:
        """The pieces that are numbers."""
        return [p for p in self.pieces if p.phrase.figure]

    def values(self) -> list[Piece]:
        """The pieces that are numbers, or stand where one would: a dash, n.a."""
        return [p for p in self.pieces if p.phrase.figure or stands_for_figure(p.phrase.text)]


def piece_lines(pieces: Iterable[Piece]) -> list[PieceLine]:
    """Pieces line by line. Lines a fraction apart that share no column are one: cells may stand unevenly."""
    lines: list[PieceLine] = []
    for piece in sorted(pieces, key=lambda p: p.phrase.baseline):
        last = lines[-1] if lines else None
        base, size = piece.phrase.baseline, piece.phrase.size
        if last and base - last.baseline <= 0.3 * min(last.size, size):
            last.pieces.append(piece)
            last.size = max(last.size, size)
        else:
            lines.append(PieceLine([piece], base, size))
    merged: list[PieceLine] = []
    for line in lines:
        last = merged[-1] if merged else None
        if (
            last
            and line.baseline - last.baseline <= UNEVEN * min(last.size, line.size)
            and not last.columns() & line.columns()
        ):
            if len(line.pieces) > len(last.pieces):
                last.baseline = line.baseline
            last.pieces.extend(line.pieces)
            last.size = max(last.size, line.size)
        else:
            merged.append(line)
    for line in merged:
        line.pieces.sort(key=lambda p: p.phrase.left)
    return merged


def row_of(pieces: Iterable[Piece]) -> DraftRow:
    """One row: pieces on the same columns share a cell, and so do those that overlap."""
    cells: list[DraftCell] = []
    for piece in sorted(pieces, key=lambda p: (p.first, -p.last)):
        last = cells[-1] if cells else None
        if last and piece.first <= last.last:
            last.last = max(last.last, piece.last)
            last.phrases.append(piece.phrase)
        else:
            cells.append(DraftCell(piece.first, piece.last, [piece.phrase]))
    return cells
