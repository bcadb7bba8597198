"""A workbook of another kind handed back as XLSX: its sheets, the values that were read, and its anomalies as comments.

Formats, formulas and pictures of the original are not in it: it is told to be a conversion.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from shared.exports.annotated.comments import place_of
from shared.exports.annotated.notes import AUTHOR, Note

_LONGEST_NAME, _LONGEST_TEXT, _WIDEST_PIXELS = 31, 32_767, 320
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_FORMATS: dict[type, str] = {
    **{datetime: "dd/mm/yyyy hh:mm", date: "dd/mm/yyyy", time: "hh:mm:ss", timedelta: "[h]:mm:ss"}
}
_NOTE_SIZE = {"author": AUTHOR, "x_scale": 2.5, "y_scale": 2}


def convert_workbook(content: bytes, notes: Sequence[Note]) -> bytes:
    """`content`, a workbook that calamine reads, as XLSX: each cell where it stood, and on it what `notes` say.

    Raises whatever a damaged workbook makes calamine raise.
    """
    import xlsxwriter
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    source = CalamineWorkbook.from_filelike(BytesIO(content))
    kept = [one for one in source.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    names = sheet_names([one.name for one in kept])
    stream, shown = BytesIO(), False
    with xlsxwriter.Workbook(stream, _OPTIONS) as book:
        formats = {kind: book.add_format({"num_format": code, "align": "left"}) for kind, code in _FORMATS.items()}
        for one in kept:
            sheet = book.add_worksheet(names[one.name])
            _fill(sheet, source.get_sheet_by_name(one.name), formats)
            _comment(sheet, one.name, notes)
            if one.visible != SheetVisibleEnum.Visible:
                sheet.hide()
            elif not shown:
                shown = True
                sheet.activate()
                sheet.set_first_sheet()
    return stream.getvalue()


def sheet_names(names: Sequence[str]) -> dict[str, str]:
    """What each of `names` is called in XLSX, which allows fewer characters, and no two that differ in case alone."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        plain = _NOT_IN_NAMES.sub("_", name).strip("'")[:_LONGEST_NAME] or "_"
        nth, fresh = 1, plain
        while fresh.lower() in taken or fresh.lower() == "history":  # a name that Excel keeps for itself
            nth += 1
            fresh = f"{plain[: _LONGEST_NAME - len(str(nth)) - 1]}_{nth}"
        taken.add(fresh.lower())
        found[name] = fresh
    return found


def _fill(sheet: Any, source: Any, formats: Mapping[type, Any]) -> None:
    top, left = source.start or (0, 0)
    for row, values in enumerate(source.to_python(), top):
        for column, value in enumerate(values, left):
            if isinstance(value, str):
                if value:
                    sheet.write_string(row, column, value[:_LONGEST_TEXT])
            elif type(value) in formats:
                sheet.write_datetime(row, column, value, formats[type(value)])
            elif isinstance(value, bool):
                sheet.write_boolean(row, column, value)
            elif value is not None:
                sheet.write_number(row, column, value)
    sheet.autofit(_WIDEST_PIXELS)


def _comment(sheet: Any, name: str, notes: Sequence[Note]) -> None:
    for note in notes:
        of, _, cell = (note.place.cell or "").rpartition("!")
        if note.text and cell and of == name:
            sheet.write_comment(*place_of(cell), note.text, _NOTE_SIZE)
