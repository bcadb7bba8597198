"""Words, figures and dates as the page says them, in Spanish or English, the Mexican way."""

import tomllib
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from shared.problems import Language
from shared.report import EvidencePart
from shared.wording import month
from shared.words import words

_MILLION = 1_000_000
_NO_BREAK = "\N{NO-BREAK SPACE}"
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
