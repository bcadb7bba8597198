"""Months and quarters without their year, and the period that they are in the year of another."""

import re
from datetime import date
from functools import cache, lru_cache

from services.compute.recognition.folding import fold
from services.compute.recognition.periods import Period, month_end
from services.compute.recognition.vocabulary import vocabulary

_MONTHS_OF_A_QUARTER = 3


def names_months_alone(text: str) -> bool:
    """Whether `text` is nothing but months, or a quarter, without their year: "Enero-diciembre", "1er. Trim"."""
    words = fold(text).split()
    months = bool(words) and all(word in vocabulary().months or word in ("a", "al") for word in words)
    return months or names_a_quarter(text)


def names_a_quarter(text: str) -> bool:
    """Whether `text` is nothing but a quarter, without its year: "1er. Trim"."""
    return _quarter_in(text) is not None


def month_within(text: str, period: Period | None) -> Period | None:
    """The month or the quarter that `text` names, in the year of `period`; None where it names none or `period` has two
    years.
    """
    folded = fold(text)
    month = vocabulary().months.get(folded) or vocabulary().month_marks.get(folded)
    if period is None or period.start.year != period.end.year:
        return None
    if quarter := _quarter_in(text):
        last = quarter * _MONTHS_OF_A_QUARTER
        return Period(date(period.start.year, last - 2, 1), month_end(period.start.year, last))
    if month is None:
        return None
    return Period(date(period.start.year, month, 1), month_end(period.start.year, month))


@lru_cache(maxsize=1 << 12)
def _quarter_in(text: str) -> int | None:
    """The number of the quarter that is all `text` names: "Primer trimestre", "1er. Trim", "Trimestre II", "T3"."""
    found = _quarters_alone().fullmatch(fold(text))
    if found is None:
        return None
    said = found["before"] or found["behind"] or found["short"]
    return (vocabulary().quarters | vocabulary().quarter_numerals).get(said)


@cache
def _quarters_alone() -> re.Pattern[str]:
    parts = "|".join((*vocabulary().quarters, *vocabulary().quarter_numerals))
    return re.compile(
        rf"(?P<before>{parts}) (?:trim|trimestre)|(?:trim|trimestre) (?P<behind>{parts})|t ?(?P<short>[1-4])"
    )
