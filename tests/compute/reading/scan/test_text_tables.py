"""Tables of wrapped texts on a scan, from words as OCR gives them."""

import numpy as np

from services.compute.reading.scan.detection import Box
from services.compute.reading.scan.recognition import Character, Reading
from services.compute.reading.scan.rulings import Rulings
from services.compute.reading.scan.text_tables import find_text_tables
from services.compute.reading.scan.words import Word

NO_LINES = Rulings((), (), np.zeros((1, 1), np.uint8))
HEIGHT, LEADING, ROW_GAP = 31, 24, 14
"""Pixels of the box around a line, which reaches into its neighbours, from line to line, and more from row to row."""


def _word(left: int, top: int, text: str) -> Word:
    characters = tuple(Character(letter, 0.99, i / len(text), (i + 1) / len(text)) for i, letter in enumerate(text))
    return Word(Box(left, top, left + 12 * len(text), top + HEIGHT), Reading(characters))


def _words(rows: list[list[list[str]]], columns: tuple[int, ...]) -> list[Word]:
    words, top = [], 100
    for row in rows:
        for left, lines in zip(columns, row, strict=True):
            for number, line in enumerate(lines):
                waver = (left + 7 * number) % 3 - 1
                words.append(_word(left, top + LEADING * number + waver, line))
        top += LEADING * max(map(len, row)) + ROW_GAP
    return words


def test_rows_of_wrapped_texts_and_figures_are_one_grid() -> None:
    rows = [
        [["Clave"], ["Nombre"], ["Descripción"], ["Aprobado"]],
        [["J001"], ["Revisión del", "entero"], ["Optimización de", "los procesos de", "entero"], ["460,500.00"]],
        [["J002"], ["Dirección de", "procesos"], ["Administración", "eficiente de los", "inmuebles"], ["30,000.00"]],
        [["J003"], ["Supervisión", "de seguros"], ["Pago quincenal", "de seguros"], ["107,500.00"]],
    ]
    words = _words(rows, (100, 250, 500, 800))
    (table,) = find_text_tables(words, NO_LINES, mostly_wrapped=True)
    grid = [[" ".join(word.text for word in cell) for cell in cells] for cells in table.rows]
    assert grid == [[" ".join(lines) for lines in row] for row in rows]
    assert len(table.words) == len(words)


def test_a_statement_whose_labels_alone_wrap_is_left_to_its_figures() -> None:
    rows = [
        [[f"Programa {number}", "de gasto"], ["1,500.00"], ["900.00"], ["600.00"]] if number % 2 else
        [[f"Programa {number}"], ["1,500.00"], ["900.00"], ["600.00"]]
        for number in range(6)
    ]  # fmt: skip
    assert not find_text_tables(_words(rows, (100, 400, 600, 800)), NO_LINES, mostly_wrapped=True)
