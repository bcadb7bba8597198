"""Rates that a blank broke in two, and rates printed with and without their sign: one figure each, or none."""

from decimal import Decimal

import pytest

import cotejo
from shared.report import Report

TITLE = "Avance de programas\nEjercicio 2023\n"


def _report(*lines: str) -> Report:
    return cotejo.analyse("\n".join((TITLE, *lines)).encode(), filename="informe.txt")


def _rates(report: Report, column: int) -> list[Decimal]:
    return [Decimal(str(fact.value)) for fact in report.facts if fact.evidence.column == column]


@pytest.mark.parametrize("heading", ["Dev/Modif", "% de avance", "Porcentaje de avance"])
@pytest.mark.parametrize("broken", ["5, 33%", "5 .33 %", "5. 33%", "5,33 %"])
def test_a_rate_broken_by_a_blank_is_one_where_the_quotient_says_so(heading: str, broken: str) -> None:
    report = _report(
        f"Clave\tPrograma\tModificado\tDevengado\t{heading}",
        "E001\tTeatro\t1,000.00\t220.00\t22.0 %",
        "E002\tDanza\t1,000.00\t215.00\t21.5 %",
        f"E003\tMúsica\t1,000.00\t53.30\t{broken}",
        "E004\tCine\t1,000.00\t500.00\t50.0 %",
    )
    assert _rates(report, 4) == [Decimal("0.22"), Decimal("0.215"), Decimal("0.0533"), Decimal("0.5")]
    (mended,) = [anomaly for anomaly in report.anomalies if anomaly.rule == "mended-number"]
    assert (mended.origin, mended.evidence[0].text) == ("reading", broken)
    assert not [anomaly for anomaly in report.anomalies if anomaly.rule == "ratio-mismatch"]


def test_a_broken_rate_that_nothing_confirms_is_not_guessed() -> None:
    report = _report(
        "Clave\tPrograma\tModificado\tDevengado\tDev/Modif",
        "E001\tTeatro\t1,000.00\t220.00\t22.0 %",
        "E002\tDanza\t1,000.00\t215.00\t21.5 %",
        "E003\tMúsica\t1,000.00\t71.10\t5, 33%",
    )
    assert _rates(report, 4) == [Decimal("0.22"), Decimal("0.215")]
    (unread,) = [anomaly for anomaly in report.anomalies if anomaly.rule == "unreadable-number"]
    assert (unread.origin, unread.evidence[0].text) == ("reading", "5, 33%")
    assert "5.33\N{NO-BREAK SPACE}%" in unread.message.es


def test_a_share_of_no_known_whole_that_is_broken_is_not_guessed() -> None:
    report = _report(
        "Tipo de contrato\tContratos\t% del total", "Obra\t5\t5, 33%", "Servicios\t8\t12.5 %", "Bienes\t9\t14.0 %"
    )
    assert _rates(report, 2) == [Decimal("0.125"), Decimal("0.14")]
    assert [anomaly.rule for anomaly in report.anomalies if anomaly.origin == "reading"] == ["unreadable-number"]


def test_a_column_of_counts_with_their_shares_still_has_two_figures_a_cell() -> None:
    report = _report(
        "Nombre del programa\tTotal indicadores\tAprobado",
        "Teatro\t5, 33%\t10.00",
        "Danza\t4, 27%\t20.00",
        "Cine\t6, 40%\t5.00",
    )
    assert len(_rates(report, 1)) == 6


@pytest.mark.parametrize("plain", ["22.0", "0.9"])
def test_a_rate_without_its_sign_is_in_the_unit_of_its_column(plain: str) -> None:
    report = _report(
        "Clave\tPrograma\t% de avance físico",
        f"E001\tTeatro\t{plain}",
        "E002\tDanza\t21.5 %",
        "E003\tMúsica\t5.3 %",
        "E004\tCine\t50.0 %",
    )
    assert _rates(report, 2)[0] == Decimal(plain) / 100


@pytest.mark.parametrize("plain", ["22.0", "0.9"])
def test_a_quotient_without_its_sides_is_in_the_unit_of_its_column_too(plain: str) -> None:
    report = _report(
        "Clave\tPrograma\tDev/Modif", f"E001\tTeatro\t{plain}", "E002\tDanza\t21.5 %", "E003\tMúsica\t5.3 %"
    )
    assert _rates(report, 2)[0] == Decimal(plain) / 100


def test_arithmetic_goes_before_the_unit_of_the_column() -> None:
    report = _report(
        "Clave\tPrograma\tModificado\tDevengado\tDev/Modif",
        "E001\tTeatro\t1,000.00\t220.00\t0.22",
        "E002\tDanza\t1,000.00\t215.00\t21.5 %",
        "E003\tMúsica\t1,000.00\t300.00\t30.0 %",
    )
    assert _rates(report, 4)[0] == Decimal("0.22")
