"""The federal accounts by programme: every amount under its branch or programme, its moment and its category."""

import io
import random
from collections.abc import Sequence

import openpyxl
import polars as pl
import pytest

from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.recognition.statement import Statement
from services.compute.rules import catalogue
from tests.analysed import read_file
from tests.conftest import real_filing
from tests.federal_truth import FIRST, MOMENT, MOMENTS, NAME, Row, agreed, sheet

ALTERED_ROWS = 700
_IN_BOTH = ("SUBSIDIOS", "SUMA")


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
    found = recognised_rows(rows).facts
    usual = {row["cell"]: row for row in recognised_rows(sheet()[:ALTERED_ROWS]).facts.iter_rows(named=True)}
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


def recognised_rows(rows: Sequence[Row]) -> Statement:
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
    statement = recognised_rows(rows)
    assert statement.period is not None
    assert statement.period.end.year == 2019
    check(statement, rows)


def test_without_merged_cells_the_same_word_under_two_groups_is_two_categories() -> None:
    facts = recognised_rows(sheet()[:ALTERED_ROWS]).facts
    twice = facts.group_by("subject_row", "concept", "group").agg(pl.len(), pl.col("column").n_unique())
    assert twice["column"].max() == 1
    groups = set(facts["group"].unique().drop_nulls())
    assert {f"{group} / {part}" for group in ("GASTO CORRIENTE", "GASTO DE INVERSIÓN") for part in _IN_BOTH} < groups


def test_a_heading_stands_over_what_is_left_blank_up_to_the_next_one() -> None:
    """Branches three columns right of their heading, with an empty column between, are no programmes."""
    rows = recognised_rows(sheet()[:100]).facts.unique("subject_row")
    coded = rows.select("subject_kind", pl.col("subject_code").is_not_null()).unique().rows()
    assert sorted(coded) == [("account", False), ("programme", True)]


def test_categories_across_are_no_columns_of_unknown_meaning() -> None:
    outcome = catalogue()["unrecognised-column"][1](recognised_rows(sheet()[:ALTERED_ROWS]), load_policy())
    assert not outcome.findings
    assert outcome.passed


@pytest.mark.parametrize("count", [170, 240])
def test_a_rate_of_0_where_none_so_large_is_shown_is_no_error_in_any_category(count: int) -> None:
    """The accounts print 0 for what was spent many times over; as many rows as make that the exception."""
    rows = sheet()[:count]
    assert not catalogue()["ratio-mismatch"][1](recognised_rows(rows), load_policy()).findings
    wrong = [list(row) for row in rows]
    place = next(n for n, row in enumerate(wrong) if row[MOMENT] == "Porcentaje Ejer/Modif" and row[FIRST] == 100)
    wrong[place][FIRST] = 0
    (finding,) = catalogue()["ratio-mismatch"][1](recognised_rows(wrong), load_policy()).findings
    assert finding.observed == 0
