"""Columns that take no more room than what they say: a long filing has a million figures."""

from collections.abc import Sequence
from typing import Any

import polars as pl

_MANY = 4
"""So many times the texts of a column must come again for each to be held once."""


def column(name: str, values: Sequence[Any], dtype: pl.DataType | type[pl.DataType]) -> pl.Series:
    """`values` as a column, in which a text that comes again and again is held once."""
    if dtype == pl.String and len(held := dict.fromkeys(values)) * _MANY <= len(values):
        place = {value: number for number, value in enumerate(held)}
        at = pl.Series([place[value] for value in values], dtype=pl.UInt32)
        return pl.Series(name, list(held), dtype=dtype).gather(at)
    return pl.Series(name, values, dtype=dtype).shrink_to_fit()


def where(frame: pl.DataFrame, said: pl.Expr) -> pl.DataFrame:
    """The rows of `frame` where `said` is true: `frame` itself, and no copy of it, where that is so of all."""
    rows = frame.select(said.fill_null(False).alias("said"))["said"]
    return frame if rows.all() else frame.filter(rows)


def once_each(frame: pl.DataFrame) -> pl.DataFrame:
    """`frame`, with every column that says the same from its first row to its last held as one value: of a long
    filing of one table that is half of them.
    """
    plain = (column for column in frame if len(column) > 1 and (column[0] is None or not column.dtype.is_nested()))
    alike = [column for column in plain if column.eq_missing(column.head(1)).all()]
    return frame.with_columns(pl.lit(column[0], dtype=column.dtype).alias(column.name) for column in alike)
