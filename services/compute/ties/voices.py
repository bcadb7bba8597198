"""What each statement says of a tie: the rows that its voice names, in the column of the tie's concept and time."""

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby

from rapidfuzz import fuzz

from services.compute.ties.law import Tie, Time, Voice, law
from services.compute.ties.stated import Filed, Stated

_LEAST_LIKENESS = 75
_YEAR = re.compile(r"\b(19|20)\d\d\b")
_MOMENTS = ("approved", "estimated", "accrued", "paid")


_BUDGET = ("approved", "modified", "accrued")


@dataclass(frozen=True, slots=True)
class Heard:
    """What one statement says: `value`, the sum of `parts` (mostly one), within `half_unit`. `added` says that it
    prints no such total, and its rows were added up.
    """

    statement: str
    parts: tuple[Stated, ...]
    value: Decimal
    half_unit: Decimal
    added: bool = False

    @property
    def filing(self) -> str:
        """The filing that says it."""
        return self.parts[0].filing


def heard_of(tie: Tie, concept: str, time: Time, company: Sequence[Filed]) -> list[Heard]:
    """What the statements of `company` say of `tie`, voice by voice. A table of nothing but zeros says nothing."""
    heard = []
    for voice in tie.voices:
        heard += _together(voice, concept, time, company) if voice.parts else _one(voice, concept, time, company)
    return heard


def _one(voice: Voice, concept: str, time: Time, company: Sequence[Filed]) -> list[Heard]:
    heard = []
    for filed in company:
        figures = filed.figures.get(voice.statement, [])
        column = _in_column(voice, concept, time, figures, filed)
        found = _rows(voice, time, column, filed.end) or _added(voice, column, figures)
        heard += [one for one in found if not _silent(one, figures)]
    return heard


def _together(voice: Voice, concept: str, time: Time, company: Sequence[Filed]) -> list[Heard]:
    """What the parts of a voice come to together, where each has one figure to give."""
    parts = [(part, _one(part, concept, _time_of(part, time), company)) for part in voice.parts]
    if not all(heard for _, heard in parts):
        return []
    first = [(part, heard[0]) for part, heard in parts]
    value = sum((-one.value if part.less else one.value for part, one in first), Decimal(0))
    half_unit = sum((one.half_unit for _, one in first), Decimal(0))
    return [Heard(voice.statement, tuple(stated for _, one in first for stated in one.parts), value, half_unit)]


def _time_of(part: Voice, time: Time) -> Time:
    """The time of a part: that of the tie, or, of a change, the year before which it is taken off."""
    return "previous" if part.before else time


def in_the_way(tie: Tie, company: Sequence[Filed]) -> list[Voice]:
    """The rows that take `tie`, or some of its voices, away where they are not zero, and are not."""
    return [
        voice
        for voice in tie.unless
        if any(one.value for concept in _MOMENTS for one in _one(voice, concept, "own", company))
    ]


def rows_in_common(tie: Tie, concept: str, time: Time, company: Sequence[Filed]) -> dict[str, list[Heard]]:
    """By the name of each row that two statements of `tie` have, what they say of it."""
    by_name: dict[str, list[Heard]] = {}
    for voice in tie.voices:
        for filed in company:
            figures = filed.figures.get(voice.statement, [])
            named: dict[str, list[Stated]] = {}
            for stated in _in_column(voice, concept, time, figures, filed):
                if not stated.total:
                    named.setdefault(stated.name, []).append(stated)
            for name, parts in named.items():
                if len(parts) == 1 or (voice.plus and len({part.table for part in parts}) == 1 and len(parts) <= 2):
                    by_name.setdefault(name, []).append(_said(parts))
    return {
        name: heard for name, heard in by_name.items() if len({one.statement for one in heard}) > 1 and len(name) > 3
    }


def _in_column(voice: Voice, concept: str, time: Time, figures: Sequence[Stated], filed: Filed) -> list[Stated]:
    """The figures of the column that gives `concept` at `time`."""
    wanted = voice.balance.get(time, voice.renamed.get(concept, concept))
    own = time == "own" or time in voice.balance or voice.one_period
    column = [stated for stated in figures if stated.concept == wanted]
    if voice.any_period:
        return column
    exact = [stated for stated in column if _is_of(stated.end, filed.end, own)]
    return exact or [stated for stated in column if own and stated.end and _is_of_year(stated.end, filed.end)]


def _is_of(end: date | None, filing_end: date, own: bool) -> bool:
    if end is None:
        return own
    return end == filing_end if own else end.year == filing_end.year - 1


def _is_of_year(end: date, filing_end: date) -> bool:
    """Whether a column told of its year is of the filing's, and not of a part that ended before."""
    return end.year == filing_end.year and end >= filing_end


def _rows(voice: Voice, time: Time, figures: Sequence[Stated], end: date) -> list[Heard]:
    if voice.total:
        tables = groupby((stated for stated in figures if stated.total), key=lambda stated: stated.table)
        return [_said(list(rows)[-1:]) for _, rows in tables]
    found = [stated for stated in figures if reads(stated.name, voice.rows)]
    found = found or [stated for stated in figures if nearly_reads(stated.name, voice.rows)]
    if voice.year and (dated := [stated for stated in found if _YEAR.search(f"{stated.label} {stated.above}")]):
        year = str(end.year if time == "own" else end.year - 1)
        return [_said([stated]) for stated in dated if year in f"{stated.label} {stated.above}"][:1]
    if voice.plus:
        return [_said(list(rows)) for _, rows in groupby(found, key=lambda stated: stated.table)]
    nth = voice.nth.get(time)
    if nth is not None:
        found = found[nth - 1 : nth]
    return [_said([stated]) for stated in found[:1]]


def _added(voice: Voice, column: Sequence[Stated], figures: Sequence[Stated]) -> list[Heard]:
    """What the rows of the kind of subject that `voice` adds come to, each once, however often it is printed.

    Nothing where one is printed with two figures, or where one that states any of the budget does not state this of it.
    """
    if not voice.adds:
        return []
    rows: dict[str, Stated] = {}
    for stated in (one for one in column if one.kind == voice.adds and one.money):
        if rows.setdefault(stated.code or stated.name, stated).value != stated.value:
            return []
    whole = {one.code or one.name for one in figures if one.kind == voice.adds and one.concept in _BUDGET}
    return [replace(_said(list(rows.values())), added=True)] if rows and whole <= rows.keys() else []


def reads(name: str, phrases: Iterable[str]) -> bool:
    """Whether a row's plain name is one of `phrases`, or begins with one that ends in ``*``."""
    return any(
        name.startswith(phrase.removesuffix("*")) if phrase.endswith("*") else name == phrase for phrase in phrases
    )


def nearly_reads(name: str, phrases: Iterable[str]) -> bool:
    """Whether it is one of `phrases` word by word, as OCR damages words; no word may be wanting or other."""
    if reads(name, law().near_others):
        return False
    for phrase in phrases:
        wanted = phrase.removesuffix("*").split()
        words = name.split()[: len(wanted)] if phrase.endswith("*") else name.split()
        if len(words) == len(wanted) and all(
            fuzz.ratio(one, other) >= _LEAST_LIKENESS for one, other in zip(words, wanted, strict=True)
        ):
            return True
    return False


def _said(parts: Sequence[Stated]) -> Heard:
    value = sum((part.value for part in parts), Decimal(0))
    return Heard(parts[0].statement, tuple(parts), value, sum((part.half_unit for part in parts), Decimal(0)))


def _silent(one: Heard, figures: Sequence[Stated]) -> bool:
    """Whether the table that a voice speaks from holds nothing but zeros: a form that does not apply."""
    tables = {part.table for part in one.parts}
    return not any(stated.value for stated in figures if stated.table in tables)


def without_strangers(
    tie: Tie, heard: dict[str, list[Heard]], concept: str, apart: Set[str] = frozenset()
) -> tuple[list[Heard], list[Heard]]:
    """What is said of `concept` by those that speak of the same whole, and by those that may not.

    `heard` is by concept. A voice that may cover a part, or is of a filing `apart`, whose title names another span of
    time, is of the whole where another of its concepts agrees.
    """
    parts = {voice.statement for voice in tie.voices if voice.part}

    def doubtful(one: Heard) -> bool:
        return one.statement in parts or one.filing in apart

    stay: list[Heard] = []
    leave: list[Heard] = []
    for one in heard[concept]:
        agrees = not doubtful(one) or any(
            agree(mine, other)
            for code, said in heard.items()
            if code != concept
            for mine in said
            if mine.filing == one.filing and mine.statement == one.statement and mine.value
            for other in said
            if not doubtful(other)
        )
        (stay if agrees else leave).append(one)
    return stay, leave


def agree(one: Heard, other: Heard) -> bool:
    """Whether two say the same, within the digits printed."""
    return abs(one.value - other.value) <= one.half_unit + other.half_unit
