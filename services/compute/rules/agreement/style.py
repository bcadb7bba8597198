"""How messages name the columns of a table and print what is worked out of its figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from services.compute.recognition.columns import label_among
from services.compute.recognition.statement import Statement, place_of
from services.compute.rules.agreement.equation import Equation
from services.compute.rules.agreement.known import Known
from services.compute.rules.wording import in_places, print_places, print_scale, stored_rate

_LONGEST = 70


@dataclass(frozen=True, slots=True)
class Style:
    """How a table prints its figures: what one unit stands for, and with how many decimals."""

    scale: Decimal
    places: int

    @classmethod
    def of(cls, statement: Statement, equation: Equation) -> Style:
        """That of the figures of `equation`, so that what is worked out of them reads as they do."""
        return cls._of(statement, equation.facts)

    @classmethod
    def beside(cls, statement: Statement, equation: Equation, figure: Known) -> Style:
        """That of `figure`, which `equation` may hold against one that another table prints in another unit."""
        return cls._of(statement, (figure.fact,) if equation.source == "again" else equation.facts)

    @classmethod
    def _of(cls, statement: Statement, facts: Sequence[str]) -> Style:
        return cls(print_scale(statement, facts), print_places(statement, facts))

    def shown(self, value: Decimal, figure: Known) -> str:
        """`value`, what `figure` is or is off by, as the table would print it; in percent where it is a rate."""
        return stored_rate(value) if figure.unit == "ratio" else in_places(value / self.scale, self.places)


def shortened(name: str) -> str:
    """`name`, cut where it is long."""
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"


def column_label(statement: Statement, figure: Known) -> str:
    """What the column of a figure is called, so that no other of its table is; empty where it has no heading."""
    own = statement.facts["table"][place_of(figure.fact)]
    table = next(table for table in statement.tables if table.id == own)
    column = next((column for column in table.columns if column.index == figure.column), None)
    return label_among(column, table.columns) if column else ""
