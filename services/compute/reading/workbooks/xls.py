"""Surveying .xls workbooks: the records of their one stream ([MS-XLS])."""

import struct
from collections.abc import Iterator
from io import BytesIO

from services.compute.reading.errors import UnreadableFiling
from services.compute.reading.limits import MOST_BOX_CELLS
from services.compute.reading.workbooks.formulas import UNWRITTEN
from services.compute.reading.workbooks.number_formats import BUILT_IN, decimals_shown, shows_nothing
from services.compute.reading.workbooks.styles import BLACK, PLAIN, WHITE, Colour, Style
from services.compute.reading.workbooks.survey import ERRORS, Survey, check_reach, place
from shared.compound_file import CompoundFile, DamagedCompoundFile

_FORMULA, _FILE_PASS, _COLUMNS, _SHEET, _STYLE = 0x06, 0x2F, 0x7D, 0x85, 0xE0
_MERGED, _BEGINS, _ENDS, _REACH, _ROW, _FORMAT = 0xE5, 0x809, 0x0A, 0x200, 0x208, 0x41E
_MANY_NUMBERS, _TRUE_OR_ERROR = 0xBD, 0x205
_FORMULA_GAVE_ERROR = 2
_CELLS = frozenset({_FORMULA, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x27E})
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x20, 0x01
_BIFF8 = 0x600
_WIDE_REACH = 14
_FONT, _NO_FONT, _SOLID = 0x31, 4, 1
_WHITES, _BLACKS = (1, 9, 65), (0, 8, 64, 0x7FFF)
"""Numbers of white and of black; a palette of the workbook's own may make them others, which is seldom done."""
_PLACE = struct.Struct("<HHH")


def survey_xls(content: bytes) -> tuple[bytes, dict[str, Survey]]:
    """The same bytes, and a survey of each sheet by its name.

    Raises `UnreadableFiling`: too-many-cells, damaged-file, protected-file.
    """
    try:
        file = CompoundFile(BytesIO(content))
        stream = file.read("Workbook" if "workbook" in {name.lower() for name in file.names} else "Book")
    except DamagedCompoundFile as error:
        raise UnreadableFiling("damaged-file") from error
    codes, styles = dict(BUILT_IN), list[Style]()
    inks = list[Colour]()
    sheets: list[tuple[str, int]] = []
    biff8 = True
    for kind, record in _records(stream, 0):
        if kind == _BEGINS:
            biff8 = _number(record, 0) == _BIFF8
        elif kind == _FILE_PASS:
            raise UnreadableFiling("protected-file")
        elif kind == _SHEET:
            sheets.append((_text(record, 6, 1, biff8), _number(record, 0, 4)))
        elif kind == _FORMAT:
            codes[_number(record, 0)] = _text(record, 2, 2, biff8)
        elif kind == _STYLE:
            indent = record[8] & 0x0F if biff8 and len(record) > 8 else 0
            code = codes.get(_number(record, 2), "")
            unseen = shows_nothing(code) or (biff8 and _ink(record, inks) == _ground(record))
            styles.append(Style(decimals_shown(code), indent, unseen))
        elif kind == _FONT:
            inks.append(_colour(_number(record, 4)))
    # Each sheet is followed from where the workbook says that it begins, as calamine does.
    surveys: list[Survey] = []
    for _, begins in sheets:
        surveys.append(_survey(stream, begins, styles))
        check_reach(surveys)
    return content, {name: survey for (name, _), survey in zip(sheets, surveys, strict=True)}


def _survey(stream: bytes, begins: int, styles: list[Style]) -> Survey:
    survey = Survey()
    for kind, record in _records(stream, begins):
        if kind in _CELLS or kind == _MANY_NUMBERS:
            _note_cells(survey, kind, record, styles)
        elif kind == _REACH:
            _check_declared(record)
        else:
            _note_layout(survey, kind, record)
    return survey


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Kind and body of each record from `at` to the end of what begins there; a chart within it has its own ends."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = stream[at] | stream[at + 1] << 8, stream[at + 2] | stream[at + 3] << 8
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length
        if kind == _BEGINS:
            depth += 1
        elif kind == _ENDS:
            depth -= 1
            if depth <= 0:
                return


def _note_cells(survey: Survey, kind: int, record: bytes, styles: list[Style]) -> None:
    if len(record) < _PLACE.size:
        return
    row, column, index = _PLACE.unpack_from(record)
    if kind == _MANY_NUMBERS:
        for number, at in enumerate(range(4, len(record) - 7, 6)):
            _note(survey, row, column + number, _number(record, at), styles)
        return
    _note(survey, row, column, index, styles)
    if kind == _FORMULA:
        survey.formulas[place(row, column)] = UNWRITTEN
        if len(record) > 13 and record[6] == _FORMULA_GAVE_ERROR and record[12:14] == b"\xff\xff":
            survey.errors[place(row, column)] = ERRORS.get(record[8], "#N/A")
    elif kind == _TRUE_OR_ERROR and len(record) > 7 and record[7]:
        survey.errors[place(row, column)] = ERRORS.get(record[6], "#N/A")


def _note(survey: Survey, row: int, column: int, index: int, styles: list[Style]) -> None:
    survey.use(row, column)
    if index < len(styles) and styles[index] != PLAIN:
        survey.style(row, column, *styles[index])


def _ink(record: bytes, inks: list[Colour]) -> Colour:
    """The colour of a style's text. No font is numbered 4."""
    index = _number(record, 0)
    at = index - 1 if index > _NO_FONT else index
    return inks[at] if at < len(inks) else BLACK


def _ground(record: bytes) -> Colour | None:
    """The colour behind a style's text; None where that is a pattern."""
    pattern = _number(record, 14, 4) >> 26
    if not pattern:
        return WHITE
    return _colour(_number(record, 18) & 0x7F) if pattern == _SOLID else None


def _colour(index: int) -> Colour:
    if index in _WHITES:
        return WHITE
    return BLACK if index in _BLACKS else ("indexed", str(index), "")


def _note_layout(survey: Survey, kind: int, record: bytes) -> None:
    if kind == _ROW and _number(record, 12) & _HIDDEN_ROW:
        survey.hidden_rows.append((_number(record, 0), _number(record, 0)))
    elif kind == _COLUMNS and _number(record, 8) & _HIDDEN_COLUMN:
        survey.hidden_columns.append((_number(record, 0), _number(record, 2)))
    elif kind == _MERGED:
        for at in range(2, len(record) - 7, 8):
            top, bottom, left, right = struct.unpack_from("<4H", record, at)
            survey.merge(top, left, bottom, right)


def _check_declared(record: bytes) -> None:
    """Calamine makes room for as many cells as a sheet declares, used or not, and takes an end before its begin for
    billions of them. It tells the two shapes of the record apart by their length."""
    size = 4 if len(record) == _WIDE_REACH else 2
    first_row, last_row = _number(record, 0, size), _number(record, size, size)
    first_column, last_column = _number(record, 2 * size), _number(record, 2 * size + 2)
    if not last_row or not last_column:
        return
    if last_row < first_row or last_column < first_column:
        raise UnreadableFiling("damaged-file")
    if (last_row - first_row) * (last_column - first_column) > MOST_BOX_CELLS + (1 << 20):
        raise UnreadableFiling("too-many-cells", limit_cells=MOST_BOX_CELLS)


def _text(record: bytes, at: int, size: int, biff8: bool) -> str:
    """The text that begins at `at` with its length in `size` bytes (BIFF5: always one)."""
    size = size if biff8 else 1
    length, at = _number(record, at, size), at + size
    if not biff8:
        return record[at : at + length].decode("cp1252", errors="replace")
    wide = at < len(record) and record[at] & 1
    body = record[at + 1 : at + 1 + (2 * length if wide else length)]
    return body.decode("utf-16-le" if wide else "latin-1", errors="replace")


def _number(record: bytes, at: int, size: int = 2) -> int:
    return int.from_bytes(record[at : at + size], "little")
