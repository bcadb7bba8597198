"""A column of a table, and in which scale its figures stand."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import Literal

from services.compute.arithmetic import Figure
from services.compute.reading.document import Cell
from services.compute.recognition.concepts import Concept
from services.compute.recognition.figures import is_absent, mend_of, parse, states
from services.compute.recognition.numbers import Style
from services.compute.recognition.periods import Period
from services.compute.recognition.vocabulary import vocabulary
from services.compute.recognition.within_years import names_a_quarter

_ONE = Decimal(1)
_WHOLE = Decimal("0.5")
_MOSTLY = 0.8
_FEWEST_FILLED = 20
_NAMES_TOO = (
    *(("programme_name", "programme"), ("description", "account"), ("responsible_unit", "account")),
    *(("classification", "account"), ("branch", "account"), ("item", "account"), ("theme", "objective")),
)
"""The roles of columns that name the rows where no other does, those that tell more first, and what they name."""
_CODE = re.compile(r"(?:[A-ZÑ]{2,8}[-/]){0,3}[A-ZÑ]{0,6}[-.]?\d[\w.\-/]*", re.IGNORECASE)


Reason = Literal["term", "near-term", "year", "values", "own-label", "arithmetic", "form", "beside", "title"]
"""What told a column: its words, words nearly its own, a year, its cells, nothing but its own label, sums,
its place in a form, the figures beside it, the title over the table."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its 0-based `index`, its own `label`, the `group` heading over it, and what it was taken for.

    `period` is its own, where its heading names one. `half` counts, where rows lie side by side (assets left,
    liabilities right), the rows to which it belongs. `stated` is what the form's row of column numbers says of it
    (``3 = (1 + 2)``). `confidence` (0 to 1) is how sure it is of its concept, and `reason` what told it.

    `outer`: it names what several rows belong under, and another column each of them.
    `of` is the concept of the second number of cells that say so many of so many (``3 de 4``), empty where none do.
    `codes_lead` says that its cells are names which codes lead, ``E011 Hospitales``.
    `style` is how its cells write numbers. `factor` brings its figures to the scale of facts: 1000 for thousands of
    pesos, 0.01 for percentage points.
    `whole_half_unit` is how exact a figure is that shows no decimals among others that do, such as 1 among 0.27 and
    0.8; None where it is as exact as it looks.
    """

    index: int
    label: str
    group: str
    concept: Concept | None
    factor: Decimal = _ONE
    whole_half_unit: Decimal | None = None
    period: Period | None = None
    half: int = 0
    stated: str = ""
    confidence: float = 0.0
    reason: Reason | None = None
    style: Style | None = None
    of: str = ""
    outer: bool = False
    codes_lead: bool = False

    def __hash__(self) -> int:
        return hash((self.index, self.half, self.label))  # as much as tells columns apart, once or twice a row

    @property
    def path(self) -> str:
        """All that heads it, outermost first, joined by " / "."""
        return f"{self.group} / {self.label}" if self.group else self.label

    @property
    def names_rows(self) -> bool:
        """Whether the names or codes of rows stand in it."""
        return self.concept is not None and self.concept.code in ("name", "code")

    @property
    def is_measure(self) -> bool:
        """Whether figures stand in it."""
        return self.concept is not None and self.concept.kind not in ("role", "category")

    @property
    def is_category(self) -> bool:
        """Whether one of a few words stands in it."""
        return self.concept is not None and self.concept.kind == "category"

    @property
    def is_of_part(self) -> bool:
        """Whether its heading says that its figures are those of a part of a year, such as a quarter."""
        own = self.period is not None and not self.period.whole_year
        return own or any(map(names_a_quarter, (self.label, *self.group.split(" / "))))

    def figure(self, cell: Cell) -> Figure | None:
        """The figure that `cell` states in this column; None where there is none, or it cannot be read."""
        if not self.is_measure or (figure := parse(cell, self.style)) is None:
            return None
        return self.scaled(figure)

    def states(self, cell: Cell) -> bool:
        """Whether `cell` states a figure in this column that can be read; sooner told than which."""
        return self.is_measure and states(cell, self.style)

    def mend(self, cell: Cell) -> str | None:
        """What had to be put right to read `cell`'s figure; None where nothing had."""
        return mend_of(cell, self.style)

    def scaled(self, figure: Figure) -> Figure:
        """`figure` as read from a cell, in the column's scale."""
        if self.concept is not None and self.concept.kind in ("target", "count"):
            return figure.counted()
        if figure.percent:
            return figure
        if self.whole_half_unit is not None and figure.half_unit >= _WHOLE:
            figure = figure._replace(half_unit=self.whole_half_unit)
        return figure if self.factor == _ONE else figure.scaled(self.factor)


def label_among(column: Column, columns: Sequence[Column]) -> str:
    """The label of `column`, with its group's before it where another of `columns` has the same."""
    alone = sum(other.label == column.label for other in columns) <= 1
    return column.label if alone else column.path


def sides_of(rate: Column, columns: Sequence[Column]) -> tuple[Column, Column] | None:
    """Of `columns` those whose quotient `rate` is, None where there are none or it is no rate.

    Each is that under the same group heading, else that of the rate's own period, or of one that it is part of, as an
    indicator's target is the year's; of a rate that names no time the base is rather that of the numerator's period.
    """
    pair = rate.concept.quotient if rate.concept else None
    if pair is None:
        return None
    found = [[c for c in columns if c.half == rate.half and c.concept and c.concept.code == code] for code in pair]
    grouped = [[c for c in side if c.group == rate.group] for side in found]
    found = grouped if rate.group and all(grouped) else found
    numerator, denominator = (_of_period(side, rate.period) for side in found)
    if numerator and numerator.period and rate.period is None:
        denominator = next((c for c in found[1] if c.period == numerator.period), denominator)
    return (numerator, denominator) if numerator and denominator else None


def _of_period(columns: Sequence[Column], period: Period | None) -> Column | None:
    """Of `columns` that of `period`, or of one around it; else the only one, or that of no part of a year."""
    own = [column for column in columns if column.period == period]
    around = [
        c for c in columns if c.period and period and c.period.start <= period.start and period.end <= c.period.end
    ]
    whole = [column for column in columns if period is None and not column.is_of_part]
    alone = next((found for found in (columns, whole) if len(found) == 1), ())
    return next(iter([*own, *around, *alone]), None)


@lru_cache(maxsize=256)
def rates_among(columns: tuple[Column, ...]) -> tuple[tuple[Column, Column, Column], ...]:
    """The reported rates among `columns`, each with the two whose quotient it is."""
    return tuple((rate, *sides) for rate in columns if (sides := sides_of(rate, columns)))


def described(columns: Sequence[Column]) -> list[Column]:
    """`columns`; where none is headed as names, what describes the rows, or says whose they are, names them; else what
    is headed nearly as something else that is said of rows: "Unidad médica", which is no unit of measure.
    """
    if any(column.concept is not None and column.concept.code == "name" for column in columns):
        return list(columns)
    names = {concept.subject: concept for concept in reversed(vocabulary().concepts) if concept.code == "name"}
    for code, subject in _NAMES_TOO:
        told = [c for c in columns if c.concept is not None and c.concept.code == code]
        if told:
            return [replace(c, concept=names[subject]) if c is told[0] else c for c in columns]
    nearly = next((c for c in columns if c.reason == "near-term" and c.concept and c.concept.kind == "role"), None)
    if nearly is not None and not any(column.names_rows for column in columns):
        return [replace(c, concept=names["account"]) if c is nearly else c for c in columns]
    return list(columns)


def looks_like_code(text: str) -> bool:
    """Whether `text` is one word of letters and digits, as programmes are numbered."""
    return bool(_CODE.fullmatch(text))


def cells_of(column: Column, rows: Sequence[Sequence[Cell]], most: int = 500) -> list[Cell]:
    """The filled cells of `column` in the first `most` rows; where few of these fill it, the first of all."""
    place = column.index
    first = [row[place] for row in rows[:most] if place < len(row) and row[place].text]
    if len(first) >= _FEWEST_FILLED or len(rows) <= most:
        return first
    further = (row[place] for row in islice(rows, most, None) if place < len(row) and row[place].text)
    return [*first, *islice(further, most)]


def mostly(
    column: Column, rows: Sequence[Sequence[Cell]], is_so: Callable[[Cell], bool], share: float = _MOSTLY
) -> bool:
    """Whether at least `share` of the cells of `column` that state something are so."""
    cells = [cell for cell in cells_of(column, rows) if not is_absent(cell)]
    return bool(cells) and sum(map(is_so, cells)) >= share * len(cells)
