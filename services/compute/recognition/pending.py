"""What the text states, waiting to be held against the tables, and what all that is held so has in common."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import polars as pl

from services.compute.arithmetic import Figure
from services.compute.recognition.folding import fold
from services.compute.recognition.money_totals import Total, codes_of, totals_of
from services.compute.recognition.periods import Period, find_period
from services.compute.recognition.prose import Mention, Said, adds_nothing, difference_of, names_one
from services.compute.recognition.spoken_times import is_of_another_time, years_in
from services.compute.recognition.statement import StatedClaim

UNCLEAR = "the sentence may say more than the figures do"
SEVERAL = "several totals could be meant"
OTHER_TIME = "it speaks of another period"
NONE_NEAR = "no total of it is near"
UNNAMED = "no table names what it is of"
ANOTHER = "it is another figure of the tables"
NO_TOTAL = "no table has a total of it"
_LEAST_LETTERS = 4


@dataclass(frozen=True, slots=True)
class Pending:
    """The fact that the text `said`, to be held against the tables; `code` is that of what it is said of, `place` the
    paragraph or row that it stands in; `when` the year that its sentence says of it, where it tells of several;
    `before` what stands before its sentence: its heading, and the sentences of its paragraph.
    """

    fact: str
    said: Said
    code: str | None = None
    place: tuple[str, int] = ("", 0)
    when: Period | None = None
    before: str = ""


def totals_meant(concept: str, one: Pending, tables: pl.DataFrame) -> list[Total]:
    """The figures of `concept`, or of what may be called so, that the text may mean in speaking of what `one` is of."""
    known = [t for code in codes_of(concept, tables) for t in totals_of(code, one.said.scope, one.code, tables)]
    of = difference_of(concept)
    if known or of is None:
        return known
    return list(_differences(*(totals_meant(code, one, tables) for code in of)))


def _differences(wholes: Iterable[Total], parts: Sequence[Total]) -> Iterator[Total]:
    """What each of `wholes` is more than those of `parts` beside it."""
    for whole, part in product(wholes, parts):
        if (whole.table, whole.row, whole.period, whole.group) == (part.table, part.row, part.period, part.group):
            value = whole.figure.value - part.figure.value
            figure = Figure(value, whole.figure.half_unit + part.figure.half_unit)
            yield replace(whole, figure=figure, facts=(*whole.facts, *part.facts), concept=part.concept)


def rows_of_lead(concept: str, one: Pending, tables: pl.DataFrame) -> list[Total]:
    """The figures of `concept` in the rows that the words before it name, if nothing else narrows it."""
    if one.said.scope or one.code or not one.said.lead:
        return []
    rows = tables.filter(pl.col("subject_kind") != "total")
    return [total for code in codes_of(concept, rows) for total in totals_of(code, one.said.lead, None, rows)]


def of_its_time(totals: Sequence[Total], one: Pending, period: Period | None) -> list[Total]:
    """Those of `totals` that are of the time of which the sentence speaks."""
    spoken = one.when or find_period(one.said.sentence.text)
    if spoken is None:
        return _of_time_named(totals, one.said.sentence.text, period)
    end = spoken.end
    if period and spoken.whole_year and (period.start.year, period.end.year) == (end.year, end.year):
        end = period.end
    return [total for total in totals if total.period is None or total.period in (spoken.end, end)]


def _of_time_named(totals: Sequence[Total], text: str, period: Period | None) -> list[Total]:
    """Those of `totals` that are not of another time than `text` names, if it names one."""
    ends = {total.period for total in totals if total.period} or ({period.end} if period else set())
    said = {end for end in ends if not is_of_another_time(text, end)}
    if not said and ends:
        return []
    if years_in(text):
        return [total for total in totals if total.period is None or total.period in said]
    return list(totals)


def of_filing(totals: Sequence[Total], one: Pending, period: Period | None) -> list[Total]:
    """Those of `totals` that are of the filing's own period, where the sentence says no other; all where none is."""
    if period is None or one.when or find_period(one.said.sentence.text) or years_in(one.said.sentence.text):
        return list(totals)
    return [total for total in totals if total.period in (None, period.end)] or list(totals)


def covers(words: str, totals: Iterable[Total], names: Mapping[int, str]) -> bool:
    """Whether `words` say no more than the name of the row of one of `totals`."""
    return any(adds_nothing(words, names.get(total.row, "")) for total in totals)


def may_be_of_one(one: Pending, names: Iterable[str]) -> bool:
    """Whether what stands before it speaks of one thing, or of a row of those `names`, of which it may be said."""
    padded = f" {fold(one.before)} "
    return names_one(one.before) or any(len(name) >= _LEAST_LETTERS and f" {name} " in padded for name in names)


def names_of(tables: pl.DataFrame) -> dict[int, str]:
    """By row, its code and name."""
    rows: Iterable[Mapping[str, Any]] = tables.unique("subject_row").iter_rows(named=True)
    return {row["subject_row"]: fold(f"{row['subject_code'] or ''} {row['subject_name'] or ''}") for row in rows}


def said_figure(mention: Mention) -> Figure:
    """The figure of `mention`; of one in millions the last digit may have been cut off as well as rounded."""
    figure = mention.figure
    return Figure(figure.value, figure.half_unit * (2 if figure.half_unit > 1 else 1))


def agree(said: Figure, total: Figure) -> bool:
    """Whether both may be the same number, by the digits that they show."""
    return abs(said.value - total.value) <= said.half_unit + total.half_unit


def claim_of(one: Pending, facts: tuple[str, ...], figure: Figure, holds: bool) -> StatedClaim:
    """The claim that `one` is the `figure` of `facts`."""
    bounds = (figure.value - figure.half_unit, figure.value + figure.half_unit)
    return StatedClaim("table", one.said.sentence.text, one.fact, facts, figure.value, bounds, holds)


def stands_elsewhere(said: Figure, tables: pl.DataFrame) -> bool:
    """Whether some other figure of money is just the one said, which may be another concept's or a row's."""
    every = tables.filter((pl.col("unit").is_not_null()) & pl.col("exact").is_not_null())
    return every.filter((pl.col("exact") - said.value).abs() <= said.half_unit).height > 0
