"""Figures that a scan gave wrongly are put right by their row and column, and only where one value is left."""

from dataclasses import replace
from decimal import Decimal

import pytest

from services.compute.reading import Document, read
from services.compute.recognition import Statement, recognise

HEADINGS = ["Clave", "Nombre", "Aprobado", "Ampliaciones/ (Reducciones)", "Modificado", "Devengado"]
ROWS = [
    ["A1", "Uno", "1,000.00", "200.00", "1,200.00", "600.00"],
    ["B2", "Dos", "3,000.00", "-500.00", "2,500.00", "800.00"],
    ["C3", "Tres", "5,000.00", "0.00", "5,000.00", "1,868.00"],
    ["", "Total", "9,000.00", "-300.00", "8,700.00", "3,268.00"],
]


def _statement(row: int, column: int, text: str, *, scanned: bool = False) -> Statement:
    rows = [list(cells) for cells in (HEADINGS, *ROWS)]
    rows[row][column] = text
    document = read("\n".join("\t".join(cells) for cells in rows).encode())
    if scanned:
        (table,) = document.tables
        cells = tuple(tuple(cell._replace(confidence=0.9) for cell in line) for line in table.rows)
        document = Document(document.media_type, 1, (replace(table, rows=cells),))
    return recognise(document, "MXN")


def _mended(statement: Statement) -> list[tuple[str, str]]:
    return [(row["text"], row["value"]) for row in statement.facts.iter_rows(named=True) if row["mended"]]


@pytest.mark.parametrize(
    ("row", "column", "text", "value"),
    [(2, 4, "2,5O0.00", "2500.00"), (3, 5, "1,B68.00", "1868.00"), (1, 2, "I,000.00", "1000.00")],
)
def test_what_cannot_be_read_is_what_the_sums_leave(row: int, column: int, text: str, value: str) -> None:
    assert _mended(_statement(row, column, text)) == [(text, value)]


@pytest.mark.parametrize("text", ["2,9O0.00", "x,5x0.00"])
def test_what_does_not_look_like_the_value_stays_unread(text: str) -> None:
    statement = _statement(2, 4, text)
    assert _mended(statement) == []
    assert [note.kind for note in statement.notes if note.cells[0].text == text] == ["unreadable"]


def test_a_figure_that_ocr_misread_is_put_right_where_row_and_column_agree() -> None:
    assert _mended(_statement(3, 2, "6,000.00", scanned=True)) == [("6,000.00", "5000.00")]


def test_a_figure_that_the_filing_states_is_never_put_right() -> None:
    assert _mended(_statement(3, 2, "6,000.00")) == []


@pytest.mark.parametrize(("column", "text"), [(5, "1,888.00"), (2, "4,000.00")])
def test_one_sum_alone_or_marks_not_alike_change_no_figure(column: int, text: str) -> None:
    assert _mended(_statement(3, column, text, scanned=True)) == []


def test_two_values_that_would_do_are_both_told_and_neither_taken() -> None:
    rows = [list(cells) for cells in (HEADINGS, *ROWS)]
    rows[2][3:5] = ["-494.00", "2,5O6.00"]
    rows[4][3:5] = ["-294.00", "8,708.00"]
    text = "\n".join("\t".join(cells) for cells in rows)
    statement = recognise(read(text.encode()), "MXN")
    (note,) = [note for note in statement.notes if note.kind == "unreadable"]
    assert note.candidates == (Decimal("2506.00"), Decimal("2508.00"))
    assert _mended(statement) == []
