"""Rows a cell short or long where neither rates nor sums tell: by what stands in the columns of the other rows."""

import pytest

import cotejo
from shared.report import Report

TITLE = ("Instituto de Prueba", "Balance Presupuestario", "Del 1 de enero al 30 de junio de 2024", "(Pesos)", "")


def _report(*lines: str) -> Report:
    return cotejo.analyse("\n".join((*TITLE, *lines)).encode(), filename="informe.txt")


def _of_line(report: Report, text: str) -> set[tuple[str, str]]:
    """What is read of the only line in which `text` stands: concepts and cells."""
    line = next(one.evidence.line for one in report.facts if one.evidence.text == text)
    return {(one.concept, one.evidence.text) for one in report.facts if one.evidence.line == line}


HEADS = "Concepto\tEstimado\tDevengado\tPagado"
INCOME = [
    "A. Ingresos\t300.00\t220.00\t210.00",
    "A1. Propios\t100.00\t70.00\t65.00",
    "A2. Otros\t200.00\t150.00\t145.00",
]
TRUE = {("estimated", "40.00"), ("accrued", "31.00"), ("paid", "29.00")}


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("doubled", [False, True])
def test_a_row_alone_below_a_blank_line_stands_under_the_columns_above_though_a_cell_is_lost_or_twice(
    place: int, doubled: bool
) -> None:
    row = ["B. Egresos", "40.00", "31.00", "29.00"]
    row[place : place + 1] = [row[place]] * 2 * doubled
    report = _report(HEADS, *INCOME, "", "\t".join(row), "B2. Más\t9.00\t8.00\t7.00")
    line = len(TITLE) + 6
    found = {(one.concept, one.evidence.text) for one in report.facts if one.evidence.line == line}
    assert found <= TRUE
    assert not doubled or len(found) >= 2
    assert {one.evidence[0].line for one in report.anomalies if one.rule == "ragged-row"} == {line}
    assert ("estimated", "9.00") in _of_line(report, "9.00")


def test_rows_below_a_blank_line_that_are_wider_throughout_are_a_table_of_their_own() -> None:
    rows = [f"Obra {n}\t{n}.00\t{n}1.00\t{n}2.00\t{n}3.00" for n in range(1, 7)]
    report = _report(HEADS, *INCOME, "", *rows)
    assert {one.concept for one in report.facts if one.evidence.text.endswith("3.00")}.isdisjoint(("estimated", "paid"))


def test_a_name_that_stands_twice_moves_no_figures_where_the_last_column_is_blank() -> None:
    heads = "Ramo\tConcepto\tNotas previas\tProgramado\tEjercido\tNotas"
    rows = ["50\tTodo\t\t90.00\t80.00\t", "\tCorriente\t\t60.00\t55.00\t", "\tInversión\tInversión\t\t30.00\t25.00\t"]
    assert _of_line(_report(heads, *rows), "30.00") == {("programmed", "30.00"), ("exercised", "25.00")}


MATRIX = ("Clave|Programa|Clasificación|Dependencia|Aprobado|Modificado|Nivel de la MIR|Resumen narrativo|"
          "Nombre del indicador|Fórmula de cálculo|Variables de la fórmula|Meta programada|Meta modificada|"
          "Meta alcanzada|Numerador|Denominador|Unidad de medida").replace("|", "\t")  # fmt: skip


def _matrix(number: int) -> list[str]:
    """A row of a matrix of indicators that says nothing of its formula's variables."""
    names = [f"E{number:03}", "Salud para todos", "203", "Instituto de Prueba", f"1{number}0.00", f"1{number}5.00"]
    words = ["COMPONENTE" if number % 3 else "FIN", f"Atención {number}", f"Personas atendidas {number}"]
    figures = [f"{number}8", f"{number}9", f"{number}2", "6", "7"]
    return [*names, *words, f"(atendidas {number} / previstas) * 100", *figures, "Persona"]


@pytest.mark.parametrize("place", [0, 1, 2, 3, 8, 11, 12, 13, 14])
def test_a_row_of_a_matrix_in_which_a_cell_stands_twice_is_read_as_the_others(place: int) -> None:
    rows = [_matrix(number) for number in range(1, 9)]
    whole = _report(MATRIX, *("\t".join(row) for row in rows))
    true = {
        (one.concept, one.evidence.text) for one in whole.facts if one.evidence.line == len(TITLE) + 6 and one.value
    }
    assert ("achieved", "52") in true
    rows[4].insert(place, rows[4][place])
    report = _report(MATRIX, *("\t".join(row) for row in rows))
    found = {
        (one.concept, one.evidence.text) for one in report.facts if one.evidence.line == len(TITLE) + 6 and one.value
    }
    assert found <= true and len(found) >= len(true) - 1
    others = {(one.concept, one.evidence.text, one.evidence.line) for one in whole.facts}
    assert {one for one in others if one[2] != len(TITLE) + 6} <= {
        (one.concept, one.evidence.text, one.evidence.line) for one in report.facts
    }
