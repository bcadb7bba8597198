"""Tables that a page's end cuts where it hurts: within their headings, within a sheet, below the name of a block."""

import pytest

from services.compute.reading import read
from services.compute.recognition import recognise

Fact = tuple[str, str, str]


def _facts(lines: list[str]) -> list[Fact]:
    rows = recognise(read("\n".join(lines).encode(), "informe.txt"), "MXN").facts.iter_rows(named=True)
    return sorted((row["subject_name"] or "", row["concept"], row["text"]) for row in rows)


def _cut(lines: list[str], place: int, *between: str) -> list[Fact]:
    return _facts([*lines[:place], "", *between, *lines[place:]])


MATRIX = [
    "Avance de programas",
    "Del 1 de enero al 30 de junio de 2024",
    "",
    "Clave\tPrograma\tPresupuesto\t\tMetas\t",
    "\t\tAprobado\tEjercido\tProgramado\tAlcanzado",
    "E01\tNiñez\t10.00\t6.00\t120\t66",
    "E02\tVejez\t20.00\t9.00\t80\t41",
]


@pytest.mark.parametrize("between", [(), ("Página 2 de 3", "")])
def test_headings_cut_between_their_rows_are_those_of_the_table_below(between: tuple[str, ...]) -> None:
    assert _cut(MATRIX, 4, *between) == _facts(MATRIX)


def test_a_heading_below_words_that_are_none_stands_alone() -> None:
    other = ["Observaciones\tSin cambios", "", *MATRIX[3:]]
    assert {name for name, *_ in _facts(other)} == {"Niñez", "Vejez"}


SHEET = [
    "Fichas de indicadores",
    "Segundo trimestre de 2024",
    "",
    "Nombre del indicador\tEficiencia terminal",
    "Nivel\tPropósito",
    "Método de cálculo\t(Egresados / Ingreso) * 100",
    "Sentido\tAscendente",
    "Meta programada\t65.0",
    "Meta alcanzada\t64.0",
    "Numerador\t640",
    "Denominador\t1,000",
]


@pytest.mark.parametrize("place", range(4, len(SHEET)))
def test_a_sheet_goes_on_over_a_page(place: int) -> None:
    assert _cut(SHEET, place) == _facts(SHEET)


def test_what_a_sheet_says_stands_in_its_own_table() -> None:
    lines = [*SHEET[:8], "", *SHEET[8:]]
    facts = recognise(read("\n".join(lines).encode(), "informe.txt"), "MXN").facts
    assert {row["concept"]: row["table"] for row in facts.iter_rows(named=True)}["numerator"] == "t2"


def test_the_next_sheet_is_another_indicators() -> None:
    other = ["Nombre del indicador\tAbandono", *SHEET[4:]]
    names = {name for name, *_ in _facts([*SHEET, "", *other])}
    assert names == {"Eficiencia terminal", "Abandono"}


DOWN = [
    "Avance por programa",
    "Del 1 de enero al 30 de junio de 2024",
    "",
    "Programa\tMomento\tObra\tCorriente",
    "Agua\tAprobado\t12.00\t6.00",
    "\tModificado\t13.00\t6.00",
    "\tPagado\t6.00\t3.00",
    "Drenaje\tAprobado\t4.00\t3.00",
    "\tModificado\t5.00\t3.00",
    "\tPagado\t1.00\t2.00",
]


@pytest.mark.parametrize("place", [7, 9])
def test_measures_down_the_rows_go_on_over_a_page(place: int) -> None:
    assert _cut(DOWN, place) == _facts(DOWN)


def test_the_number_of_a_page_is_no_programme() -> None:
    assert _facts([*DOWN[:7], "Página 2 de 3", *DOWN[7:]]) == _facts(DOWN)


IN_TIME = [
    "Programa Operativo Anual 2024",
    "",
    "Actividad\tTrimestre\tProgramado\tRealizado",
    "Sentencias\tPrimero\t30\t28",
    "\tSegundo\t31\t35",
    "\tTercero\t12\t9",
    "Cursos\tPrimero\t3\t2",
    "\tSegundo\t4\t4",
]


@pytest.mark.parametrize("place", [4, 5, 7])
def test_times_of_what_the_page_before_names(place: int) -> None:
    assert _cut(IN_TIME, place) == _facts(IN_TIME)


NUMBERED = [
    *MATRIX[:5],
    "\t\t1\t2\t3\t4",
    *MATRIX[5:],
    "E03\tSalud\t30.00\t8.00\t70\t55",
    "E04\tArte\t4.00\t1.00\t9\t5",
]


@pytest.mark.parametrize("again", [NUMBERED[4:5], NUMBERED[4:6], NUMBERED[5:6]], ids=["lowest", "both", "numbers"])
def test_of_headings_a_page_may_repeat_the_lowest_rows_alone(again: list[str]) -> None:
    assert _cut(NUMBERED, 8, *again) == _facts(NUMBERED)


def test_headings_that_say_something_else_are_others() -> None:
    found = _cut(NUMBERED, 8, "\t\tModificado\tPagado\tProgramado\tAlcanzado")
    assert ("Salud", "modified", "30.00") in found and ("Salud", "approved", "30.00") not in found


def test_rows_go_on_though_a_formula_failed_in_them() -> None:
    lines = [*MATRIX[:3], "Clave\tPrograma\tAprobado\tEjercido\tEjercido / Aprobado"]
    lines += [f"E0{n}\tPrograma {n}\t{n}0.00\t{n}.00\t10.0%" for n in range(1, 5)]
    lines += [f"E0{n}\tPrograma {n}\t0.00\t0.00\t#DIV/0!" for n in range(5, 9)]
    assert _cut(lines, 7) == _facts(lines)
