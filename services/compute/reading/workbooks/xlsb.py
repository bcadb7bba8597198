"""Surveying .xlsb workbooks: the parts of an .xlsx, written as binary records ([MS-XLSB])."""

import re
from collections.abc import Iterator

from services.compute.reading.errors import UnreadableFiling
from services.compute.reading.package import Package, repack
from services.compute.reading.workbooks.formulas import UNWRITTEN
from services.compute.reading.workbooks.number_formats import BUILT_IN, decimals_shown, shows_nothing
from services.compute.reading.workbooks.styles import Style
from services.compute.reading.workbooks.survey import ERRORS, Survey, check_reach, place
from services.compute.reading.workbooks.xlsx import related_parts

_PARTS = re.compile(r"(?i)(xl/.*|_rels/.*)\.(xml|rels|bin)|\[content_types\]\.xml")
_NO_SHEETS = re.compile(
    r"(?i)xl/(media|drawings|charts|theme|embeddings|externalLinks|pivot\w*|customXml|printerS\w*)/"
)
_ROW, _CELLS, _FORMULAS, _ERROR_CELLS, _RICH_TEXT = 0, range(2, 12), range(8, 12), (3, 11), 62
_COLUMNS, _MERGED, _SHEET = 60, 176, 156
_FORMAT, _STYLES_BEGIN, _STYLES_END, _STYLE = 44, 617, 618, 47
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x10, 0x01


def survey_xlsb(content: bytes) -> tuple[bytes, dict[str, Survey]]:
    """As `survey_xlsx`."""
    package = Package(content)
    wanted = [name for name in package.entries if _PARTS.fullmatch(name) and not _NO_SHEETS.match(name)]
    parts = {name: package.read(name) for name in wanted}
    styles = _cell_styles(parts.get("xl/styles.bin", b""))
    surveys = {name: _survey(part, styles) for name, part in parts.items() if name.lower().endswith(".bin")}
    check_reach(surveys.values())
    targets = related_parts(parts.get("xl/_rels/workbook.bin.rels", b""))
    sheets = {}
    for kind, record in _records(parts.get("xl/workbook.bin", b"")):
        if kind == _SHEET:
            relation, at = _wide_text(record, 8)
            name, _ = _wide_text(record, at)
            sheets[name] = targets.get(relation, "")
    return repack(parts), {sheet: surveys[part] for sheet, part in sheets.items() if part in surveys}


def _records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and body of each record. Both kind and length come in sevens of bits; the top bit says that more follow."""
    at = 0
    while at < len(content):
        kind = content[at]
        at += 1
        if kind & 0x80:
            if at >= len(content):
                raise UnreadableFiling("damaged-file")
            kind = kind & 0x7F | (content[at] & 0x7F) << 7
            at += 1
        length = 0
        for shift in (0, 7, 14, 21):
            if at >= len(content):
                raise UnreadableFiling("damaged-file")
            byte = content[at]
            at += 1
            length |= (byte & 0x7F) << shift
            if not byte & 0x80:
                break
        if at + length > len(content):
            raise UnreadableFiling("damaged-file")
        yield kind, content[at : at + length]
        at += length


def _survey(content: bytes, styles: list[Style]) -> Survey:
    survey = Survey()
    row = 0
    for kind, record in _records(content):
        if kind == _ROW:
            row = _number(record, 0)
            if len(record) > 11 and record[11] & _HIDDEN_ROW:
                survey.hidden_rows.append((row, row))
        elif kind in _CELLS or kind == _RICH_TEXT:
            column, index = _number(record, 0), _number(record, 4, 3)
            survey.use(row, column)
            if index < len(styles):
                survey.style(row, column, *styles[index])
            if kind in _ERROR_CELLS and len(record) > 8:
                survey.errors[place(row, column)] = ERRORS.get(record[8], "#N/A")
            if kind in _FORMULAS:
                survey.formulas[place(row, column)] = UNWRITTEN
        elif kind == _COLUMNS and _number(record, 16, 2) & _HIDDEN_COLUMN:
            survey.hidden_columns.append((_number(record, 0), _number(record, 4)))
        elif kind == _MERGED:
            top, bottom, left, right = (_number(record, at) for at in (0, 4, 8, 12))
            survey.merge(top, left, bottom, right)
    return survey


def _cell_styles(content: bytes) -> list[Style]:
    codes = dict(BUILT_IN)
    styles: list[Style] = []
    inside = False
    for kind, record in _records(content):
        if kind == _FORMAT:
            codes[_number(record, 0, 2)], _ = _wide_text(record, 2)
        elif kind in (_STYLES_BEGIN, _STYLES_END):
            inside = kind == _STYLES_BEGIN
        elif kind == _STYLE and inside:
            indent = record[11] // 3 if len(record) > 11 else 0
            code = codes.get(_number(record, 2, 2), "")
            styles.append(Style(decimals_shown(code), indent, shows_nothing(code)))
    return styles


def _wide_text(record: bytes, at: int) -> tuple[str, int]:
    """The text that begins at `at` with its length in characters, and where it ends."""
    length = min(_number(record, at), len(record))
    end = at + 4 + 2 * length
    return record[at + 4 : end].decode("utf-16-le", errors="replace"), end


def _number(record: bytes, at: int, size: int = 4) -> int:
    return int.from_bytes(record[at : at + size], "little")
