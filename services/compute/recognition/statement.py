"""What recognition hands on: facts as columns, tables, texts, claims, and what was amiss in reading them."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import polars as pl

from services.compute.reading.document import Cell, Table
from services.compute.recognition.columns import Column
from services.compute.recognition.institutions import Institution
from services.compute.recognition.periods import Period

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

SUBJECT = (
    *("subject_row", "table", "page", "row", "subject_kind", "subject_code", "subject_name"),
    *("statement", "level", "parent", "section"),
)
RESERVED = frozenset(SUBJECT)
"""What no concept may be called, since `Statement.subjects` has such columns."""


def place_of(fact: str) -> int:
    """In which row of the facts frame `fact` stands."""
    return int(fact[1:]) - 1


@dataclass(frozen=True, slots=True)
class RowNote:
    """What had to be done to read a row, or could not be: the mend, the readings in doubt, the cells unread.

    `cells` are the cells concerned; `missing` the labels of columns that are left without a figure, and `instead` what
    those cells say that are not empty, each with its column's label; `candidates` the values that an unread cell may
    state, where arithmetic leaves several. Of kind "unpaired" are the columns of figures, each by its first cell, of
    which nothing tells beside which of two columns of names they belong.
    """

    kind: Literal["shifted", "ragged", "ambiguous", "unreadable", "missing", "stray", "unpaired"]
    table: str
    subject: tuple[str, str | None, str | None]
    cells: tuple[Cell, ...]
    subject_row: int
    moved: int = 0
    moves: int = 0
    rates_met: int = 0
    missing: tuple[str, ...] = ()
    instead: tuple[tuple[str, Cell], ...] = ()
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
    """One filing, understood. `facts` has the columns of `FACTS`; `subjects` is what `subject_rows.by_subject` makes of
    it. `unheld` says of each claim of the text that is held against nothing why that is.
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
