"""The factor that a row's own formula or name says its quotient is multiplied by: deaths for each 100,000 born."""

import re
from collections.abc import Mapping
from decimal import Decimal

from services.compute.recognition.statement import RecognisedTable

_SAYING = frozenset({"formula", "name", "unit_of_measure"})
_COMES_TO = frozenset({"achieved", "indicator_value"})
_MORE_THAN_PERCENT = 1000
_FACTOR = re.compile(
    r"(?:[x×*]|\bpor(?:\s+cada)?)\s*(?:\(\s*)?(?P<digits>10?0?(?:[ ,.']?000){1,2})(?![\d,.]*\d)(?P<thousands>\s+mil\b)?"
    r"|(?:[x×*]|\bpor(?:\s+cada)?)\s*(?P<count>100?\s+)?(?P<word>mil(?:l[oó]n)?)\b",
    re.IGNORECASE,
)
_WORDS = {"mil": 1_000, "millon": 1_000_000, "millón": 1_000_000}


def stated_scales(table: RecognisedTable) -> Mapping[int, Decimal]:
    """By row, the factor over a hundred that it states, where what it came to stands in a column of its own."""
    codes = {column.index: column.concept.code for column in table.columns if column.concept}
    if not _COMES_TO & {*codes.values()}:
        return {}
    cells = (cell for row in table.table.rows for cell in row if codes.get(cell.column) in _SAYING)
    return {cell.row: factor for cell in cells if (factor := _factor(cell.text))}


def scales_of(table: RecognisedTable, column: int) -> Mapping[int, Decimal]:
    """`stated_scales`, if `column` is of what the rows came to."""
    concept = next((one.concept for one in table.columns if one.index == column), None)
    return stated_scales(table) if concept and concept.code in _COMES_TO else {}


def _factor(text: str) -> Decimal | None:
    found = _FACTOR.search(text)
    if found is None:
        return None
    if found["word"]:
        factor = int(found["count"] or 1) * _WORDS[found["word"].casefold()]
    else:
        factor = int(re.sub(r"\D", "", found["digits"])) * (1000 if found["thousands"] else 1)
    return Decimal(factor) if factor >= _MORE_THAN_PERCENT else None
