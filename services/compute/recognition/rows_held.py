"""What the text says by the name of a row: its amount or count, and how much more or less it was than a year before."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from services.compute.arithmetic import Figure, quotient
from services.compute.recognition.folding import fold
from services.compute.recognition.money_totals import Total, is_near, rows_named, total_of
from services.compute.recognition.pending import (
    ANOTHER,
    NONE_NEAR,
    OTHER_TIME,
    SEVERAL,
    UNCLEAR,
    UNNAMED,
    Pending,
    agree,
    claim_of,
    covers,
    names_of,
    of_filing,
    of_its_time,
    said_figure,
    stands_elsewhere,
)
from services.compute.recognition.periods import Period
from services.compute.recognition.prose import (
    StatedCount,
    StatedGrowth,
    StatedOfRow,
    adds_nothing,
    is_of_money,
    of_one_stem,
)
from services.compute.recognition.prose.goals import ACHIEVED
from services.compute.recognition.spoken_times import is_of_another_part
from services.compute.recognition.statement import StatedClaim

Fact = Mapping[str, Any]


def growth_held(
    one: Pending, growth: StatedGrowth, tables: pl.DataFrame, period: Period | None, titles: Mapping[str, str]
) -> StatedClaim | str:
    """The claim that the figures of two years bear out `growth`, or why none does."""
    if period is None or is_of_another_part(growth.sentence.text, period.end):
        return OTHER_TIME
    year = growth.year or period.end.year - 1
    rows = _rows(growth.lead, tables.filter(pl.col("unit") != "ratio"), titles)
    if not rows:
        return UNNAMED
    told: dict[tuple[int, str, str | None], dict[str, Total]] = {}
    for total in map(total_of, rows):
        if total.period and total.period in (period.end, total.period.replace(year=year)):
            side = "new" if total.period == period.end else "old" if total.period.year == year else ""
            told.setdefault((total.row, total.concept, total.group), {})[side] = total
    pairs = [(sides["new"], sides["old"]) for sides in told.values() if sides.keys() >= {"new", "old"}]
    sign = -1 if growth.falls else 1
    said = Figure(1 + sign * growth.mention.figure.value, growth.mention.figure.half_unit)
    worked = [(quotient(new.figure, old.figure, said), new, old) for new, old in pairs]
    worked = [entry for entry in worked if entry[0].expected is not None]
    if not worked:
        return OTHER_TIME
    found = next((entry for entry in worked if entry[0].verdict == "holds"), None)
    result, new, old = found or worked[0]
    if found is None and len({entry[0].expected for entry in worked}) > 1:
        return SEVERAL
    if found is None and not covers(growth.lead, (new, old), _names(tables, titles)):
        return UNCLEAR
    if result.expected is None or result.low is None or result.high is None:
        return UNNAMED
    expected, *ends = (sign * (value - 1) for value in (result.expected, result.low, result.high))
    facts = (*new.facts, *old.facts)
    return StatedClaim(
        "table", one.said.sentence.text, one.fact, facts, expected, (min(ends), max(ends)), found is not None
    )


def row_held(
    one: Pending, amount: StatedOfRow, tables: pl.DataFrame, period: Period | None, titles: Mapping[str, str]
) -> StatedClaim | str:
    """The claim that the row which `amount` names gives it; told as wrong only where that has one amount."""
    money = tables.filter(pl.col("unit").is_not_null() & (pl.col("unit") != "ratio"))
    known = [total_of(row) for row in _rows(amount.lead, money, titles)]
    if not known:
        return UNNAMED
    totals = of_its_time(known, one, period)
    if not totals:
        return OTHER_TIME
    said = said_figure(amount.mention)
    found = next((total for total in totals if agree(said, total.figure)), None)
    if found is not None:
        return claim_of(one, found.facts, found.figure, True)
    own = of_filing(totals, one, period)
    if len({total.figure.value for total in own}) > 1:
        return SEVERAL
    if not covers(amount.lead, own, _names(tables, titles)):
        return UNCLEAR
    if not is_near(amount.mention, own[0].figure.value):
        return NONE_NEAR
    if stands_elsewhere(said, tables):
        return ANOTHER
    return claim_of(one, own[0].facts, own[0].figure, False)


def count_held(one: Pending, counted: StatedCount, tables: pl.DataFrame, period: Period | None) -> StatedClaim | str:
    """The claim that what was achieved in the row of the same words is that count."""
    own = tables.filter(
        (pl.col("concept") == ACHIEVED) & pl.col("exact").is_not_null() & pl.col("subject_name").is_not_null()
    )
    known = [total_of(row) for row in own.iter_rows(named=True) if of_one_stem(counted.lead, str(row["subject_name"]))]
    totals = of_its_time(known, one, period)
    if not totals:
        return OTHER_TIME if known else UNNAMED
    said = counted.mention.figure
    found = next((total for total in totals if agree(said, total.figure)), None)
    if found is not None:
        return claim_of(one, found.facts, found.figure, True)
    if len({total.figure.value for total in totals}) > 1:
        return SEVERAL
    if not is_near(counted.mention, totals[0].figure.value):
        return NONE_NEAR
    return claim_of(one, totals[0].facts, totals[0].figure, False)


def _rows(subject: str, facts: pl.DataFrame, titles: Mapping[str, str]) -> Sequence[Fact]:
    """The facts of the rows that `subject` names; of totals of what it names, where no row bears its name."""
    stated = facts.filter(pl.col("exact").is_not_null())
    named = rows_named(subject, stated.filter(pl.col("subject_kind") != "total").iter_rows(named=True))
    if named:
        return named
    totals = list(stated.filter(pl.col("subject_kind") == "total").iter_rows(named=True))
    return [row for row in totals if _says(row, subject, titles)]


def _says(row: Fact, subject: str, titles: Mapping[str, str]) -> bool:
    """Whether the total `row`, by its name and its table's title, is of `subject` and of nothing else."""
    words = [word for word in fold(subject).split() if not adds_nothing(word, "") or is_of_money(word)]
    name = f"{row['subject_name'] or ''} {titles.get(row['table'], '')}"
    return bool(words) and adds_nothing(subject, name) and all(word in fold(name).split() for word in words)


def _names(tables: pl.DataFrame, titles: Mapping[str, str]) -> dict[int, str]:
    """As `names_of`; that of a total with its table's title."""
    totals = tables.filter(pl.col("subject_kind") == "total").unique("subject_row").iter_rows(named=True)
    titled = {row["subject_row"]: fold(f"{row['subject_name']} {titles.get(row['table'], '')}") for row in totals}
    return names_of(tables) | titled
