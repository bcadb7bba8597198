"""Headings that say shorter or longer what known ones say, and columns that their cells tell."""

from datetime import date

import pytest

from services.compute.reading import read
from services.compute.recognition import Statement, recognise
from services.compute.recognition.columns import Column
from services.compute.recognition.matching import match
from services.compute.recognition.periods import Period

HALF = Period(date(2023, 1, 1), date(2023, 6, 30))
YEAR = Period(date(2023, 1, 1), date(2023, 12, 31))


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("Meta Prog.", "target_original"),
        ("Presup. Orig.", "approved"),
        ("Ampl. / (Reduc.)", "adjustment"),
        ("Cve. Programa", "code"),
        ("Frec. de medición", "frequency"),
        ("Frecuencia del indicador", "frequency"),
        ("Medios de Verif.", "description"),
        ("Total ejercido", "exercised"),
    ],
)
def test_cut_words_and_what_stands_around_a_heading_hide_it_not(label: str, code: str) -> None:
    found = match("", label)
    assert found is not None and found.concept.code == code


@pytest.mark.parametrize("label", ["Prog.", "Programa indicador", "% Ejercido Acum."])
def test_one_cut_word_names_no_rows_and_a_rate_is_no_amount(label: str) -> None:
    found = match("", label)
    assert found is None or found.concept.code not in ("name", "exercised")


def _recognised(title: str, headings: list[str], *rows: list[str]) -> Statement:
    lines = ["\t".join(row) for row in (headings, *rows)]
    return recognise(read("\n".join((title, "", *lines)).encode(), "informe.txt"), "MXN")


def _column(statement: Statement, label: str) -> Column:
    return next(column for column in statement.tables[0].columns if column.label == label)


TARGETS = "DIF de Anáhuac\nAvance de metas\nDel 1 de enero al 30 de junio de 2023"


@pytest.mark.parametrize(
    ("label", "code", "period"),
    [
        ("Meta anual ajustada", "target_modified", YEAR),
        ("Meta anual reprogramada", "target_modified", YEAR),
        ("Meta semestral programada", "target_original", None),
        ("Alcanzado al 2do. Trimestre", "achieved", HALF),
        ("Alcanz. Acum.", "achieved", None),
        ("Alcanzado ene-jun", "achieved", HALF),
        ("Alcanzado al 30 de junio", "achieved", HALF),
    ],
)
def test_a_time_within_a_heading_is_its_period(label: str, code: str, period: Period | None) -> None:
    rows = [
        ["Terapias", "Terapia", "1,000", "810"],
        ["Talleres", "Taller", "40", "31"],
        ["Visitas", "Visita", "9", "6"],
    ]
    column = _column(_recognised(TARGETS, ["Actividad", "Unidad de medida", "Meta", label], *rows), label)
    assert column.concept is not None and (column.concept.code, column.period) == (code, period)


MATRIX = "Universidad de Anáhuac\nMatriz de Indicadores para Resultados\nPrimer trimestre de 2024"
INDICATORS = [
    ["Propósito", "Ascendente", "Egreso", "60.0", "57.0", "1,140", "2,000"],
    ["Componente 1", "Ascendente", "Becas", "80.0", "81.0", "810", "1,000"],
    ["Actividad 1.1", "Descendente", "Bajas", "9.0", "8.0", "80", "1,000"],
]


def test_cells_tell_a_category_whatever_heads_it() -> None:
    headings = ["Jerarquía", "Tendencia", "Indicador", "Meta", "Alcanzado", "Numerador", "Denominador"]
    statement = _recognised(MATRIX, headings, *INDICATORS)
    found = {column.label: column.concept.code for column in statement.tables[0].columns if column.concept}
    assert (found["Jerarquía"], found["Tendencia"]) == ("mir_level", "direction")


def test_a_trend_that_cells_do_not_tell_is_no_direction() -> None:
    assert match("", "Tendencia") is None  # assessments say other things of it


@pytest.mark.parametrize("label", ["Avance", "Logro al trimestre", "Resultado al 1er. Trim."])
def test_progress_that_is_the_quotient_of_the_variables_is_what_was_achieved(label: str) -> None:
    headings = ["Nivel", "Sentido", "Indicador", "Meta", label, "Numerador", "Denominador"]
    column = _column(_recognised(MATRIX, headings, *INDICATORS), label)
    assert column.concept is not None and (column.concept.code, column.concept.kind) == ("achieved", "target")


def test_the_levels_of_a_payroll_are_none_of_a_matrix() -> None:
    rows = [["Jefe de área", "11", "4", "120,000.00"], ["Analista", "7", "12", "240,000.00"]]
    headings = ["Puesto", "Nivel", "Plazas", "Importe anual"]
    statement = _recognised("Plantilla de personal\nEjercicio 2023", headings, *rows)
    assert "mir_level" not in statement.facts["concept"].to_list()


def test_a_percentage_of_one_thing_is_no_rate_of_another_that_is_as_much() -> None:
    rows = [
        ["1000 Servicios", "100.00", "120.00", "60.00", "60.00", "50.0"],
        ["2000 Materiales", "50.00", "40.00", "10.00", "10.00", "25.0"],
    ]
    headings = ["Concepto", "Aprobado", "Modificado", "Devengado", "Ejercido", "% Ejercido"]
    column = _column(_recognised("Presupuesto de egresos\nEjercicio 2023", headings, *rows), "% Ejercido")
    assert column.concept is not None and column.concept.code == "exercise_rate_modified"


def test_what_all_quarters_come_to_is_held_against_the_target_of_the_year() -> None:
    quarters = [f"{name} {quarter}" for quarter in ("T1", "T2") for name in ("Prog.", "Alcanz.")]
    headings = ["Actividad", "Meta anual", *quarters, "Total alcanzado", "% Cumplimiento"]
    rows = [
        ["Cursos", "48", "24", "23", "24", "24", "47", "97.92%"],
        ["Foros", "10", "5", "5", "5", "4", "9", "90.00%"],
    ]
    column = _column(_recognised("Avance de metas\nEjercicio 2023", headings, *rows), "% Cumplimiento")
    assert column.concept is not None and column.concept.code == "achievement_rate_original"


def test_a_percentage_beside_a_variation_is_that_in_percent() -> None:
    rows = [["Ingresos", "5,200", "4,900", "300", "6.1%"], ["Gastos", "7,000", "6,900", "100", "1.4%"]]
    title = "Estado de Actividades\nDel 1 de enero al 31 de diciembre de 2024 y 2023"
    statement = _recognised(title, ["Concepto", "2024", "2023", "Variación", "%"], *rows)
    column = _column(statement, "%")
    assert column.concept is not None and column.concept.code == "variation_rate"


def test_what_modified_revenue_lacks_is_what_was_estimated() -> None:
    rows = [["Impuestos", "500.00", "20.00", "520.00", "410.00"], ["Derechos", "210.00", "-10.00", "200.00", "130.00"]]
    headings = ["Rubro", "Techo Zeta", "Ampliaciones/(Reducciones)", "Modificado", "Recaudado"]
    column = _column(_recognised("Estado Analítico de Ingresos\nEjercicio 2023", headings, *rows), "Techo Zeta")
    assert column.concept is not None and column.concept.code == "estimated"


def test_progress_over_a_time_and_over_a_percent_sign_is_what_was_achieved_and_its_rate() -> None:
    title = "Matriz de Indicadores para Resultados\nDel 1 de enero al 30 de junio de 2024"
    lines = ["Indicador\tSentido\tMeta\tMeta\tAvance\tAvance", "\t\tanual\tal periodo\tal periodo\t%"]
    rows = ["Recorridos\tAscendente\t12,000\t6,000\t5,100\t85.0", "Operativos\tAscendente\t100\t50\t52\t104.0"]
    statement = recognise(read("\n".join((title, "", *lines, *rows)).encode(), "informe.txt"), "MXN")
    codes = [column.concept.code for column in statement.tables[0].columns if column.concept]
    assert codes[-4:] == ["target_original", "target_original", "achieved", "achievement_rate_original"]


def test_months_of_a_quarter_are_of_the_column_that_they_add_up_to() -> None:
    rows = [["P1", "900.00", "30.00", "20.00", "40.00", "90.00"], ["P2", "800.00", "10.00", "15.00", "12.00", "37.00"]]
    headings = ["Programa", "Aprobado anual", "Enero", "Febrero", "Marzo", "Ejercido al trimestre"]
    statement = _recognised("Gasto por programa\nPrimer trimestre de 2024", headings, *rows)
    column = _column(statement, "Febrero")
    assert column.concept is not None and column.concept.code == "exercised"


def test_progress_of_works_may_be_cut() -> None:
    rows = [
        ["24-1", "Pavimento", "FAIS", "1,250.0", "1,100.5", "88.0%", "90.0%"],
        ["24-2", "Drenaje", "FAIS", "640.0", "320.0", "50.0%", "55.0%"],
    ]
    headings = ["No. Obra", "Obra o acción", "Fondo", "Modificado", "Ejercido", "Avance fin.", "Avance fís."]
    statement = _recognised("Obra pública\nAl 30 de septiembre de 2024", headings, *rows)
    assert set(statement.facts["subject_name"].to_list()) == {"Pavimento", "Drenaje"}
    assert {"exercise_rate_modified", "avance_fisico"} <= set(statement.facts["concept"].to_list())
