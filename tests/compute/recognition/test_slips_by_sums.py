"""Rows a cell short or long in tables without rates: their sums say where the cell is lost, or too many."""

import pytest

import cotejo
from services.compute.reading import read
from services.compute.recognition import recognise

TITLE = ("Estado Analítico del Ejercicio del Presupuesto", "Del 1 de enero al 30 de junio de 2024", "")
HEADINGS = "Concepto\tAprobado\tAmpliaciones/(Reducciones)\tModificado\tDevengado\tPagado\tSubejercicio"
FIRST = "1000 Personales\t200.00\t10.00\t210.00\t100.00\t98.00\t110.00"
SECOND = "2000 Materiales\t100.00\t12.00\t112.00\t50.00\t47.00\t62.00"
MOMENTS = ("approved", "adjustment", "modified", "accrued", "paid", "underspend")


def _third(place: int, *, doubled: bool) -> dict[str, str]:
    """What is read of a third row of which the cell at `place` is lost, or stands twice."""
    row = ["3000 Generales", "300.00", "20.00", "320.00", "150.00", "140.00", "170.00"]
    row[place : place + 1] = [row[place]] * (2 if doubled else 0)
    lines = (*TITLE, HEADINGS, FIRST, SECOND, "\t".join(row))
    facts = recognise(read("\n".join(lines).encode(), "informe.txt"), "MXN").facts
    return {one["concept"]: one["text"] for one in facts.iter_rows(named=True) if one["subject_code"] == "3000"}


WHOLE = dict(zip(MOMENTS, ("300.00", "20.00", "320.00", "150.00", "140.00", "170.00"), strict=True))


@pytest.mark.parametrize("place", [3, 5])
def test_sums_tell_which_cell_is_lost(place: int) -> None:
    assert _third(place, doubled=False) == {one: WHOLE[one] for one in MOMENTS if one != MOMENTS[place - 1]}


@pytest.mark.parametrize("place", [1, 2, 3, 4, 5, 6])
def test_sums_tell_which_cell_stands_twice(place: int) -> None:
    found = _third(place, doubled=True)
    assert found.items() <= WHOLE.items() and len(found) >= len(WHOLE) - 1


@pytest.mark.parametrize("place", [1, 2, 4, 6])
def test_what_sums_leave_open_is_not_read(place: int) -> None:
    found = _third(place, doubled=False)
    assert found.items() <= WHOLE.items() and len(found) >= len(WHOLE) / 2


def test_a_sum_that_fails_in_a_whole_row_is_the_filings() -> None:
    wrong = "3000 Generales\t300.00\t20.00\t350.00\t150.00\t140.00\t170.00"
    report = cotejo.analyse("\n".join((*TITLE, HEADINGS, FIRST, SECOND, wrong)).encode(), filename="informe.txt")
    assert "350.00" in {fact.evidence.text for fact in report.facts if fact.concept == "modified"}
    assert "shifted-row" not in {one.rule for one in report.anomalies}


def test_a_total_a_cell_short_is_read_so_that_it_sums_the_rows_above() -> None:
    rows = ("Niñez\tNiño\t10.00\t12.00\t6.00", "Vejez\tPersona\t20.00\t21.00\t9.00", "Total\t\t33.00\t15.00")
    lines = (*TITLE, "Programa\tUnidad de medida\tAprobado\tModificado\tEjercido", *rows)
    facts = recognise(read("\n".join(lines).encode(), "informe.txt"), "MXN").facts
    total = {one["concept"]: one["text"] for one in facts.iter_rows(named=True) if one["subject_name"] == "Total"}
    assert total == {"modified": "33.00", "exercised": "15.00"}


@pytest.mark.parametrize("numbers", ["1\t2\t3\t4\t6\t7\t8", "1\t2\t3\t3\t4\t5\t6", "1\t2\t8\t4\t5\t6\t7"])
def test_numbers_of_columns_one_of_which_is_lost_are_no_figures(numbers: str) -> None:
    lines = (*TITLE, HEADINGS, numbers, FIRST, SECOND)
    facts = recognise(read("\n".join(lines).encode(), "informe.txt"), "MXN").facts
    assert set(facts["subject_code"].to_list()) == {"1000", "2000"}
