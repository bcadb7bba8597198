"""What stands around the digits of a printed number: signs, currency, percent; and what a number read is."""

import re
from dataclasses import dataclass
from enum import StrEnum

from services.compute.arithmetic import Figure


class Style(StrEnum):
    """How a text writes numbers: which mark parts the decimals."""

    POINT = "point"
    COMMA = "comma"


@dataclass(frozen=True, slots=True)
class Number:
    """A number read: its `figure`; the `style` that its marks tell, None where they tell none; `mend` says what had to
    be put right to read it (``comma-for-point``, ``point-for-comma``, ``decimals-cut-off``), None where nothing had.
    """

    figure: Figure
    style: Style | None = None
    mend: str | None = None


@dataclass(frozen=True, slots=True)
class Marks:
    """A printed number taken apart: the `digits` with the marks within them, and what stood around them."""

    digits: str
    negative: bool
    percent: bool
    currency: bool


_SIGNS = "-−–—"
_CURRENCY = re.compile(r"\\?\$|\b(?:mxn|m\.n\.|mn)(?![a-z])", re.IGNORECASE)
_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "\N{NO-BREAK SPACE}": " ", "\N{THIN SPACE}": " ",
                         "\N{NARROW NO-BREAK SPACE}": " "})  # fmt: skip
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"[\d.,' ]*\d(?:(?<=,\d{3})\.)?")
_FOREIGN = re.compile(r"[^\W\d_mnxMNX]")
"""A letter that stands in no currency, and so in no number."""
_EMPHASIS = re.compile(r"^\*+|\*+$")


def take_apart(text: str) -> Marks | None:
    """`text` as a printed number's parts; None where it has other marks than a number's, or two signs."""
    if not _DIGIT.search(text) or _FOREIGN.search(text):
        return None
    rest = _EMPHASIS.sub("", text.translate(_QUOTES).strip())
    currencies = len(_CURRENCY.findall(rest))
    rest = _CURRENCY.sub(" ", rest).strip()
    percent = rest.endswith("%") or rest.endswith("%)")
    rest = rest.removesuffix("%").strip() if rest.endswith("%") else rest
    signs = 0
    if rest.startswith("(") and rest.endswith(")"):
        signs, rest = 1, rest[1:-1].strip().removesuffix("%").strip()
    if rest[:1] and rest[0] in _SIGNS:
        signs, rest = signs + 1, rest[1:].strip()
    elif rest[-1:] and rest[-1] in _SIGNS:
        signs, rest = signs + 1, rest[:-1].strip()
    elif rest.startswith("+"):
        rest = rest[1:].strip()
    if signs > 1 or currencies > 1 or not _NUMBER.fullmatch(rest):
        return None
    return Marks(rest, signs == 1, percent, currencies == 1)
