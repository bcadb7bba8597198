"""Lists that a filing prints again: the same rows under the same codes and names, as in pesos and then in thousands."""

from collections import Counter, defaultdict
from collections.abc import Mapping

import polars as pl

from shared.spots import RUNNING_TEXT

_FEWEST_TABLES, _FEWEST, _NEARLY_ALL = 2, 3, 0.75
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
