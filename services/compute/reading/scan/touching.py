"""Columns so near one another that detection took a text and the figure beside it for one piece of print."""

from collections.abc import Sequence
from dataclasses import replace

from services.compute.reading.scan.detection import Box
from services.compute.reading.scan.figures import is_figure
from services.compute.reading.scan.lines import Line
from services.compute.reading.scan.recognition import Reading
from services.compute.reading.scan.words import Word

_LEAST_GAP = 0.3
_ALIGNED = 0.35
_RAGGED = 1.0
"""All in heights of the boxes around lines. A blank between words is about 0.25."""
_LEAST_ROWS = 3


def part_touching(lines: Sequence[Line]) -> list[Line]:
    """The lines, with a figure at the end of a text parted from it where such figures stand below one another.

    Where no figure stands there alone, only if the texts end at different places: labels of one length may end in one.
    """
    parted = {id(word): pair for line in lines for word in line.words if (pair := _text_and_figure(word))}
    alone = [word for line in lines for word in line.figures]
    kept = {
        key: pair
        for key, pair in parted.items()
        if any(_is_column(pair[1], edge, list(parted.values()), alone) for edge in (0, 1))
    }
    return [
        replace(line, words=tuple(piece for word in line.words for piece in kept.get(id(word), (word,))))
        for line in lines
    ]


def _text_and_figure(word: Word) -> tuple[Word, Word] | None:
    characters = word.reading.characters if not is_figure(word.text) else ()
    for index in (index for index, character in enumerate(characters) if character.text == " "):
        text, figure = Reading(characters[:index]), Reading(characters[index + 1 :])
        if not is_figure(figure.text) or is_figure(text.text) or not text.characters:
            continue
        end = round(word.box.left + text.characters[-1].right * word.box.width)
        start = round(word.box.left + figure.characters[0].left * word.box.width)
        if start - end < _LEAST_GAP * word.box.height:
            return None
        return (
            Word(replace(word.box, right=end), text),
            Word(replace(word.box, left=min(start, word.box.right - 1)), figure),
        )
    return None


def _is_column(figure: Word, edge: int, parted: Sequence[tuple[Word, Word]], alone: Sequence[Word]) -> bool:
    """Whether enough figures begin (`edge` 0) or end (1) where `figure` does."""
    if sum(_same(figure, other, edge) for other in alone) >= _LEAST_ROWS - 1:
        return True
    ends = [text.box.right for text, other in parted if _same(figure, other, edge)]
    return len(ends) >= _LEAST_ROWS and max(ends) - min(ends) > _RAGGED * figure.box.height


def _same(one: Word, other: Word, edge: int) -> bool:
    return abs(_edge(one.box, edge) - _edge(other.box, edge)) <= _ALIGNED * one.box.height


def _edge(box: Box, edge: int) -> int:
    return box.right if edge else box.left
