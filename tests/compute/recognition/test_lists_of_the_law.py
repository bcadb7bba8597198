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
    assert report.filing.period is None


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
        (("ESTADO: Veracruz", "", "", "4to. Trimestre"),),
    ],
)
def test_what_stands_over_a_whole_list_heads_none_of_its_columns(above: tuple[tuple[object, ...], ...]) -> None:
    report = _workbook(*above, ("OBRA QUE SE HIZO", "UNIDAD", "PIEZAS", "COSTO", "PERSONAS"), *_WORKS)
    assert {fact.concept for fact in report.facts} == {"piezas", "amount", "personas"}
    assert not any("group" in fact.context for fact in report.facts)


_INDICATORS = (
    *_FIELDS[:3],
    "Objetivo institucional",
    "Nombre(s) del(os) indicador(es)",
    "Dimensión(es) a medir",
    "Método de cálculo con variables de la fórmula",
    "Unidad de medida",
    "Frecuencia de medición",
    "Línea base",
    "Metas programadas",
    "Metas ajustadas que existan, en su caso",
    "Sentido del indicador (catálogo)",
    "Nota",
)


def _indicator(name: str, unit: str, *figures: int) -> tuple[object, ...]:
    described = ("Servir mejor", name, "Eficacia", "(Hechas / Pedidas) * 100", unit, "Mensual")
    return (2022, "01/11/2022", "30/11/2022", *described, *figures, "Ascendente", "")


def test_lists_of_indicators_give_targets_in_their_units() -> None:
    rows = (_indicator("Consultas de prueba", "Consulta", 80, 100, 90), _indicator("Cursos", "Curso", 3, 8, 7))
    report = _workbook(("Tabla Campos",), _INDICATORS, *rows)
    assert not any(anomaly.rule == "shifted-row" for anomaly in report.anomalies)
    found = [(f.concept, f.value, f.unit) for f in report.facts if f.value and f.subject.name == "Cursos"]
    assert found == [("baseline", "3", "Curso"), ("target_original", "8", "Curso"), ("target_modified", "7", "Curso")]
    assert {p.end for fact in report.facts if fact.value and (p := fact.period)} == {date(2022, 11, 30)}


@pytest.mark.parametrize(
    ("part", "start", "end"),
    [
        ("PRIMER TRIMESTRE", date(2015, 1, 1), date(2015, 3, 31)),
        ("NOVIEMBRE", date(2015, 11, 1), date(2015, 11, 30)),
        ("Abril-Junio", date(2015, 4, 1), date(2015, 6, 30)),
    ],
)
def test_the_part_of_its_year_that_a_row_names_is_the_time_of_its_figures(part: str, start: date, end: date) -> None:
    rows = [(2015, part, code, name, 5200.5, 1200.25, 2016) for code, name in ((1000, "Sueldos"), (2000, "Papel"))]
    heads = ("Ejercicio", "Periodo que se reporta", "Clave del capítulo", "Denominación del capítulo")
    of_money = ("Presupuesto asignado por capítulo", "Presupuesto ejercido por capítulo", "Año")
    report = _workbook((*heads, *of_money), *rows)
    assert {fact.concept for fact in report.facts} == {"approved", "exercised"}
    assert [(fact.subject.code, fact.subject.name) for fact in report.facts][::2] == [
        ("1000", "Sueldos"),
        ("2000", "Papel"),
    ]
    assert {(p.start, p.end) for fact in report.facts if (p := fact.period)} == {(start, end)}
    assert report.filing.period is not None
    assert (report.filing.period.start, report.filing.period.end) == (start, end)


def test_headings_that_begin_with_money_are_of_money_and_those_that_count_are_not() -> None:
    heads = ("Denominación del programa", "Número de apoyos", "Monto mínimo que recibirá", "Monto máximo que recibirá")
    report = _workbook(heads, ("Becas de prueba", 450, 1000, 2000), ("Techos de prueba", 120, 5000, 12500))
    units = {fact.concept: fact.unit for fact in report.facts}
    assert [units[concept] for concept in sorted(units)] == ["MXN", "MXN", None]


_YEARS = (("Municipio", 2010, 2015, 2020), ("Acatlán", 12045, 13210, 14002), ("Zentla", 8120, 8340, 8511))


def test_years_of_what_nothing_says_to_be_money_count() -> None:
    report = _workbook(("Habitantes de Prueba",), *_YEARS)
    assert {(fact.concept, fact.unit) for fact in report.facts} == {("count", None)}
    assert [p.start.year for fact in report.facts if (p := fact.period)][:3] == [2010, 2015, 2020]


def test_years_of_what_is_spent_are_money() -> None:
    report = _workbook(("Gasto de Prueba",), *_YEARS)
    assert {(fact.concept, fact.unit) for fact in report.facts} == {("amount", "MXN")}


def test_years_beside_units_of_measure_are_values_in_these() -> None:
    rows = (("Índice de prueba", "Índice", 4.2, 4.3), ("Cobertura de prueba", "Porcentaje", 81.5, 82.25))
    report = _workbook(("Indicador", "Unidad de medida", 2010, 2015), *rows)
    assert {fact.unit for fact in report.facts} == {"Índice", "Porcentaje"}
    assert {fact.concept for fact in report.facts} == {"indicator_value"}


def test_rows_without_headings_are_named_by_what_tells_them_apart() -> None:
    spent = (("Papel de prueba", "500.5", "250.25"), ("Agua de prueba", "700", "320"), ("Luz de prueba", "90", "0"))
    lines = ("\t".join(("00", "100", "A00", "B00", "03", "01", *row)) for row in spent)
    report = cotejo.analyse("\n".join(lines).encode(), filename="a.txt")
    assert [(f.subject.code, f.subject.name, f.value) for f in report.facts] == [
        (None, name, figure) for name, *figures in spent for figure in figures
    ]
    assert not any(anomaly.rule == "duplicate-key" for anomaly in report.anomalies)


def test_what_describes_a_form_is_no_group_of_its_columns() -> None:
    about = (("TÍTULO", "NOMBRE CORTO", "DESCRIPCIÓN"), ("Apoyos", "ART00_X", " ".join(["palabra"] * 30)))
    report = _workbook(*about, ("Zona", "Alfa", "Beta"), ("Norte", 100.5, 50.25), ("Sur", 200.75, 80.5))
    assert [(fact.concept, fact.context.get("group")) for fact in report.facts[:2]] == [("alfa", None), ("beta", None)]


def test_a_title_over_figures_in_the_first_column_is_no_group_of_them() -> None:
    report = _workbook(("Lista de apoyos de prueba",), ("Zona", "Alfa", "Beta"), (10, 100, 50), (20, 200, 80))
    assert {fact.concept for fact in report.facts} == {"zona", "alfa", "beta"}
    assert not any("group" in fact.context for fact in report.facts)


def test_a_title_over_the_numbers_of_rows_is_no_group_of_columns() -> None:
    report = _workbook(("Lista de apoyos",), ("No.", "Alfa", "Beta"), (1, 100, 50), (2, 200, 80))
    assert {fact.concept for fact in report.facts} == {"alfa", "beta"}
    assert not any("group" in fact.context for fact in report.facts)


def test_a_year_that_the_statement_is_a_part_of_says_no_more_than_this() -> None:
    rows = ((2024, "Luz de prueba", 100.5), (2024, "Agua de prueba", 50.25))
    report = _workbook(("Gasto de enero a marzo de 2024",), ("Ejercicio", "Concepto", "Pagado"), *rows)
    assert {p.end for fact in report.facts if (p := fact.period)} == {date(2024, 3, 31)}


def test_days_that_end_before_they_begin_leave_the_year() -> None:
    fields = ("Fecha de inicio del periodo que se informa", "Fecha de término del periodo que se informa")
    rows = ((2023, "30/06/2023", "01/04/2023", name, 100.5) for name in ("Luz de prueba", "Agua de prueba"))
    report = _workbook(("Gasto de prueba",), ("Ejercicio", *fields, "Concepto", "Pagado"), *rows)
    spans = {(p.start, p.end) for fact in report.facts if (p := fact.period)}
    assert spans == {(date(2023, 1, 1), date(2023, 12, 31))}


@pytest.mark.parametrize(
    ("heads", "rows"),
    [
        (("Municipio", 2010, 2015), (("Acatlán", 12.5, 13.25), ("Zentla", 8.5, 9.75))),
        (("Municipio", 2010, 2015, "Zafra"), (("Acatlán", 1200, 1300, 7), ("Zentla", 850, 975, 9))),
    ],
    ids=["no whole numbers", "beside another measure"],
)
def test_years_may_be_money_where_not_all_tells_against_it(
    heads: tuple[object, ...], rows: tuple[tuple[object, ...], ...]
) -> None:
    report = _workbook(("Cuadro de prueba",), heads, *rows)
    assert {fact.concept for fact in report.facts if fact.concept != "zafra"} == {"amount"}


def test_what_counts_is_no_money_among_amounts() -> None:
    heads = ("Programa", "Aprobado", "Modificado", "Número de horas")
    title = ("Gasto por Categoría Programática",)
    report = _workbook(title, heads, ("Becas", 1200.5, 1300.75, 1450.5), ("Techos", 850.25, 975.5, 920.25))
    assert {fact.unit for fact in report.facts if fact.concept == "numero_de_horas"} == {None}
    assert {fact.unit for fact in report.facts if fact.concept != "numero_de_horas"} == {"MXN"}
