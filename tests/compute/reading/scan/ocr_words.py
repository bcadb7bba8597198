"""Words as OCR gives them, without OCR: glyphs of one width, in pixels of a page at 200 dpi."""

from services.compute.reading.scan.detection import Box
from services.compute.reading.scan.recognition import Character, Reading
from services.compute.reading.scan.words import Word

GLYPH, HEIGHT = 12, 31


def word(left: int, top: int, text: str, confidence: float = 0.99) -> Word:
    """A word whose box begins at (`left`, `top`)."""
    characters = tuple(
        Character(letter, confidence, index / len(text), (index + 1) / len(text)) for index, letter in enumerate(text)
    )
    return Word(Box(left, top, left + GLYPH * len(text), top + HEIGHT), Reading(characters))


def words_of(rows: list[list[list[str]]], columns: tuple[int, ...], leading: int = 24, row_gap: int = 14) -> list[Word]:
    """Rows of cells of lines, set to the left of `columns`, their boxes wavering by a pixel as those of OCR do."""
    words, top = [], 100
    for row in rows:
        for left, lines in zip(columns, row, strict=True):
            for number, line in enumerate(lines):
                words.append(word(left, top + leading * number + (left + 7 * number) % 3 - 1, line))
        top += leading * max(map(len, row)) + row_gap
    return words
