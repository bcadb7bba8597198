"""Of which time a sentence speaks, where it names a year, a month or a part of a year and no whole period."""

import re
from datetime import date
from functools import cache

from services.compute.recognition.folding import fold
from services.compute.recognition.vocabulary import vocabulary

_YEAR = re.compile(
    r"\b(?:de|del|en|ano|ejercicio|fiscal|durante|para|que|al?|contra|desde|hasta|y|e|el|sobre|publica) "
    r"((?:19|20)\d\d)\b"
)
"""Not the number of a chapter of spending: "el capítulo 2000"."""
_MONTHS = {"trimestre": 3, "semestre": 6}


def years_in(text: str) -> set[int]:
    """The years that `text` names."""
    return {int(year) for year in _YEAR.findall(fold(text))}


def is_of_another_time(text: str, end: date) -> bool:
    """Whether `text` names years, none of them that of `end`; or months, or parts of a year, none of which ends so."""
    years = years_in(text)
    return bool(years and end.year not in years) or is_of_another_part(text, end)


def is_of_another_part(text: str, end: date) -> bool:
    """Whether `text` names months or parts of a year, none of which ends with it."""
    months = set(_months_in(text))
    return bool(months) and end.month not in months


def _months_in(text: str) -> list[int]:
    """The months that `text` names, and those with which the parts of a year end that it names."""
    named = [month for word in fold(text).split() if (month := vocabulary().months.get(word))]
    parts = _parts().finditer(fold(text))
    return named + [vocabulary().quarters[part["number"]] * _MONTHS[part["part"]] for part in parts]


@cache
def _parts() -> re.Pattern[str]:
    return re.compile(rf"\b(?P<number>{'|'.join(vocabulary().quarters)}) (?P<part>{'|'.join(_MONTHS)})\b")
