"""Parts of a report as a workbook: a sheet a kind, its checks left live as formulas.

Text stays text, whatever it begins with. A figure of more digits than a workbook's numbers keep is written as text.
"""

import io
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from shared.exports.formulas import Facts, difference_formula, facts_link, ratio_formula
from shared.exports.rows import COLUMNS, DATES, FIGURES, Named, Part, Sheets, flatten
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
MOST_ROWS = 1_048_576
"""Of a worksheet, its headings among them."""


def to_xlsx(sheets: Sheets) -> bytes:
    """A workbook with a sheet for each kind of part, what is wrong first: headings frozen, filters on, severities and
    ratings coloured. More rows than a worksheet has go on in another.

    Where the facts have a sheet too, indicators are worked out from their cells and anomalies lead to them.
    """
    import xlsxwriter  # imported here: only this format needs it

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        heading = book.add_format({"bold": True, "bg_color": "#1F3A4D", "font_color": "#FFFFFF"})
        amount = book.add_format({"num_format": "#,##0.00##"})
        formats: dict[str, Any] = {"date": book.add_format({"num_format": "dd/mm/yyyy", "align": "left"})} | {
            word: book.add_format({"bg_color": back, "font_color": ink}) for word, (back, ink) in _COLOURS.items()
        }
        facts = _rows_of_facts(sheets)
        for title, kind, parts in _split(dict(reversed(list(sheets.items())))):
            sheet = book.add_worksheet(title)
            columns = COLUMNS[kind]
            sheet.write_row(0, 0, columns, heading)
            for number, named in enumerate(parts, 1):
                row = flatten(named)
                live = _live(number, row, kind, facts)
                for place, (name, value) in enumerate(row.items()):
                    _write(sheet, number, place, name, value, live.get(name), amount, formats)
            for place, name in enumerate(columns):
                sheet.set_column(place, place, _WIDTHS.get(name, 14))
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, len(parts), len(columns) - 1)
    return stream.getvalue()


def _split(sheets: Sheets) -> Iterator[tuple[str, type[Part], Sequence[Named]]]:
    """Sheets that a worksheet has room for: what does not fit into ``facts`` goes on in ``facts_2``."""
    room = MOST_ROWS - 1
    for title, (kind, parts) in sheets.items():
        for nth, start in enumerate(range(0, max(1, len(parts)), room), 1):
            yield (title if nth == 1 else f"{title}_{nth}"), kind, parts[start : start + room]


def _rows_of_facts(sheets: Sheets) -> Facts:
    return {
        (filing_id, part.id): (title, number, part)
        for title, kind, parts in _split({"facts": sheets["facts"]} if "facts" in sheets else {})
        for number, (_, filing_id, part, _) in enumerate(parts, 1)
        if isinstance(part, FactPart) and fits(part.value)
    }


def _live(number: int, row: dict[str, Any], kind: type[Part], facts: Facts) -> dict[str, str]:
    """The formulas that stand for values of `row`, by column; each gives the value that it stands for."""
    exact = fits(row.get("observed")) and fits(row.get("expected"))  # else they stand there as text
    found = {
        "difference": difference_formula(number, row, COLUMNS[kind]) if exact else None,
        "value": ratio_formula(row, facts, COLUMNS[FactPart].index("value")) if "inputs" in row else None,
        "facts": facts_link(row, facts),
    }
    return {name: formula for name, formula in found.items() if formula}


def fits(value: str | None) -> bool:
    """Whether a workbook's number keeps every digit of `value`."""
    return value is not None and len(Decimal(value).normalize().as_tuple().digits) <= _NUMBER_DIGITS


def _write(
    sheet: Any, row: int, column: int, name: str, value: Any, formula: str | None, amount: Any, formats: dict[str, Any]
) -> None:
    if value is None:
        return
    if formula:
        number = name in FIGURES
        sheet.write_formula(row, column, formula, amount if number else None, float(value) if number else value)
    elif name in FIGURES and fits(value):
        sheet.write_number(row, column, float(value), amount)
    elif name in DATES:
        sheet.write_datetime(row, column, date.fromisoformat(value), formats["date"])
    elif isinstance(value, int):
        sheet.write_number(row, column, value)
    else:
        text = value if len(value) <= _LONGEST_TEXT else value[: _LONGEST_TEXT - 1] + "…"
        sheet.write_string(row, column, text, formats.get(value) if name in ("severity", "rating") else None)
