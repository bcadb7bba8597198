"""Parts of a report as a workbook: a sheet a kind, its checks left live as formulas.

Text stays text, whatever it begins with. A figure of more digits than a workbook's numbers keep is written as text.
"""

import io
import re
import zipfile
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import IO, Any

from shared.exports.formulas import (
    MOST_SUMMED,
    Facts,
    Stands,
    difference_formula,
    expected_formula,
    facts_link,
    ratio_formula,
)
from shared.exports.headings import TOLD_BESIDE, coded, columns_of, has_codes, heading, sheet_name
from shared.exports.rows import COLUMNS, DATES, FIGURES, KINDS, Part, Row, Sheets, rows_of
from shared.exports.sheet_cells import Cell, date_cell, figure_cell, fits, formula_cell, text_cell, told_cell
from shared.problems import Language
from shared.report import FactPart
from shared.rule_part import RulePart
from shared.spots import place_on_sheet

_COLOURS = {
    "error": ("#F8D7DA", "#842029"),
    "critical": ("#F8D7DA", "#842029"),
    "warning": ("#FFF3CD", "#664D03"),
    "at-risk": ("#FFF3CD", "#664D03"),
    "acceptable": ("#D1E7DD", "#0F5132"),
    "information": ("#E2E3E5", "#41464B"),
}
_WIDTHS = {
    "subject_name": 40,
    "rule": 24,
    "rule_title": 40,
    "formula": 30,
    "name_es": 30,
    "name_en": 30,
    "message_es": 60,
    "message_en": 60,
    "text": 20,
    "filing": 28,
    "review_note": 40,
}
_SHADED = frozenset({"severity", "rating"})
_FROM_ZERO = frozenset({"row", "column"})
_PLACED = ("line", "row", "column", "cell")
MOST_ROWS = 1_048_576
"""Of a worksheet, its headings among them."""
_ROWS_AT_ONCE = 500
_ROWS_OF_A_GIGABYTE = 500_000
"""From so many rows on, the part of a sheet may be longer than the first form of ZIP allows."""
_STYLES = ("figure", "date", *_COLOURS)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A worksheet: the number of its part, what it is called, and what of which kind stands in it."""

    number: int
    title: str
    name: str
    kind: type[Part]
    rows: int

    @property
    def path(self) -> str:
        """Where its part is."""
        return f"xl/worksheets/sheet{self.number}.xml"


def to_xlsx(sheets: Sheets, language: Language, rules: Sequence[RulePart] = ()) -> bytes:
    """A workbook with a sheet for each kind of part, what is wrong first: headings frozen, filters on, severities and
    ratings coloured. More rows than a worksheet has go on in another. Headings and codes are in `language`, rules bear
    their titles in the catalogue `rules`; rows and columns count from 1, as people count them.

    Where the file has numbers of its own, those of a sheet or of lines, these are given.
    Where the facts have a sheet too, indicators are worked out from their cells and anomalies lead to them.
    """
    stream = io.BytesIO()
    write_xlsx(stream, sheets, language, rules)
    return stream.getvalue()


def write_xlsx(stream: IO[bytes], sheets: Sheets, language: Language, rules: Sequence[RulePart] = ()) -> None:
    """Write what `to_xlsx` gives, in a memory that does not grow with the number of rows: a library makes the workbook
    without its rows, and they are written into it as they come.
    """
    planned = list(_planned(sheets, language))
    titles = {rule.id: str(getattr(rule.title, language)) for rule in rules}
    facts: dict[tuple[str, str], Stands] = {}
    wanted = _pointed_at(sheets) if len(sheets) == len(KINDS) else set()
    with (
        zipfile.ZipFile(io.BytesIO(_without_rows(planned, language))) as bare,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as book,
    ):
        for path in bare.namelist():
            if path not in {sheet.path for sheet in planned}:
                book.writestr(path, bare.read(path))
        for name in sorted(sheets, key=lambda name: name != "facts"):  # where they stand is said in the other sheets
            kind, parts = sheets[name]
            rows = map(_looked_up(kind), rows_of(kind, parts))
            for sheet in (one for one in planned if one.name == name):
                before, styles, after = _around_rows(bare.read(sheet.path).decode(), sheet)
                own: Iterator[Row] = islice(rows, sheet.rows)
                if kind is FactPart:
                    own = _noted(own, sheet, wanted, facts)
                write = _row_writer(sheet, styles, facts, titles, language)
                with book.open(sheet.path, "w", force_zip64=sheet.rows >= _ROWS_OF_A_GIGABYTE) as part:
                    part.write(before.encode())
                    made = map(write, range(2, sheet.rows + 2), own)
                    while some := "".join(islice(made, _ROWS_AT_ONCE)):
                        part.write(some.encode())
                    part.write(after.encode())


def _looked_up(kind: type[Part]) -> Callable[[Row], Row]:
    """What puts the row and column of the sheet, or the line of the text, in the place of those in the table."""
    names = COLUMNS[kind]
    if not set(_PLACED) <= set(names):
        return lambda row: row
    line, at, column, cell = map(names.index, _PLACED)

    def placed(row: Row) -> Row:
        own = place_on_sheet(row[cell]) if row[cell] else (row[line] - 1, row[column]) if row[line] else None
        if own is None or own == (row[at], row[column]):
            return row
        return tuple(own[0] if n == at else own[1] if n == column else value for n, value in enumerate(row))

    return placed


def _planned(sheets: Sheets, language: Language) -> Iterator[_Sheet]:
    """Sheets that a worksheet has room for: what does not fit into ``facts`` goes on in ``facts_2``."""
    room, number = MOST_ROWS - 1, 0
    for name, (kind, parts) in reversed(list(sheets.items())):
        title = sheet_name(name, language)
        for nth, start in enumerate(range(0, max(1, len(parts)), room), 1):
            number += 1
            yield _Sheet(number, title if nth == 1 else f"{title}_{nth}", name, kind, min(room, len(parts) - start))


def _without_rows(sheets: Sequence[_Sheet], language: Language) -> bytes:
    """The workbook with its headings alone, and in the second row of each sheet a cell in each of `_STYLES`."""
    import xlsxwriter  # imported here: only this format needs it

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False}) as book:
        head = book.add_format({"bold": True, "bg_color": "#1F3A4D", "font_color": "#FFFFFF"})
        formats = [
            book.add_format({"num_format": "#,##0.00##"}),
            book.add_format({"num_format": "dd/mm/yyyy", "align": "left"}),
            *(book.add_format({"bg_color": back, "font_color": ink}) for back, ink in _COLOURS.values()),
        ]
        for one in sheets:
            sheet = book.add_worksheet(one.title)
            columns = columns_of(one.kind, language)
            sheet.write_row(0, 0, [heading(column, language) for column in columns], head)
            for place, style in enumerate(formats):
                sheet.write_blank(1, place, None, style)
            for place, name in enumerate(columns):
                sheet.set_column(place, place, _WIDTHS.get(name, 14))
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, one.rows, len(columns) - 1)
    return stream.getvalue()


def _around_rows(part: str, sheet: _Sheet) -> tuple[str, dict[str, str], str]:
    """What stands in the `part` of a sheet before and after its rows, and the attributes of `_STYLES` in it."""
    before, _, rest = part.partition('<row r="2"')
    samples, _, after = rest.partition("</row>")
    reach = re.compile(r'(<dimension ref="[A-Z]+1:[A-Z]+)2"')
    styles = dict(zip(_STYLES, re.findall(r' s="[0-9]+"', samples), strict=True))
    return reach.sub(rf'\g<1>{sheet.rows + 1}"', before), styles, after


def _row_writer(
    sheet: _Sheet, styles: Mapping[str, str], facts: Facts, titles: Mapping[str, str], language: Language
) -> Callable[[int, Row], str]:
    """What makes the row of a number, counted from 1, out of a part's."""
    names, columns = COLUMNS[sheet.kind], columns_of(sheet.kind, language)
    cells = [
        (names.index(TOLD_BESIDE.get(name, name)), f'<c r="{_letters(place)}', _cell(name, styles, titles, language))
        for place, name in enumerate(columns)
    ]

    def plain(number: int, row: Row) -> str:
        made = [f'{start}{number}"{cell(row[at])}' for at, start, cell in cells if row[at] is not None]
        return f'<row r="{number}">{"".join(made)}</row>'

    def worked_out(number: int, row: Row) -> str:
        live = _live(number - 1, dict(zip(names, row, strict=True)), columns, facts, language)
        made = []
        for at, start, cell in cells:
            value = row[at]
            if formula := live.get(names[at]):
                figure = names[at] in FIGURES
                ending = formula_cell(styles["figure"] if figure else "", formula, float(value) if figure else value)
                made.append(f'{start}{number}"{ending}')
            elif value is not None:
                made.append(f'{start}{number}"{cell(value)}')
        return f'<row r="{number}">{"".join(made)}</row>'

    return plain if sheet.kind is FactPart else worked_out


def _cell(name: str, styles: Mapping[str, str], titles: Mapping[str, str], language: Language) -> Cell:
    """The cells of a column as people read them: codes in words, rows and columns counted from 1."""
    if name in FIGURES:
        return figure_cell(styles["figure"])
    if name in DATES:
        return date_cell(styles["date"])
    text = text_cell()
    if name in _FROM_ZERO:
        return told_cell(lambda value: value + 1, lambda _: text)
    if name == "rule_title":
        return told_cell(lambda rule: titles.get(rule, rule), lambda _: text)
    if name not in _SHADED and not has_codes(name):
        return text
    shaded = {word: text_cell(styles[word]) for word in _COLOURS} if name in _SHADED else {}
    return told_cell(lambda value: coded(name, value, language), lambda value: shaded.get(value, text))


def _letters(place: int) -> str:
    from xlsxwriter.utility import xl_col_to_name  # imported here: only this format needs it

    letters: str = xl_col_to_name(place)
    return letters


def _pointed_at(sheets: Sheets) -> set[tuple[str, str]]:
    """The facts that a cell of another sheet may be worked out from, or lead to."""
    found = {(filing_id, fact) for _, filing_id, part, _ in sheets["indicators"][1] for fact in part["inputs"]}
    return found | {
        (filing_id, fact) for _, filing_id, part, _ in sheets["anomalies"][1] for fact in part["facts"][:MOST_SUMMED]
    }


def _noted(
    rows: Iterable[Row], sheet: _Sheet, wanted: Container[tuple[str, str]], facts: dict[tuple[str, str], Stands]
) -> Iterator[Row]:
    """`rows`; where those stand that are `wanted`, and are numbers of a workbook, is put among `facts` as they come."""
    filing_id, id_, concept, value = (COLUMNS[FactPart].index(name) for name in ("filing_id", "id", "concept", "value"))
    for number, row in enumerate(rows, 1):
        key = (row[filing_id], row[id_])
        if key in wanted and fits(row[value]):
            facts[key] = Stands(sheet.title, number, row[concept], row[value])
        yield row


def _live(
    number: int, row: dict[str, Any], columns: tuple[str, ...], facts: Facts, language: Language
) -> dict[str, str]:
    """The formulas that stand for values of `row`, by column; each gives the value that it stands for."""
    exact = fits(row.get("observed")) and fits(row.get("expected"))  # else they stand there as text
    column = columns_of(FactPart, language).index("value")
    found = {
        "expected": expected_formula(row, facts, column) if "expected" in row and exact else None,
        "difference": difference_formula(number, row, columns) if exact else None,
        "value": ratio_formula(row, facts, column) if "inputs" in row else None,
        "facts": facts_link(row, facts),
    }
    return {name: formula for name, formula in found.items() if formula}
