"""Figures as a person reads them, the Mexican way: 1,234,567.89."""

import re
from decimal import Decimal

_STORED = re.compile(r"-?\d+(?:\.\d+)?")
_FIGURE = re.compile(r"[-–−(]?\s*[$]?\s*[-–−(]?\s*\d[\d.,\s]*\)?\s*%?")
_YEAR = re.compile(r"(?:19|20)\d\d")


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure, and is to be set flush right."""
    return bool(_FIGURE.fullmatch(text.strip()))


def figure(value: Decimal | None) -> str:
    """A figure with its thousands parted; an amount with cents has two decimals."""
    if value is None:
        return "—"
    if value == value.to_integral_value():
        return f"{value.to_integral_value():,f}"
    return f"{value.normalize():,f}" if -value.as_tuple().exponent > 2 else f"{value:,.2f}"  # type: ignore[operator]


def stored_number(text: str) -> str:
    """A number that a workbook stores, ``62178323.75``, with its thousands parted; years and all else as they are."""
    if not _STORED.fullmatch(text) or _YEAR.fullmatch(text):
        return text
    return figure(Decimal(text))
