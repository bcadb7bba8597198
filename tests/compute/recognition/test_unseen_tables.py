"""Tables as other institutions set them: payrolls, plans of activities, indicators with a row for each variable."""

from collections import Counter

import pytest

import cotejo
from shared.report import Report

_HEAD = "Instituto de Prueba\nInforme de enero a diciembre de 2024\n\n"
_PAYROLL = """Nivel\tPuesto\tPlazas\tSueldo mensual\tCosto mensual
1\tDirección general\t1\t68,400.00\t68,400.00
2\tDirección de área\t4\t45,250.00\t181,000.00
3\tJefatura de departamento\t11\t27,800.00\t305,800.00
4\tAnalista\t26\t15,650.00\t406,900.00
5\tAuxiliar\t18\t9,870.00\t177,660.00
Total\t\t60\t\t1,139,760.00
"""
_PLAN = """Clave\tUnidad responsable\tMeta\tUnidad de medida\tProgramado\tRealizado\t% cumplimiento\tAprobado\tEjercido
UT-01\tRectoría\tSesiones del consejo\tSesión\t12\t12\t100.0\t450,000.00\t441,230.00
UT-02\tDirección académica\tAlumnos atendidos\tAlumno\t2,150\t2,042\t95.0\t18,600,000.00\t18,214,500.00
UT-03\tVinculación\tConvenios firmados\tConvenio\t40\t46\t115.0\t620,000.00\t598,100.00
UT-04\tExtensión\tCursos impartidos\tCurso\t85\t81\t95.3\t910,000.00\t874,350.00
"""
_VARIABLES = """Indicador\tVariable\tMeta\tAlcanzado
Porcentaje de pacientes con seguimiento\tIndicador\t85.0\t82.4
\tNumerador\t3,400\t3,296
\tDenominador\t4,000\t4,000
Porcentaje de camas ocupadas\tIndicador\t78.0\t80.6
\tNumerador\t28,470\t29,419
\tDenominador\t36,500\t36,500
Porcentaje de recetas surtidas\tIndicador\t95.0\t93.2
\tNumerador\t57,000\t55,920
\tDenominador\t60,000\t60,000
"""
_NAMED_PARTS = (
    _VARIABLES.replace("Indicador\tVariable", "Indicador").replace("\tIndicador\t", "\t").replace("\n\t", "\n")
)


def _report(table: str) -> Report:
    return cotejo.analyse(f"{_HEAD}{table}".encode(), filename="informe.txt")


def _told(table: str) -> list[tuple[str, str]]:
    return [(one.rule, one.evidence[0].text) for one in _report(table).anomalies if one.severity != "information"]


@pytest.mark.parametrize("table", [_PAYROLL, _PLAN, _VARIABLES, _NAMED_PARTS])
def test_nothing_is_told_of_what_agrees(table: str) -> None:
    report = _report(table)
    assert _told(table) == [] and report.coverage.checked >= report.coverage.numeric_cells * 0.5


@pytest.mark.parametrize(
    ("table", "right", "wrong", "told"),
    [
        (_PAYROLL, "Total\t\t60", "Total\t\t62", ("total-mismatch", "62")),
        (_PAYROLL, "305,800.00", "350,800.00", ("total-mismatch", "350,800.00")),
        (_PLAN, "81\t95.3", "81\t93.5", ("ratio-mismatch", "93.5")),
        (_VARIABLES, "80.6", "86.0", ("ratio-mismatch", "86.0")),
        (_NAMED_PARTS, "80.6", "86.0", ("ratio-mismatch", "86.0")),
    ],
)
def test_what_is_wrong_is_told_once(table: str, right: str, wrong: str, told: tuple[str, str]) -> None:
    assert _told(table.replace(right, wrong)) == [told]


def test_levels_of_a_payroll_are_codes_and_posts_names() -> None:
    first = _report(_PAYROLL).facts[0].subject
    assert (first.code, first.name) == ("1", "Dirección general")


def test_what_is_to_be_done_names_the_rows_and_is_no_target() -> None:
    facts = [fact for fact in _report(_PLAN).facts if fact.subject.name == "Alumnos atendidos"]
    assert [fact.concept for fact in facts][:3] == ["target_original", "achieved", "achievement_rate_original"]


@pytest.mark.parametrize("table", [_VARIABLES, _NAMED_PARTS])
def test_variables_stand_in_the_row_of_their_indicator_each_where_it_was(table: str) -> None:
    facts = _report(table).facts
    assert len(facts) == 18
    counts = Counter(fact.concept for fact in facts)
    assert counts["numerator"] == counts["denominator"] == counts["achieved"] == 3
    lines = [fact.evidence.line for fact in facts if fact.subject.name == "Porcentaje de camas ocupadas"]
    assert sorted({line for line in lines if line}) == [8, 9, 10]


def test_a_list_of_more_than_variables_is_left_as_it_is() -> None:
    table = _VARIABLES.replace("\tDenominador\t36,500\t36,500\n", "")
    assert "numerator" not in {fact.concept for fact in _report(table).facts}


@pytest.mark.parametrize("heading", ["Contrato", "No. de contrato"])
def test_numbers_of_contracts_are_codes(heading: str) -> None:
    rows = (
        "MEJ-FAISM-001-2024\tDrenaje\t845,320.50\nMEJ-FAISM-002-2024\tPozo\t310,000.00\n"
        "Total del fondo municipal\t\t1,155,320.50\n"
    )
    report = _report(f"{heading}\tObra\tMonto\n{rows}")
    assert [fact.subject.code for fact in report.facts][:2] == ["MEJ-FAISM-001-2024", "MEJ-FAISM-002-2024"]
    assert not [one for one in report.anomalies if one.severity != "information"]


def test_amounts_headed_as_contracts_are_figures() -> None:
    rows = "Drenaje\t1,200,000.00\t900,000.00\nPavimento\t2,400,000.00\t2,000,000.00\nPozo\t600,000.00\t450,000.00\n"
    assert len(_report(f"Obra\tContrato\tEjercido\n{rows}").facts) == 6


_OPERATORS = "2021\tOperador\t2019\n2022\tChofer\t2014\n2030\tPeón\t2021\n"


def test_rows_whose_figures_all_look_like_years_are_none_of_headings() -> None:
    facts = _report(f"Clave\tPuesto\tPlazas\n{_OPERATORS}").facts
    assert [(fact.subject.code, fact.subject.name, fact.value) for fact in facts] == [
        ("2021", "Operador", "2019"), ("2022", "Chofer", "2014"), ("2030", "Peón", "2021")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "headings", ["Capítulo\tGasto\tGasto\nConcepto\t2024\t2023\n", "Capítulo\tGasto\t\n\t2024\t2023\n"]
)
def test_years_under_one_heading_are_headings(headings: str) -> None:
    facts = _report(f"{headings}1000 Personal\t3010\t2998\n2000 Materiales\t854\t911\n").facts
    ends = [(fact.value, fact.period.end.year) for fact in facts if fact.period]
    assert ends == [("3010", 2024), ("2998", 2023), ("854", 2024), ("911", 2023)]


_UNITS = """UR\tPrograma\tAprobado\tModificado\tEjercido\t% Ejercido
01 Secretaría de Obras\t\t845,200.0\t845,200.0\t591,640.0\t70.0
\tCaminos\t512,000.0\t512,000.0\t368,640.0\t72.0
\tEdificios\t333,200.0\t333,200.0\t223,000.0\t66.9
02 Secretaría de Salud\t\t1,210,400.0\t1,210,400.0\t871,488.0\t72.0
\tHospitales\t980,100.0\t980,100.0\t715,473.0\t73.0
\tSalud pública\t230,300.0\t230,300.0\t156,015.0\t67.7
Total\t\t2,055,600.0\t2,055,600.0\t1,463,128.0\t71.2
"""


def test_a_unit_above_its_programmes_names_its_own_row() -> None:
    names = [fact.subject.name for fact in _report(_UNITS).facts if fact.concept == "exercised"]
    assert names[:2] == ["01 Secretaría de Obras", "Caminos"] and None not in names
    assert not _told(_UNITS)
    assert _told(_UNITS.replace("871,488.0", "817,488.0")) == [("total-mismatch", "817,488.0")]


def test_a_rate_of_variation_among_percentages_is_one() -> None:
    table = (
        "Nivel\tIndicador\tNumerador\tDenominador\tResultado\tMeta\n"
        "Fin\tTasa de variación de visitantes\t1,284,500\t1,220,000\t5.3\t5.0\n"
        "Propósito\tPorcentaje de ocupación\t412,800\t640,000\t64.5\t66.0\n"
        "Componente\tPorcentaje de cursos\t46\t50\t92.0\t100.0\n"
        "Actividad\tPorcentaje de campañas\t12\t12\t100.0\t100.0\n"
    )
    assert "ratio-mismatch" not in [rule for rule, _ in _told(table)]
    wrong = table.replace("5.3\t5.0", "3.5\t5.0")
    assert [rule for rule, _ in _told(wrong)].count("ratio-mismatch") == 1
