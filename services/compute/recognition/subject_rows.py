"""Facts turned: the figures of a filing a row a subject, of several of one concept the one that speaks for it."""

from collections.abc import Collection
from datetime import timedelta

import numpy as np
import polars as pl

from services.compute.recognition.periods import Period
from services.compute.recognition.statement import SUBJECT
from services.compute.recognition.within_years import names_a_quarter

_TOTAL = r"(?i)\btotal\b"
_A_QUARTER, _ALMOST_A_YEAR, _NO_END = timedelta(days=91), timedelta(days=364), timedelta(days=3660)
_TARGETS = ("target_original", "target_modified")
_CHOSEN = ("subject_row", "concept")
_ENDS = {"exact": "", "half_unit": ".half", "fact": ".fact"}
_NAMED = (*_CHOSEN, *_ENDS)


def figures_of(subjects: pl.DataFrame, concepts: Collection[str]) -> list[str]:
    """The columns of `subjects` that are of `concepts`: figures, halves of their last digits, facts. To look at all
    columns row by row takes long in a filing of many rows.
    """
    return [name for name in subjects.columns if name.partition(".")[0] in concepts]


def _as_long_as_achieved(facts: pl.DataFrame) -> pl.Expr:
    """Whether a figure is a target for as long as its row's achievement is: the period's beside the year's."""
    if not (facts["concept"] == "achieved").any():
        return pl.lit(False).alias("as_achieved")
    achieved = pl.col("lasts").filter(pl.col("concept") == "achieved").max().over("subject_row")
    is_target = pl.col("concept").cast(pl.String).is_in(_TARGETS)
    return (is_target & (pl.col("lasts") == achieved)).fill_null(False).alias("as_achieved")


def _with_times(facts: pl.DataFrame, period: Period | None) -> pl.DataFrame:
    """`facts` with the `year` of each figure, how long that which it is of `lasts`, and whether its heading names a
    `part` of a year that is not all of it up to the end of `period`; of what no heading says, `period` tells.
    """
    quarters = [
        group for group in facts["group"].unique().drop_nulls() if any(map(names_a_quarter, group.split(" / ")))
    ]
    start, end = pl.col("period_start"), pl.col("period_end")
    lasts = end - start
    undated = end.is_null()
    to_date = undated | (lasts >= _ALMOST_A_YEAR)
    year = end.dt.year()
    if period is not None:
        year = year.fill_null(period.end.year)
        to_date |= (end == period.end) & (start.dt.month() == 1) & (start.dt.day() == 1)
        lasts = lasts.fill_null(period.end - period.start)
    unplaced = undated & pl.col("group").is_in(quarters)
    return facts.select(
        "subject_row",
        pl.col("concept").cast(pl.Categorical),
        pl.int_range(pl.len(), dtype=pl.UInt32).alias("place"),
        pl.col("exact").is_not_null().alias("stated"),
        pl.col("group").str.contains(_TOTAL).fill_null(False).alias("total"),
        year.alias("year"),
        pl.when(unplaced).then(_A_QUARTER).otherwise(lasts).alias("lasts"),
        (~to_date | unplaced).fill_null(False).alias("part"),
    )


def _comparable(chosen: pl.DataFrame) -> pl.DataFrame:
    """`chosen` without what was achieved in a part of the year, where the row's target is for longer than that."""
    is_target = pl.col("concept").cast(pl.String).is_in(_TARGETS)
    longest = pl.col("lasts").fill_null(_NO_END).filter(is_target).max().over("subject_row")
    short = (pl.col("concept") == "achieved") & pl.col("part") & (pl.col("lasts") < longest)
    return chosen.filter(~short.fill_null(False))


def by_subject(facts: pl.DataFrame, period: Period | None = None) -> pl.DataFrame:
    """`facts` of a filing of `period` turned: a row a subject, and for each concept c the columns ``c``, ``c.half`` and
    ``c.fact``.

    Of several figures of one concept, as for two years or across categories, the first is taken, and before it one
    whose column is a total; none where it has no total and others of the row do, for it would be that of a category. Of
    those for parts of the same year that which covers most of it is taken, but of targets that for as long as what was
    achieved. What was achieved in a part of the year is never beside a target for longer.
    """
    subjects = facts.select(SUBJECT).filter(pl.col("subject_row").is_first_distinct())
    named = _chosen(facts, period)
    if named.is_empty():
        return subjects
    rows = {row: place for place, row in enumerate(subjects["subject_row"])}
    own = named["subject_row"].replace_strict(rows, return_dtype=pl.UInt32).to_numpy()
    columns = []
    for concept in facts["concept"].unique(maintain_order=True):
        told = np.flatnonzero((named["concept"] == concept).to_numpy())
        if len(told):
            place = np.full(len(rows), -1)
            place[own[told]] = told
            at = pl.Series(place).replace(-1, None)
            columns += [named[part].gather(at).alias(f"{concept}{end}") for part, end in _ENDS.items()]
    return subjects.with_columns(columns)


def _chosen(facts: pl.DataFrame, period: Period | None) -> pl.DataFrame:
    """Of `facts` the figure that speaks for its concept in its row. To choose takes room, and in most rows of long
    filings there is nothing to choose from.
    """
    stated = facts.select(*_NAMED).filter(pl.col("exact").is_not_null())
    several = stated.group_by(_CHOSEN).len().filter((pl.col("len") > 1) | (pl.col("concept") == "achieved"))
    if several.is_empty():
        return stated
    among = facts.select(pl.col("subject_row").is_in(several["subject_row"].unique().to_list()))["subject_row"]
    alone = stated.filter(~pl.col("subject_row").is_in(several["subject_row"].unique().to_list()))
    return pl.concat([alone, _one_of_each(facts.filter(among), period)])


def _one_of_each(facts: pl.DataFrame, period: Period | None) -> pl.DataFrame:
    year, first = pl.col("year"), pl.col("year").first().over(_CHOSEN)
    at_once = (pl.struct("year", "lasts").n_unique() == 1).over(_CHOSEN)
    may_be_of_all = pl.col("total").any().over("concept") | (pl.len().over(_CHOSEN) > 1)
    of_category = at_once & may_be_of_all & ~pl.col("total").any().over(_CHOSEN)
    chosen = (
        _with_times(facts, period)
        .with_columns(_as_long_as_achieved(facts))
        .filter("stated")
        .filter(~(of_category & pl.col("total").any().over("subject_row")))
        .sort("total", descending=True, maintain_order=True)
        .filter(year.eq_missing(first))
        .sort("as_achieved", "lasts", "part", descending=[True, True, False], nulls_last=True, maintain_order=True)
        .unique(subset=_CHOSEN, keep="first", maintain_order=True)
    )
    chosen = _comparable(chosen)
    return facts.select(*_NAMED)[chosen["place"]]
