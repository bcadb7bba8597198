import pytest

from services.compute.reading.scan.detection import Box
from services.compute.reading.scan.lines import Line, text_lines
from services.compute.reading.scan.recognition import Character, Reading
from services.compute.reading.scan.touching import part_touching
from services.compute.reading.scan.words import Word

GLYPH = 10


def word(text: str, left: int, top: int, gap: int = 0) -> Word:
    """Glyphs ten pixels wide; the last blank of the text is `gap` pixels wider."""
    width = len(text) * GLYPH + gap
    last_blank = text.rfind(" ")
    characters = []
    for index, letter in enumerate(text):
        start = index * GLYPH + (gap if index > last_blank >= 0 else 0)
        characters.append(Character(letter, 0.99, start / width, (start + GLYPH) / width))
    return Word(Box(left, top, left + width, top + 24), Reading(tuple(characters)))


def texts(lines: list[Line]) -> list[list[str]]:
    return [[piece.text for piece in line.words] for line in lines]


def test_a_figure_that_stands_below_others_is_parted_from_the_text_it_touches() -> None:
    words = [
        word("Monto generado", 0, 0),
        word("27%", 200, 0),
        word("Campañas realizadas", 0, 40),
        word("0%", 200, 40),
        word("Seguros y ayudas 42%", 0, 80, gap=30),
    ]
    assert texts(part_touching(text_lines(words, ())))[2] == ["Seguros y ayudas", "42%"]


@pytest.mark.parametrize("label", ["Capítulo 1000", "Meta 3"])
def test_labels_of_one_length_keep_the_figure_they_end_in(label: str) -> None:
    lines = text_lines([word(label, 0, top, gap=5) for top in (0, 40, 80, 120)], ())
    assert texts(part_touching(lines)) == [[label]] * 4


def test_a_figure_broken_at_its_blanks_is_one_again_and_two_figures_stay_two() -> None:
    assert texts(text_lines([word("178", 0, 0), word("103", 42, 0), word("282.00", 84, 0)], ())) == [["178 103 282.00"]]
    assert texts(text_lines([word("25", 0, 0), word("142,868", 32, 0)], ())) == [["25", "142,868"]]
    assert texts(text_lines([word("178", 0, 0), word("103", 120, 0)], ())) == [["178", "103"]]
