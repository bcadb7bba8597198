"""Rows that a column of times tells of, the only row of what a line announces, and years beside quarters."""

from datetime import date

import pytest

import cotejo
from services.compute.reading import read
from services.compute.recognition import Statement, recognise
from services.compute.recognition.periods import Period, find_period, period_of_filing


def _recognised(*lines: str) -> Statement:
    return recognise(read("\n".join(lines).encode(), "informe.txt"), "MXN")


def _told(statement: Statement) -> list[tuple[str, str, str, str]]:
    rows = statement.facts.iter_rows(named=True)
    return [(row["subject_name"], row["concept"], row["text"], str(row["period_end"])) for row in rows]


@pytest.mark.parametrize(
    ("heading", "times"),
    [
        ("Trimestre", ["Primero", "Segundo"]),
        ("Mes", ["Marzo", "Junio"]),
        ("Periodo", ["I Trimestre", "2do. Trimestre"]),
    ],
)
def test_a_column_of_times_right_of_names_says_of_when_a_row_is(heading: str, times: list[str]) -> None:
    statement = _recognised(
        "Programa Operativo Anual 2024",
        "",
        f"Actividad\tUnidad de medida\t{heading}\tProgramado\tRealizado",
        f"Sentencias\tSentencia\t{times[0]}\t30\t28",
        f"\t\t{times[1]}\t31\t35",
        f"Cursos\tCurso\t{times[0]}\t3\t2",
        f"\t\t{times[1]}\t4\t4",
    )
    told = _told(statement)
    assert told[1] == ("Sentencias", "achieved", "28", "2024-03-31")
    assert told[2] == ("Sentencias", "target_original", "31", "2024-06-30")
    assert told[-1] == ("Cursos", "achieved", "4", "2024-06-30")


def test_months_left_of_names_still_name_rows() -> None:
    statement = _recognised("Juicios 2024", "", "Mes\tGanados\tPerdidos", "Enero\t10\t2", "Febrero\t12\t3")
    assert {name for name, *_ in _told(statement)} == {"Enero", "Febrero"}


BLOCK = (
    "Presupuesto aprobado\tPresupuesto modificado\tPresupuesto ejercido",
    "4,000,000.00\t4,200,000.00\t3,050,000.00",
)


def test_the_only_row_below_an_announced_programme_is_its_own() -> None:
    text = "\n".join(("Informe de avance", "Tercer trimestre 2024", "", "Programa: E031 Becas juveniles", "", *BLOCK))
    report = cotejo.analyse(text.encode(), filename="informe.txt")
    facts = [(fact.subject.code, fact.concept) for fact in report.facts if fact.value is not None]
    assert facts == [("E031", "approved"), ("E031", "modified"), ("E031", "exercised")]
    assert "stray-figure" not in {one.rule for one in report.anomalies}


def test_several_rows_that_nothing_names_are_nobodys() -> None:
    text = "\n".join(("Tercer trimestre 2024", "", "Programa: E031 Becas", "", *BLOCK, "1,000.00\t1,500.00\t900.00"))
    report = cotejo.analyse(text.encode(), filename="informe.txt")
    assert "stray-figure" in {one.rule for one in report.anomalies}


def test_programmed_in_a_statement_of_money_is_money() -> None:
    statement = _recognised(
        "Estado del ejercicio del presupuesto de egresos por capítulo de gasto",
        "Del 1 de enero al 30 de junio de 2024",
        "",
        "Capítulo\tPrimer trimestre\t\tSegundo trimestre\t",
        "\tProgramado\tEjercido\tProgramado\tEjercido",
        "1000 Servicios personales\t1,000.00\t980.00\t1,100.00\t990.00",
        "2000 Materiales\t100.00\t80.00\t110.00\t120.00",
    )
    assert [concept for _, concept, *_ in _told(statement)][:4] == ["programmed", "exercised"] * 2


@pytest.mark.parametrize("further", ["Sentido", "Frecuencia", "Dimensión"])
def test_levels_targets_and_what_is_said_of_indicators_make_a_matrix(further: str) -> None:
    said = {"Sentido": "Ascendente", "Frecuencia": "Anual", "Dimensión": "Eficacia"}[further]
    statement = _recognised(
        "Indicadores del fondo",
        "",
        f"Nivel\tIndicador\t{further}\tMeta programada\tRealizado",
        f"Fin\tCobertura\t{said}\t90\t80",
        f"Componente\tBecas\t{said}\t12\t9",
    )
    assert statement.family == "results-indicators"


@pytest.mark.parametrize(
    ("titles", "period"),
    [
        (["Matriz de Indicadores 2024. Seguimiento al cuarto trimestre"], Period(date(2024, 1, 1), date(2024, 12, 31))),
        (["FORTAMUN 2024", "Segundo trimestre"], Period(date(2024, 4, 1), date(2024, 6, 30))),
        (["FORTAMUN 2023 y 2024", "Segundo trimestre"], None),
        (["Primer trimestre", "Segundo trimestre", "FORTAMUN 2024"], None),
        (["FORTAMUN 2024"], Period(date(2024, 1, 1), date(2024, 12, 31))),
        (["FORTAMUN 2024 y 2025"], None),
    ],
)
def test_a_quarter_is_of_the_only_year_of_the_titles(titles: list[str], period: Period | None) -> None:
    assert period_of_filing(titles, []) == period


def test_a_calendar_is_of_its_year() -> None:
    assert find_period("Calendario de Presupuesto de Egresos 2024") == Period(date(2024, 1, 1), date(2024, 12, 31))
