"""Lists in the forms that transparency law has everybody publish, and plain lists under titles of their own."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook

import cotejo
from shared.report import Report

_FIELDS = (
    "Ejercicio",
    "Fecha de inicio del periodo que se informa",
    "Fecha de término del periodo que se informa",
    "Clave del capítulo, con base en la clasificación por objeto del gasto",
    "Clave de la partida, con base en la clasificación por objeto del gasto",
    "Denominación del capítulo, concepto y partida",
    "Gasto aprobado por capítulo, concepto y partida",
    "Gasto modificado por capítulo, concepto y partida",
    "Gasto pagado por capítulo, concepto y partida",
)
_ABOUT = " ".join(["Cada quien publica lo que registra su contabilidad"] * 5)


def _workbook(*rows: tuple[object, ...]) -> Report:
    book = Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr, arg-type]
    written = BytesIO()
    book.save(written)
    return cotejo.analyse(written.getvalue(), filename="lista.xlsx")


def _published(*rows: tuple[object, ...]) -> Report:
    return _workbook(
        ("TÍTULO", "NOMBRE CORTO", "DESCRIPCIÓN"),
        ("Gasto por capítulo", "ART00_X", _ABOUT),
        ("Tabla Campos",),
        _FIELDS,
        *rows,
    )


_SPENT = (
    (2023, "01/04/2023", "30/06/2023", 1000, 1100, "Sueldos de prueba", 5200.5, 5000.25, 4800.75),
    (2023, "01/04/2023", "30/06/2023", 2000, 2100, "Papel de prueba", 310.4, 290.1, 122.3),
    (2023, "01/07/2023", "30/09/2023", 2000, 2100, "Papel de prueba", 310.4, 290.1, 250.6),
)


def test_the_year_and_the_days_of_a_row_are_the_time_of_its_figures() -> None:
    report = _published(*_SPENT)
    assert {fact.concept for fact in report.facts} == {"approved", "modified", "paid"}
    paid = [fact for fact in report.facts if fact.concept == "paid"]
    assert [(fact.subject.code, fact.subject.name) for fact in paid][:2] == [
        ("1100", "Sueldos de prueba"),
        ("2100", "Papel de prueba"),
    ]
    assert [(p.start, p.end) for fact in paid if (p := fact.period)][1:] == [
        (date(2023, 4, 1), date(2023, 6, 30)),
        (date(2023, 7, 1), date(2023, 9, 30)),
    ]


def test_a_year_alone_is_the_time_of_its_row() -> None:
    report = _workbook(
        ("Ejercicio", "Programa", "Aprobado", "Pagado"),
        (2022, "Salud de prueba", 200.5, 150.25),
        (2023, "Salud de prueba", 300.5, 250.75),
    )
    assert {fact.concept for fact in report.facts} == {"approved", "paid"}
    assert [fact.period.start.year for fact in report.facts if fact.period] == [2022, 2022, 2023, 2023]


def test_what_was_spent_is_no_year() -> None:
    report = _workbook(
        ("Programa", "Aprobado", "Ejercicio"), ("Salud de prueba", 2200.5, 2022), ("Obras de prueba", 2500, 1987.5)
    )
    assert {fact.concept for fact in report.facts} == {"approved", "exercised"}


_WORKS = (
    ("Camino de prueba", "ML", 120, 5000.5, 40),
    ("Drenaje de prueba", "ML", 310, 7000.25, 55),
    ("Pozo de prueba", "POZO", 2, 1250, 90),
)


def test_one_number_in_all_rows_is_no_code_of_theirs() -> None:
    rows = ((2019, *work) for work in _WORKS)
    report = _workbook(("PRIORIDAD", "OBRA", "UNIDAD", "CANTIDAD", "COSTO", "PERSONAS"), *rows)
    assert not any(anomaly.rule == "duplicate-key" for anomaly in report.anomalies)
    assert {fact.subject.code for fact in report.facts} == {None}


def test_numbers_that_tell_rows_apart_are_their_codes() -> None:
    rows = ((number, *work) for number, work in enumerate(_WORKS, 11))
    report = _workbook(("PRIORIDAD", "OBRA", "UNIDAD", "CANTIDAD", "COSTO", "PERSONAS"), *rows)
    assert {fact.subject.code for fact in report.facts} == {"11", "12", "13"}


@pytest.mark.parametrize(
    "above",
    [
        (("RELACIÓN DE OBRAS DE PRUEBA 2019",),),
        (("RELACIÓN DE OBRAS",), ("MUNICIPIO: Zentla", "", "", "ESTADO: Veracruz", "EJERCICIO: 2019")),
    ],
)
def test_what_stands_over_a_whole_list_heads_none_of_its_columns(above: tuple[tuple[object, ...], ...]) -> None:
    report = _workbook(*above, ("OBRA QUE SE HIZO", "UNIDAD", "PIEZAS", "COSTO", "PERSONAS"), *_WORKS)
    assert {fact.concept for fact in report.facts} == {"piezas", "amount", "personas"}
    assert not any("group" in fact.context for fact in report.facts)
