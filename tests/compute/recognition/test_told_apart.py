"""Columns under one word for two things are known by their rates where no group tells, whatever their order."""

import random
from collections.abc import Sequence

import pytest

import cotejo
from shared.report import Report

TITLE = "Instituto de Prueba\nProgramas y Proyectos de Inversión\nDel 1 de enero al 31 de diciembre de 2023\n"
GROUPS = ["", "", "Inversión", "", "", "Metas", "", "", "% Avance Financiero", "", "% Avance Metas", ""]
HEADINGS = (
    *("Clave", "Nombre", "Aprobado", "Modificado", "Devengado", "Programado", "Modificado", "Alcanzado"),
    *("Devengado/ Aprobado", "Devengado/ Modificado", "Alcanzado/ Programado", "Alcanzado/ Modificado"),
)
ROWS = [
    ["E101", "Vivienda", "460,500.00", "400,000.00", "100,000.00", "50", "40", "30", "22%", "25%", "60%", "75%"],
    ["E102", "Crédito", "120,000.00", "90,000.00", "45,000.00", "200", "100", "80", "38%", "50%", "40%", "80%"],
    ["E103", "Pensiones", "10,000.00", "30,000.00", "30,000.00", "12", "16", "4", "300%", "100%", "33%", "25%"],
]


def _report(order: Sequence[int], rows: Sequence[Sequence[str]] = ROWS) -> Report:
    lines = ["\t".join(row[place] for place in order) for row in (GROUPS, HEADINGS, *rows)]
    return cotejo.analyse("\n".join((TITLE, *lines)).encode(), filename="informe.txt")


def _facts(report: Report) -> set[tuple[str | None, str, str | None]]:
    return {(fact.subject.code, fact.concept, fact.value) for fact in report.facts}


@pytest.mark.parametrize("seed", range(6))
def test_columns_pulled_out_of_their_groups_are_what_their_rates_say(seed: int) -> None:
    order = list(range(len(HEADINGS)))
    random.Random(seed).shuffle(order)
    report = _report(order)
    assert _facts(report) == _facts(_report(range(len(HEADINGS))))
    assert not [anomaly for anomaly in report.anomalies if anomaly.severity == "error"]


def test_groups_that_stand_over_their_columns_are_believed_even_where_a_rate_is_wrong() -> None:
    wrong = [[*row[:9], "99%", *row[10:]] for row in ROWS]
    facts = _facts(_report(range(len(HEADINGS)), wrong))
    assert ("E101", "modified", "400000.00") in facts and ("E101", "target_modified", "40") in facts


@pytest.mark.parametrize(
    ("first", "second", "concept"),
    [
        ("Programado", "Alcanzado", "target_original"),
        ("Programadas", "Realizadas", "target_original"),
        ("Original", "Alcanzado", "target_original"),
        ("Modificado", "Alcanzado", "target_modified"),
        ("Programado", "Ejercido", "programmed"),
        ("Original", "Ejercido", "approved"),
    ],
)
def test_a_word_for_several_things_is_of_the_kind_of_what_stands_beside_it(
    first: str, second: str, concept: str
) -> None:
    lines = [f"Actividad\t{first}\t{second}\t% de avance", "Talleres\t120\t60\t50%", "Cursos\t40\t10\t25%"]
    report = cotejo.analyse("\n".join((TITLE, *lines)).encode(), filename="informe.txt")
    assert report.tables[0].columns[1].concept == concept
    rates = [fact.value for fact in report.facts if fact.concept == "achievement_rate_original"]
    assert rates == (["0.50", "0.25"] if concept == "target_original" else [])


def test_what_is_printed_as_money_is_no_target_beside_one() -> None:
    lines = ["Obra\tOriginal\tAlcanzado", "Escuela\t$1,204,000.00\t60", "Camino\t$98,000.00\t10"]
    report = cotejo.analyse("\n".join((TITLE, *lines)).encode(), filename="informe.txt")
    assert report.tables[0].columns[1].concept == "approved"


@pytest.mark.parametrize(
    ("heading", "end"),
    [("Meta 2020", "2020-12-31"), ("Programado 2020", "2020-12-31"), ("Meta 2019", "2019-12-31"),
     ("Meta enero a marzo 2020", "2020-03-31"), ("Meta al periodo", "2020-06-30"), ("Meta", "2020-06-30")],
)  # fmt: skip
def test_a_target_headed_with_a_year_is_the_years(heading: str, end: str) -> None:
    title = "Instituto de Prueba\nIndicadores de Resultados\nDel 1 de enero al 30 de junio de 2020\n"
    lines = [f"Indicador\t{heading}\tAlcanzado", "Talleres\t120\t60", "Cursos\t40\t10"]
    report = cotejo.analyse("\n".join((title, *lines)).encode(), filename="informe.txt")
    ends = {fact.concept: str(fact.period.end) for fact in report.facts if fact.period}
    assert ends == {"target_original": end, "achieved": "2020-06-30"}


@pytest.mark.parametrize(
    ("first", "second", "concepts", "ends"),
    [
        ("Programado al trimestre", "Realizado al trimestre", ["target_original", "achieved"], ["06-30", "06-30"]),
        ("Programado anual", "Alcanzado acumulado", ["target_original", "achieved"], ["12-31", "06-30"]),
        ("Programado semestral", "Logrado en el semestre", ["target_original", "achieved"], ["06-30", "06-30"]),
        ("Programado del año", "Alcanzado acumulado al semestre", ["target_original", "achieved"], ["12-31", "06-30"]),
        ("Presupuesto anual", "Ejercido acumulado", ["approved", "exercised"], ["12-31", "06-30"]),
        ("Autorizado anual", "Devengado al trimestre", ["approved", "accrued"], ["12-31", "06-30"]),
        ("Programado del mes", "Realizado del mes", ["programado_del_mes", "realizado_del_mes"], ["06-30", "06-30"]),
    ],
)
def test_headings_that_end_with_a_time_are_known_without_it(
    first: str, second: str, concepts: list[str], ends: list[str]
) -> None:
    title = "Instituto de Prueba\nInforme de avance\nDel 1 de enero al 30 de junio de 2020\n"
    lines = [f"Actividad\t{first}\t{second}", "Talleres\t120\t60", "Cursos\t40\t10"]
    facts = cotejo.analyse("\n".join((title, *lines)).encode(), filename="informe.txt").facts
    told = [(fact.concept, str(fact.period.end)[5:]) for fact in facts[:2] if fact.period]
    assert told == list(zip(concepts, ends, strict=True))


def test_a_variation_that_is_a_difference_is_no_rate() -> None:
    lines = [
        "Programa\tMeta programada\tMeta realizada\tVariación\t% de variación",
        "Talleres\t120\t60\t-60\t-50%",
        "Cursos\t40\t50\t10\t25%",
    ]
    report = cotejo.analyse("\n".join((TITLE, *lines)).encode(), filename="informe.txt")
    assert [column.concept for column in report.tables[0].columns[3:]] == ["variation", "variation_rate"]
    assert [fact.value for fact in report.facts if fact.concept == "variation"] == ["-60", "10"]


def _concepts(*lines: str) -> list[str | None]:
    report = cotejo.analyse("\n".join((TITLE, *lines)).encode(), filename="informe.txt")
    return [column.concept for column in report.tables[0].columns]


def test_no_heading_that_ends_with_a_time_names_rows() -> None:
    concepts = _concepts("Indicador\tMeta trimestre\tAvance trimestre\tMeta anual", "A\t120\t90\t210", "B\t60\t60\t90")
    assert concepts[0] == "name" and "name" not in concepts[1:]
    lines = ["Indicador\tProgramado\tRealizado", "\tal trimestre\tal trimestre", "A\t120\t90", "B\t60\t60"]
    assert _concepts(*lines) == ["name", "target_original", "achieved"]


def test_what_begins_with_a_percent_sign_is_no_target() -> None:
    heads = "Programa\t% cumplimiento meta original\t% cumplimiento meta modificada\tMeta original\tMeta modificada"
    rates = ["achievement_rate_original", "achievement_rate_modified"]
    targets = ["target_original", "target_modified", "achieved"]
    lines = [f"{heads}\tRealizado", "Salud\t75%\t50%\t80\t120\t60", "Obra\t50%\t25%\t40\t80\t20"]
    assert _concepts(*lines) == ["name", *rates, *targets]


def test_years_beside_percentages_head_columns() -> None:
    lines = ["Concepto\t2021\t%\t2020\t%", "Cuotas\t1,500.00\t75\t1,200.00\t80", "Rentas\t500.00\t25\t300.00\t20"]
    report = cotejo.analyse("\n".join((TITLE, *lines)).encode(), filename="informe.txt")
    amounts = [(fact.subject.name, fact.value, fact.period.end.year) for fact in report.facts if fact.period]
    assert ("Cuotas", "1500.00", 2021) in amounts and ("Rentas", "300.00", 2020) in amounts
    assert {fact.subject.name for fact in report.facts} == {"Cuotas", "Rentas"}


@pytest.mark.parametrize("target", ["Meta", "Meta 2025", "Meta al periodo"])
def test_a_list_with_formulas_and_targets_is_no_sheet_of_one_indicator(target: str) -> None:
    report = cotejo.analyse(
        f"PLAN DE LABORES 2025\n\nNombre del Indicador\tUnidad Responsable\tFórmula\t{target}\n"
        "Licitaciones realizadas\tCoordinación\tTotal de licitaciones en el periodo\t14\n"
        "Inventarios realizados\tDepartamento\tTotal de inventarios\t336\n".encode(),
        filename="plan.txt",
    )
    assert [(fact.concept, fact.value) for fact in report.facts] == [
        ("target_original", "14"),
        ("target_original", "336"),
    ]
