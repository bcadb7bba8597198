"""Workbooks: visible sheets, addresses, numbers as stored."""

from datetime import datetime
from decimal import Decimal

import openpyxl
import openpyxl.styles
import pytest

from services.compute.reading import Cell, Document, UnreadableFiling, read
from tests.compute.reading.files import parts_of, saved, with_member

SHEET = "xl/worksheets/sheet1.xml"


def test_cells_carry_address_and_stored_number() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Hoja 1"
    sheet.append(["Clave", "Aprobado"])
    sheet.append(["A1", 9136884.4])
    sheet.append([None, None])
    sheet.append(["B2", 12])
    sheet.append(["C3", "texto"])
    (table,) = read(saved(book)).tables
    cell = table.rows[1][1]
    assert (cell.address, cell.stored, cell.text) == ("Hoja 1!B2", Decimal("9136884.4"), "9136884.4")
    assert (table.rows[2][1].address, table.rows[2][1].row, table.rows[2][1].text) == ("Hoja 1!B4", 2, "12")
    assert table.rows[3][1].stored is None


def test_hidden_sheets_are_not_the_filing() -> None:
    book = openpyxl.Workbook()
    visible, hidden = book.active, book.create_sheet("oculta")
    assert visible is not None
    visible.append(["a", "b"])
    hidden.append(["c", "d"])
    hidden.sheet_state = "hidden"
    document = read(saved(book))
    assert document.pages == 1
    assert [table.rows[0][0].text for table in document.tables] == ["a"]
    assert document.hidden_sheets == ("oculta",)


def test_a_workbook_cut_short_is_damaged() -> None:
    content = saved(openpyxl.Workbook())
    with pytest.raises(UnreadableFiling, match="damaged-file"):
        read(content[:-200])


def _texts(document: Document) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in table.rows] for table in document.tables]


def _by_address(document: Document) -> dict[str | None, Cell]:
    return {cell.address: cell for table in document.tables for row in table.rows for cell in row}


def test_a_merged_cell_knows_how_far_it_reaches() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Concepto", "Egresos", None, None])
    sheet.append([None, "Aprobado", "Modificado", "Devengado"])
    sheet.append(["Total", 1, 2, 3])
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("B1:D1")
    cells = _by_address(read(saved(book)))
    assert (cells["Sheet!A1"].colspan, cells["Sheet!A1"].rowspan) == (1, 2)
    assert (cells["Sheet!B1"].colspan, cells["Sheet!B1"].rowspan) == (3, 1)
    assert (cells["Sheet!C1"].text, cells["Sheet!C1"].colspan) == ("", 1)


def test_what_the_sheet_shows_hides_works_out_and_sets_in() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Programa", 1234.5678, 0.26599, "=B1*2"])
    sheet.append(["   Proyecto", 9136884.4, 0.5, "x"])
    sheet.append(["Obra", 1500000, 0.1, "y"])
    sheet["B1"].number_format, sheet["C1"].number_format = "#,##0.00;(#,##0.00)", "0.0%"
    sheet["B3"].number_format = '#,##0,;[Red]"menos "0.00'
    sheet["A3"].alignment = openpyxl.styles.Alignment(indent=2)
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["C"].hidden = True
    cells = _by_address(read(saved(book)))
    assert [cells[f"Sheet!{name}"].decimals for name in ("B1", "C1", "B2", "B3")] == [2, 3, None, -3]
    assert [cells[f"Sheet!A{row}"].indent for row in (1, 2, 3)] == [0, 3, 2]
    assert {address: cell.formula for address, cell in cells.items() if cell.formula} == {"Sheet!D1": "B1*2"}
    hidden = {address for address, cell in cells.items() if cell.hidden}
    assert hidden == {"Sheet!C1", "Sheet!C3", "Sheet!A2", "Sheet!B2", "Sheet!C2", "Sheet!D2"}


def test_a_formula_that_cells_share_moves_with_them() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["a", 1, 2, 3], ["b", 4, 5, 6], ["c", 7, 8, 9]):
        sheet.append(row)
    content = saved(book)
    xml = parts_of(content)[SHEET]
    own = b'<f t="shared" ref="D1:D3" si="0">SUM(B1:C1)*$B$1+Hoja2!B1&amp;"B1"</f>'
    xml = xml.replace(b'<c r="D1" t="n"><v>', b'<c r="D1" t="n">' + own + b"<v>")
    for number in (b"2", b"3"):
        xml = xml.replace(b'<c r="D%s" t="n"><v>' % number, b'<c r="D%s" t="n"><f t="shared" si="0"/><v>' % number)
    cells = _by_address(read(with_member(content, SHEET, xml)))
    assert cells["Sheet!D1"].formula == 'SUM(B1:C1)*$B$1+Hoja2!B1&"B1"'
    assert cells["Sheet!D3"].formula == 'SUM(B3:C3)*$B$1+Hoja2!B3&"B1"'
    assert cells["Sheet!C1"].formula == ""


def test_tables_side_by_side_are_two() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Activo", "2019", None, "Pasivo", "2019"])
    for number in range(4):
        sheet.append([f"Activo {number}", number * 10.5, None, f"Pasivo {number}", number * 7.5])
    left, right = read(saved(book)).tables
    assert [cell.text for cell in left.rows[1]] == ["Activo 0", "0"]
    assert [(cell.text, cell.column, cell.address) for cell in right.rows[2]] == [
        ("Pasivo 1", 0, "Sheet!D3"),
        ("7.5", 1, "Sheet!E3"),
    ]


def test_a_blank_column_within_a_table_stays_in_it() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Concepto", "Aprobado", None, "Devengado"])
    for number in range(4):
        sheet.append([f"Programa {number}", number * 10.5, None, number * 7.5])
    (table,) = read(saved(book)).tables
    assert table.width == 4


def test_a_stray_note_does_not_widen_the_table() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Clave", "Aprobado"])
    sheet.append(["A1", 5])
    sheet["AZ9000"] = "nota"
    document = read(saved(book))
    assert _texts(document) == [[["Clave", "Aprobado"], ["A1", "5"]]]
    assert [(note.text, note.tables_before) for note in document.paragraphs] == [("nota", 1)]


def _of_rows(*rows: list[object]) -> Document:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    return read(saved(book))


BLANK: list[object] = [None]


def test_blank_rows_within_a_statement_do_not_part_it() -> None:
    document = _of_rows(
        ["Estado Analítico"],
        ["Ente Público:", "Instituto de la Vivienda"],
        BLANK,
        ["Concepto", None, "2019", "2018"],
        [None, None, "(1)", "(2)"],
        BLANK,
        ["Gasto corriente", None, 10.5, 9.5],
        [None, "Sueldos", 10.5, 9.5],
        BLANK,
        ["Transferencias"],
        BLANK,
        ["Gasto de capital", None, 1, None],
        BLANK,
        [None, "Total", 11.5, 9.5],
        BLANK,
        ["Bajo protesta de decir verdad declaramos que lo anterior es correcto"],
    )
    (table,) = document.tables
    assert [[cell.text for cell in row if cell.text] for row in table.rows] == [
        ["Concepto", "2019", "2018"],
        ["(1)", "(2)"],
        ["Gasto corriente", "10.5", "9.5"],
        ["Sueldos", "10.5", "9.5"],
        ["Transferencias"],
        ["Gasto de capital", "1"],
        ["Total", "11.5", "9.5"],
    ]
    assert [paragraph.text[:20] for paragraph in document.paragraphs] == [
        "Estado Analítico",
        "Ente Público: Instit",
        "Bajo protesta de dec",
    ]


@pytest.mark.parametrize(
    ("rows", "first_rows"),
    [
        # headings of its own, the same again or years
        ([["Concepto", "Aprobado"], ["A", 1], BLANK, ["Concepto", "Pagado"], ["B", 2]], ["Concepto", "Concepto"]),
        ([["Concepto", 2018], ["A", 1], BLANK, ["Concepto", 2019], ["B", 2]], ["Concepto", "Concepto"]),
        # a title and headings
        ([["Mes", "Casos"], ["Enero", 1], BLANK, ["Perdidos"], ["Mes", "Casos"], ["Mayo", 2]], ["Mes", "Perdidos"]),
        # other columns
        ([["Mes", "Casos"], ["Enero", 1], BLANK, ["Mayo", 1, 2, 3]], ["Mes", "Mayo"]),
        ([["Mes", "Casos", None], ["Enero", 1, None], BLANK, ["Mayo", None, 2]], ["Mes", "Mayo"]),
        # words alone
        ([["Clave", "Nombre"], ["A", "Uno"], BLANK, ["B", "Dos"]], ["Clave", "B"]),
    ],
)
def test_several_tables_on_a_sheet_stay_parted(rows: list[list[object]], first_rows: list[str]) -> None:
    tables = _of_rows(*rows).tables
    assert [table.rows[0][0].text for table in tables] == first_rows


def test_dates_are_read_as_dates() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Corte", datetime(2019, 9, 30)])
    sheet.append(["Hora", datetime(2019, 9, 30, 8, 30)])
    assert [row[1].text for row in read(saved(book)).tables[0].rows] == ["2019-09-30", "2019-09-30T08:30:00"]


def test_a_cell_that_could_not_be_worked_out_keeps_what_stands_in_it() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Avance", "#DIV/0!", 5])
    cell = read(saved(book)).tables[0].rows[0][1]
    assert (cell.text, cell.stored, cell.address) == ("#DIV/0!", None, "Sheet!B1")
