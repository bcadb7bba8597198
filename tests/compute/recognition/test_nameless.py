"""Totals that nothing names, above the rows they sum or below: they are totals, and no stray figures."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

import cotejo
from shared.report import Report

_ROWS = (
    ("1000 Servicios personales", "845,104.63", "846,072.23", "845,072.23", "840,104.60"),
    ("2000 Materiales y suministros", "146,833.35", "150,540.92", "146,540.92", "144,833.31"),
    ("3000 Servicios generales", "96,021.48", "98,300.15", "95,110.07", "94,021.40"),
)
_TOTAL = ("", "1,087,959.46", "1,094,913.30", "1,086,723.22", "1,078,959.31")
_HEADS = ("Capítulo", "Aprobado", "Modificado", "Devengado", "Pagado")


def _report(*rows: Sequence[str]) -> Report:
    text = "\n".join("\t".join(row) for row in (_HEADS, *rows))
    title = "Instituto de Prueba\nEgresos por capítulo, enero a diciembre de 2023\n\n"
    return cotejo.analyse(f"{title}{text}\n".encode(), filename="egresos.txt")


@pytest.mark.parametrize("rows", [(_TOTAL, *_ROWS), (*_ROWS, _TOTAL)])
def test_a_row_without_a_name_that_sums_the_others_is_their_total(rows: Sequence[Sequence[str]]) -> None:
    report = _report(*rows)
    totals = [fact for fact in report.facts if fact.subject.kind == "total"]
    assert [fact.evidence.text for fact in totals] == list(_TOTAL[1:])
    assert {fact.subject.name for fact in totals} == {None}
    assert not [one for one in report.anomalies if one.severity != "information"]


def test_what_such_a_total_is_off_by_is_told() -> None:
    (told,) = [
        one for one in _report((*_TOTAL[:3], "1,086,732.22", _TOTAL[4]), *_ROWS).anomalies if one.severity == "error"
    ]
    assert told.rule == "total-mismatch"
    assert Decimal(told.difference or 0).copy_abs() == 9


def test_a_row_without_a_name_that_sums_nothing_stays_stray() -> None:
    report = _report(*_ROWS, ("", "12.10", "13.20", "14.30", "15.40"))
    assert "stray-figure" in {one.rule for one in report.anomalies}
    assert "total" not in {fact.subject.kind for fact in report.facts}
