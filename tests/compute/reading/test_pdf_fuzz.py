"""Pages of marks drawn anywhere, and damaged bytes: no text is lost or told twice, and no error escapes."""

import contextlib
import os
import random
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from services.compute.reading.document import Document
from services.compute.reading.errors import UnreadableFiling
from services.compute.reading.pdf.read_pdf import read_pdf
from tests.compute.reading.drawn import Sheets


def length(examples: int) -> settings:
    """So many examples; as many as the profile says under ``make fuzz``."""
    fuzz = os.environ.get("COTEJO_HYPOTHESIS_PROFILE") == "fuzz"
    return settings() if fuzz else settings(max_examples=examples, deadline=None)


TEXTS = ("Total", "1,234.50", "-", "$", "(3)", "2019", "Gasto de los programas y", "a)", "n.a.", " ", "•", "x" * 60)

places = st.sampled_from([50.0, 100.0, 150.0, 200.0, 300.0]) | st.floats(-30, 830)
texts = st.tuples(places, places, st.sampled_from(TEXTS), st.sampled_from([0.2, 6.0, 10.0, 40.0]), st.booleans())
strokes = st.tuples(places, places, places, st.sampled_from(["level", "upright", "aslant", "shade"]))
turns = st.sampled_from([0, 90, 180, 270])


def draw(sheets: Sheets, lines: list[tuple[float, float, float, str]]) -> None:
    for x, y, other, kind in lines:
        if kind == "level":
            sheets.line(x, y, other, y)
        elif kind == "upright":
            sheets.line(x, y, x, other)
        elif kind == "aslant":
            sheets.line(x, y, other, y + 50)
        else:
            sheets.shade(min(x, other), y, max(x, other) + 1, y + 20)


def words(document: Document) -> Counter[str]:
    told = [cell.text for table in document.tables for row in table.rows for cell in row]
    told += [table.title for table in document.tables] + [paragraph.text for paragraph in document.paragraphs]
    return Counter(word for text in told for word in text.split())


@length(150)
@given(st.lists(texts, max_size=40), st.lists(strokes, max_size=30), turns)
def test_marks_drawn_anywhere_are_read(
    marks: list[tuple[float, float, str, float, bool]], lines: list[tuple[float, float, float, str]], turn: int
) -> None:
    sheets = Sheets(turn=turn)
    for x, y, text, size, upward in marks:
        (sheets.upward if upward else sheets.text)(x, y, text, size)
    draw(sheets, lines)
    sheets.next_page()
    document = read_pdf(sheets.saved())
    assert all(len(row) == len(table.rows[0]) for table in document.tables for row in table.rows)


@length(150)
@given(
    st.sets(st.tuples(st.integers(0, 9), st.integers(0, 35)), max_size=120),
    st.lists(strokes, max_size=20),
    st.booleans(),
    turns,
)
def test_every_word_is_told_once(
    spots: set[tuple[int, int]], lines: list[tuple[float, float, float, str]], figures: bool, turn: int
) -> None:
    sheets = Sheets(turn=turn)
    drawn = Counter[str]()
    for number, (column, row) in enumerate(sorted(spots)):
        word = f"{number}.5" if figures and column else f"voz{number}"
        sheets.text(40 + 54 * column, 60 + 20 * row, word)
        drawn[word] += 1
    draw(sheets, lines)
    sheets.next_page()
    assert words(read_pdf(sheets.saved())) == drawn


@length(100)
@given(st.integers(0, 2**32), st.integers(1, 400))
def test_damaged_bytes_are_read_or_refused(seed: int, count: int) -> None:
    sheets = Sheets()
    sheets.lattice([50, 200, 320], [100, 120, 140])
    sheets.text(60, 114, "Concepto")
    damaged = bytearray(sheets.saved())
    chosen = random.Random(seed)
    for _ in range(count):
        damaged[chosen.randrange(len(damaged))] = chosen.randrange(256)
    with contextlib.suppress(UnreadableFiling):
        assert read_pdf(bytes(damaged)).pages >= 1
