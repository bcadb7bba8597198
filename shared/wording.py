"""Money, rates and dates as people say them, in Spanish or English, the Mexican way."""

import re
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from shared.problems import Language
from shared.words import words

_MILLION = 1_000_000
_NO_BREAK, _MINUS = "\N{NO-BREAK SPACE}", "\N{MINUS SIGN}"
_QUOTED_OR_HYPHEN = re.compile(r"«[^»]*»|(?<![^\s(])-(?=\$?\d)")
_MONTHS = {
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "en": "January February March April May June July August September October November December",
}


def rate(value: Decimal | None, digits: int = 1) -> str:
    """0.2885 as ``28.9 %``; what is not zero is never rounded to it: ``< 0.1 %``."""
    if value is None:
        return "—"
    least = Decimal(1).scaleb(-digits)
    if 0 < value * 200 < least:
        return f"<{_NO_BREAK}{least}{_NO_BREAK}%"
    return f"{(value * 100).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):,f}{_NO_BREAK}%"


def short_money(value: Decimal, language: Language) -> str:
    """304,400,000 as ``304.4 mdp``; under a million, in full."""
    if abs(value) < _MILLION:
        return f"{value:,.2f}{_NO_BREAK}pesos"
    return f"{(value / _MILLION).quantize(Decimal('0.1'), ROUND_HALF_UP):,f}{_NO_BREAK}{words(language, 'million')}"


def month(value: date, language: Language) -> str:
    """``enero``."""
    return _MONTHS[language].split()[value.month - 1]


def day(value: date, language: Language) -> str:
    """``31 de marzo de 2024``."""
    name = month(value, language)
    return f"{name} {value.day}, {value.year}" if language == "en" else f"{value.day} de {name} de {value.year}"


def span(start: date, end: date, language: Language) -> str:
    """``enero a septiembre de 2019`` where whole months of one year are meant; else both days."""
    first, last = month(start, language), month(end, language)
    whole = start.day == 1 and (end.replace(day=28) - end).days >= -3 and end.day >= 28
    if whole and start.year == end.year:
        of = " de " if language == "es" else " "
        joint = f" {words(language, 'to')} "
        return f"{first}{of}{end.year}" if start.month == end.month else f"{first}{joint}{last}{of}{end.year}"
    return f"{day(start, language)} {words(language, 'to')} {day(end, language)}"


def during(period: tuple[date, date] | None, language: Language) -> str:
    """``el año`` of a whole one, ``el trimestre`` of three months, ``el periodo`` of any other."""
    if period is None:
        return words(language, "during-period")
    (start, end), months = period, _whole_months(*period)
    whole_year = months == 12 and start.month == 1 and start.year == end.year
    return words(language, "during-year" if whole_year else "during-quarter" if months == 3 else "during-period")


def _whole_months(start: date, end: date) -> int | None:
    """How many months they are; None where they begin or end within one."""
    whole = start.day == 1 and (end + timedelta(days=1)).day == 1
    return (end.year - start.year) * 12 + end.month - start.month + 1 if whole else None


def change(value: Decimal) -> str:
    """0.065 as ``+7 %``, -0.05 as ``−5 %``."""
    return f"{value * 100:+,.0f}{_NO_BREAK}%".replace("-", _MINUS)


def with_minus(text: str) -> str:
    """`text` as people are shown it: a hyphen before a figure as a minus sign, but where what is printed is quoted."""
    return _QUOTED_OR_HYPHEN.sub(lambda found: _MINUS if found[0] == "-" else found[0], text)
