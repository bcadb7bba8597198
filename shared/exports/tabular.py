"""Parts of a report as CSV and Parquet."""

import csv
import io
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice
from typing import IO, TYPE_CHECKING, Any

from shared.exports.cells import LEADS, harmless
from shared.exports.rows import COLUMNS, DATES, FIGURES, WHOLE, Named, Part, Row, rows_of

if TYPE_CHECKING:
    import polars as pl

_DIGITS = 38
"""That a decimal of Parquet holds."""
_ROWS_AT_ONCE = 20_000


def to_csv(kind: type[Part], parts: Iterable[Named]) -> str:
    """`parts`, all of `kind`, as CSV with a line of headings; every value exactly as the report has it.

    Text that a spreadsheet would take for a formula is the exception: it begins with an apostrophe.
    """
    stream = io.BytesIO()
    write_csv(stream, kind, parts)
    return stream.getvalue().decode()


def write_csv(stream: IO[bytes], kind: type[Part], parts: Iterable[Named]) -> None:
    """Write what `to_csv` gives."""
    text = io.TextIOWrapper(stream, "utf-8", newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS[kind])
    writer.writerows(_cells(row) for row in rows_of(kind, parts))
    text.detach()


def _cells(row: Row) -> list[Any]:
    return [harmless(value) if value.__class__ is str and value[:1] in LEADS else value for value in row]


def to_parquet(kind: type[Part], parts: Iterable[Named]) -> bytes:
    """`parts` as Parquet, typed as `to_frame` has them."""
    stream = io.BytesIO()
    write_parquet(stream, kind, parts)
    return stream.getvalue()


def write_parquet(stream: IO[bytes], kind: type[Part], parts: Iterable[Named]) -> None:
    """Write what `to_parquet` gives."""
    to_frame(kind, parts).write_parquet(stream)


def to_frame(kind: type[Part], parts: Iterable[Named]) -> "pl.DataFrame":
    """`parts` as a frame of Polars, dates as dates. Figures are decimals of as many places as the longest of the column
    has.

    A column whose figures do not fit 38 digits stays text, so that none is rounded.
    """
    import polars as pl  # imported here: only frames need it

    frame = pl.concat(list(_frames(kind, rows_of(kind, parts))), rechunk=True)
    columns: list[pl.Series] = []
    for name in COLUMNS[kind]:
        column = frame[name]
        if name in FIGURES:
            column = _figures(name, column.to_list())
        elif name in DATES:
            column = column.str.to_date("%Y-%m-%d")
        columns.append(column)
    return pl.DataFrame(columns)


def _frames(kind: type[Part], rows: Iterator[Row]) -> "Iterator[pl.DataFrame]":
    """`rows` in frames of text and whole numbers, of some rows each: the rows themselves take far more memory."""
    import polars as pl

    names = COLUMNS[kind]
    while True:
        some = list(islice(rows, _ROWS_AT_ONCE))
        columns = zip(*some, strict=True) if some else [()] * len(names)
        yield pl.DataFrame(
            [
                pl.Series(name, values, pl.Int64 if name in WHOLE else pl.String)
                for name, values in zip(names, columns, strict=True)
            ]
        )
        if len(some) < _ROWS_AT_ONCE:
            return


def _figures(name: str, values: list[Any]) -> "pl.Series":
    import polars as pl

    exact = [None if value is None else Decimal(value) for value in values]
    known = [value for value in exact if value is not None]
    scale = max((-int(value.as_tuple().exponent) for value in known), default=0)
    scale = max(scale, 0)
    if any(value.adjusted() + 1 + scale > _DIGITS for value in known):
        return pl.Series(name, values, pl.String)
    return pl.Series(name, exact, pl.Decimal(_DIGITS, scale))
