"""What recognition hands on: facts as columns, the same figures a row a subject, and what was amiss in reading them."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import polars as pl

from services.compute.reading.document import Cell, Table
from services.compute.recognition.columns import Column
from services.compute.recognition.context import Institution, Period

EXACT_DECIMALS = 10
LEAST_UNIT = Decimal(1).scaleb(-EXACT_DECIMALS)
EXACT = pl.Decimal(38, EXACT_DECIMALS)
"""Figures as rules compare them, to `LEAST_UNIT`; `value` keeps every digit as text."""

FACTS: dict[str, pl.DataType | type[pl.DataType]] = {
    "fact": pl.String,
    "subject_row": pl.Int64,
    "table": pl.String,
    "page": pl.Int64,
    "line": pl.Int64,
    "row": pl.Int64,
    "column": pl.Int64,
    "cell": pl.String,
    "text": pl.String,
    "bbox": pl.List(pl.Float64),
    "confidence": pl.Float64,
    "subject_kind": pl.String,
    "subject_code": pl.String,
    "subject_name": pl.String,
    "concept": pl.String,
    "value": pl.String,
    "exact": EXACT,
    "half_unit": EXACT,
    "unit": pl.String,
    "group": pl.String,
    "period_start": pl.Date,
    "period_end": pl.Date,
}
"""The columns of the facts frame; a row a fact, in reading order."""

PLACE = ("table", "page", "line", "row", "column", "cell", "text", "bbox")
"""Where a fact stands, as `EvidencePart` has it."""

SUBJECT = ("subject_row", "table", "page", "row", "subject_kind", "subject_code", "subject_name")


@dataclass(frozen=True, slots=True)
class RowNote:
    """What had to be done to read a row, or could not be: the mend, the readings in doubt, the cells unread.

    `cells` are the cells concerned; `missing` the labels of columns that are left without a figure.
    """

    kind: Literal["shifted", "ragged", "ambiguous", "unreadable", "missing"]
    table: str
    subject: tuple[str, str | None, str | None]
    cells: tuple[Cell, ...]
    subject_row: int
    moved: int = 0
    moves: int = 0
    rates_met: int = 0
    missing: tuple[str, ...] = ()
    width: int = 0


@dataclass(frozen=True, slots=True)
class RecognisedTable:
    """A table, its id and its columns (none if unknown); `data_rows` counts the rows that state figures."""

    id: str
    table: Table
    columns: tuple[Column, ...]
    data_rows: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One filing, understood. `facts` has the columns of `FACTS`; `subjects` is what `by_subject` makes of it."""

    family: str | None
    institution: Institution | None
    period: Period | None
    currency: str
    pages: int
    tables: tuple[RecognisedTable, ...]
    facts: pl.DataFrame
    subjects: pl.DataFrame
    notes: tuple[RowNote, ...]
    numeric_cells: int


def by_subject(facts: pl.DataFrame) -> pl.DataFrame:
    """`facts` turned: a row a subject, and for each concept c the columns ``c``, ``c.half`` and ``c.fact``."""
    subjects = facts.select(SUBJECT).unique(subset="subject_row", keep="first", maintain_order=True)
    for concept in facts["concept"].unique(maintain_order=True):
        named = facts.filter(pl.col("concept") == concept).unique(
            subset="subject_row", keep="first", maintain_order=True
        )
        subjects = subjects.join(
            named.select(
                "subject_row",
                pl.col("exact").alias(concept),
                pl.col("half_unit").alias(f"{concept}.half"),
                pl.col("fact").alias(f"{concept}.fact"),
            ),
            on="subject_row",
            how="left",
            maintain_order="left",
        )
    return subjects
