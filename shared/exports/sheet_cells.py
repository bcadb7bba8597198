"""Cells of a worksheet as XML (ECMA-376, 18.3.1.4). Those of a library cost several times as much."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape

Cell = Callable[[Any], str]
"""Makes, out of what stands in it, all of a cell that follows its address. What a column repeats is made once."""
_KNOWN = 4096

_NUMBER_DIGITS = 15
_LONGEST_TEXT = 32_767
"""In units of UTF-16."""
_BEFORE_FIRST_DAY = date(1899, 12, 31)
_NO_LEAP_DAY = 59
"""After which a workbook counts a day that 1900 did not have."""
_NEEDS_CARE = re.compile("[\x00-\x08\x0b-\x1f&<>\n\ufffe\uffff]|_x[0-9a-fA-F]{4}_|^\\s|\\s$")
_ESCAPES = re.compile("(_x[0-9a-fA-F]{4}_)")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")


def fits(value: str | None) -> bool:
    """Whether a workbook's number keeps every digit of `value`."""
    if value is None:
        return False
    return len(value) <= _NUMBER_DIGITS or len(Decimal(value).normalize().as_tuple().digits) <= _NUMBER_DIGITS


def text_cell(style: str = "") -> Cell:
    """Cells of text; a whole number among them stays one, without the style of the others."""

    def cell(value: Any) -> str:
        if isinstance(value, str):
            return f'{style} t="inlineStr"><is>{_inline(value)}</is></c>'
        return f"><v>{value}</v></c>"

    return lru_cache(_KNOWN)(cell)


def figure_cell(style: str) -> Cell:
    """Cells of numbers, or of text where a workbook's number would lose a digit."""
    as_text = text_cell(style)

    def cell(value: str) -> str:
        return f"{style}><v>{float(value):.16G}</v></c>" if fits(value) else as_text(value)

    return lru_cache(_KNOWN)(cell)


def date_cell(style: str) -> Cell:
    """Cells of days."""

    def cell(value: str) -> str:
        days = (date.fromisoformat(value) - _BEFORE_FIRST_DAY).days
        return f"{style}><v>{days + (days > _NO_LEAP_DAY)}</v></c>"

    return lru_cache(_KNOWN)(cell)


def told_cell(tell: Callable[[Any], Any], as_told: Callable[[Any], Cell]) -> Cell:
    """Cells of what `tell` says of a value, made as `as_told` makes them for it."""

    def cell(value: Any) -> str:
        return as_told(value)(tell(value))

    return lru_cache(_KNOWN)(cell)


def formula_cell(style: str, formula: str, value: str | float) -> str:
    """A cell that is worked out, with what it comes to."""
    kind = ' t="str"' if isinstance(value, str) else ""
    return f"{style}{kind}><f>{escape(formula.removeprefix('='))}</f><v>{escape(str(value))}</v></c>"


def _inline(text: str) -> str:
    """`text` as the element of it, shortened to what a cell has room for."""
    if len(text) > _LONGEST_TEXT // 2 and len(units := text.encode("utf-16-le", "surrogatepass")) > _LONGEST_TEXT * 2:
        text = units[: 2 * (_LONGEST_TEXT - 1)].decode("utf-16-le", "ignore") + "…"
    if not _NEEDS_CARE.search(text):
        return f"<t>{text}</t>"
    text = _UNPRINTABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", _ESCAPES.sub(r"_x005F\1", text))
    return f'<t xml:space="preserve">{escape(text)}</t>'
