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
