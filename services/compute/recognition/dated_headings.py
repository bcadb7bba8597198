"""The period that a column's heading names, in the short ways of headings: ``2019``, ``sep-19``, ``30/09/2019``."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache

from services.compute.recognition.folding import fold
from services.compute.recognition.matching import Match, match, meanings
from services.compute.recognition.periods import Period, find_period, names_months, patterns, until, whole_year
from services.compute.recognition.vocabulary import vocabulary
from services.compute.recognition.within_years import month_within, names_a_quarter

TARGETS_OF_A_YEAR = frozenset({"target_original", "target_modified"})
"""The concepts whose figure is that of a year where no shorter time is said."""
_YEAR_ALONE = re.compile(r"(?:ano |ejercicio )?((?:19|20)\d\d)")
_YEAR_BEHIND = re.compile(r"([a-z][a-z ]*) ((?:19|20)\d\d)")
_MONTHS_OF_YEAR, _MOST_WORDS_OF_A_QUARTER = 12, 2
_TWO = 2
_BEFORE_TIMES = frozenset({"a", "al", "de", "del", "en", "el", "acumulado", "acumulada"})
_SPANS = (" al", " a", " y", " de")
_FOOTNOTE = re.compile(r"(?<=.)\s*\(\s*\w\s*\)\s*$|(?<=\d{4})\s+\d{1,2}/\s*$")
_YEAR_REMARKED = re.compile(
    r"\s*((?:a[nñ]o |ejercicio )?(?:19|20)\d\d)(?:\s?[¹²³⁰⁴-⁹]|\s\d)?((?:\s*\([^()]*\))*)\s*", re.IGNORECASE
)
_STORED_YEAR = re.compile(r"\s*((?:19|20)\d\d)\.0\s*")


@lru_cache(maxsize=1 << 12)
def period_of_heading(label: str, period: Period | None) -> tuple[str, Period | None]:
    """What is left of the heading `label` without the period it names, and that period.

    A year alone is the filing's own `period` where that is of this year, and the whole year else.
    """
    if stored := _STORED_YEAR.fullmatch(label):
        label = stored[1]
    elif (remarked := _YEAR_REMARKED.fullmatch(label)) and not _says_what(remarked[2]):
        label = remarked[1]
    folded = fold(_FOOTNOTE.sub("", label))
    if alone := _YEAR_ALONE.fullmatch(folded):
        return "", _year(int(alone[1]), period)
    if period is not None and folded in vocabulary().own_period:
        return "", period
    if period is not None and folded in vocabulary().year_before:
        return "", _year(period.end.year - 1, period)
    if dated := _dated(folded):
        return "", dated
    named = find_period(label)
    if named is None:
        if parted := _quarter_beside(folded, period) or _days_behind(folded, period):
            return parted
        if (behind := _YEAR_BEHIND.fullmatch(folded)) and not behind[1].endswith(_SPANS):
            return behind[1], _year(int(behind[2]), period)
        return label, None
    rest = folded
    for pattern in patterns():
        rest = pattern.sub(" ", rest)
    return " ".join(rest.split()), named


def _quarter_beside(folded: str, period: Period | None) -> tuple[str, Period] | None:
    """The words of a heading without the quarter of the year of `period` before or behind them, and that quarter, if
    they are known to head figures: "Programado I Trim", "1er trimestre Realizado".
    """
    words = folded.split()
    for count in range(1, min(_MOST_WORDS_OF_A_QUARTER, len(words) - 1) + 1):
        for quarter, rest in ((words[-count:], words[:-count]), (words[:count], words[count:])):
            named = " ".join(quarter)
            within = month_within(named, period) if names_a_quarter(named) else None
            what, up_to = _before_time(rest)
            if within is not None and _heads_figures(what):
                return what, Period(date(within.end.year, 1, 1), within.end) if up_to else within
    return None


def _heads_figures(words: str) -> bool:
    """Whether `words` are known to head figures, or progress."""
    return bool(meanings(words)) or words in vocabulary().progress or words in vocabulary().progress_values


def _before_time(words: Sequence[str]) -> tuple[str, bool]:
    """What `words`, which stand before a time, say without those that lead to it, and whether up to its end."""
    count = len(words)
    while count and words[count - 1] in _BEFORE_TIMES:
        count -= 1
    return " ".join(words[:count]), "al" in words[count:]


def _days_behind(folded: str, period: Period | None) -> tuple[str, Period] | None:
    """The words of a heading without the day or the months of the year of `period` behind them, and that time, if they
    are known to head figures: "Devengado al 30 de junio", "Ejercido ene jun".
    """
    if period is None or period.start.year != period.end.year:
        return None
    for pattern in _behind_headings():
        if found := pattern.fullmatch(folded):
            said = found.groupdict()
            what, _ = _before_time(said["what"].split())
            year = period.end.year
            named = (
                find_period(f"{said['time']} de {year}") if "time" in said else until(year, said["month"], said["day"])
            )
            if named and what and _heads_figures(what):
                return what, named
    return None


@cache
def _behind_headings() -> tuple[re.Pattern[str], ...]:
    names, marks = "|".join(vocabulary().months), "|".join(vocabulary().month_marks)
    month = f"(?:{names}|(?:{marks})[a-z]?)"
    return (
        re.compile(rf"(?P<what>.+) al (?P<day>\d{{1,2}}) (?:de )?(?P<month>{month})"),
        re.compile(rf"(?P<what>.+) (?P<time>{month} (?:(?:a|al) )?{month})"),
    )


def period_of_target(label: str, period: Period | None) -> Period | None:
    """The period of a target headed `label`, which is `period` or names it: the year where it names no more of it."""
    names_year = _YEAR_BEHIND.fullmatch(fold(_FOOTNOTE.sub("", label))) and find_period(label) is None
    return (whole_year(period) or period) if names_year else period


def without_time(label: str, period: Period | None) -> str | None:
    """What is left of the heading `label` of a filing of `period` without the words at its end that say of which time
    its figures are: "Programado al trimestre". None where nothing is left, there are no such words, or they say another
    time; without a `period` any time will do.
    """
    folded = _with_time_last(fold(_FOOTNOTE.sub("", label)))
    ending = _time_at_end(folded)
    if ending is None:
        return None
    months = vocabulary().time_endings[ending]
    if period is not None and months not in (0, _MONTHS_OF_YEAR) and months != _months(period):
        return None
    rest = folded.removesuffix(ending).strip()
    return without_time(rest, period) or rest


def _with_time_last(folded: str) -> str:
    """`folded`, a word right behind the first that says of which time its figures are put behind all others: "Meta
    trimestral programada".
    """
    words = folded.split()
    if len(words) > _TWO and words[1] in vocabulary().time_endings:
        return " ".join((words[0], *words[2:], words[1]))
    return folded


def is_of_whole_year(label: str) -> bool:
    """Whether the heading `label` says that its figures are those of the whole year: "Programado del año"."""
    folded = fold(label)
    ending = _time_at_end(f" {folded}")
    of_year = ending is not None and vocabulary().time_endings[ending] == _MONTHS_OF_YEAR
    return of_year or not vocabulary().whole_year.isdisjoint(folded.split())


def _time_at_end(folded: str) -> str | None:
    """The longest of the words that say of which time figures are with which `folded` ends, behind others."""
    if not folded.endswith(_endings_of_time()):
        return None
    return max((end for end in vocabulary().time_endings if folded.endswith(f" {end}")), key=len)


@cache
def _endings_of_time() -> tuple[str, ...]:
    return tuple(f" {end}" for end in vocabulary().time_endings)


@lru_cache(maxsize=1 << 12)
def match_of_any_time(label: str) -> Match | None:
    """The concept that `label` heads, whatever time it names: ``Meta 2025``, ``Programado al trimestre``."""
    plain = period_of_heading(label, None)[0]
    readings = (label, plain, without_time(plain, None) or "")
    return next((found for text in readings if text and (found := match("", text))), None)


def _months(period: Period) -> int:
    return (period.end.year - period.start.year) * _MONTHS_OF_YEAR + period.end.month - period.start.month + 1


def _says_what(remarks: str) -> bool:
    """Whether any of `remarks`, each in brackets, says what the figures are: (Recaudado)."""
    return any(match("", remark) for remark in re.findall(r"\((.*?)\)", remarks))


@lru_cache(maxsize=1 << 12)
def period_of_group(text: str, period: Period | None) -> Period | None:
    """The period that a heading over several columns names: as `period_of_heading` tells it, or a quarter, a month or
    several of the year of `period`, or that year to its end. None where it names none.
    """
    named = period_of_heading(text, period)[1]
    if named is not None or period is None or period.start.year != period.end.year:
        return named
    folded, year = fold(text), period.end.year
    if quarter := names_a_quarter(text) and month_within(text, period):
        return quarter
    if folded in vocabulary().to_date:
        return Period(date(year, 1, 1), period.end)
    words = set(folded.split())
    if words & vocabulary().whole_year and words <= vocabulary().whole_year | vocabulary().of_period:
        return whole_year(period)
    if not names_months(text) or not set(folded.split()) <= _spanning_words():
        return None
    return month_within(text, period) or find_period(f"{folded} de {year}")


@cache
def _spanning_words() -> frozenset[str]:
    return frozenset({*vocabulary().months, *vocabulary().quarters, "trimestre", "a", "al"})


def _year(year: int, period: Period | None) -> Period:
    same = period is not None and period.start.year == period.end.year == year
    return period if same and period else Period(date(year, 1, 1), date(year, 12, 31))


def _dated(folded: str) -> Period | None:
    """The period of a heading that is nothing but a day, a month of a year or a quarter of one."""
    for pattern in _short_forms():
        if found := pattern.fullmatch(folded):
            said = found.groupdict()
            year = int(said["year"]) + (2000 if len(said["year"]) == 2 else 0)
            if quarter := said.get("quarter"):
                return find_period(f"{quarter} trimestre de {year}")
            return until(year, said.get("month"), said.get("day"))
    return None


@cache
def _short_forms() -> tuple[re.Pattern[str], ...]:
    names, marks = "|".join(vocabulary().months), "|".join(vocabulary().month_marks)
    month, year = f"(?P<month>{names}|(?:{marks})[a-z]?)", r"(?P<year>(?:19|20)?\d\d)"
    return tuple(
        map(
            re.compile,
            (
                rf"(?:al )?(?P<day>\d{{1,2}}) (?:de )?{month} (?:del? )?{year}",
                r"(?:al )?(?P<day>\d{1,2}) (?P<month>0?[1-9]|1[0-2]) (?P<year>(?:19|20)\d\d)",
                r"(?P<year>(?:19|20)\d\d) (?P<month>0?[1-9]|1[0-2]) (?P<day>\d{1,2})(?: 0+){0,3}",
                rf"{month} (?:del? )?{year}",
                r"(?P<quarter>[1-4]) ?t(?:rim)? (?:del? )?(?P<year>(?:19|20)\d\d)",
            ),
        )
    )
