"""What the text states of amounts, and of shares of one in another, held against the tables' totals of them.

A figure that a total gives within the digits printed is right. One that none gives is wrong only where it is near
exactly one of them, or the words call it that of the whole; a figure for something that no table names, or for another
time, is held against nothing.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

import polars as pl

from services.compute.arithmetic import Figure
from services.compute.recognition.folding import fold
from services.compute.recognition.money_totals import Total, codes_of, is_about, is_near, totals_of
from services.compute.recognition.pending import (
    ANOTHER,
    NO_TOTAL,
    NONE_NEAR,
    OTHER_TIME,
    SEVERAL,
    UNCLEAR,
    UNNAMED,
    Pending,
    agree,
    claim_of,
    covers,
    may_be_of_one,
    names_of,
    of_filing,
    of_its_time,
    rows_of_lead,
    said_figure,
    stands_elsewhere,
    totals_meant,
)
from services.compute.recognition.periods import Period
from services.compute.recognition.prose import StatedAmount, StatedCount, StatedGrowth, StatedOfRow, StatedShare
from services.compute.recognition.prose.goals import ACHIEVED, TARGET
from services.compute.recognition.rows_held import count_held, growth_held, row_held
from services.compute.recognition.shares_held import share_held
from services.compute.recognition.spoken_times import is_of_another_time
from services.compute.recognition.statement import StatedClaim
from services.compute.recognition.vocabulary import vocabulary


def money_claims(
    pending: Sequence[Pending], facts: pl.DataFrame, period: Period | None, titles: Mapping[str, str]
) -> tuple[tuple[StatedClaim, ...], tuple[str, ...]]:
    """The claims that the totals of `facts` decide; and of each other one why they do not. `period` is the filing's,
    `titles` those of its tables.
    """
    if not pending:
        return (), ()
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
            held = share_held(one, one.said, tables, spoken, period)
        elif isinstance(one.said, StatedGrowth):
            held = growth_held(one, one.said, tables, period, titles)
        elif isinstance(one.said, StatedOfRow):
            held = row_held(one, one.said, tables, period, titles)
        elif isinstance(one.said, StatedCount):
            held = count_held(one, one.said, tables, period)
        else:
            held = _held(one, one.said, tables, period)
        if (
            isinstance(held, StatedClaim)
            and held.kind == "table"
            and not held.holds
            and _is_unclear(one, tables, period)
        ):
            held = UNCLEAR
        if isinstance(held, str):
            unheld.append(held)
        else:
            claims.append(held)
    return tuple(claims), tuple(unheld)


def _is_unclear(one: Pending, tables: pl.DataFrame, period: Period | None) -> bool:
    """Whether a figure may be of the other time of which the sentences before it speak; or an amount or a rate that
    names nothing, of what they speak of.
    """
    sentences = re.split(r"[.;\n]", one.before)
    if period and one.when is None and any(is_of_another_time(said, period.end) for said in sentences):
        return True
    if not isinstance(one.said, StatedAmount | StatedShare) or one.said.of_all or one.said.scope or one.code:
        return False
    rows = tables.filter(pl.col("subject_kind") != "total")
    names = {fold(name) for name in rows["subject_name"].unique().to_list() if name}
    return may_be_of_one(one, names - vocabulary().months.keys())


def _held(one: Pending, amount: StatedAmount, tables: pl.DataFrame, period: Period | None) -> StatedClaim | str:
    said = said_figure(amount.mention)
    if amount.concept in (ACHIEVED, TARGET):
        return _goal_held(one, amount, said, tables, period)
    known = totals_meant(amount.concept, one, tables)
    if not known and one.said.scope:
        return _by_exact_total(one, amount, said, tables, period)
    if not known:
        return UNNAMED if one.code else NO_TOTAL
    totals = of_its_time(known, one, period)
    if not totals:
        return OTHER_TIME
    found = next((total for total in totals if agree(said, total.figure)), None)
    if found is None and (rows := of_its_time(rows_of_lead(amount.concept, one, tables), one, period)):
        totals = rows
        found = next((total for total in totals if agree(said, total.figure)), None)
    if found is not None:
        return claim_of(one, found.facts, found.figure, True)
    if one.said.scope and not one.code and not covers(one.said.scope, totals, names_of(tables)):
        return UNCLEAR
    return _nearest(one, amount, said, of_filing(totals, one, period), tables)


def _nearest(
    one: Pending, amount: StatedAmount, said: Figure, totals: Sequence[Total], tables: pl.DataFrame
) -> StatedClaim | str:
    """The claim that `said` should be the only total near it; of what may be called so, the first that has one."""
    is_like = is_about if amount.of_all else is_near
    near = [total for total in totals if is_like(amount.mention, total.figure.value)]
    if not near:
        return NONE_NEAR
    first = next(list(group) for _, group in groupby(near, key=lambda total: total.concept))
    if len({total.figure.value for total in first}) > 1:
        return SEVERAL
    if stands_elsewhere(said, tables):
        return ANOTHER
    return claim_of(one, first[0].facts, first[0].figure, False)


def _goal_held(
    one: Pending, goal: StatedAmount, said: Figure, tables: pl.DataFrame, period: Period | None
) -> StatedClaim | str:
    """What was reached, or planned, held against the row that the words before it name."""
    known = rows_of_lead(goal.concept, one, tables)
    if not known:
        return UNNAMED
    rows = of_its_time(known, one, period)
    found = next((row for row in rows if agree(said, row.figure)), None)
    if found is not None:
        return claim_of(one, found.facts, found.figure, True)
    if not rows:
        return OTHER_TIME
    if len({row.figure.value for row in rows}) > 1 or not is_near(goal.mention, rows[0].figure.value):
        return SEVERAL if len(rows) > 1 else NONE_NEAR
    return claim_of(one, rows[0].facts, rows[0].figure, False)


def _by_exact_total(
    one: Pending, amount: StatedAmount, said: Figure, tables: pl.DataFrame, period: Period | None
) -> StatedClaim | str:
    """The claim, if a total is just the figure said: that no table names what narrows it says nothing against it."""
    known = [total for code in codes_of(amount.concept, tables) for total in totals_of(code, "", None, tables)]
    found = next((total for total in of_its_time(known, one, period) if agree(said, total.figure)), None)
    return claim_of(one, found.facts, found.figure, True) if found else UNNAMED
