"""What recognition hands on: facts as columns, the same figures a row a subject, and what was amiss in reading them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Literal

import polars as pl

from services.compute.reading.document import Cell, Table
from services.compute.recognition.columns import Column
from services.compute.recognition.institutions import Institution
from services.compute.recognition.periods import Period, names_a_quarter

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
    "category": pl.String,
    "value": pl.String,
    "exact": EXACT,
    "half_unit": EXACT,
    "unit": pl.String,
    "group": pl.String,
    "section": pl.String,
    "level": pl.Int64,
    "parent": pl.Int64,
    "statement": pl.String,
    "mended": pl.Boolean,
    "period_start": pl.Date,
    "period_end": pl.Date,
}
"""The columns of the facts frame; a row a fact, in reading order.

`category` is null for figures, as `value` and `exact` are for categories. `level` is the depth of the row in its table,
0 outermost, and `parent` the `subject_row` of the row it belongs under. `section` is the headings above the row that
hold no figures, joined by " / "; `group` is the same of the columns. `period_start` and `period_end` are the column's
own where it has one. `statement` is the kind of statement of the table; `mended` says that the text was not read as it
stands.
"""

PLACE = ("table", "page", "line", "row", "column", "cell", "text", "bbox")
"""Where a fact stands, as `EvidencePart` has it."""

_TOTAL = r"(?i)\btotal\b"
_A_QUARTER, _ALMOST_A_YEAR, _NO_END = timedelta(days=91), timedelta(days=364), timedelta(days=3660)

SUBJECT = (
    *("subject_row", "table", "page", "row", "subject_kind", "subject_code", "subject_name"),
    *("statement", "level", "parent", "section"),
)


RESERVED = frozenset(SUBJECT)
"""What no concept may be called, since `Statement.subjects` has such columns."""


@dataclass(frozen=True, slots=True)
class RowNote:
    """What had to be done to read a row, or could not be: the mend, the readings in doubt, the cells unread.

    `cells` are the cells concerned; `missing` the labels of columns that are left without a figure; `candidates` the
    values that an unread cell may state, where arithmetic leaves several.
    """

    kind: Literal["shifted", "ragged", "ambiguous", "unreadable", "missing", "stray"]
    table: str
    subject: tuple[str, str | None, str | None]
    cells: tuple[Cell, ...]
    subject_row: int
    moved: int = 0
    moves: int = 0
    rates_met: int = 0
    missing: tuple[str, ...] = ()
    width: int = 0
    candidates: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """`what` a title says, and the `cell` of `table` where it says so."""

    what: str
    cell: Cell
    table: str


@dataclass(frozen=True, slots=True)
class FilingNote:
    """Where titles of a filing contradict each other: what the filing is taken for, then what others say."""

    kind: Literal["period-conflict", "institution-conflict"]
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class StatedFormula:
    """A formula that the filing prints for the figure `reported` of the row `subject_row`, in table `table`.

    `texts` are the ways it is given, the one to try first first; `labels` the columns' words by the concept of their
    figures; `cell` is where it stands.
    """

    subject_row: int
    table: str
    reported: str
    texts: tuple[str, ...]
    labels: dict[str, str]
    cell: Cell | None


@dataclass(frozen=True, slots=True)
class StatedText:
    """What `cells` of the row `subject_row`, in table `table`, say in words under a heading of `concept`: the name of
    an indicator, its formula, the range of a traffic light. A text that goes on in the rows below has a cell in each.
    """

    subject_row: int
    table: str
    concept: str
    cells: tuple[Cell, ...]

    @property
    def text(self) -> str:
        """The whole of it, cells parted by a blank."""
        return " ".join(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class StatedClaim:
    """What a `sentence` claims of its figures: the fact `stated` is what the facts `of` give, within `bounds`."""

    kind: str
    sentence: str
    stated: str
    of: tuple[str, ...]
    expected: Decimal
    bounds: tuple[Decimal, Decimal]
    holds: bool


_ROUNDED = Decimal("1e-9")
"""What a share of a whole number, such as a third, may be off by."""


@dataclass(frozen=True, slots=True)
class QuantifiedClaim:
    """`words` in `cell` say that a share from `said_least` to `said_most` of all is so; the `facts` say that from
    `least` to `most` of `of` are.
    """

    words: str
    cell: Cell
    table: str
    facts: tuple[str, ...]
    least: int
    most: int
    of: int
    said_least: Decimal
    said_most: Decimal

    @property
    def holds(self) -> bool:
        """Whether what is said may be so."""
        return self.said_least * self.of <= self.most + _ROUNDED and self.least <= self.said_most * self.of + _ROUNDED


@dataclass(frozen=True, slots=True)
class RecognisedTable:
    """A table, its id and its columns (none if unknown); `data_rows` counts the rows that state figures. One that
    `goes_on` has the rows that follow those of the table before it, from which the end of a page parted them.

    `statement` is the kind of statement that it is or belongs to, None where it is of no known kind; `period` is that
    of its title, or of the filing.
    """

    id: str
    table: Table
    columns: tuple[Column, ...]
    data_rows: int
    statement: str | None = None
    period: Period | None = None
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """How many sentences of the running text state figures or assert something of rows, how many of them were held
    against figures with all that they say, and how many with a part of it.
    """

    sentences: int = 0
    held: int = 0
    partly: int = 0


@dataclass(frozen=True, slots=True)
class Statement:
    """One filing, understood. `facts` has the columns of `FACTS`; `subjects` is what `by_subject` makes of it. `unheld`
    says of each claim of the text that is held against nothing why that is.
    """

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
    filing_notes: tuple[FilingNote, ...] = ()
    formulas: tuple[StatedFormula, ...] = ()
    claims: tuple[StatedClaim, ...] = ()
    quantified: tuple[QuantifiedClaim, ...] = ()
    hidden_sheets: tuple[str, ...] = ()
    texts: tuple[StatedText, ...] = ()
    unstated: tuple[str, ...] = ()
    unheld: tuple[str, ...] = ()
    prose: Prose = Prose()

    @property
    def statements(self) -> tuple[str, ...]:
        """The kinds of statement found, in reading order; last those that the filing says do not apply."""
        found = [table.statement for table in self.tables if table.statement]
        return tuple(dict.fromkeys([*found, *self.unstated]))


def figures_of(subjects: pl.DataFrame, concepts: Collection[str]) -> list[str]:
    """The columns of `subjects` that are of `concepts`: figures, halves of their last digits, facts. To look at all
    columns row by row takes long in a filing of many rows.
    """
    return [name for name in subjects.columns if name.partition(".")[0] in concepts]


_TARGETS = ("target_original", "target_modified")
_CHOSEN = ("subject_row", "concept")


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
    whose column is a total; of those for parts of the same year that which covers most of it, but of targets that for
    as long as what was achieved. What was achieved in a part of the year is never beside a target for longer.
    """
    subjects = facts.select(SUBJECT).unique(subset="subject_row", keep="first", maintain_order=True)
    year, first = pl.col("year"), pl.col("year").first().over(_CHOSEN)
    chosen = (
        _with_times(facts, period)
        .with_columns(_as_long_as_achieved(facts))
        .filter("stated")
        .sort("total", descending=True, maintain_order=True)
        .filter(year.eq_missing(first))
        .sort("as_achieved", "lasts", "part", descending=[True, True, False], nulls_last=True, maintain_order=True)
        .unique(subset=_CHOSEN, keep="first", maintain_order=True)
    )
    chosen = _comparable(chosen)
    named = facts.select("subject_row", "concept", "exact", "half_unit", "fact")[chosen["place"]]
    if named.is_empty():
        return subjects
    turned = named.pivot("concept", index="subject_row", values=("exact", "half_unit", "fact"))
    ends = {"exact": "", "half_unit": ".half", "fact": ".fact"}
    order = [
        concept for concept in facts["concept"].unique(maintain_order=True) if f"exact_{concept}" in turned.columns
    ]
    columns = [pl.col(f"{part}_{concept}").alias(f"{concept}{end}") for concept in order for part, end in ends.items()]
    return subjects.join(turned.select("subject_row", *columns), on="subject_row", how="left", maintain_order="left")
