"""A figure that OCR left unreadable is mended where only one reading of its marks agrees with the rates of its row."""

import pytest

import cotejo
from shared.report import Report

TITLE = "Instituto de Prueba\nProgramas y Proyectos de Inversión\nDel 1 de enero al 31 de diciembre de 2023\n"
HEADS = "Clave\tNombre\tAprobado\tModificado\tDevengado\tDevengado/ Modificado"
OTHERS = [
    "E102\tCrédito\t120,000.00\t90,000.00\t45,000.00\t50%",
    "E103\tPensiones\t10,000.00\t30,000.00\t30,000.00\t100%",
]


def _report(row: str) -> Report:
    return cotejo.analyse("\n".join((TITLE, HEADS, row, *OTHERS)).encode(), filename="informe.txt")


def _modified(report: Report) -> list[str | None]:
    return [fact.value for fact in report.facts if fact.concept == "modified" and fact.subject.code == "E101"]


@pytest.mark.parametrize(
    ("printed", "value"),
    [("S19,964,896.00", "19964896.00"), ("I9,964,896.00", "19964896.00"), ("19,9G4,896.00", "19964896.00")],
)
def test_the_one_reading_that_agrees_with_the_rate_is_taken_and_said(printed: str, value: str) -> None:
    report = _report(f"E101\tFarmacias\t31,600,000.00\t{printed}\t5,641,915.26\t28.26%")
    assert _modified(report) == [value]
    told = [anomaly for anomaly in report.anomalies if anomaly.rule == "mended-number"]
    assert [anomaly.evidence[0].text for anomaly in told] == [printed]
    assert not [anomaly for anomaly in report.anomalies if anomaly.rule == "unreadable-number"]


@pytest.mark.parametrize("rate", ["28.9%", "", "90%"])
def test_nothing_is_mended_where_no_reading_agrees_or_no_rate_tells(rate: str) -> None:
    report = _report(f"E101\tFarmacias\t31,600,000.00\t19,9Z4,896.00\t5,641,915.26\t{rate}")
    assert _modified(report) == []
    assert [anomaly.rule for anomaly in report.anomalies if anomaly.rule == "unreadable-number"]


def test_nothing_is_mended_where_several_readings_agree() -> None:
    report = _report("E101\tFarmacias\t31,600,000.00\t19,964,896.B0\t5,641,915.26\t28%")
    assert _modified(report) in ([], ["19964896.80"])
    doubtful = _report("E101\tFarmacias\t31,600,000.00\t19,964,G96.00\t5,641,915.26\t28%")
    assert _modified(doubtful) == ["19964696.00"]
