"""Figures as filings print them, read exactly or not at all."""

import re
from decimal import Decimal
from functools import cache, lru_cache

from services.compute.arithmetic import Figure
from services.compute.reading.document import UNREAD, Cell
from services.compute.recognition.folding import fold
from services.compute.recognition.numbers import Style, bare_figure, is_bare, read_number
from services.compute.recognition.vocabulary import vocabulary

_DOUBLE_DIGITS = 15
_ERROR = re.compile(
    r"#\s?[¡¿]?(?:DIV/0!|REF!|N/[AD]|VALUE!|VALOR!|NAME\?|NOMBRE\?|NUM!|NULL!|NULO!|SPILL!|CALC!)", re.IGNORECASE
)


def parse(cell: Cell, style: Style | None = None) -> Figure | None:
    """The figure in `cell`, or None where it holds none that can be read without doubt. `style` is its column's."""
    return _stored_figure(cell.text) if cell.is_number else parse_text(cell.text, style)


def parse_text(text: str, style: Style | None = None) -> Figure | None:
    """The figure that `text` prints, as `read_number` reads it."""
    if style is not Style.COMMA and (figure := bare_figure(text)):
        return figure
    number = read_number(text, style)
    return number.figure if number else None


def states(cell: Cell, style: Style | None = None) -> bool:
    """Whether `parse` reads a figure in `cell`."""
    bare = style is not Style.COMMA and is_bare(cell.text)
    return cell.is_number or bare or parse_text(cell.text, style) is not None


def mend_of(cell: Cell, style: Style | None = None) -> str | None:
    """What had to be put right to read the figure in `cell`; None where nothing had, or nothing is read."""
    if cell.is_number or (style is not Style.COMMA and is_bare(cell.text)):
        return None
    number = read_number(cell.text, style)
    return number.mend if number else None


def is_absent(cell: Cell) -> bool:
    """Whether `cell` says that there is no figure: empty, a dash, n.d., no aplica."""
    text = cell.text
    if cell.is_number or text[:1].isdecimal():
        return False  # nothing that says so begins with a digit
    return UNREAD not in text and fold(text) in vocabulary().absent


def is_missing(cell: Cell) -> bool:
    """Whether `cell` holds no figure and does not say either that there is none to give."""
    return is_absent(cell) and fold(cell.text) not in vocabulary().not_applicable


def shows_error(cell: Cell) -> bool:
    """Whether `cell` shows what spreadsheets show, in Spanish or English, where a formula fails."""
    return cell.text.lstrip().startswith("#") and _ERROR.fullmatch(cell.text.strip()) is not None


def looks_numeric(cell: Cell) -> bool:
    """Whether `cell` holds more digits than letters: a figure, read or not."""
    digits = sum(char.isdigit() for char in cell.text)
    return digits > sum(char.isalpha() for char in cell.text)


@cache
def _half(exponent: int) -> Decimal:
    return Decimal("0.5").scaleb(exponent)


@lru_cache(maxsize=1 << 12)
def _stored_figure(digits: str) -> Figure:
    """The figure of `digits`, half the last one open, but never finer than the fifteen that a workbook keeps."""
    value = Decimal(digits)
    last = -len(digits.partition(".")[2])
    if len(digits) > _DOUBLE_DIGITS and value:
        last = max(last, value.adjusted() + 1 - _DOUBLE_DIGITS)
    return Figure(value, _half(last))
