"""Workbooks as readers take them away, opened again."""

import io
from typing import Any

import openpyxl

from shared.exports.headings import heading
from shared.exports.rows import sheets_of
from shared.exports.workbook import to_xlsx
from shared.problems import Language
from shared.report import Report


def book_of(report: Report) -> openpyxl.Workbook:
    """The workbook of `report` in English."""
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(sheets_of([report]), "en")))


def cell_of(book: openpyxl.Workbook, sheet: str, column: str, row: int = 2) -> Any:
    """The cell in `row` under the heading of `column`."""
    language: Language = "en" if "facts" in book.sheetnames else "es"
    headings = [cell.value for cell in book[sheet][1]]
    return book[sheet].cell(row, headings.index(heading(column, language)) + 1)
