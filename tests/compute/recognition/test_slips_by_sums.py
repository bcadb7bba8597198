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


def _subjects_and_concepts(lines: list[str]) -> set[tuple[str, str, str]]:
    facts = recognise(read("\n".join((*TITLE, *lines)).encode(), "informe.txt"), "MXN").facts
    return {(one["subject_name"], one["concept"], one["text"]) for one in facts.iter_rows(named=True)}


@pytest.mark.parametrize("place", range(6))
def test_a_row_that_lost_a_cell_makes_no_headings_of_the_words_above_it(place: int) -> None:
    heads = "Concepto\t2019\t2018\tConcepto\t2019\t2018"
    above = ["ACTIVO\t\t\tPASIVO\t\t", "Activo Circulante\t\t\tPasivo Circulante\t\t"]
    rows = [f"Activo {n}\t1{n}.00\t1{n + 1}.00\tPasivo {n}\t2{n}.00\t2{n + 1}.00" for n in range(6)]
    whole = _subjects_and_concepts([heads, *above, *rows])
    assert ("Pasivo 3", "amount", "23.00") in whole
    cells = rows[0].split("\t")
    damaged = ["\t".join([*cells[:place], *cells[place + 1 :]]), *rows[1:]]
    assert {one for one in whole if one[0][-1] != "0"} <= _subjects_and_concepts([heads, *above, *damaged])
    (table,) = recognise(read("\n".join((*TITLE, heads, *above, *damaged)).encode(), "informe.txt"), "MXN").tables
    assert [column.label for column in table.columns] == heads.split("\t")


@pytest.mark.parametrize("place", range(3))
def test_a_row_that_lost_a_cell_takes_no_names_from_the_others(place: int) -> None:
    heads = "Tipo de Programas y Proyectos\tPrograma o Proyecto\tDenominación\tAprobado\tModificado"
    names = ("riego", "salud", "arte", "campo", "agua", "luz")
    rows = [f"Acción de {name}\tG102{n}\tPREVENCIÓN\t1{n}.00\t2{n}.00" for n, name in enumerate(names)]
    whole = _subjects_and_concepts([heads, *rows])
    assert ("Acción de luz", "approved", "15.00") in whole
    cells = rows[2].split("\t")
    rows[2] = "\t".join([*cells[:place], *cells[place + 1 :]])
    assert {one for one in whole if one[0] != "Acción de arte"} <= _subjects_and_concepts([heads, *rows])


REVENUE = ["Rubro de Ingresos\t\tEstimado\tDevengado\tRecaudado", "\tImpuestos\t10.00\t6.00\t5.00",
           "\tDerechos\t0.00\t0.00\t0.00", "\tProductos\t20.00\t\t7.00", "\tOtros\t30.00\t9.00\t8.00"]  # fmt: skip


def _read(row: list[str]) -> dict[str, str]:
    """What is read of `row` in a table of revenue; what is read of the others may not change."""
    lines = (*TITLE, *REVENUE, "\t".join(row), "\tIntereses\t40.00\t4.00\t4.00")
    report = cotejo.analyse("\n".join(lines).encode(), filename="informe.txt")
    line = len(lines) - 1
    assert "ragged-row" in {one.rule for one in report.anomalies}
    others = {(one.concept, one.evidence.text) for one in report.facts if one.evidence.line != line}
    assert {("accrued", "9.00"), ("collected", "8.00"), ("estimated", "40.00")} <= others
    return {one.concept: one.evidence.text for one in report.facts if one.evidence.line == line}


@pytest.mark.parametrize("figures", [("0.00", "0.00", "0.00"), ("50.00", "30.00", "20.00")])
@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize("doubled", [False, True])
def test_a_row_of_all_its_figures_lost_or_doubled_none_of_them(
    figures: tuple[str, ...], place: int, doubled: bool
) -> None:
    row = ["", "Aprovechamientos", *figures]
    row[place : place + 1] = [row[place]] * 2 * doubled
    assert _read(row) == dict(zip(("estimated", "accrued", "collected"), figures, strict=True))


def test_of_like_figures_it_does_not_matter_which_stands_twice() -> None:
    row = ["", "Aprovechamientos", *["0.00"] * 4]
    assert _read(row) == dict.fromkeys(("estimated", "accrued", "collected"), "0.00")


@pytest.mark.parametrize("place", [2, 3, 4])
def test_that_other_rows_left_a_column_blank_does_not_say_which_figure_is_lost(place: int) -> None:
    figures = {2: "50.00", 3: "30.00", 4: "20.00"}
    row = ["", "Aprovechamientos", *(text for n, text in figures.items() if n != place)]
    true = {concept: figures[n] for n, concept in ((2, "estimated"), (3, "accrued"), (4, "collected"))}
    assert _read(row).items() <= true.items()


def test_a_total_below_a_blank_line_that_holds_a_cell_twice_is_that_of_the_table_above() -> None:
    lines = [HEADINGS, FIRST, SECOND, SECOND.replace("2", "4"), ""]
    total = ["Total del Gasto", "900.00", "-40.00", "860.00", "500.00", "400.00", "400.00", "360.00"]
    facts = recognise(read("\n".join((*TITLE, *lines, "\t".join(total))).encode(), "informe.txt"), "MXN").facts
    found = {one["concept"]: one["text"] for one in facts.iter_rows(named=True) if one["subject_name"] == total[0]}
    assert found == dict(zip(MOMENTS, [*total[1:6], "360.00"], strict=True))
