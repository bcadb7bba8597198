"""Figures as filings print them, read exactly or not at all."""

import re
from decimal import Decimal
from functools import lru_cache

from services.compute.arithmetic import Figure
from services.compute.reading.document import Cell
from services.compute.recognition.vocabulary import fold, vocabulary

_GROUPED = re.compile(r"(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<decimals>\.\d+)?")
_MOST_WHOLE_DIGITS = 24
_DOUBLE_DIGITS = 15


def parse(cell: Cell) -> Figure | None:
    """The figure in `cell`, or None where it holds none that can be read without doubt."""
    if cell.stored is not None:
        return Figure(cell.stored, _stored_half_unit(cell.stored))
    return parse_text(cell.text)


@lru_cache(maxsize=1 << 16)
def parse_text(text: str) -> Figure | None:
    """Read ``1,234.56``, ``-1,234``, ``1,234-``, ``(1,234)``, ``$ 1,234.00`` or ``27 %``."""
    rest = re.sub(r"\s+", "", text)
    negative = rest.startswith("(") and rest.endswith(")")
    rest = rest[1:-1] if negative else rest
    for sign in ("-", "−"):
        if not negative and rest.startswith(sign):
            negative, rest = True, rest[1:]
        elif not negative and rest.endswith(sign):
            negative, rest = True, rest[:-1]
    rest = rest.removeprefix("$")
    percent = rest.endswith("%")
    found = _GROUPED.fullmatch(rest.removesuffix("%"))
    if not found or len(found["digits"].replace(",", "")) > _MOST_WHOLE_DIGITS:
        return None
    value = Decimal(found["digits"].replace(",", "") + (found["decimals"] or ""))
    figure = Figure(-value if negative else value, _half_unit(value), percent)
    return figure.scaled(Decimal("0.01")) if percent else figure


def is_absent(cell: Cell) -> bool:
    """Whether `cell` says that there is no figure: empty, a dash, n.d., no aplica."""
    return cell.stored is None and fold(cell.text) in vocabulary().absent


def looks_numeric(cell: Cell) -> bool:
    """Whether `cell` holds more digits than letters: a figure, read or not."""
    digits = sum(char.isdigit() for char in cell.text)
    return digits > sum(char.isalpha() for char in cell.text)


def _half_unit(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    return Decimal("0.5").scaleb(exponent if isinstance(exponent, int) else 0)


def _stored_half_unit(value: Decimal) -> Decimal:
    """Half the last digit, but never finer than the fifteen digits that a workbook keeps of a number."""
    finest = Decimal("0.5").scaleb(value.adjusted() + 1 - _DOUBLE_DIGITS) if value else Decimal(0)
    return max(_half_unit(value), finest)
