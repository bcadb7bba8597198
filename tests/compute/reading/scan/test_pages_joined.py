"""Tables that go on over scanned pages, which OCR reads and the scanner lays down a little differently each time."""

import numpy as np
import pytest

from services.compute.reading.document import Table
from services.compute.reading.pdf.frame import LevelledFrame
from services.compute.reading.pdf.read_pdf import Joining
from services.compute.reading.pdf.said_again import is_alike
from services.compute.reading.scan.arrangement import arrange
from services.compute.reading.scan.rulings import Rulings
from tests.compute.reading.scan.ocr_words import words_of

FRAME = LevelledFrame((612.0, 792.0), ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0)))
NO_LINES = Rulings((), (), np.zeros((1, 1), np.uint8))
COLUMNS = (100, 300, 600, 800)
HEADINGS = ["Clave", "Programa", "Aprobado 2021", "Devengado"]
FIRST = [["E001", "Fomento", "1,250.00", "310.00"], ["E002", "Becas", "480.00", "120.00"]]
SECOND = [["E003", "Salud", "95.00", "44.00"], ["E004", "Obras", "825.00", "474.00"]]


def joined(*pages: tuple[list[list[str]], int]) -> tuple[Table, ...]:
    """Tables of pages, each of rows and of how far to the right its sheet lay, in pixels."""
    joining = Joining()
    for number, (rows, shift) in enumerate(pages, 1):
        words = words_of([[[text] for text in row] for row in rows], tuple(left + shift for left in COLUMNS))
        joining.add(arrange(words, NO_LINES, 200.0, FRAME, number))
    return joining.tables()


@pytest.mark.parametrize(
    ("opening", "shift"),
    [
        ([["Clave", "Progrema", "Aprobado2021", "Devengadc"]], 0),
        ([], 0),
        ([["CIave", "Programa", "Aprobado 2021", "Devengado"]], 45),
    ],
)
def test_a_table_goes_on_whether_headings_are_misread_left_out_or_shifted(opening: list[list[str]], shift: int) -> None:
    (table,) = joined(([HEADINGS, *FIRST], 0), ([*opening, *SECOND], shift))
    assert [[cell.text for cell in row] for row in table.rows] == [HEADINGS, *FIRST, *SECOND]
    assert [row[0].page for row in table.rows] == [1, 1, 1, 2, 2]


def test_headings_of_another_year_are_not_taken_for_the_same_again() -> None:
    later = [text.replace("2021", "2022") for text in HEADINGS]
    tables = joined(([HEADINGS, *FIRST], 0), ([later, *SECOND], 0))
    texts = [[cell.text for cell in row] for table in tables for row in table.rows]
    assert texts == [HEADINGS, *FIRST, later, *SECOND]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Estado analítico de ingresos", "Estado analitico deingresos", True),
        ("Estado analítico de ingresos", "Estado analítico de egresos", False),
        ("Clasificación administrativa", "Clasificación funcional", False),
        ("Anexo 2.1", "Anexo 2.7", False),
        ("Devengado", "Devengadc", True),
        ("", "Devengado", False),
    ],
)
def test_readings_of_one_text_are_told_from_other_texts(one: str, other: str, alike: bool) -> None:
    assert is_alike(one, other) is alike
    assert is_alike(other, one) is alike
