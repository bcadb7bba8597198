"""Surveying .xlsx workbooks by the events of their XML (ECMA-376, part 1, 18.3)."""

import posixpath
import re
from functools import lru_cache

from services.compute.reading.errors import UnreadableFiling
from services.compute.reading.package import Package, repack
from services.compute.reading.workbooks.formulas import LONGEST, MOST_MOVED, UNWRITTEN, moved
from services.compute.reading.workbooks.styles import PLAIN, Style, cell_styles
from services.compute.reading.workbooks.survey import LONGEST_ERROR_CHARACTERS, Survey, check_reach, place
from services.compute.reading.xml_events import by_local_name, local, number, walk

_PARTS = re.compile(r"(?i)(xl/.*|_rels/.*|\[content_types\])\.(xml|rels)")
_NO_SHEETS = re.compile(r"(?i)xl/(media|drawings|charts|theme|embeddings|externalLinks|pivot\w*|customXml)/")
_LETTERS = re.compile(r"\$?([A-Za-z]{1,3})\$?")
_DIGITS = "0123456789"
_MOST_ROW_DIGITS = 7
_HOLDS_ERRORS = re.compile(rb"""\st\s*=\s*["']e["']""")
_HOLDS_FORMULAS = re.compile(rb"<(?:\w+:)?f[\s/>]")
_FILLED = frozenset({"v", "is", "f"})


def survey_xlsx(content: bytes) -> tuple[bytes, dict[str, Survey]]:
    """The workbook packed anew from the parts that matter, and a survey of each sheet by its name.

    Raises `UnreadableFiling`: over a limit, damaged-file, entities-declared, protected-file.
    """
    package = Package(content)
    wanted = [name for name in package.entries if _PARTS.fullmatch(name) and not _NO_SHEETS.match(name)]
    parts = {name: package.read(name) for name in wanted}
    styles = cell_styles(parts["xl/styles.xml"]) if "xl/styles.xml" in parts else []
    # Whatever may be taken for a sheet is surveyed, whether the workbook names it as one or not.
    surveys = {name: survey_sheet(part, styles) for name, part in parts.items() if b"sheetData" in part}
    check_reach(surveys.values())
    names = sheet_parts(parts.get("xl/workbook.xml", b""), parts.get("xl/_rels/workbook.xml.rels", b""))
    return repack(parts), {sheet: surveys[part] for sheet, part in names.items() if part in surveys}


def sheet_parts(workbook: bytes, relations: bytes) -> dict[str, str]:
    """The part that holds each sheet, by the sheet's name."""
    targets = related_parts(relations)
    sheets: dict[str, str] = {}

    def sheet(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "sheet":
            named = by_local_name({key: value for key, value in attributes.items() if key != "id"})
            sheets[named.get("name", "")] = named.get("id", "")

    walk(workbook, sheet)
    return {name: targets[relation_id] for name, relation_id in sheets.items() if relation_id in targets}


def related_parts(relations: bytes) -> dict[str, str]:
    """The parts that a workbook names in its ``.rels``, by the id of the relation."""
    targets: dict[str, str] = {}

    def relation(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "Relationship":
            target = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", "")))
            targets[attributes.get("Id", "")] = target.lstrip("/")

    walk(relations, relation)
    return targets


def survey_sheet(content: bytes, styles: list[Style]) -> Survey:
    """Walk through one sheet. A cell without a reference follows the one before it."""
    survey = Survey()
    row, column = -1, -1
    style = PLAIN
    used = is_error = in_error = has_text = False
    formula: list[str] | None = None
    awaited = False
    shared: dict[str, tuple[int, int, str]] = {}
    sharing = ""
    room = MOST_MOVED

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal row, column, style, used, is_error, in_error, has_text, formula, awaited, sharing
        name = local(name) if ":" in name else name
        if name == "c":
            row, column = _reference(attributes.get("r"), row, column + 1)
            index = attributes.get("s")
            style = styles[int(index)] if index and index.isdecimal() and int(index) < len(styles) else PLAIN
            used, is_error, in_error, awaited = False, attributes.get("t") == "e", False, False
            has_text = attributes.get("t") == "str"
        elif name in _FILLED:
            in_error = is_error and name == "v"
            if name == "f":
                awaited = not has_text  # a formula may come to a blank text, but to no blank number
                formula, sharing = [], attributes.get("si", "") if attributes.get("t") == "shared" else ""
            if not used and column >= 0:
                used = True
                survey.use(max(row, 0), column)
                if style != PLAIN:
                    survey.style(row, column, *style)
        elif name == "row":
            row, column = number(attributes.get("r"), row + 2) - 1, -1
            if attributes.get("hidden") in ("1", "true"):
                survey.hidden_rows.append((row, row))
        elif name == "col":
            if attributes.get("hidden") in ("1", "true"):
                survey.hidden_columns.append(
                    (number(attributes.get("min"), 1) - 1, number(attributes.get("max"), 1) - 1)
                )
        elif name == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            survey.merge(*_reference(first, -1, -1), *_reference(last, -1, -1))

    def end(name: str) -> None:
        nonlocal formula, awaited, room
        if awaited and formula is None and local(name) == "c":
            at, awaited = place(row, column), False
            survey.errors[at] = f"={survey.formulas[at]}"[:LONGEST_ERROR_CHARACTERS]
        if formula is None or local(name) != "f":
            return
        text = "".join(formula)[:LONGEST]
        if sharing and text:
            shared[sharing] = (row, column, text)
        elif sharing in shared and room > 0:
            begun_row, begun_column, begun = shared[sharing]
            text = moved(begun, row - begun_row, column - begun_column)
            room -= len(text)
        survey.formulas[place(row, column)] = text or UNWRITTEN
        formula = None

    def text(words: str) -> None:
        nonlocal awaited
        if formula is not None:
            formula.append(words)
            return
        awaited = awaited and not words.strip()
        if in_error:
            at = place(max(row, 0), column)
            survey.errors[at] = (survey.errors.get(at, "") + words.strip())[:LONGEST_ERROR_CHARACTERS]

    if _HOLDS_FORMULAS.search(content):
        walk(content, start, end, text)
    else:
        walk(content, start, text=text if _HOLDS_ERRORS.search(content) else None)
    return survey


def _reference(text: str | None, row: int, column: int) -> tuple[int, int]:
    """Row and column of ``B12``; those given where there is no reference."""
    if not text:
        return row, column
    letters = text.rstrip(_DIGITS)
    digits = text[len(letters) :]
    if not 0 < len(digits) <= _MOST_ROW_DIGITS:
        raise UnreadableFiling("damaged-file")
    return int(digits) - 1, _column(letters)


@lru_cache(maxsize=1 << 15)
def _column(letters: str) -> int:
    found = _LETTERS.fullmatch(letters)
    if found is None:
        raise UnreadableFiling("damaged-file")
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return column - 1
