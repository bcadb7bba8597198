"""The federal accounts by programme: every amount under its branch or programme, its moment and its category."""

import io
import random
from collections.abc import Sequence

import openpyxl
import pytest

from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.recognition.statement import Statement
from tests.analysed import read_file
from tests.conftest import real_filing
from tests.federal_truth import FIRST, MOMENT, MOMENTS, NAME, Row, agreed, sheet

ALTERED_ROWS = 700


def check(statement: Statement, rows: Sequence[Row]) -> None:
    """Nearly all amounts are facts at their cells, and no fact is anything else."""
    right, total = agreed(statement, rows)
    assert total > 1000
    assert right >= 0.999 * total, (right, total)
    assert statement.facts.height <= total


def test_every_amount_is_under_its_programme_moment_and_category() -> None:
    statement = recognise(read_file(real_filing(NAME)), "MXN")
    assert statement.family == "federal-accounts"
    assert statement.period is not None
    assert statement.period.end.year == 2016
    check(statement, sheet())


@pytest.mark.parametrize(
    "words",
    [
        {"Ejercicio": "Pagado", "Porcentaje Ejer/Aprob": "Porcentaje Pag/Aprob", "Porcentaje Ejer/Modif": "Pag/Modif"},
        {"Aprobado": "Original", "Porcentaje Ejer/Aprob": "Porcentaje Ejer/Orig", "Porcentaje Ejer/Modif": "% Zeta"},
    ],
    ids=["paid", "original"],
)
def test_a_year_with_other_moments_keeps_every_figure_under_its_programme(words: dict[str, str]) -> None:
    rows = [[words.get(t.strip(), t) if isinstance(t, str) else t for t in row] for row in sheet()[:ALTERED_ROWS]]
    found = _recognised(rows).facts
    usual = {row["cell"]: row for row in _recognised(sheet()[:ALTERED_ROWS]).facts.iter_rows(named=True)}
    assert found.height == len(usual)
    other = {"paid": "exercised", "payment_rate_approved": "exercise_rate_approved"}
    other |= {"payment_rate_modified": "exercise_rate_modified", "zeta": "exercise_rate_modified"}
    for row in found.iter_rows(named=True):
        same = usual[row["cell"]]
        assert (row["subject_code"], row["subject_name"], row["value"]) == (
            same["subject_code"],
            same["subject_name"],
            same["value"],
        )
        assert other.get(row["concept"], row["concept"]) == same["concept"]


def _recognised(rows: Sequence[Row]) -> Statement:
    """What a workbook of `rows` states."""
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append([None if value == "" else value for value in row])
    stream = io.BytesIO()
    book.save(stream)
    return recognise(read(stream.getvalue(), "otro.xlsx"), "MXN")


@pytest.mark.parametrize("seed", range(3))
def test_another_year_with_moments_and_categories_in_another_order(seed: int) -> None:
    turned = random.Random(seed)
    rows = [
        [str(t).replace("2016", "2019") if isinstance(t, str) else t for t in row] for row in sheet()[:ALTERED_ROWS]
    ]
    blocks = [n for n, row in enumerate(rows) if str(row[MOMENT]).strip() == "Aprobado"]
    order = turned.sample(range(len(MOMENTS)), len(MOMENTS))
    for start in blocks:
        block = rows[start : start + len(MOMENTS)]
        if len(block) == len(MOMENTS):
            rows[start : start + len(MOMENTS)] = [block[place] for place in order]
    columns = list(range(len(rows[0])))
    for group in ([FIRST, FIRST + 1, FIRST + 2, FIRST + 3], [FIRST + 6, FIRST + 7, FIRST + 8]):
        for old, new in zip(group, turned.sample(group, len(group)), strict=True):
            columns[old] = new
    head = next(n for n, row in enumerate(rows) if str(row[FIRST]).strip() == "SERVICIOS PERSONALES")
    rows = [[row[columns[c]] for c in range(len(row))] if n >= head else row for n, row in enumerate(rows)]
    statement = _recognised(rows)
    assert statement.period is not None
    assert statement.period.end.year == 2019
    check(statement, rows)
