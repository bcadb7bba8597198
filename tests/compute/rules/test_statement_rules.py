"""Rules about the figures of statements: payments, balances, stray figures, counts that are given twice."""

from decimal import Decimal

import pytest

import cotejo
from services.compute.rules.wording import percent

_SPENDING = (
    "Estado Analítico del Ejercicio del Presupuesto de Egresos Clasificación por Objeto del Gasto\n"
    "Del 1 de enero al 31 de diciembre de 2022\n(Pesos)\n\n"
    "Concepto\tAprobado\tModificado\tDevengado\tEjercido\tPagado\n"
)
_POSITION = (
    "Estado de Situación Financiera\nAl 31 de diciembre de 2022\n(Pesos)\n\nConcepto\t2022\t2021\n"
    "Activo Circulante\t\t\n"
)
_INDICATORS = (
    "Indicadores para resultados\nDel 1 de enero al 31 de diciembre de 2022\n\n"
    "Clave\tNombre del indicador\tMeta modificada\tMeta alcanzada\tNumerador\tDenominador\n"
)


def _found(rule: str, content: str) -> list[str]:
    report = cotejo.analyse(content.encode(), filename="a.txt")
    return [anomaly.message.en for anomaly in report.anomalies if anomaly.rule == rule]


@pytest.mark.parametrize(
    ("rule", "row", "fires"),
    [
        ("paid-exceeds-accrued", "100.00\t100.00\t50.00\t50.00\t50.01", True),
        ("paid-exceeds-accrued", "100.00\t100.00\t50.00\t50.00\t50.00", False),
        ("exercised-differs-from-accrued", "100.00\t100.00\t50.00\t50.01\t50.00", True),
        ("exercised-differs-from-accrued", "100.00\t100.00\t50.00\t50.00\t50.00", False),
        ("exercised-exceeds-modified", "100.00\t50.00\t50.00\t50.01\t50.00", True),
        ("exercised-exceeds-modified", "100.00\t50.00\t50.00\t50.00\t50.00", False),
    ],
)
def test_what_is_paid_and_exercised_was_accrued(rule: str, row: str, fires: bool) -> None:
    found = _found(rule, f"{_SPENDING}Servicios Generales\t{row}\nMateriales\t9.00\t9.00\t3.00\t3.00\t3.00\n")
    assert bool(found) is fires
    assert not fires or "0.01 too much" in found[0]


def test_what_is_accrued_above_the_budget_is_told_once() -> None:
    row = "Servicios Generales\t100.00\t50.00\t50.01\t50.01\t50.00\n"
    assert _found("accrued-exceeds-modified", _SPENDING + row)
    assert not _found("exercised-exceeds-modified", _SPENDING + row)


def test_what_is_exercised_is_held_to_the_budget_where_nothing_accrued_is_told() -> None:
    title = _SPENDING.replace("\tDevengado", "").replace("\tPagado", "")
    (said,) = _found("exercised-exceeds-modified", title + "Servicios Generales\t100.00\t50.00\t50.01\n")
    assert said == "50.01 was exercised on a modified budget of 50.00: 0.01 too much."


@pytest.mark.parametrize(
    ("row", "fires"),
    [
        ("Efectivo y Equivalentes\t-10.50\t20.00", True),
        ("Efectivo y Equivalentes\t0.00\t20.00", False),
        ("Depreciación, Deterioro y Amortización Acumulada de Bienes\t-10.50\t-9.00", False),
        ("Resultados del Ejercicio (Ahorro/Desahorro)\t-10.50\t20.00", False),
    ],
)
def test_an_account_that_cannot_be_negative(row: str, fires: bool) -> None:
    assert bool(_found("negative-balance", f"{_POSITION}{row}\nInventarios\t5.00\t6.00\n")) is fires


def test_a_figure_beside_a_remark_belongs_to_nothing() -> None:
    rows = "Servicios Generales\t100.00\t100.00\t50.00\t50.00\t50.00\nMateriales\t9.00\t9.00\t3.00\t3.00\t3.00\n"
    remark = "Bajo protesta de decir verdad declaramos que son correctos\t\t\t841.50\t\t\n"
    assert "841.50" in _found("stray-figure", _SPENDING + rows + remark)[0]
    assert not _found("stray-figure", _SPENDING + rows)


@pytest.mark.parametrize(
    ("rule", "row", "fires"),
    [
        ("achieved-differs-from-numerator", "100\t40\t49\t100", True),
        ("achieved-differs-from-numerator", "100\t49\t49\t100", False),
        ("achieved-differs-from-numerator", "100%\t40%\t2\t5", False),
        ("achieved-differs-from-numerator", "95\t92\t9200\t10000", False),
        ("achieved-differs-from-numerator", "95\t29\t9200\t10000", True),
        ("target-denominator-mismatch", "95\t92\t9200\t10000", False),
        ("target-denominator-mismatch", "100\t49\t49\t90", True),
        ("target-denominator-mismatch", "100\t49\t49\t100", False),
    ],
)
def test_a_count_that_is_given_twice(rule: str, row: str, fires: bool) -> None:
    other = "A002\tDos\t10\t8\t8\t10\n"
    assert bool(_found(rule, f"{_INDICATORS}A001\tUno\t{row}\n{other}A003\tTres\t20\t18\t18\t20\n")) is fires


@pytest.mark.parametrize(
    ("rate", "said"),
    [("0.26599", "26.6"), ("0.00841", "0.84"), ("0.0000025149", "0.00025"), ("0", "0.0"), ("-0.00004", "-0.0040")],
)
def test_a_rate_is_never_said_to_be_nothing_that_is_something(rate: str, said: str) -> None:
    assert percent(Decimal(rate)) == f"{said}\N{NO-BREAK SPACE}%"
