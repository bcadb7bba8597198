"""Workbooks: visible sheets, addresses, numbers as stored."""

import io
from decimal import Decimal

import openpyxl
import pytest

from services.compute.reading import UnreadableFiling, read


def _saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


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
    first, second = read(_saved(book)).tables
    cell = first.rows[1][1]
    assert (cell.address, cell.stored, cell.text) == ("Hoja 1!B2", Decimal("9136884.4"), "9136884.4")
    assert (second.rows[0][1].address, second.rows[0][1].text) == ("Hoja 1!B4", "12")
    assert second.rows[1][1].stored is None


def test_hidden_sheets_are_not_the_filing() -> None:
    book = openpyxl.Workbook()
    visible, hidden = book.active, book.create_sheet("oculta")
    assert visible is not None
    visible.append(["a", "b"])
    hidden.append(["c", "d"])
    hidden.sheet_state = "hidden"
    document = read(_saved(book))
    assert document.pages == 1
    assert [table.rows[0][0].text for table in document.tables] == ["a"]


def test_a_workbook_cut_short_is_damaged() -> None:
    content = _saved(openpyxl.Workbook())
    with pytest.raises(UnreadableFiling, match="damaged-file"):
        read(content[:-200])
