"""Codes that lead the names of a column are its codes; what a sentence says of a programme adds nothing to a table."""

import pytest

import cotejo
from shared.report import Report

_HEAD = "Instituto de Prueba\nEnero a diciembre de 2024\n(Pesos)\n"
_PROGRAMMES = """
Programa\tAprobado\tModificado\tDevengado
E010 Consulta externa\t310.50\t322.80\t291.40
E011 Hospitales\t540.20\t561.00\t512.70
P003 Planeación\t42.00\t39.50\t33.90
Total\t892.70\t923.30\t838.00
"""


def _report(sentence: str, table: str = _PROGRAMMES) -> Report:
    return cotejo.analyse(f"{_HEAD}\n{sentence}\n{table}".encode(), filename="informe.txt")


def _codes(names: list[str]) -> list[str | None]:
    rows = "".join(f"{name}\t{place}00.00\t{place}0.00\n" for place, name in enumerate(names, 1))
    report = cotejo.analyse(f"{_HEAD}\nPrograma\tAprobado\tDevengado\n{rows}".encode(), filename="informe.txt")
    return [fact.subject.code for fact in report.facts if fact.concept == "approved"]


@pytest.mark.parametrize(
    ("names", "codes"),
    [
        (["E011 Hospitales", "E012 Farmacias", "K027 Obra"], ["E011", "E012", "K027"]),
        (["K-012 Obra pública", "E-001 Becas", "Total"], ["K-012", "E-001", None]),
        (["P 003 Planeación", "M 001 Apoyo", "O 001 Control"], ["P 003", "M 001", "O 001"]),
        (["E011.- Hospitales", "E012 - Farmacias"], ["E011", "E012"]),
        (["E011 Hospitales", "Farmacias", "Obra", "Becas"], [None] * 4),
        (["COVID19 Vacunas", "Farmacias", "Obra"], [None] * 3),
        (["A 30 días", "A 60 días", "A 90 días"], [None] * 3),
    ],
)
def test_codes_that_lead_most_names_of_a_column_are_codes(names: list[str], codes: list[str | None]) -> None:
    assert _codes(names) == codes


def test_a_sentence_on_a_programme_adds_nothing_to_the_totals_of_the_table() -> None:
    report = _report("El programa E011 Hospitales devengó 512.70 pesos y concentra el 61.2 % del gasto devengado.")
    totals = {one.name: one.value for one in report.indicators if one.name.startswith("total_")}
    assert totals["total_accrued"] == "838.00"
    subjects = {(fact.subject.code, fact.subject.name) for fact in report.facts if fact.evidence.table == "text"}
    assert ("E011", "E011 Hospitales") in subjects
    assert not {one.rule for one in report.anomalies} & {"duplicate-key", "narrative-mismatch"}
    assert (report.coverage.sentences, report.coverage.sentences_held) == (1, 1)


@pytest.mark.parametrize(
    "wrong", ["devengó 572.70 pesos", "devengó 512.70 pesos y concentra el 71.2 % del gasto devengado"]
)
def test_what_a_sentence_says_of_a_programme_is_held_against_its_row(wrong: str) -> None:
    report = _report(f"El programa E011 Hospitales {wrong}.")
    assert [one.rule for one in report.anomalies if one.rule != "large-amendment"] == ["narrative-mismatch"]


def test_the_name_of_a_programme_ends_at_the_verb() -> None:
    report = _report("El programa E015 Salud mental devengó 12.70 pesos.")
    said = [fact.subject for fact in report.facts if fact.evidence.table == "text"]
    assert [(one.code, one.name) for one in said] == [("E015", "Salud mental")]
