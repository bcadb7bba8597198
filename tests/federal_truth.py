"""What the federal accounts by programme state, read from the sheet by its columns: names, moments, categories."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

from services.compute.recognition.statement import Statement
from tests.conftest import real_filing

NAME = "cuenta-publica-gasto-programatico-2016.xls"
MOMENTS = {
    "Aprobado": "approved",
    "Modificado": "modified",
    "Devengado": "accrued",
    "Ejercicio": "exercised",
    "Porcentaje Ejer/Aprob": "exercise_rate_approved",
    "Porcentaje Ejer/Modif": "exercise_rate_modified",
}
LABELS, CODE, MOMENT, FIRST, SHARES, LAST = 1, 5, 6, 7, 18, 20
"""Columns of the sheet, counted from 0: names by level, codes, moments, the first category, the shares, the last."""
FIRST_ROW = 9
Row = list[Any]


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of the sheet: `category` is the number of its column."""

    code: str | None
    name: str
    concept: str
    category: int
    value: Decimal


@cache
def sheet() -> list[Row]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(real_filing(NAME).read_bytes()))
    return [list(row) for row in book.get_sheet_by_index(0).to_python(skip_empty_area=False)]


def amounts(rows: Sequence[Row]) -> Iterator[tuple[int, Amount]]:
    """The amounts with their rows, counted from 1."""
    code, name = None, ""
    for number, row in enumerate(rows, 1):
        moment = str(row[MOMENT]).strip()
        if moment not in MOMENTS:
            words = [str(text).strip() for text in row[LABELS : MOMENT + 1] if str(text).strip()]
            if words and number > FIRST_ROW:
                code, name = str(row[CODE]).strip() or None, words[-1]
            continue
        concept = MOMENTS[moment]
        for column in range(FIRST, LAST + 1):
            if isinstance(row[column], int | float):
                share = column >= SHARES
                value = Decimal(str(row[column])) / (100 if share or concept.startswith("exercise_rate") else 1)
                yield number, Amount(code, name, "share" if share else concept, column, value)


def agreed(statement: Statement, rows: Sequence[Row]) -> tuple[int, int]:
    """How many amounts are facts at their cells under the right programme, moment and value; and of how many."""
    facts = {row["cell"].split("!")[1]: row for row in statement.facts.iter_rows(named=True) if row["cell"]}
    right = total = 0
    for number, amount in amounts(rows):
        total += 1
        fact = facts.get(f"{get_column_letter(amount.category + 1)}{number}")
        right += fact is not None and (
            fact["concept"] == amount.concept
            and abs(Decimal(fact["value"]) - amount.value) < Decimal("1e-9") * max(Decimal(1), abs(amount.value))
            and fact["subject_code"] == amount.code
            and " ".join(amount.name.split()).startswith(" ".join((fact["subject_name"] or "?").split())[:60])
        )
    return right, total
