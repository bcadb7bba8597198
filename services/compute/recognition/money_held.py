"""What the text states of amounts, and of shares of one in another, held against the tables' totals of them.

A figure that a total gives within the digits printed is right. One that none gives is wrong only where it is near
exactly one of them; a figure for something that no table names, or for another time, is held against nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

import polars as pl

from services.compute.arithmetic import Figure, quotient
from services.compute.recognition.money_totals import Total, codes_of, is_near, totals_of
from services.compute.recognition.periods import Period, find_period
from services.compute.recognition.prose import Mention, StatedAmount, StatedShare, instead_of
from services.compute.recognition.prose.goals import ACHIEVED, TARGET
from services.compute.recognition.statement import StatedClaim


@dataclass(frozen=True, slots=True)
class Pending:
    """The fact that the text `said`, to be held against the tables; `code` is that of what it is said of, `place` the
    paragraph or row that it stands in; `when` the year that its sentence says of it, where it tells of several.
    """

    fact: str
    said: StatedAmount | StatedShare
    code: str | None = None
    place: tuple[str, int] = ("", 0)
    when: Period | None = None


def money_claims(
    pending: Sequence[Pending], facts: pl.DataFrame, period: Period | None
) -> tuple[tuple[StatedClaim, ...], tuple[str, ...]]:
    """The claims that the totals of `facts` decide; and of each other one why they do not. `period` is the filing's."""
    claims, unheld = [], []
    said_there = {entry.fact for entry in pending}
    stated = pl.col("table").str.contains(r"^t\d") | pl.col("category").is_not_null()
    tables = facts.filter(stated & ~pl.col("fact").is_in(list(said_there)))
    spoken = {
        code: [entry for entry in pending if isinstance(entry.said, StatedAmount) and entry.said.concept == code]
        for code in {entry.said.concept for entry in pending if isinstance(entry.said, StatedAmount)}
    }
    for one in pending:
        if isinstance(one.said, StatedShare):
            held = _share_held(one, one.said, tables, spoken, period)
        else:
            held = _held(one, one.said, tables, period)
        if isinstance(held, str):
            unheld.append(held)
        else:
            claims.append(held)
    return tuple(claims), tuple(unheld)


def _held(one: Pending, amount: StatedAmount, tables: pl.DataFrame, period: Period | None) -> StatedClaim | str:
    said = _said(amount.mention)
    if amount.concept in (ACHIEVED, TARGET):
        return _goal_held(one, amount, said, tables, period)
    known = _totals(amount.concept, one, tables)
    if not known and one.said.scope:
        return _by_exact_total(one, amount, said, tables, period)
    if not known:
        return "no table names what it is of" if one.code else "no table has a total of it"
    totals = _of_period(known, one, period)
    if not totals:
        return "it speaks of another period"
    found = next((total for total in totals if _agree(said, total.figure)), None)
    if found is None and (rows := _of_period(_of_lead(amount.concept, one, tables), one, period)):
        totals = rows
        found = next((total for total in totals if _agree(said, total.figure)), None)
    if found is not None:
        return _claim(one, found.facts, found.figure, True)
    near = {total.figure.value: total for total in totals if is_near(said.value, total.figure.value)}
    if not near:
        return "no total of it is near"
    if len(near) > 1:
        return "several totals could be meant"
    if _stands_elsewhere(said, tables):
        return "it is another figure of the tables"
    (total,) = near.values()
    return _claim(one, total.facts, total.figure, False)


def _goal_held(
    one: Pending, goal: StatedAmount, said: Figure, tables: pl.DataFrame, period: Period | None
) -> StatedClaim | str:
    """What was reached, or planned, held against the row that the words before it name."""
    known = _of_lead(goal.concept, one, tables)
    if not known:
        return "no table names what it is of"
    rows = _of_period(known, one, period)
    found = next((row for row in rows if _agree(said, row.figure)), None)
    if found is not None:
        return _claim(one, found.facts, found.figure, True)
    if not rows:
        return "it speaks of another period"
    if len({row.figure.value for row in rows}) > 1 or not is_near(said.value, rows[0].figure.value):
        return "several totals could be meant" if len(rows) > 1 else "no total of it is near"
    return _claim(one, rows[0].facts, rows[0].figure, False)


def _totals(concept: str, one: Pending, tables: pl.DataFrame) -> list[Total]:
    """The figures of `concept`, or of what may be called so, that the text may mean in speaking of what `one` is of."""
    return [t for code in codes_of(concept, tables) for t in totals_of(code, one.said.scope, one.code, tables)]


def _of_lead(concept: str, one: Pending, tables: pl.DataFrame) -> list[Total]:
    """The figures of `concept` in the rows that the words before it name, if nothing else narrows it."""
    if one.said.scope or one.code or not one.said.lead:
        return []
    rows = tables.filter(pl.col("subject_kind") != "total")
    return [total for code in codes_of(concept, rows) for total in totals_of(code, one.said.lead, None, rows)]


def _by_exact_total(
    one: Pending, amount: StatedAmount, said: Figure, tables: pl.DataFrame, period: Period | None
) -> StatedClaim | str:
    """The claim, if a total is just the figure said: that no table names what narrows it says nothing against it."""
    known = [total for code in codes_of(amount.concept, tables) for total in totals_of(code, "", None, tables)]
    found = next((total for total in _of_period(known, one, period) if _agree(said, total.figure)), None)
    return _claim(one, found.facts, found.figure, True) if found else "no table names what it is of"


def _share_held(
    one: Pending,
    share: StatedShare,
    tables: pl.DataFrame,
    spoken: Mapping[str, Sequence[Pending]],
    period: Period | None,
) -> StatedClaim | str:
    """As `_held`; where no table has both, the amounts of both that the text itself has `spoken` of are taken."""
    codes = (share.part, share.whole)
    beside = [_spoken(code, spoken, one, alone=True) for code in codes]
    if all(beside) and not share.of_all:
        return _quotients_held(one, share, _pairs(*beside)) or "no table has a total of it"
    parts, wholes = (
        _said_beside(_of_period(_totals(code, one, tables), one, period), own)
        for code, own in zip(codes, beside, strict=True)
    )
    rows = [_of_period(_of_lead(code, one, tables), one, period) for code in (share.part, share.whole)]
    if share.of_all or any(rows):
        parts, wholes = (rows[0], wholes) if share.of_all else (rows[0], rows[1])
    pairs = [
        (part, whole)
        for part, whole in _pairs(parts, wholes)
        if (part.table, part.period, part.group) == (whole.table, whole.period, whole.group)
        if share.of_all or part.row == whole.row
    ]
    held = _quotients_held(one, share, pairs)
    if held is None and not (parts or wholes or share.of_all or share.change):
        held = _quotients_held(one, share, _pairs(*(_spoken(code, spoken, one) for code in codes)))
    return held or "no table has a total of it"


def _pairs(parts: Sequence[Total], wholes: Sequence[Total]) -> list[tuple[Total, Total]]:
    return list(product(parts, wholes))


def _quotients_held(one: Pending, share: StatedShare, pairs: Sequence[tuple[Total, Total]]) -> StatedClaim | str | None:
    """The share held against the quotients of `pairs`; None where there are none."""
    said = one.said.mention.figure
    if share.change:
        said = Figure(1 + share.change * said.value, said.half_unit)
    worked = [(quotient(part.figure, whole.figure, said), (*part.facts, *whole.facts)) for part, whole in pairs]
    worked = [entry for entry in worked if entry[0].expected is not None]
    if not worked:
        return None
    found = next((entry for entry in worked if entry[0].verdict == "holds"), None)
    if found is None and len({entry[0].expected for entry in worked}) > 1:
        return "several totals could be meant"
    result, ids = found or worked[0]
    if result.expected is None or result.low is None or result.high is None:
        return None
    expected, low, high = (_of_change(value, share.change) for value in (result.expected, result.low, result.high))
    bounds = (min(low, high), max(low, high))
    kind = "table" if any(part.table for part, _ in pairs) else "share"
    return StatedClaim(kind, one.said.sentence.text, one.fact, ids, expected, bounds, found is not None)


def _of_change(ratio: Decimal, change: int) -> Decimal:
    """What is more or less of a figure that is `ratio` of another."""
    return change * (ratio - 1) if change else ratio


def _said_beside(totals: Sequence[Total], beside: Sequence[Total]) -> list[Total]:
    """Those of `totals` that give the amount which the sentence itself states of them; all where it states none, or
    none gives it.
    """
    given = [total for total in totals if any(_agree(own.figure, total.figure) for own in beside)]
    return given or list(totals)


def _spoken(concept: str, spoken: Mapping[str, Sequence[Pending]], one: Pending, alone: bool = False) -> list[Total]:
    """The amounts of `concept`, else of what may be called so, that the text states for all of what `one` is of; in its
    own sentence only, if `alone`.
    """
    found = [
        [entry for entry in spoken.get(code, ()) if _of_same(entry, one, alone)]
        for code in (concept, *instead_of(concept))
    ]
    chosen = found[0] or [entry for entries in found[1:] for entry in entries]
    return [Total(entry.said.mention.figure, (entry.fact,), "", -1, None, None) for entry in chosen]


def _of_same(entry: Pending, one: Pending, alone: bool) -> bool:
    """Whether `entry` is said of what `one` is said of, and of the same time; in the same sentence, if `alone`."""
    same = (entry.said.scope, entry.code, entry.when) == (one.said.scope, one.code, one.when)
    return same and (not alone or (entry.said.sentence, entry.place) == (one.said.sentence, one.place))


def _claim(one: Pending, facts: tuple[str, ...], figure: Figure, holds: bool) -> StatedClaim:
    bounds = (figure.value - figure.half_unit, figure.value + figure.half_unit)
    return StatedClaim("table", one.said.sentence.text, one.fact, facts, figure.value, bounds, holds)


def _of_period(totals: Sequence[Total], one: Pending, period: Period | None) -> list[Total]:
    """Those of `totals` that are of the time of which the sentence speaks."""
    spoken = one.when or find_period(one.said.sentence.text)
    if spoken is None:
        return list(totals)
    end = spoken.end
    if period and spoken.whole_year and (period.start.year, period.end.year) == (end.year, end.year):
        end = period.end
    return [total for total in totals if total.period is None or total.period in (spoken.end, end)]


def _said(mention: Mention) -> Figure:
    """The figure of `mention`; of one in millions the last digit may have been cut off as well as rounded."""
    figure = mention.figure
    return Figure(figure.value, figure.half_unit * (2 if figure.half_unit > 1 else 1))


def _agree(said: Figure, total: Figure) -> bool:
    return abs(said.value - total.value) <= said.half_unit + total.half_unit


def _stands_elsewhere(said: Figure, tables: pl.DataFrame) -> bool:
    """Whether some other figure of money is just the one said, which may be another concept's or a row's."""
    every = tables.filter((pl.col("unit").is_not_null()) & pl.col("exact").is_not_null())
    return every.filter((pl.col("exact") - said.value).abs() <= said.half_unit).height > 0
