"""Statements in whose columns a subtotal and the only row below it with anything stand beside each other: where neither
has anything, a sum seems to be of both.
"""

import pytest

import cotejo
from shared.report import AnomalyPart

_HEADS = "Concepto\tContribuido\tGenerado de Ejercicios Anteriores\tGenerado del Ejercicio\tCambios de Valor\tTOTAL"
_ROWS = """Rectificaciones de Resultados de Ejercicios Anteriores\t0\t0\t0\t0\t0
Patrimonio Neto Inicial Ajustado del Ejercicio\t4,500,000.10\t0\t0\t0\t4,500,000.10
Aportaciones\t4,000,000.10\t0\t0\t0\t4,000,000.10
Donaciones de Capital\t500,000\t0\t0\t0\t500,000
Actualización de la Hacienda Pública/Patrimonio\t0\t0\t0\t0\t0
Variaciones del Patrimonio Neto del Ejercicio\t0\t1,200,000.50\t300,000.25\t0\t1,500,000.75
Resultados del Ejercicio: Ahorro/Desahorro\t0\t0\t300,000.25\t0\t300,000.25
Resultados de Ejercicios Anteriores\t0\t1,200,000.50\t0\t0\t1,200,000.50
Revalúos\t0\t0\t0\t0\t0
Reservas\t0\t0\t0\t0\t0
Patrimonio Neto Final del Ejercicio 2013\t4,500,000.10\t1,200,000.50\t300,000.25\t0\t6,000,000.85
Cambios en el Patrimonio Neto del Ejercicio 2014\t100,000\t0\t0\t0\t100,000
Aportaciones\t100,000\t0\t0\t0\t100,000
Donaciones de Capital\t0\t0\t0\t0\t0
Actualización de la Hacienda Pública/Patrimonio\t0\t0\t0\t0\t0
Variaciones del Patrimonio Neto del Ejercicio\t0\t300,000.25\t-50,000.25\t0\t250,000
Resultados del Ejercicio: Ahorro/Desahorro\t0\t0\t250,000\t0\t250,000
Resultados de Ejercicios Anteriores\t0\t300,000.25\t-300,000.25\t0\t0
Revalúos\t0\t0\t0\t0\t0
Reservas\t0\t0\t0\t0\t0
Saldo Neto en la Hacienda Pública / Patrimonio 2014\t4,600,000.10\t1,500,000.75\t250,000\t0\t6,350,000.85
"""


def _errors(old: str = "", new: str = "") -> list[AnomalyPart]:
    assert _ROWS.count(old) == 1 or not old
    title = (
        "Instituto de Prueba\nEstado de Variación en la Hacienda Pública\nDel 1 de enero al 30 de septiembre de 2014"
    )
    rows = _ROWS.replace(old, new) if old else _ROWS
    report = cotejo.analyse(f"{title}\n\n{_HEADS}\n{rows}".encode(), filename="variacion.txt")
    return [one for one in report.anomalies if one.severity == "error"]


def test_a_subtotal_and_its_only_row_are_no_two_parts_of_the_sum_above_them() -> None:
    assert not _errors()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("6,350,000.85", "6,350,100.85"),
        ("4,600,000.10", "4,700,000.10"),
        (
            "Cambios en el Patrimonio Neto del Ejercicio 2014\t100,000",
            "Cambios en el Patrimonio Neto del Ejercicio 2014\t110,000",
        ),
        ("2013\t4,500,000.10", "2013\t4,510,000.10"),
        (
            "2013\t4,500,000.10\t1,200,000.50\t300,000.25\t0\t6,000,000.85",
            "2013\t4,500,000.10\t1,200,000.50\t300,000.25\t0\t6,000,100.85",
        ),
    ],
)
def test_what_is_wrong_in_such_a_statement_is_told(old: str, new: str) -> None:
    errors = _errors(old, new)
    assert {one.rule for one in errors} == {"total-mismatch"}
