"""Whose filing it is, of which period, in which unit: read from titles and the text around tables."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.compute.recognition.vocabulary import Family, fold, vocabulary

_SCALES = (
    (re.compile(r"\bmillones de pesos\b"), Decimal(1_000_000)),
    (re.compile(r"\bmiles de pesos\b"), Decimal(1000)),
)
_ACRONYM = re.compile(r"\(([A-ZÁÉÍÓÚÑ]{2,15})\)")


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to `end`, both days within."""

    start: date
    end: date

    @property
    def whole_year(self) -> bool:
        """Whether it is one calendar year."""
        return (self.start.month, self.start.day, self.end.month, self.end.day) == (1, 1, 12, 31) and (
            self.start.year == self.end.year
        )


@dataclass(frozen=True, slots=True)
class Institution:
    """Who files: the name as printed, and its acronym where the filing gives one."""

    name: str
    acronym: str | None


def _patterns() -> tuple[re.Pattern[str], ...]:
    month = "(?:" + "|".join(vocabulary().months) + ")"
    first, last = f"(?P<m1>{month})", f"(?P<m2>{month})"
    year, quarter = r"(?P<y2>(?:19|20)\d\d)", "(?P<q>" + "|".join(vocabulary().quarters) + ")"
    return (
        re.compile(
            rf"\b(?P<d1>\d{{1,2}}) de {first}(?: del? (?P<y1>\d{{4}}))? al? (?P<d2>\d{{1,2}}) de {last} del? {year}"
        ),
        re.compile(rf"\b{first}(?: de (?P<y1>\d{{4}}))? (?:a|al) {last} del? {year}"),
        re.compile(rf"\b{first} {last} (?:del? )?{year}"),
        re.compile(rf"\b{quarter} trimestre (?:del? )?{year}"),
        re.compile(rf"\bejercicio (?:fiscal )?(?:del? )?{year}"),
    )


def find_period(text: str) -> Period | None:
    """The first period that `text` names: days, months, a quarter or a year; None where it names none."""
    folded = fold(text)
    for pattern in _patterns():
        if found := pattern.search(folded):
            return _period(found.groupdict())
    return None


def _period(found: dict[str, str | None]) -> Period | None:
    months, year = vocabulary().months, int(found["y2"] or 0)
    if quarter := found.get("q"):
        last_month = vocabulary().quarters[quarter] * 3
        return Period(date(year, last_month - 2, 1), _month_end(year, last_month))
    first, last = months.get(found.get("m1") or "", 1), months.get(found.get("m2") or "", 12)
    first_year = int(found.get("y1") or year)
    try:
        start = date(first_year, first, int(found.get("d1") or 1))
        last_day = found.get("d2")
        end = date(year, last, int(last_day)) if last_day else _month_end(year, last)
    except ValueError:
        return None
    return Period(start, end) if start <= end else None


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def find_institution(titles: list[str], texts: list[str]) -> Institution | None:
    """The institution that `titles` name; its acronym where it stands in brackets after the name, there or in `texts`.

    A title that runs name, statement and period together is cut at the statement's own title.
    """
    for title in titles:
        for line in title.split("\n"):
            name = _name_in(line)
            if name:
                return Institution(name, _acronym(name, [title, *texts]))
    return None


def _name_in(line: str) -> str | None:
    words = line.split()
    for family in vocabulary().families:
        for statement in family.titles:
            length = len(statement.split())
            for start in range(len(words) - length + 1):
                if fold(" ".join(words[start : start + length])) == statement:
                    words = words[:start]
                    break
    name = re.split(r"\b(?:del|al) \d|\(", " ".join(words), flags=re.IGNORECASE)[0].strip(" ,.-:")
    for label in vocabulary().institution_labels:
        if fold(name).startswith(label + " ") and ":" in name:
            name = name.split(":", 1)[1].strip()
    first = fold(name).split(" ")
    return name if len(first) > 1 and first[0] in vocabulary().institution_words else None


def _acronym(name: str, texts: list[str]) -> str | None:
    wanted = fold(name)
    for text in texts:
        for found in _ACRONYM.finditer(text):
            if fold(text[: found.start()]).endswith(wanted):
                return found[1]
    return None


def find_family(titles: list[str], concepts: frozenset[str]) -> Family | None:
    """The family whose title stands in `titles`, or whose concepts the columns have; None where none fits."""
    text = " ".join(f" {fold(title)} " for title in titles)
    families = vocabulary().families
    named = (family for family in families if any(f" {title} " in text for title in family.titles))
    shaped = (family for family in families if family.concepts <= concepts)
    return next(named, None) or next(shaped, None)


def amount_factor(texts: list[str]) -> Decimal:
    """By what amounts are multiplied to be pesos: 1000 where `texts` say "miles de pesos"."""
    folded = " ".join(fold(text) for text in texts)
    return next((factor for pattern, factor in _SCALES if pattern.search(folded)), Decimal(1))
