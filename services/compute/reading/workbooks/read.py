"""Workbooks, through calamine: every visible sheet, numbers as they are stored."""

from collections.abc import Callable
from io import BytesIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from services.compute.reading.document import Document, Paragraph, Table
from services.compute.reading.errors import UnreadableFiling
from services.compute.reading.limits import MOST_CELLS
from services.compute.reading.workbooks.grid import Sheet
from services.compute.reading.workbooks.ods import survey_ods
from services.compute.reading.workbooks.survey import Survey
from services.compute.reading.workbooks.xls import survey_xls
from services.compute.reading.workbooks.xlsb import survey_xlsb
from services.compute.reading.workbooks.xlsx import survey_xlsx
from shared.media_types import ODS, XLS, XLSB, XLSX

_SURVEYS: dict[str, Callable[[bytes], tuple[bytes, dict[str, Survey]]]] = {
    XLSX: survey_xlsx,
    XLS: survey_xls,
    XLSB: survey_xlsb,
    ODS: survey_ods,
}


def read_workbook(content: bytes, media_type: str) -> Document:
    """Read every visible worksheet; a sheet is a page. Cells carry their address and the number stored in them.

    Raises `UnreadableFiling`: over a limit, damaged-file, protected-file, entities-declared.
    """
    checked, surveys = _SURVEYS[media_type](content)
    tables: list[Table] = []
    paragraphs: list[Paragraph] = []
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(checked))
        sheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        visible = [sheet.name for sheet in sheets if sheet.visible == SheetVisibleEnum.Visible]
        hidden = [sheet.name for sheet in sheets if sheet.visible != SheetVisibleEnum.Visible]
        room = MOST_CELLS
        for page, name in enumerate(visible, 1):
            sheet = _sheet(workbook.get_sheet_by_name(name), surveys.get(name) or Survey())
            room = sheet.read(page, tables, paragraphs, room)
    except PasswordError as error:
        raise UnreadableFiling("protected-file") from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise UnreadableFiling("damaged-file") from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # calamine's own bug met; Rust has unwound it
            raise UnreadableFiling("damaged-file") from error
        raise
    return Document(media_type, len(visible), tuple(tables), tuple(paragraphs), tuple(hidden))


def _sheet(sheet: CalamineSheet, survey: Survey) -> Sheet:
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        survey.merge(top, left, bottom, right)
    top, left = sheet.start or (0, 0)
    return Sheet(sheet.name, sheet.to_python(), top, left, survey)
