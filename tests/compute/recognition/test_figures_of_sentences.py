"""Figures of sentences: their scale, their year and of what they are, and what is held between sentences and rows."""

from decimal import Decimal

import pytest

import cotejo
from shared.report import FactPart, Report

_HEAD = "Instituto de Prueba\nNota de desempeño, enero a diciembre de 2024\n\n"
_ROWS = "\nActividad\tMeta programada\tAlcanzado\nCursos\t120\t95\nTalleres\t60\t50\n"


def _report(text: str, table: str = "") -> Report:
    return cotejo.analyse(f"{_HEAD}{text}\n{table}".encode(), filename="nota.txt")


def _facts(text: str) -> list[FactPart]:
    return list(_report(text).facts)


def _told(report: Report) -> list[str]:
    return [one.message.en for one in report.anomalies if one.rule == "narrative-mismatch"]


@pytest.mark.parametrize(
    ("sentence", "right", "wrong"),
    [
        ("Se otorgaron 3,180 becas de corto plazo de las 3,000 programadas, con un avance del {} %.", "106", "160"),
        (
            "Los ingresos sumaron {} millones de pesos: 4,120.2 de cuotas y 5,730.2 de aportaciones.",
            "9,850.4",
            "9,950.4",
        ),
        ("El fondo pasó de 6.4 a 7.1 millones de pesos, un incremento del {} %.", "10.9", "20"),
        ("Acudieron 400 personas, de las cuales 264 son mujeres (66 %) y 136 son hombres ({} %).", "34", "43"),
    ],
)
def test_sentences_alone_are_held_against_their_own_figures(sentence: str, right: str, wrong: str) -> None:
    report = _report(sentence.format(right))
    assert not report.anomalies
    assert (report.coverage.sentences, report.coverage.sentences_held) == (1, 1)
    assert len(_told(_report(sentence.format(wrong)))) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Se ejercieron 9.5 millones de pesos: 4.2 kilómetros de red y 5.1 hectáreas de parque.",
        "El instituto tiene 12 oficinas y 7.1 millones de pesos de presupuesto para ellas.",
    ],
)
def test_what_counts_something_else_is_not_in_the_millions_beside_it(sentence: str) -> None:
    assert len([fact for fact in _facts(sentence) if Decimal(fact.value or 0) >= 1_000_000]) == 1
    assert not _told(_report(sentence))


def test_each_figure_is_of_the_year_that_its_sentence_says() -> None:
    for sentence in (
        "La nómina pasó de 6,400.0 millones de pesos en 2023 a 7,168.0 millones de pesos en 2024, un alza del 12 %.",
        "En 2023 se pagaron 6,400.0 millones de pesos y en 2024, 7,168.0 millones de pesos por la nómina.",
    ):
        years = {fact.value: fact.period.end.year for fact in _facts(sentence) if fact.period and fact.unit == "MXN"}
        assert years == {"6400000000.0": 2023, "7168000000.0": 2024}


def test_a_figure_of_another_year_is_not_held_against_the_tables() -> None:
    table = "\nConcepto\tAprobado\tDevengado\nBecas\t700.00\t640.00\nTotal\t700.00\t640.00\n"
    report = _report("El presupuesto devengado pasó de 600.00 pesos en 2023 a 640.00 pesos en 2024, como se ve.", table)
    assert not _told(report)


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("La nómina pasó de 640 a 716 personas, un incremento del 11.9 %.", {"nómina", "personas"}),
        ("Se otorgaron 318 préstamos de corto plazo a quienes los pidieron.", {"préstamos de corto plazo"}),
        ("De acuerdo con lo informado se llegó a 318 en todo el año.", {None}),
    ],
)  # fmt: skip
def test_a_figure_is_of_what_its_sentence_plainly_names(sentence: str, names: set[str | None]) -> None:
    assert {fact.subject.name for fact in _facts(sentence) if fact.concept != "share"} == names


def test_a_share_is_held_against_amounts_elsewhere_in_the_text() -> None:
    amounts = "El presupuesto modificado fue de 131.0 millones de pesos y el devengado de 98.2 millones de pesos."
    assert not _told(_report(f"Se ejerció 75 % del presupuesto modificado. {amounts}"))
    assert len(_told(_report(f"Se ejerció 85 % del presupuesto modificado. {amounts}"))) == 1


@pytest.mark.parametrize(
    ("said", "told"), [("95 de los 120", 0), ("90 de los 120", 1), ("95 de los 130", 1), ("9 de los 12", 0)]
)
def test_what_was_reached_of_what_was_planned_is_held_against_its_row(said: str, told: int) -> None:
    assert len(_told(_report(f"En Cursos se alcanzaron {said} programados.", _ROWS))) == told
    assert not _told(_report(f"En Congresos se alcanzaron {said} programados.", _ROWS))


def test_a_list_of_names_is_the_name_of_no_row() -> None:
    table = "\nActividad\tNúmero de indicadores\n• 469 Becas.• 470 Cursos.\t22\n• 471 Talleres.• 472 Ferias.\t21\n"
    facts = [fact for fact in _report("", table).facts if fact.value in ("22", "21")]
    assert len(facts) == 2 and {fact.subject.name for fact in facts} == {None}


def test_a_figure_of_a_list_is_not_stray() -> None:
    table = "\nActividad\tNúmero de indicadores\n• 469 Becas.• 470 Cursos.\t22\n• 471 Talleres.• 472 Ferias.\t21\n"
    assert "stray-figure" not in {one.rule for one in _report("", table).anomalies}
