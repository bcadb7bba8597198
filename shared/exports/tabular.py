"""Parts of a report as CSV and Parquet."""

import csv
import io
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from shared.exports.cells import harmless
from shared.exports.rows import COLUMNS, DATES, FIGURES, WHOLE, Named, Part, flatten

if TYPE_CHECKING:
    import polars as pl

_DIGITS = 38
"""That a decimal of Parquet holds."""


def to_csv(kind: type[Part], parts: Sequence[Named]) -> str:
    """`parts`, all of `kind`, as CSV with a line of headings; every value exactly as the report has it.

    Text that a spreadsheet would take for a formula is the exception: it begins with an apostrophe.
    """
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS[kind], lineterminator="\n")
    writer.writeheader()
    for part in parts:
        writer.writerow({column: harmless(value) for column, value in flatten(part).items()})
    return text.getvalue()


def to_parquet(kind: type[Part], parts: Sequence[Named]) -> bytes:
    """`parts` as Parquet, typed as `to_frame` has them."""
    stream = io.BytesIO()
    to_frame(kind, parts).write_parquet(stream)
    return stream.getvalue()


def to_frame(kind: type[Part], parts: Sequence[Named]) -> "pl.DataFrame":
    """`parts` as a frame of Polars, dates as dates. Figures are decimals of as many places as the longest of the column
    has.

    A column whose figures do not fit 38 digits stays text, so that none is rounded.
    """
    import polars as pl  # imported here: only frames need it

    rows = [flatten(part) for part in parts]
    columns: list[pl.Series] = []
    for name in COLUMNS[kind]:
        values = [row[name] for row in rows]
        if name in FIGURES:
            columns.append(_figures(name, values))
        elif name in DATES:
            columns.append(pl.Series(name, values, pl.String).str.to_date("%Y-%m-%d"))
        else:
            columns.append(pl.Series(name, values, pl.Int64 if name in WHOLE else pl.String))
    return pl.DataFrame(columns)


def _figures(name: str, values: list[Any]) -> "pl.Series":
    import polars as pl

    exact = [None if value is None else Decimal(value) for value in values]
    known = [value for value in exact if value is not None]
    scale = max((-int(value.as_tuple().exponent) for value in known), default=0)
    scale = max(scale, 0)
    if any(value.adjusted() + 1 + scale > _DIGITS for value in known):
        return pl.Series(name, values, pl.String)
    return pl.Series(name, exact, pl.Decimal(_DIGITS, scale))
