"""Sheets of one indicator whose labels stand beside what they announce, one or two a row."""

import cotejo
from shared.report import Report

NAME = "Cobertura de talleres"


def _report(*rows: str) -> Report:
    lines = ["Instituto de Prueba,,,", "Ficha técnica del indicador al 30 de junio de 2024,,,", *rows]
    return cotejo.analyse("\n".join(lines).encode(), filename="ficha.csv")


def test_labels_beside_what_they_announce_tell_of_the_indicator_that_they_name() -> None:
    names = ("Nombre del indicador", "Dimensión", "Frecuencia de medición", "Unidad de medida")
    pairs = dict(zip(names, (NAME, "Eficacia", "Trimestral", "Curso"), strict=True))
    pairs |= {"Línea base": "70", "Meta programada": "80", "Meta alcanzada": "76"}
    report = _report(*(f"{label}:,{value},," for label, value in pairs.items()))
    stated = {fact.concept: (fact.subject.name, fact.value, fact.unit) for fact in report.facts if fact.value}
    assert stated == {
        "baseline": (NAME, "70", "Curso"),
        "target_original": (NAME, "80", "Curso"),
        "achieved": (NAME, "76", "Curso"),
    }
    assert not [anomaly for anomaly in report.anomalies if anomaly.rule == "stray-figure"]


def test_two_labels_a_row_do_too() -> None:
    report = _report(
        f"Nombre del indicador,{NAME},Nivel de la MIR,Componente",
        "Método de cálculo,(Impartidos / Programados) * 100,Frecuencia de medición,Trimestral",
        "Unidad de medida,Porcentaje,Sentido,Ascendente",
        'Numerador,760,Denominador,"1,000"',
        "Línea base,70,Meta anual,80",
    )
    stated = {fact.concept: fact.value or fact.category for fact in report.facts}
    assert {"mir_level": "Componente", "direction": "Ascendente", "baseline": "70"}.items() <= stated.items()
    assert {"target_original": "80", "numerator": "760", "denominator": "1000"}.items() <= stated.items()
    assert {fact.subject.name for fact in report.facts} == {NAME}


def test_a_table_whose_rows_are_named_by_such_labels_stays_one() -> None:
    rows = ["Concepto,2023,2024,", "Meta programada,80,90,", "Meta alcanzada,70,80,", "Línea base,60,60,"]
    assert {fact.subject.name for fact in _report(*rows).facts} != {NAME}


def test_a_sheet_states_the_years_target_and_the_periods_and_what_progress_there_was() -> None:
    report = _report(
        f"Nombre del indicador,{NAME},Nivel,Componente",
        "Sentido,Ascendente,Frecuencia,Trimestral",
        "Meta anual,240,Meta al semestre,180",
        "Avance al semestre,171,Línea base,150",
    )
    stated = [(fact.concept, fact.value, str(fact.period and fact.period.end)) for fact in report.facts if fact.value]
    assert ("target_original", "240", "2024-12-31") in stated
    assert ("target_original", "180", "2024-06-30") in stated
    assert ("achieved", "171", "2024-06-30") in stated
    assert report.filing.family == "results-indicators"
