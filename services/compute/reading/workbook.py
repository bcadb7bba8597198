"""Workbooks, through calamine: every visible sheet, numbers as they are stored."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from services.compute.reading.blocks import Blocks
from services.compute.reading.document import Cell, Document, Paragraph, Table
from services.compute.reading.errors import UnreadableFiling

CellValue = str | int | float | bool | date | datetime | time | timedelta


def read_workbook(content: bytes, media_type: str) -> Document:
    """Read every visible worksheet; a sheet is a page. Cells carry their address and the number stored in them."""
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        sheets = [
            sheet.name
            for sheet in workbook.sheets_metadata
            if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
        ]
        tables: list[Table] = []
        paragraphs: list[Paragraph] = []
        for page, name in enumerate(sheets, 1):
            rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            blocks = Blocks((_row(name, number, values) for number, values in enumerate(rows, 1)), page=page)
            tables += blocks.tables
            paragraphs += blocks.paragraphs
    except PasswordError as error:
        raise UnreadableFiling("password-needed") from error
    except CalamineError as error:
        raise UnreadableFiling("damaged-file") from error
    return Document(media_type, len(sheets), tuple(tables), tuple(paragraphs))


def _row(sheet: str, number: int, values: list[CellValue]) -> list[Cell]:
    return [_cell(sheet, number, column, value) for column, value in enumerate(values)]


def _cell(sheet: str, number: int, column: int, value: CellValue) -> Cell:
    stored = _stored(value)
    if stored is not None:
        text = format(stored, "f")
    elif isinstance(value, date | datetime | time):
        text = value.isoformat()
    else:
        text = " ".join(str(value).split())
    return Cell(text, 0, column, address=f"{sheet}!{column_letters(column)}{number}", stored=stored)


def _stored(value: CellValue) -> Decimal | None:
    """The number in the fifteen digits that a spreadsheet keeps and shows of a stored double: those a person typed."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    number = Decimal(f"{value:.15g}")
    return number.to_integral_value() if number == number.to_integral_value() else number


def column_letters(column: int) -> str:
    """The letters of a 0-based column: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
