"""Formulas that let a reader of a workbook see a check worked: only such as give the very value the report states."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple


class Stands(NamedTuple):
    """The sheet that a fact stands in, the 0-based row there, and what it states."""

    sheet: str
    row: int
    concept: str
    value: str


Facts = Mapping[tuple[str, str], Stands]
"""Facts by filing and id."""

_RATIO = re.compile(r"([a-z][a-z0-9_]*) / ([a-z][a-z0-9_]*)")


def _address(row: int, column: int) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell  # imported here: only workbooks need it

    address: str = xl_rowcol_to_cell(row, column)
    return address


def difference_formula(number: int, row: dict[str, Any], columns: tuple[str, ...]) -> str | None:
    """What stands between the observed and the expected figure in row `number`; None where it is not that."""
    figures = [row.get(name) for name in ("observed", "expected", "difference")]
    if any(figure is None for figure in figures):
        return None
    observed, expected, difference = map(Decimal, figures)  # type: ignore[arg-type]
    cells = [_address(number, columns.index(name)) for name in ("observed", "expected")]
    places = max(0, -int(difference.as_tuple().exponent))
    if observed - expected == difference:
        return f"=ROUND({cells[0]}-{cells[1]},{places})"
    if abs(observed - expected) == difference:
        return f"=ROUND(ABS({cells[0]}-{cells[1]}),{places})"
    return None


def ratio_formula(row: dict[str, Any], facts: Facts, column: int) -> str | None:
    """The ratio of two facts over their cells in `column` of the facts; None where the indicator is none."""
    ratio = _RATIO.fullmatch(row["formula"])
    inputs = [facts.get((row["filing_id"], fact)) for fact in row["inputs"].split()]
    known = {found.concept: found for found in inputs if found}
    if not ratio or len(inputs) != 2 or not all(name in known for name in ratio.groups()):
        return None
    over, under = (known[name] for name in ratio.groups())
    value, divisor = Decimal(row["value"]), Decimal(under.value)
    places = -int(value.as_tuple().exponent)
    if not divisor or places < 0 or abs(Decimal(over.value) / divisor - value) * 2 > Decimal(1).scaleb(-places):
        return None
    return f"=ROUND({over.sheet}!{_address(over.row, column)}/{under.sheet}!{_address(under.row, column)},{places})"


def facts_link(row: dict[str, Any], facts: Facts) -> str | None:
    """A link from an anomaly's facts to the first of them in the sheet of facts; None where it does not stand there."""
    ids = str(row.get("facts") or "")
    found = facts.get((row["filing_id"], ids.split(" ")[0]))
    if not found or not re.fullmatch(r"[a-z0-9 ]{1,255}", ids):
        return None
    return f'=HYPERLINK("#{found.sheet}!{_address(found.row, 0)}","{ids}")'
