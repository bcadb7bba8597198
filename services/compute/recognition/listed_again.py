"""Lists that a filing prints again: the same rows under the same codes and names, as in pesos and then in thousands.

So does a statement of several tables with single rows, which it carries over from one into the next.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

import polars as pl

from services.compute.recognition.folding import fold
from shared.spots import RUNNING_TEXT

_FEWEST_TABLES, _FEWEST, _NEARLY_ALL = 2, 3, 0.75
_FEWEST_CARRIED, _MOSTLY = 2, 0.65
"""So many figures of two tables, and that share of them, say that the rows of one name in both are the same."""
_FEWEST_STEPS = 500
"""Figures of so many units of their last digit, and more, agree by no chance."""
_STATED = re.compile(r"\([^()]*=[^()]*\)\s*$")
_TOLD = ("table", "subject_row", "concept", "fact", "fact_before")
_FIGURE = ("subject_kind", "subject_code", "subject_name", "concept", "group", "period_start", "period_end")
"""What tells the figure of a list that another list prints again."""


def lists_again(rows: pl.DataFrame) -> Mapping[str, str]:
    """The tables among `rows`, facts or subjects, whose rows are nearly all those of an earlier table, and that one."""
    alone = pl.col("subject_kind") != "total", pl.col("table") != RUNNING_TEXT, pl.col("subject_name").is_not_null()
    if rows["table"].n_unique() < _FEWEST_TABLES:
        return {}
    named = rows.filter(*alone).select("table", "subject_code", "subject_name").unique(maintain_order=True)
    listed: dict[str, set[tuple[str | None, str]]] = defaultdict(set)
    for table, code, name in named.iter_rows():
        listed[table].add((code, name))
    again: dict[str, str] = {}
    first: dict[tuple[str | None, str], str] = {}
    for table, own in listed.items():
        shared = Counter(first[one] for one in own if one in first)
        earlier, times = shared.most_common(1)[0] if shared else ("", 0)
        if times >= _FEWEST and times >= _NEARLY_ALL * max(len(own), len(listed[earlier])):
            again[table] = earlier
        for one in own:
            first.setdefault(one, table)
    return again


def figures_again(facts: pl.DataFrame) -> pl.DataFrame:
    """Each figure of `facts` in a list printed again, `fact`, beside the same in the earlier one, `fact_before`, of the
    concepts of which nearly all such figures agree within the digits shown.
    """
    again = lists_again(facts)
    if not again:
        return pl.DataFrame(schema=dict.fromkeys(_TOLD, pl.String) | {"subject_row": pl.Int64})
    figures = facts.filter(pl.col("exact").is_not_null(), pl.col("table").is_in([*again, *again.values()]))
    figures = figures.filter(pl.len().over("table", *_FIGURE) == 1)
    later = figures.filter(pl.col("table").is_in([*again])).with_columns(before=pl.col("table").replace(again))
    shown = ("fact", "exact", "half_unit")
    both = later.join(
        figures.select("table", *_FIGURE, *shown),
        left_on=("before", *_FIGURE),
        right_on=("table", *_FIGURE),
        how="inner",
        suffix="_before",
        nulls_equal=True,
    )
    agree = (pl.col("exact") - pl.col("exact_before")).abs() <= pl.col("half_unit") + pl.col("half_unit_before")
    telling = pl.col("exact") != 0
    of = ("table", "concept", "group")
    enough = (agree & telling).sum().over(*of) >= pl.max_horizontal(_FEWEST, _NEARLY_ALL * telling.sum().over(*of))
    return both.filter(enough).select(*_TOLD)


def carried_over(facts: pl.DataFrame) -> Iterator[tuple[str, str]]:
    """Each figure of a row that a table of the same statement has as well, by code and name, and that one's there.

    No totals, each of which is of its own table, and only where most such figures of the two tables agree, those of
    few digits left aside: of others the name is all they share.
    """
    columns = ("table", "statement", "subject_code", "subject_name", "concept", "group", "period_end", "unit")
    shown = ("fact", "exact", "half_unit")
    stated = facts.filter(
        pl.col("exact").is_not_null(), pl.col("statement").is_not_null(), pl.col("subject_kind") != "total"
    )
    if stated["table"].n_unique() < _FEWEST_TABLES:
        return
    names = {name: fold(_STATED.sub("", name)) for name in stated["subject_name"].unique() if name}
    figures = stated.select(*columns, *shown).filter(pl.col("subject_name").is_not_null())
    figures = figures.with_columns(pl.col("subject_name").replace(names))
    figures = figures.filter(pl.len().over(*columns) == 1).with_row_index("place")
    both = figures.join(figures, on=columns[1:], how="inner", suffix="_later", nulls_equal=True)
    both = both.filter(pl.col("place") < pl.col("place_later"), pl.col("table") != pl.col("table_later"))
    agree = (pl.col("exact") - pl.col("exact_later")).abs() <= pl.col("half_unit") + pl.col("half_unit_later")
    largest = pl.max_horizontal(pl.col("exact").abs(), pl.col("exact_later").abs())
    telling = largest >= _FEWEST_STEPS * (pl.col("half_unit") + pl.col("half_unit_later"))
    of = ("table", "table_later")
    enough = (agree & telling).sum().over(*of) >= pl.max_horizontal(_FEWEST_CARRIED, _MOSTLY * telling.sum().over(*of))
    yield from both.filter(enough).select("fact_later", "fact").iter_rows()
