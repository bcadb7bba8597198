"""A currency sign that its column leads one to expect, seen where it was taken for the digit it resembles."""

from dataclasses import replace

from services.compute.reading.scan.figures import is_figure
from services.compute.reading.scan.recognition import Character, Reading
from services.compute.reading.scan.rows import Cells
from services.compute.reading.scan.words import Word

_EXPECTED_SHARE = 0.8
_LEAST_LIKELIHOOD = 0.05
_SIGN = "$"


def expect_signs(rows: list[Cells]) -> list[Cells]:
    """The rows, with `$` at the head of doubtful figures in columns where nearly every other figure has it.

    Only where the marks might be the sign: a five that could be nothing else stays one.
    """
    width = max((len(row) for row in rows), default=0)
    expected = {column for column in range(width) if _signed_share(rows, column) >= _EXPECTED_SHARE}
    return [
        [[_signed(word) for word in words] if column in expected else words for column, words in enumerate(row)]
        for row in rows
    ]


def _signed_share(rows: list[Cells], column: int) -> float:
    figures = [word.text for row in rows for word in row[column] if is_figure(word.text) and "." in word.text]
    return sum(_SIGN in text for text in figures) / len(figures) if figures else 0.0


def _signed(word: Word) -> Word:
    if _SIGN in word.text or not word.reading.characters:
        return word
    first = word.reading.characters[0]
    likelihood = dict(first.alternatives).get(_SIGN, 0.0)
    changed = (_as_sign(first, likelihood), *word.reading.characters[1:])
    if likelihood < _LEAST_LIKELIHOOD or not is_figure("".join(character.text for character in changed)):
        return word
    return Word(word.box, Reading(changed))


def _as_sign(character: Character, likelihood: float) -> Character:
    return replace(character, text=_SIGN, confidence=likelihood, alternatives=())
