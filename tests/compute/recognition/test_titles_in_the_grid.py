"""Titles that stand within the grid, above its headings, one cell a row or several."""

from datetime import date

from services.compute.reading.document import Cell, Document, Table
from services.compute.recognition import recognise
from services.compute.recognition.institutions import find_institution
from services.compute.recognition.statement import Statement


def read_as(rows: list[list[str]], title: str = "") -> Statement:
    cells = tuple(tuple(Cell(text, r, c, 1) for c, text in enumerate(row)) for r, row in enumerate(rows))
    return recognise(Document("application/pdf", 1, (Table(cells, 1, title),), ()), "MXN")


FIGURES = [["1000 Servicios personales", "10.00", "12.00", "6.00"], ["2000 Materiales", "5.00", "5.00", "1.00"]]


def test_a_title_beside_a_logo_within_the_grid_names_statement_institution_and_period() -> None:
    statement = read_as(
        [
            ["Logo", "Clasificación por Objeto del Gasto", "", "Página 1 de 1"],
            ["", "Del 1 de enero al 31 de marzo de 2021", "", "Fecha: 14/05/2021"],
            ["Ente Público: Instituto Tecnológico de Hidalgo", "", "", "Hoja única"],
            ["Concepto", "Aprobado", "Modificado", "Devengado"],
            *FIGURES,
        ],
        "Estado Analítico del Ejercicio del Presupuesto de Egresos",
    )
    assert statement.tables[0].statement == "expenditure-by-object"
    assert statement.institution is not None
    assert statement.institution.name == "Instituto Tecnológico de Hidalgo"
    assert statement.period is not None
    assert (statement.period.start, statement.period.end) == (date(2021, 1, 1), date(2021, 3, 31))
    assert [column.concept.code for column in statement.tables[0].columns if column.concept] == [
        "name",
        "approved",
        "modified",
        "accrued",
    ]


def test_a_date_over_the_years_of_columns_is_the_period() -> None:
    statement = read_as(
        [
            ["", "", "AL 31 DE MARZO DEL 2020", "Fecha:"],
            ["ACTIVO", "2020", "2019", "Nota"],
            ["Efectivo", "10.00", "9.00", "a"],
            ["Total", "10.00", "9.00", "b"],
        ],
        "SISTEMA CONTABLE 2020\nESTADO DE SITUACIÓN FINANCIERA",
    )
    assert statement.period is not None
    assert statement.period.end == date(2020, 3, 31)


def test_two_dates_over_columns_are_those_of_the_columns() -> None:
    statement = read_as(
        [
            ["", "Al 31 de marzo de 2020", "Al 31 de diciembre de 2019"],
            ["Concepto", "Importe", "Importe"],
            ["Efectivo", "10.00", "9.00"],
        ],
    )
    ends = {fact["value"]: fact["period_end"] for fact in statement.facts.iter_rows(named=True)}
    assert {str(value): end for value, end in ends.items()} == {
        "10.00": date(2020, 3, 31),
        "9.00": date(2019, 12, 31),
    }


def test_a_name_that_goes_on_in_the_next_line_is_whole_and_one_that_does_not_ends() -> None:
    whole = find_institution(["Instituto de Alfabetización y Educación\npara Adultos\nEstado de Actividades"], [])
    ended = find_institution(["Instituto Tecnológico de Ciudad Hidalgo\nESTADO DE MICHOACÁN\nGasto"], [])
    dated = find_institution(["Instituto Tecnológico de Ciudad Hidalgo\nDel 1 de enero al 31 de marzo de 2021"], [])
    assert whole is not None
    assert ended is not None
    assert dated is not None
    assert whole.name == "Instituto de Alfabetización y Educación para Adultos"
    assert ended.name == dated.name == "Instituto Tecnológico de Ciudad Hidalgo"


def test_a_damaged_heading_is_that_of_its_column_in_the_part_above() -> None:
    statement = read_as(
        [
            ["Concepto (c)", "Estimado/ Aprobado (d)", "Devengado", "Recaudado/ Pagado"],
            ["A. Ingresos Totales", "10.00", "12.00", "6.00"],
            ["Concepto", "Estimadol Anrobado", "Devengado", "Recaudado/ Pagado"],
            ["F. Financiamiento", "5.00", "5.00", "1.00"],
        ],
        "Balance Presupuestario - LDF\ndel 1 de enero al 31 de marzo de 2021",
    )
    concepts = {str(fact["value"]): fact["concept"] for fact in statement.facts.iter_rows(named=True)}
    assert set(concepts.values()) == {"approved", "accrued", "paid"}


def test_a_heading_that_reaches_from_an_empty_column_is_that_of_the_figures() -> None:
    box = (100.0, 10.0, 150.0, 20.0)
    head = (
        Cell("Concepto", 0, 0, 1, bbox=(10.0, 10.0, 60.0, 20.0)),
        Cell("Aprobado", 0, 1, 1, bbox=box),
        Cell("", 0, 2, 1, bbox=box),
        Cell("Pagado", 0, 3, 1, bbox=(160.0, 10.0, 190.0, 20.0)),
    )
    rows = [("Sueldos", "", "10.00", "9.00"), ("Materiales", "", "5.00", "4.00")]
    cells = [tuple(Cell(text, r, c, 1) for c, text in enumerate(row)) for r, row in enumerate(rows, 1)]
    table = Table((head, *cells), 1, "Estado del Presupuesto")
    statement = recognise(Document("application/pdf", 1, (table,), ()), "MXN")
    assert set(statement.facts["concept"].to_list()) == {"approved", "paid"}


def test_a_heading_cut_into_rows_is_the_statements_own() -> None:
    statement = read_as(
        [
            ["", "", "Hacienda", ""],
            ["", "", "Pública/Patrimonio Generado del", ""],
            ["Concepto", "Hacienda Pública/Patrimonio Contribuido", "Ejercicio", "TOTAL"],
            ["Aportaciones", "78.00", "", "78.00"],
            ["Resultados del Ejercicio", "", "-14.00", "-14.00"],
        ],
        "ESTADO DE VARIACIÓN EN LA HACIENDA PÚBLICA\nDel 1 de Enero al 30 de Septiembre de 2019",
    )
    own = "hacienda_publica_patrimonio_generado_del_ejercicio"
    found = statement.facts.filter(statement.facts["concept"] == own)["value"].to_list()
    assert [str(value) for value in found] == ["-14.00"]


def test_a_heading_cut_at_its_stroke_is_one() -> None:
    statement = read_as(
        [
            ["Concepto", "Aprobado", "Ampliaciones/", "Modificado"],
            ["", "", "(Reducciones)", ""],
            ["Sueldos", "10.00", "2.00", "12.00"],
        ],
    )
    assert set(statement.facts["concept"].to_list()) == {"approved", "adjustment", "modified"}


def test_the_program_that_printed_the_page_ends_a_name() -> None:
    found = find_institution(["INSTITUTO TECNOLÓGICO DE HIDALGO SISTEMA CONTABLE 2020"], [])
    assert found is not None
    assert found.name == "INSTITUTO TECNOLÓGICO DE HIDALGO"
