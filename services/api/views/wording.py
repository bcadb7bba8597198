"""Words, figures and dates as the page says them, in Spanish or English, the Mexican way."""

import tomllib
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

import shared.figures
import shared.wording
from shared.problems import Language
from shared.report import EvidencePart
from shared.wording import month
from shared.words import words

_MILLION = 1_000_000
_NO_BREAK, _MINUS = "\N{NO-BREAK SPACE}", "\N{MINUS SIGN}"
_CENT = Decimal("0.01")
_LEAST_DIGITS, _MOST_DIGITS = 4, 12
_WHY = {
    "one statement gives it": "why-one",
    "no statement gives it": "why-none",
    "others may speak of a part or of another time": "why-apart",
}


@cache
def _own() -> dict[str, list[str]]:
    content: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
    return content


def say(language: Language, key: str, *values: Any) -> str:
    """What `key` is called, with `values` in its gaps; a name without words of its own is shown as it is."""
    pair = _own().get(key)
    text = pair[language == "en"] if pair else words(language, key)
    return text.format(*values) if values else text


def threshold(language: Language, name: str) -> str:
    """What a threshold of the policy is called; its own name where it has no words."""
    key = f"threshold-{name}"
    said = say(language, key)
    return name if said == key else said


def many(language: Language, key: str, count: int) -> str:
    """``1 programa``, ``2 programas``: the words of `key` and of `key` + s."""
    return f"{count:,}{_NO_BREAK}{say(language, key if count == 1 else key + 's')}"


def axis_money(value: Decimal, highest: Decimal, language: Language) -> str:
    """`value` in the unit that suits an axis which ends at `highest`: millions, or whole pesos."""
    if not value:
        return "0"
    if highest < _MILLION:
        return f"{value:,.0f}"
    return f"{value / _MILLION:,.{1 if highest >= 10 * _MILLION else 2}f}{_NO_BREAK}{say(language, 'million')}"


def figure(value: Decimal | None) -> str:
    """A figure that was worked out, with a minus where it is below zero."""
    return shared.figures.figure(value).replace("-", _MINUS)


def rate(value: Decimal | None, digits: int = 1) -> str:
    """A rate that was worked out, likewise."""
    return shared.wording.rate(value, digits).replace("-", _MINUS)


def points(value: Decimal, language: Language) -> str:
    """How far one rate is from another: 0.215 as ``21.50 puntos``."""
    return say(language, "points", figure((value * 100).quantize(_CENT, ROUND_HALF_UP))).replace(" ", _NO_BREAK)


def margin(low: Decimal, high: Decimal, rates: bool) -> tuple[str, str] | None:
    """The ends of a margin, with as many digits as tell them apart; None where it is none, or too small to be told."""
    if low == high:
        return None
    plain = (figure(low), figure(high))
    if not rates and plain[0] != plain[1]:
        return plain
    for digits in range(_LEAST_DIGITS, _MOST_DIGITS + 1):
        ends = tuple(rate(end, digits) if rates else f"{end:,.{digits}f}".replace("-", _MINUS) for end in (low, high))
        if ends[0] != ends[1]:
            return ends[0], ends[1]
    return None


def short_span(start: date, end: date, language: Language) -> str:
    """``2023``, ``ene–mar 2024``: a span as pictures have room for; of others the last day."""
    if start.year != end.year or start.day != 1 or end.day < 28:
        return f"{end:%d/%m/%Y}"
    first, last = (month(day, language)[:3] for day in (start, end))
    if (start.month, end.month) == (1, 12):
        return str(end.year)
    return f"{last} {end.year}" if start.month == end.month else f"{first}–{last} {end.year}"


def place(spot: EvidencePart, language: Language) -> str:
    """Where a figure stands, as a person would look it up: counted from 1."""
    if spot.cell:
        return f"{say(language, 'cell')} {spot.cell}"
    where = f"{say(language, 'line')} {spot.line}" if spot.line else f"{say(language, 'row')} {spot.row + 1}"
    page = f"{say(language, 'page-number', spot.page)}, " if spot.page and not spot.line else ""
    return f"{page}{where}, {say(language, 'column')} {spot.column + 1}"


def why(reason: str | None, language: Language) -> str:
    """Why a tie cannot be checked, which comparisons say in English."""
    known = _WHY.get(reason or "")
    return say(language, known) if known else say(language, "why-other", reason or "")
