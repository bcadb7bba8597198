"""The federal accounts by programme: every amount under its branch or programme, its moment and its category."""

import io
import random
from collections.abc import Sequence

import openpyxl
import pytest

from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.recognition.statement import Statement
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
    statement = recognise(read(real_filing(NAME).read_bytes(), NAME), "MXN")
    assert statement.family == "federal-accounts"
    assert statement.period is not None
    assert statement.period.end.year == 2016
    check(statement, sheet())


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
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append([None if value == "" else value for value in row])
    stream = io.BytesIO()
    book.save(stream)
    statement = recognise(read(stream.getvalue(), "otro.xlsx"), "MXN")
    assert statement.period is not None
    assert statement.period.end.year == 2019
    check(statement, rows)
