"""Parts of a report as a workbook: a sheet a kind, its checks left live as formulas.

Text stays text, whatever it begins with. A figure of more digits than a workbook's numbers keep is written as text.
"""

import io
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from shared.exports.formulas import Facts, difference_formula, facts_link, ratio_formula
from shared.exports.headings import coded, columns_of, heading, sheet_name
from shared.exports.rows import DATES, FIGURES, Named, Part, Sheets, flatten
from shared.problems import Language
from shared.report import FactPart

_NUMBER_DIGITS = 15
_LONGEST_TEXT = 32_767
_COLOURS = {
    "error": ("#F8D7DA", "#842029"),
    "critical": ("#F8D7DA", "#842029"),
    "warning": ("#FFF3CD", "#664D03"),
    "at-risk": ("#FFF3CD", "#664D03"),
    "acceptable": ("#D1E7DD", "#0F5132"),
    "information": ("#E2E3E5", "#41464B"),
}
_WIDTHS = {"subject_name": 40, "message_es": 60, "message_en": 60, "text": 20, "filing": 28, "review_note": 40}
_SHADED = frozenset({"severity", "rating"})
_FROM_ZERO = frozenset({"row", "column"})
MOST_ROWS = 1_048_576
"""Of a worksheet, its headings among them."""


def to_xlsx(sheets: Sheets, language: Language) -> bytes:
    """A workbook with a sheet for each kind of part, what is wrong first: headings frozen, filters on, severities and
    ratings coloured. More rows than a worksheet has go on in another. Headings and codes are in `language`; rows and
    columns count from 1, as people count them.

    Where the facts have a sheet too, indicators are worked out from their cells and anomalies lead to them.
    """
    import xlsxwriter  # imported here: only this format needs it

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        head = book.add_format({"bold": True, "bg_color": "#1F3A4D", "font_color": "#FFFFFF"})
        formats: dict[str, Any] = {
            "figure": book.add_format({"num_format": "#,##0.00##"}),
            "date": book.add_format({"num_format": "dd/mm/yyyy", "align": "left"}),
            **{word: book.add_format({"bg_color": back, "font_color": ink}) for word, (back, ink) in _COLOURS.items()},
        }
        facts = _rows_of_facts(sheets, language)
        for title, kind, parts in _split(dict(reversed(list(sheets.items()))), language):
            sheet = book.add_worksheet(title)
            columns = columns_of(kind, language)
            sheet.write_row(0, 0, [heading(column, language) for column in columns], head)
            for number, named in enumerate(parts, 1):
                row = flatten(named)
                live = _live(number, row, columns, facts, language)
                for place, name in enumerate(columns):
                    style = formats.get(str(row[name]) if name in _SHADED else _style(name))
                    _write(sheet, number, place, name, _told(name, row[name], language), live.get(name), style)
            for place, name in enumerate(columns):
                sheet.set_column(place, place, _WIDTHS.get(name, 14))
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, len(parts), len(columns) - 1)
    return stream.getvalue()


def _told(name: str, value: Any, language: Language) -> Any:
    """A value as people read it: codes in words, rows and columns counted from 1."""
    if name in _FROM_ZERO and value is not None:
        return value + 1
    return coded(name, value, language) if isinstance(value, str) else value


def _style(name: str) -> str:
    return "figure" if name in FIGURES else "date" if name in DATES else "text"


def _split(sheets: Sheets, language: Language) -> Iterator[tuple[str, type[Part], Sequence[Named]]]:
    """Sheets that a worksheet has room for: what does not fit into ``facts`` goes on in ``facts_2``."""
    room = MOST_ROWS - 1
    for title, (kind, parts) in sheets.items():
        for nth, start in enumerate(range(0, max(1, len(parts)), room), 1):
            name = sheet_name(title, language)
            yield (name if nth == 1 else f"{name}_{nth}"), kind, parts[start : start + room]


def _rows_of_facts(sheets: Sheets, language: Language) -> Facts:
    return {
        (filing_id, part.id): (title, number, part)
        for title, kind, parts in _split({"facts": sheets["facts"]} if "facts" in sheets else {}, language)
        for number, (_, filing_id, part, _) in enumerate(parts, 1)
        if isinstance(part, FactPart) and fits(part.value)
    }


def _live(
    number: int, row: dict[str, Any], columns: tuple[str, ...], facts: Facts, language: Language
) -> dict[str, str]:
    """The formulas that stand for values of `row`, by column; each gives the value that it stands for."""
    exact = fits(row.get("observed")) and fits(row.get("expected"))  # else they stand there as text
    found = {
        "difference": difference_formula(number, row, columns) if exact else None,
        "value": ratio_formula(row, facts, columns_of(FactPart, language).index("value")) if "inputs" in row else None,
        "facts": facts_link(row, facts),
    }
    return {name: formula for name, formula in found.items() if formula}


def fits(value: str | None) -> bool:
    """Whether a workbook's number keeps every digit of `value`."""
    return value is not None and len(Decimal(value).normalize().as_tuple().digits) <= _NUMBER_DIGITS


def _write(sheet: Any, row: int, column: int, name: str, value: Any, formula: str | None, style: Any) -> None:
    if value is None:
        return
    if formula:
        number = name in FIGURES
        sheet.write_formula(row, column, formula, style, float(value) if number else value)
    elif name in FIGURES and fits(value):
        sheet.write_number(row, column, float(value), style)
    elif name in DATES:
        sheet.write_datetime(row, column, date.fromisoformat(value), style)
    elif isinstance(value, int):
        sheet.write_number(row, column, value)
    else:
        text = value if len(value) <= _LONGEST_TEXT else value[: _LONGEST_TEXT - 1] + "…"
        sheet.write_string(row, column, text, style)
