"""Periods as titles and column headings name them."""

import calendar
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from services.compute.recognition.damaged_dates import mended
from services.compute.recognition.folding import fold
from services.compute.recognition.vocabulary import vocabulary

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ENDS_WITH_YEAR = re.compile(r"[^\W\d_]{2} (?:19|20)\d\d$")
_PART = re.compile(
    r"\b(?:al )?(?:trimestre (?!de\b|del\b|ano\b|y\b)\w{1,3}|(?!por\b|y\b|cada\b)\w{1,8} (?:trimestre|semestre))\b"
)
_SHORT_QUARTER = re.compile(r"\b(?:([1-4])[tq]|[tq]([1-4])) ?((?:19|20)\d\d)\b")
"""A quarter by its number and letter: "4T 2023", "T4-2023"."""
_PARTED_YEAR = re.compile(r"(?<=[a-z] )2 0(\d\d)\b")
"""A year set with the thousands' comma: "de 2,016"."""


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


_TWO_DAYS = re.compile(r" y (?=al? )")
"""Between the two days of a balance and of the one it is held against."""


@cache
def patterns() -> tuple[re.Pattern[str], ...]:
    names = "|".join(vocabulary().months)
    marks = "|".join(vocabulary().month_marks)
    month, short = f"(?:{names}|(?:{marks})[a-z]?)", f"(?:{names}|(?:{marks})[a-z]?|0?[1-9]|1[0-2])"
    until, of_year = r"(?:a[li]?|hasta(?: el)?)", r"(?:del? )?(?:ano )?(?P<y2>(?:19|20)\d\d)\b"
    of_part = rf"(?:del? )?(?:ano |ejercicio )?(?:fiscal )?{of_year}"
    another = r"(?:del? )?(?:ano |ejercicio )?(?:fiscal )?(?:19|20)\d\d\b"
    parts = "|".join((*vocabulary().quarters, *vocabulary().quarter_numerals))
    halves = "|".join(name for name, number in vocabulary().quarters.items() if number <= 2)
    plans = "|".join(vocabulary().plans)
    return tuple(
        map(
            re.compile,
            (
                rf"\b(?P<d1>\d{{1,2}}) (?:de )?(?P<m1>{short})(?: (?:del? )?(?P<y1>\d{{4}}))?"
                rf" {until} (?:dia )?(?P<d2>\d{{1,2}}) (?:de )?(?P<m2>{short}) {of_year}",
                rf"\b(?P<d1>\d{{1,2}}) (?:de )?(?P<m1>{short}) (?:del? )?(?P<y1>\d{{4}}) (?P<d2>\d{{1,2}})"
                rf" (?:de )?(?P<m2>{short}) {of_year}",
                rf"\b(?P<m1>{month})(?: (?:del? )?(?P<y1>\d{{4}}))? {until} (?P<m2>{month}) {of_year}",
                rf"\b(?P<m1>{month}) (?P<m2>{month}) {of_year}",
                rf"\b(?P<y2>(?:19|20)\d\d) (?:de )?(?P<m1>{month})(?: {until})? (?P<m2>{month})\b"
                r"(?! (?:del? )?(?:19|20)\d\d)",
                rf"\b(?P<until>al )?(?P<q>{parts}) trimestre {of_part}",
                rf"\b(?P<until>al )?trimestre (?P<q>{parts}) {of_part}",
                rf"\b(?P<until>al )?(?P<h>{halves}) semestre {of_part}",
                rf"\b(?:ano|ejercicio|cuenta publica) (?:fiscal )?{of_year} (?P<until>al )?"
                rf"(?:(?P<q>{parts}) trimestre|(?P<h>{halves}) semestre)\b(?! {another})",
                rf"\bdel (?P<d1>\d{{1,2}}) {until} (?P<d2>\d{{1,2}}) (?:de )?(?P<m>{month}) {of_year}",
                rf"\bal (?:dia )?(?P<d2>\d{{1,2}}) (?:de )?(?P<m2>{short}) {of_year}",
                rf"\b(?:correspondiente|relativo|relativa|solo|durante) (?:al? |el )?mes de (?P<m>{month}) {of_year}",
                rf"\bal (?:cierre del? )?(?:mes de )?(?P<m2>{month}) {of_year}",
                rf"^(?:a|(?P<d2>\d{{1,2}})) (?:de )?(?P<m2>{month}) {of_year}$",
                rf"\b(?:ejercicio|cuenta publica) (?:fiscal )?{of_year}",
                rf"\b(?:{plans}) {of_year}(?! (?:a )?(?:19|20)\d\d)",
            ),
        )
    )


@lru_cache(maxsize=1 << 12)
def find_period(text: str) -> Period | None:
    """The first period that `text` names: days, months, a quarter, a half, a day or month up to which the year is told,
    or a year. None where it names none. Of two days that a balance is told of, "al 31 de diciembre de 2019 y al 30 de
    junio de 2020", the later.
    """
    found = next(_named_in(text), None)
    if found is None:
        return None
    period, other = _period(found.groupdict()), _TWO_DAYS.match(found.string, found.end())
    later = found.re.match(found.string, other.end()) if other and _says(found, "d2") else None
    second = _period(later.groupdict()) if later else None
    return max(period, second, key=lambda one: one.end) if period and second else period


def _named_in(text: str) -> Iterator[re.Match[str]]:
    """Each way in which `text` names a period, days before months and these before quarters."""
    folded = _SHORT_QUARTER.sub(r"trimestre \1\2 \3", _PARTED_YEAR.sub(r"20\1", mended(fold(text))))
    return (found for pattern in patterns() if (found := pattern.search(folded)))


def _says(found: re.Match[str], *parts: str) -> bool:
    """Whether the way `found` tells any of `parts`: d1 and m1 the first day and month, q a quarter, h a half."""
    return not found.re.groupindex.keys().isdisjoint(parts)


def period_of_filing(titles: Sequence[str], texts: Sequence[str]) -> Period | None:
    """The period that `titles`, else `texts`, name first; of those that begin alike that which most titles name, one
    that contradicts itself counting half; then one that ends with a month goes before one that ends within it, as
    misprints do. A quarter named alone is the year up to its end, where a text says so: "de enero a septiembre".
    """
    named = [period for text in (*titles, *texts) if (period := find_period(text))]
    if not named:
        return _part_of_year(titles) or _year_alone(titles)
    votes: Counter[Period] = Counter()
    for title in titles:
        period = find_period(title)
        if period is not None and period.start == named[0].start and names_months(title):
            votes[period] += 1 if part_beside_dates(title) else 2
    most = max(votes, key=lambda period: (votes[period], period == named[0]), default=named[0])
    if votes[most] > votes[named[0]]:
        return most
    if any(part_alone(text) == named[0] for text in (*titles, *texts)) and (
        ran := next((period for text in texts if (period := runs_up_to(text, named[0].end))), None)
    ):
        return ran
    whole = (p for p in named if p.start == named[0].start and p.end == month_end(p.end.year, p.end.month))
    at_fault = named[0].end != month_end(named[0].end.year, named[0].end.month)
    return next(whole, named[0]) if at_fault else named[0]


def _part_of_year(titles: Sequence[str]) -> Period | None:
    """The quarter, half or days that `titles` name without their year, of the only year that stands anywhere in them:
    "Matriz de indicadores 2024. Seguimiento al cuarto trimestre", "FORTAMUN 2024 al 30 de junio"; None where they name
    several.
    """
    folded = [fold(title) for title in titles]
    years = {year for text in folded for year in _YEAR.findall(text)}
    parts = {found[0] for text in folded for pattern in (_PART, _days_alone()) if (found := pattern.search(text))}
    named = [find_period(f"{part} de {year}") for part in parts for year in years]
    return named[0] if len(named) == 1 else None


@cache
def _days_alone() -> re.Pattern[str]:
    """Days from or up to which is told, no year behind them."""
    day = rf"\d{{1,2}} (?:de )?(?:{'|'.join(vocabulary().months)})"
    return re.compile(rf"\b(?:del? {day} )?al? {day}\b(?! (?:del? )?(?:ano )?\d)")


def _year_alone(titles: Sequence[str]) -> Period | None:
    """The only year that `titles` name, where one of them ends with it: "FORTAMUN 2024"; not that of a law or plan."""
    folded = [fold(line) for title in titles for line in title.split("\n")]
    years = {year for text in folded for year in _YEAR.findall(text)}
    if any(map(_PART.search, folded)):
        return None  # of which part of the year it is, the titles contradict each other
    ends = any(_ENDS_WITH_YEAR.search(text) and _is_dated_by_year(text) for text in folded)
    return find_period(f"ejercicio {years.pop()}") if ends and len(years) == 1 else None


def _is_dated_by_year(folded: str) -> bool:
    return vocabulary().dated_otherwise.isdisjoint(folded.split())


def part_beside_dates(text: str) -> Period | None:
    """The quarter or half that `text` names beside days or months that do not end with it: of "Primer trimestre 2025,
    del 1 de enero al 30 de junio de 2025" the quarter; None where it names none, or what goes with it.
    """
    part, days = _part_in(text), _days_in(text)
    return part if part and days and not _end_together(part, days) else None


def part_beside_lines(first: str, second: str) -> Period | None:
    """The quarter or half that one of two lines names without days, where the days or months that the other names, of
    the same year, do not end with it; else None.
    """
    alone, other = (first, second) if part_alone(first) is not None else (second, first)
    part, days = part_alone(alone), _days_in(other) if _part_in(other) is None else None
    torn = part is not None and days is not None and part.end.year == days.end.year and not days.whole_year
    return part if torn and part and days and not _end_together(part, days) else None


def _part_in(text: str) -> Period | None:
    """The first quarter or half that `text` names."""
    return next((_period(one.groupdict()) for one in _named_in(text) if _says(one, "q", "h")), None)


def _days_in(text: str) -> Period | None:
    """The first days or months from and to which `text` names."""
    return next((_period(one.groupdict()) for one in _named_in(text) if _says(one, "m1", "d1")), None)


def _end_together(part: Period, days: Period) -> bool:
    return (part.end.year, part.end.month) == (days.end.year, days.end.month)


def part_alone(text: str) -> Period | None:
    """The quarter or half that `text` names and no days or months with it, nor that it is told up to it; else None."""
    found = list(_named_in(text))
    if any(_says(one, "m1", "d1", "m") for one in found):
        return None
    named = next((one for one in found if _says(one, "q", "h")), None)
    return _period(named.groupdict()) if named and not named["until"] else None


def runs_up_to(text: str, end: date) -> Period | None:
    """The year up to `end`, where `text` says in words that it begins with January: "de enero a septiembre", "al tercer
    trimestre", and not only to which day it is told; else None.
    """
    period = find_period(text)
    if period is None or (period.start, period.end) != (date(end.year, 1, 1), end):
        return None
    folded = fold(text)
    return period if any(word in folded for word in vocabulary().running) else None


def parts_run(titles: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether the period that the filing names first is a quarter alone, so that it is told up to that quarter's end
    if it is of more.
    """
    first = next((text for text in (*titles, *texts) if find_period(text)), "")
    return part_alone(first) is not None


def period_of_title(text: str, own: Period | None, run: bool) -> Period | None:
    """The period that a title names; the filing's `own` where it names a quarter alone that this ends with, and
    quarters `run` from the year's beginning, or days beside the quarter that this is.
    """
    period = find_period(text)
    if period is None or own is None:
        return period
    alone, torn = part_alone(text), part_beside_dates(text)
    ran = run and alone is not None and own == Period(date(alone.end.year, 1, 1), alone.end)
    return own if ran or (torn is not None and torn.end == own.end) else period


def names_months(text: str) -> bool:
    """Whether `text` names any month, or a quarter."""
    words = mended(fold(text)).split()
    return any(word in vocabulary().months or word in vocabulary().quarters for word in words)


def whole_year(period: Period | None) -> Period | None:
    """The year that `period` is part of; None where it is of several, or none."""
    if period is None or period.start.year != period.end.year:
        return None
    return Period(date(period.end.year, 1, 1), date(period.end.year, 12, 31))


def _period(found: dict[str, str | None]) -> Period | None:
    year = int(found["y2"] or 0)
    if part := found.get("q") or found.get("h"):
        months = 3 if found.get("q") else 6
        last_month = (vocabulary().quarters | vocabulary().quarter_numerals)[part] * months
        return Period(date(year, 1 if found.get("until") else last_month - months + 1, 1), month_end(year, last_month))
    first, last = _month(found.get("m") or found.get("m1"), 1), _month(found.get("m") or found.get("m2"), 12)
    first_year = int(found.get("y1") or year)
    try:
        start = date(first_year, first, int(found.get("d1") or 1))
        last_day = found.get("d2")
        end = date(year, last, int(last_day)) if last_day else month_end(year, last)
    except ValueError:
        return None
    return Period(start, end) if start <= end else None


def _month(text: str | None, otherwise: int) -> int:
    if text is None:
        return otherwise
    words = vocabulary()
    return int(text) if text.isdecimal() else words.months.get(text) or words.month_marks[text[:3]]


def until(year: int, month: str | None, day: str | None) -> Period | None:
    """From the year's first day to a day, or to the end of a month, printed as a name, its mark or a number."""
    return _period({"y2": str(year), "m2": month, "d2": day})


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])
