"""Formulas that let a reader of a workbook see a check worked: only such as give the very value the report states."""

import re
from collections.abc import Mapping
from decimal import Decimal
from itertools import permutations
from typing import Any, NamedTuple


class Stands(NamedTuple):
    """The sheet that a fact stands in, the 0-based row there, and what it states."""

    sheet: str
    row: int
    concept: str
    value: str


Facts = Mapping[tuple[str, str], Stands]
"""Facts by filing and id."""

MOST_SUMMED = 40
"""Facts whose cells a formula works on at most."""

_RATIO = re.compile(r"([a-z][a-z0-9_]*) / ([a-z][a-z0-9_]*)")


def _address(row: int, column: int) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell  # imported here: only workbooks need it

    address: str = xl_rowcol_to_cell(row, column)
    return address


def _cell(fact: Stands, column: int) -> str:
    return f"{fact.sheet}!{_address(fact.row, column)}"


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
    return f"=ROUND({_cell(over, column)}/{_cell(under, column)},{places})"


def expected_formula(row: dict[str, Any], facts: Facts, column: int) -> str | None:
    """What a check expects, worked out over the cells of its facts in `column`: their sum, difference or ratio, without
    the fact that states otherwise; None where no such gives it.
    """
    if row.get("expected") is None or row.get("observed") is None:
        return None
    found = [facts.get((row["filing_id"], fact)) for fact in row["facts"].split()]
    stands = [(one, Decimal(one.value)) for one in found if one]
    odd = next((at for at, (_, value) in enumerate(stands) if value == Decimal(row["observed"])), None)
    if odd is None or len(stands) < len(found) or not 2 < len(found) <= MOST_SUMMED:
        return None
    parts = stands[:odd] + stands[odd + 1 :]
    expected = Decimal(row["expected"])
    places = max(0, -int(expected.as_tuple().exponent))
    if sum((value for _, value in parts), Decimal(0)) == expected:
        return f"=ROUND({'+'.join(_cell(one, column) for one, _ in parts)},{places})"
    for (one, value), (other, divisor) in permutations(parts) if len(parts) == 2 else ():
        if value - divisor == expected:
            return f"=ROUND({_cell(one, column)}-{_cell(other, column)},{places})"
        if divisor and abs(value / divisor - expected) * 2 <= Decimal(1).scaleb(-places):
            return f"=ROUND({_cell(one, column)}/{_cell(other, column)},{places})"
    return None


def facts_link(row: dict[str, Any], facts: Facts) -> str | None:
    """A link from an anomaly's facts to the first of them in the sheet of facts; None where it does not stand there."""
    ids = str(row.get("facts") or "")
    found = facts.get((row["filing_id"], ids.split(" ")[0]))
    if not found or not re.fullmatch(r"[a-z0-9 ]{1,255}", ids):
        return None
    return f'=HYPERLINK("#{found.sheet}!{_address(found.row, 0)}","{ids}")'
