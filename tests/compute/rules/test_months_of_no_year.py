"""Months whose year nothing names make up the year beside them all the same."""

import pytest

import cotejo
from shared.report import AnomalyPart

_MONTHS = [
    "Enero",
    "Febrero",
    "Marzo",
    "Abril",
    "Mayo",
    "Junio",
    "Julio",
    "Agosto",
    "Septiembre",
    "Octubre",
    "Noviembre",
    "Diciembre",
]
_ROWS = {
    "1100 Sueldos de prueba": [1000 + 10 * month for month in range(12)],
    "1200 Dietas de prueba": [500] * 12,
    "2100 Papel de prueba": [20 + month for month in range(12)],
    "2200 Agua de prueba": [75] * 12,
    "3100 Luz de prueba": [90 + 5 * month for month in range(12)],
}


def _told(whole: str, *, off: int = 0, last: bool = False) -> list[AnomalyPart]:
    lines = ["Ayuntamiento de Prueba", "Calendario del presupuesto de egresos", ""]
    heads = [*_MONTHS, whole] if last else [whole, *_MONTHS]
    lines.append("\t".join(("Partida", *heads)))
    for name, months in _ROWS.items():
        total = [sum(months) + (off if name.startswith("3100") else 0)]
        figures = [*months, *total] if last else [*total, *months]
        lines.append("\t".join((name, *(f"{figure:,}.00" for figure in figures))))
    report = cotejo.analyse("\n".join(lines).encode(), filename="a.txt")
    assert report.coverage.checked == len(_ROWS) * 13
    return [anomaly for anomaly in report.anomalies if anomaly.severity == "error"]


@pytest.mark.parametrize("whole", ["Anual", "Total", "Total anual", "Importe anual"])
@pytest.mark.parametrize("last", [False, True])
def test_the_months_of_each_row_are_held_against_its_year(whole: str, last: bool) -> None:
    assert not _told(whole, last=last)
    (found,) = _told(whole, off=3456, last=last)
    assert "Luz de prueba" in found.message.es
    assert "3,456.00" in found.message.es
