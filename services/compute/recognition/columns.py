"""A column of a table, and in which scale its figures stand."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from services.compute.arithmetic import Figure, Verdict, quotient
from services.compute.reading.document import Cell
from services.compute.recognition.figures import parse
from services.compute.recognition.vocabulary import Concept

_ONE, _HUNDREDTH = Decimal(1), Decimal("0.01")
_ROWS_THAT_TELL = 500


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its 0-based `index`, its own `label`, the `group` heading over it, and what it was taken for.

    `factor` brings its figures to the scale of facts: 1000 for thousands of pesos, 0.01 for percentage points.
    """

    index: int
    label: str
    group: str
    concept: Concept | None
    factor: Decimal = _ONE

    @property
    def is_measure(self) -> bool:
        """Whether figures stand in it."""
        return self.concept is not None and self.concept.kind != "role"

    def figure(self, cell: Cell) -> Figure | None:
        """The figure that `cell` states in this column; None where there is none, or it cannot be read."""
        if not self.is_measure or (figure := parse(cell)) is None:
            return None
        if self.concept is not None and self.concept.kind == "target":
            return figure.counted()
        return figure if figure.percent else figure.scaled(self.factor)


def with_scales(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], amount_factor: Decimal
) -> tuple[Column, ...]:
    """`columns` with the scale of each: `amount_factor` for money, and for rates what their own arithmetic says.

    A rate printed as ``27`` may mean 27 % or 27 times. The scale under which more rows hold is the one; where no row
    tells, a number with no percent sign is taken as the ratio it says.
    """
    amounts = [
        replace(column, factor=amount_factor) if column.concept and column.concept.kind == "amount" else column
        for column in columns
    ]
    by_code = {column.concept.code: column for column in amounts if column.concept}
    scaled = []
    for column in amounts:
        pair = column.concept.quotient if column.concept else None
        if pair and pair[0] in by_code and pair[1] in by_code:
            numerator, denominator = by_code[pair[0]], by_code[pair[1]]
            column = max(
                (replace(column, factor=factor) for factor in (_ONE, _HUNDREDTH)),
                key=lambda candidate: _rows_met(candidate, numerator, denominator, rows),
            )
        scaled.append(column)
    return tuple(scaled)


def _rows_met(rate: Column, numerator: Column, denominator: Column, rows: Sequence[Sequence[Cell]]) -> int:
    met = 0
    for row in rows[:_ROWS_THAT_TELL]:
        if max(rate.index, numerator.index, denominator.index) < len(row):
            figures = [column.figure(row[column.index]) for column in (numerator, denominator, rate)]
            top, bottom, stated = figures
            if top and bottom and stated and not stated.percent:
                met += quotient(top, bottom, stated).verdict == Verdict.HOLDS
    return met
