"""One workbook of several statements is held against itself."""

import io
from collections.abc import Sequence

from openpyxl import Workbook

import cotejo
from shared.report import AnomalyPart

_HEAD = ("Concepto", "Aprobado", "Ampliaciones/ (Reducciones)", "Modificado", "Devengado", "Pagado", "Subejercicio")
_OBJECT = "Clasificación por Objeto del Gasto (Capítulo y Concepto)"
_OFFICE = "Clasificación Administrativa"
_HALF = "Del 1 de enero al 30 de junio de 2024"
_Row = tuple[str | float, ...]
_PERSONNEL = ("Servicios Personales", 700.25, 20.0, 720.25, 340.1, 330.0, 380.15)
_SUPPLIES = ("Materiales y Suministros", 110.75, -10.0, 100.75, 40.3, 40.3, 60.45)
_NORTH = ("Dirección Norte", 411.0, 10.0, 421.0, 180.4, 170.3, 240.6)
_SOUTH = ("Dirección Sur", 400.0, 0.0, 400.0, 200.0, 200.0, 200.0)
_SOUTH_OTHERWISE = ("Dirección Sur", 400.0, 0.0, 400.0, 208.0, 200.0, 192.0)


def _total(rows: Sequence[_Row]) -> _Row:
    return ("Total del Gasto", *(round(sum(column), 2) for column in zip(*(row[1:] for row in rows), strict=True)))


def _told(*sheets: tuple[str, Sequence[_Row], str]) -> list[AnomalyPart]:
    """What is told of a workbook with a sheet for each classification, rows and period."""
    book = Workbook(write_only=True)
    for number, (kind, rows, period) in enumerate(sheets):
        sheet = book.create_sheet(f"E{number}")
        title = "Estado Analítico del Ejercicio del Presupuesto de Egresos"
        for words in ("Municipio de Anáhuac", title, kind, period, "(Pesos)"):
            sheet.append([words])
        for row in (_HEAD, *rows, *([] if rows[-1][0] == "Total del Gasto" else [_total(rows)])):
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    report = cotejo.analyse(stream.getvalue(), filename="egresos.xlsx")
    return [one for one in report.anomalies if one.severity != "information"]


def test_statements_of_one_workbook_that_agree_are_not_accused() -> None:
    assert not _told((_OBJECT, (_PERSONNEL, _SUPPLIES), _HALF), (_OFFICE, (_NORTH, _SOUTH), _HALF))


def test_statements_of_one_workbook_that_contradict_each_other_are_told_once_as_its_own() -> None:
    told = _told((_OBJECT, (_PERSONNEL, _SUPPLIES), _HALF), (_OFFICE, (_NORTH, _SOUTH_OTHERWISE), _HALF))
    assert [one.rule for one in told] == ["statement-mismatch"], "what was not spent follows from what was"
    assert {place.text for place in told[0].evidence} == {"380.4", "388.4"}
    assert all(place.filing is None for place in told[0].evidence)


def test_a_sheet_of_another_quarter_is_not_held_against_the_others() -> None:
    quarter = "Del 1 de enero al 31 de marzo de 2024"
    told = _told((_OBJECT, (_PERSONNEL, _SUPPLIES), _HALF), (_OFFICE, (_NORTH, _SOUTH_OTHERWISE), quarter))
    assert [one.rule for one in told] == ["period-conflict"]


def test_what_a_statement_tells_of_its_own_total_is_not_told_between_it_and_the_others_again() -> None:
    wrong = ("Total del Gasto", 811.0, 10.0, 821.0, 388.4, 370.3, 440.6)
    told = _told((_OBJECT, (_PERSONNEL, _SUPPLIES), _HALF), (_OFFICE, (_NORTH, _SOUTH, wrong), _HALF))
    assert [(one.rule, one.evidence[0].text) for one in told] == [("total-mismatch", "388.4")]
