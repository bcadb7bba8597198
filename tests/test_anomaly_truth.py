"""The anomalies that stand in real filings are found, and what is known to be in order is not called wrong."""

import pytest

from tests.analysed import analysed
from tests.anomaly_truth import Comparison, compare, labels

_QUARTERS = "statements/inaeba-2019-"
FILINGS = [
    "isseg-investment-programmes-2023.txt",
    "isseg-results-indicators-2024-q1.txt",
    "coneval-issste-assessment-2021.txt",
    "imss-quarterly-report-2018-q4.txt",
    "isssteson-work-plan-2025.txt",
    f"{_QUARTERS}q2/6.4-egresos-administrativa.xlsx",
    f"{_QUARTERS}q2/7.2-programas-y-proyectos-de-inversion.xlsx",
    f"{_QUARTERS}q3/5.5-flujos-de-efectivo.xlsx",
    f"{_QUARTERS}q3/6.6-egresos-por-objeto.xlsx",
    f"{_QUARTERS}q3/7.2-programas-y-proyectos-de-inversion.xlsx",
    f"{_QUARTERS}q3/7.3-indicadores-para-resultados.xlsx",
    f"{_QUARTERS}q3/10.1-ldf-situacion-financiera.xlsx",
    f"{_QUARTERS}q3/10.4-ldf-balance-presupuestario.xlsx",
    f"{_QUARTERS}q4/7.2-programas-y-proyectos-de-inversion.xlsx",
    f"{_QUARTERS}q4/7.3-indicadores-para-resultados.xlsx",
]
"""Those that are quick; the benchmark takes all, and those of a year together."""


def _compared(filing: str) -> Comparison:
    report = analysed(filing).model_dump(mode="json")
    return compare(labels(), {filing: report})


@pytest.mark.parametrize("filing", FILINGS)
def test_every_true_anomaly_is_found_and_no_false_one(filing: str) -> None:
    result = _compared(filing)
    assert not result.missed
    assert not result.false


def test_a_lost_finding_and_a_false_one_are_seen() -> None:
    given = [label for label in labels() if label.filing == FILINGS[1]]
    false = next(label for label in given if label.verdict == "false")
    place = {"filing": None, "cell": None, "line": int(false.place)}
    anomaly = {"rule": false.rule, "severity": "error", "evidence": [place], "message": {"en": "?"}}
    result = compare(given, {FILINGS[1]: {"anomalies": [anomaly]}})
    assert len(result.missed) == sum(label.verdict == "true" for label in given)
    assert len(result.false) == 1
