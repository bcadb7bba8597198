"""Columns headed as progress are the quotient that their figures are; an indicator's unit is not its numerator's."""

from decimal import Decimal

import pytest

import cotejo
from shared.report import Report

TITLE = "Avance de actividades\nEjercicio 2023\n"
HEADINGS = ["Avance", "% de avance", "% Avance", "Porcentaje de avance", "Avance físico", "% de cumplimiento"]


def _report(*lines: str) -> Report:
    return cotejo.analyse("\n".join((TITLE, *lines)).encode(), filename="informe.txt")


def _concepts(report: Report) -> list[str | None]:
    return [column.concept for column in report.tables[0].columns]


def _told(report: Report, rule: str) -> list[str]:
    return [anomaly.evidence[0].text for anomaly in report.anomalies if anomaly.rule == rule]


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize(("last", "fires"), [("33.3", False), ("43.3", True)])
@pytest.mark.parametrize("sign", ["", " %"])
def test_progress_beside_target_and_achieved_is_their_quotient(heading: str, last: str, fires: bool, sign: str) -> None:
    report = _report(
        f"Actividad\tMeta\tAlcanzado\t{heading}",
        f"Talleres\t120\t60\t50.0{sign}",
        f"Cursos\t40\t50\t125.0{sign}",
        f"Visitas\t10\t0\t0.0{sign}",
        f"Pláticas\t33\t11\t{last}{sign}",
    )
    assert _concepts(report)[3] == "achievement_rate_original"
    assert _told(report, "ratio-mismatch") == ([f"{last}{sign}"] if fires else [])
    assert not _told(report, "unrecognised-column")


def test_zeros_do_not_hide_what_a_column_is() -> None:
    report = _report(
        "Actividad\tMeta\tAlcanzado\t% de avance",
        "Talleres\t120\t60\t50.0",
        "Cursos\t40\t20\t50.0",
        *(f"Visita {n}\t10\t0\t0.0" for n in range(8)),
    )
    assert _concepts(report)[3] == "achievement_rate_original"


@pytest.mark.parametrize("heading", ["Avance", "Resultado"])
def test_progress_in_figures_beside_its_rate_is_what_was_achieved(heading: str) -> None:
    report = _report(
        f"Actividad\tMeta\t{heading}\t% de avance",
        "Talleres\t120\t60\t50",
        "Cursos\t40\t50\t125",
        "Pláticas\t33\t11\t43.3",
    )
    assert _concepts(report)[1:] == ["target_original", "achieved", "achievement_rate_original"]
    assert _told(report, "ratio-mismatch") == ["43.3"]


def test_of_two_targets_the_one_that_more_rows_are_of_is_taken() -> None:
    report = _report(
        "Actividad\tMeta programada\tMeta modificada\tAlcanzado\tPorcentaje de avance",
        "Talleres\t120\t100\t60\t60.0 %",
        "Cursos\t40\t40\t50\t125.0 %",
        "Visitas\t20\t20\t5\t25.0 %",
        "Pláticas\t33\t30\t11\t36.7 %",
    )
    assert _concepts(report)[4] == "achievement_rate_modified"
    assert not _told(report, "ratio-mismatch")


def test_progress_of_money_is_its_own_quotient() -> None:
    report = _report(
        "Clave\tPrograma\tModificado\tDevengado\tAvance financiero\tMeta\tAlcanzado\tAvance físico",
        "E001\tTeatro\t1,200.00\t600.00\t50.0\t10\t5\t50.0",
        "E002\tDanza\t2,000.00\t500.00\t25.0\t20\t5\t25.0",
        "E003\tCine\t400.00\t100.00\t25.0\t8\t2\t35.0",
    )
    assert _concepts(report)[4:] == [
        "execution_rate_modified",
        "target_original",
        "achieved",
        "achievement_rate_original",
    ]
    assert _told(report, "ratio-mismatch") == ["35.0"]


@pytest.mark.parametrize("heading", HEADINGS)
def test_progress_that_no_quotient_gives_is_left_and_nobody_blamed(heading: str) -> None:
    report = _report(
        f"Actividad\tMeta\tAlcanzado\t{heading}",
        "Talleres\t120\t60\t12.0",
        "Cursos\t40\t50\t33.0",
        "Pláticas\t33\t11\t7.5",
    )
    assert "rate" not in (_concepts(report)[3] or "")
    assert not _told(report, "ratio-mismatch")


def test_progress_that_no_quotient_gives_is_no_money() -> None:
    report = _report(
        "Clave\tPrograma\tAprobado\tModificado\tDevengado\tAvance físico",
        "E001\tTeatro\t1,000.00\t1,200.00\t600.00\t80.0",
        "E002\tDanza\t2,000.00\t2,000.00\t500.00\t65.0",
    )
    progress = [(fact.unit, float(fact.value or 0)) for fact in report.facts if fact.evidence.column == 5]
    assert progress == [("ratio", 0.8), ("ratio", 0.65)]


OF_A_PERIOD = "Avance de metas\nDel 1 de enero al 31 de marzo de 2023\n\nActividad\t"
ROWS = "\nTalleres\t120\t60\nCursos\t40\t50\nVisitas\t10\t2"


@pytest.mark.parametrize(
    "headings",
    ["Meta al periodo\tAvance al periodo", "Meta del periodo\tAvance del periodo", "Meta acumulada\tAvance acumulado",
     "Meta\tAvance", "Meta anual\tAvance al periodo", "Meta programada\tAvance realizado",
     "Meta al periodo\tAlcanzado al periodo"],
)  # fmt: skip
def test_progress_in_counts_beside_a_target_alone_is_what_was_achieved(headings: str) -> None:
    report = cotejo.analyse((OF_A_PERIOD + headings + ROWS).encode(), filename="informe.txt")
    assert _concepts(report)[1:] == ["target_original", "achieved"]
    assert not _told(report, "unrecognised-column")


@pytest.mark.parametrize(
    ("headings", "rows"),
    [
        ("Meta\tAvance", [("120", "50.0"), ("40", "125.0"), ("33", "33.3")]),
        ("Meta\tAvance", [("120", "50"), ("40", "100"), ("33", "33")]),
        ("Meta\tAvance", [("80", "50"), ("70", "30"), ("90", "10")]),
        ("Meta\tAvance", [("120", "50%"), ("40", "20%"), ("10", "5%")]),
        ("Meta\tAvance (%)", [("120", "50"), ("40", "20"), ("10", "5")]),
        ("Meta del año\tMeta de junio\tAvance", [("120", "60", "50"), ("40", "20", "20"), ("10", "5", "5")]),
    ],
)
def test_progress_that_may_be_a_percentage_is_not_what_was_achieved(headings: str, rows: list[tuple[str, ...]]) -> None:
    body = "\n".join("\t".join((f"Actividad {n}", *row)) for n, row in enumerate(rows))
    report = cotejo.analyse(f"{OF_A_PERIOD}{headings}\n{body}".encode(), filename="informe.txt")
    assert "achieved" not in _concepts(report)
    assert not [anomaly for anomaly in report.anomalies if anomaly.severity != "information"]


@pytest.mark.parametrize(("last", "told"), [("20.0", []), ("22.0", ["22.0"])])
def test_progress_of_a_period_is_held_against_the_target_of_the_period(last: str, told: list[str]) -> None:
    headings = "Meta anual\tMeta acumulada\tAvance acumulado\t% de avance"
    rows = f"\nTalleres\t200\t120\t60\t50.0\nCursos\t60\t40\t50\t125.0\nVisitas\t30\t10\t2\t{last}"
    report = cotejo.analyse((OF_A_PERIOD + headings + rows).encode(), filename="informe.txt")
    assert _told(report, "ratio-mismatch") == told


def _units(report: Report) -> dict[str, str | None]:
    return {fact.concept: fact.unit for fact in report.facts if fact.value is not None}


def test_numerators_do_not_take_the_unit_of_their_indicator() -> None:
    report = _report(
        "Indicador\tUnidad de medida\tNumerador\tDenominador\tMeta\tAlcanzado",
        "Personas atendidas\tPorcentaje\t885\t1,000\t90.0\t88.5",
        "Quejas resueltas\tPorcentaje\t40\t50\t85.0\t80.0",
    )
    units = _units(report)
    assert (units["numerator"], units["denominator"]) == (None, None)
    assert (units["target_original"], units["achieved"]) == ("Porcentaje", "Porcentaje")
    assert [Decimal(str(fact.value)) for fact in report.facts if fact.concept == "numerator"] == [885, 40]


def test_a_unit_said_to_be_that_of_the_variables_is_theirs() -> None:
    report = _report(
        "Indicador\tUnidad de medida de las variables del indicador\tNumerador\tDenominador\tMeta\tAlcanzado",
        "Personas atendidas\tPersona\t885\t1,000\t90.0\t88.5",
        "Quejas resueltas\tQueja\t40\t50\t85.0\t80.0",
    )
    assert _units(report)["numerator"] == "Queja"


@pytest.mark.parametrize("of_period", ["Meta al periodo", "Meta del trimestre", "Meta acumulada"])
def test_a_target_beside_that_of_the_period_is_the_years(of_period: str) -> None:
    text = (
        "Indicadores\nDel 1 de enero al 30 de septiembre de 2022\n\n"
        f"Indicador\tMeta\t{of_period}\tAlcanzado\t% de avance\n"
        "Adultos\t400\t300\t290\t96.7\nExámenes\t1,000\t750\t700\t93.3\n"
    )
    report = cotejo.analyse(text.encode(), filename="informe.txt")
    targets = [fact for fact in report.facts if fact.concept == "target_original"]
    assert [(str(fact.value), str(fact.period and fact.period.end)) for fact in targets] == [
        ("400", "2022-12-31"),
        ("300", "2022-09-30"),
        ("1000", "2022-12-31"),
        ("750", "2022-09-30"),
    ]
    assert "achievement_rate_original" in {fact.concept for fact in report.facts}
    assert not any(anomaly.rule == "ratio-mismatch" for anomaly in report.anomalies)


TWO_TARGETS = "\nTalleres\t200\t120\t60\t50.0\nCursos\t60\t40\t50\t125.0\nVisitas\t30\t10\t8\t85.0"


@pytest.mark.parametrize("year", ["Meta anual", "Meta"])
@pytest.mark.parametrize("time", ["Ejercicio 2023", "Sin fecha"])
def test_progress_of_a_period_is_held_against_its_target_where_no_dates_part_it_from_the_year(
    year: str, time: str
) -> None:
    headings = f"{time}\n\nActividad\t{year}\tMeta al periodo\tAvance al periodo\t% de avance"
    report = cotejo.analyse(f"Avance de metas\n{headings}{TWO_TARGETS}".encode(), filename="informe.txt")
    targets = ["target_of_year", "target_original"]
    assert _concepts(report)[1:] == [*targets, "achieved", "achievement_rate_original"]
    assert [fact.value for fact in report.facts if fact.concept == "target_original"] == ["120", "40", "10"]
    assert _told(report, "ratio-mismatch") == ["85.0"]
    assert not _told(report, "unrecognised-column")


def test_what_was_achieved_in_no_said_time_is_left_to_the_year() -> None:
    heads = "Ejercicio 2023\n\nActividad\tMeta anual\tMeta trimestral\tAlcanzado"
    body = "\nTalleres\t200\t50\t190\nCursos\t60\t15\t60\nVisitas\t30\t7\t29"
    report = cotejo.analyse(f"Avance de metas\n{heads}{body}".encode(), filename="informe.txt")
    assert "target_of_year" not in _concepts(report)
