"""Figures as a person reads them, the Mexican way: 1,234,567.89."""

import re
from decimal import ROUND_HALF_UP, Decimal

_STORED = re.compile(r"-?\d+(?:\.\d+)?")
_FIGURE = re.compile(r"[-–−(]?\s*[$]?\s*[-–−(]?\s*\d[\d.,\s]*\)?\s*%?")
_OF_CENTS, _MOST_DECIMALS = 2, 4
_YEAR = re.compile(r"(?:19|20)\d\d")


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure, and is to be set flush right."""
    return bool(_FIGURE.fullmatch(text.strip()))


def figure(value: Decimal | None) -> str:
    """A figure with its thousands parted; an amount with cents has two decimals, and what has more than four at most
    four, or as many as its first two digits need.
    """
    if value is None:
        return "—"
    if value == value.to_integral_value():
        return f"{value.to_integral_value():,f}"
    if decimals(value) <= _OF_CENTS:
        return f"{value:,.2f}"
    kept = max(_MOST_DECIMALS, 1 - value.adjusted()) if abs(value) < 1 else _MOST_DECIMALS
    shown = value.quantize(Decimal(1).scaleb(-kept), ROUND_HALF_UP) if decimals(value) > kept else value
    return f"{shown.normalize():,f}" if decimals(shown.normalize()) > _OF_CENTS else f"{shown:,.2f}"


def decimals(value: Decimal) -> int:
    """How many digits `value` has after its point."""
    return max(0, -int(value.as_tuple().exponent))


def stored_number(text: str) -> str:
    """A number that a workbook stores, ``62178323.75``, with its thousands parted; years and all else as they are."""
    if not _STORED.fullmatch(text) or _YEAR.fullmatch(text):
        return text
    return figure(Decimal(text))
