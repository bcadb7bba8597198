"""What the columns of a table's rows are for, asked once and not row by row."""

from dataclasses import dataclass
from functools import cached_property

from services.compute.recognition.columns import Column
from services.compute.recognition.concepts import TIMES_OF_ROWS, Concept
from services.compute.recognition.folding import fold
from services.compute.recognition.stated import PARTS, states_formulas, tells_of_indicators
from services.compute.recognition.vocabulary import vocabulary

_UNIT = "unit_of_measure"
Placed = list[tuple[int, Column]]
"""Columns, and their places among the cells of a row."""


@dataclass(frozen=True)
class Roles:
    """The `columns` of the rows of one half of a stretch, by what their cells are."""

    columns: tuple[Column, ...]

    @cached_property
    def measures(self) -> Placed:
        """Those of figures."""
        return [(place, column) for place, column in enumerate(self.columns) if column.is_measure]

    @cached_property
    def categories(self) -> Placed:
        """Those of categories."""
        return [(place, column) for place, column in enumerate(self.columns) if column.is_category]

    @cached_property
    def units(self) -> list[int]:
        """The places of the rows' units of measure."""
        return [n for n, column in enumerate(self.columns) if column.concept and column.concept.code == _UNIT]

    @cached_property
    def unknown(self) -> list[int]:
        """The places of columns that nothing is known of."""
        return [place for place, column in enumerate(self.columns) if column.concept is None]

    @cached_property
    def tells_when(self) -> bool:
        """Whether rows say of when they are, in columns of their own."""
        return any(c.concept is not None and c.concept.code in TIMES_OF_ROWS for c in self.columns)

    @cached_property
    def states_formulas(self) -> bool:
        """Whether rows may state formulas."""
        return states_formulas(self.columns)

    @cached_property
    def tells_of_indicators(self) -> bool:
        """Whether rows say in words what tells of indicators."""
        return tells_of_indicators(self.columns)

    def has_unit_of_row(self, concept: Concept) -> bool:
        """Whether a figure of `concept` is in the unit of its row: what an indicator is worked out of is not, unless
        the heading over the units says so.
        """
        return not concept.code.startswith(PARTS) or self._units_are_of_parts

    @cached_property
    def _units_are_of_parts(self) -> bool:
        labels = [self.columns[place].path for place in self.units]
        return any(not vocabulary().units_of_parts.isdisjoint(fold(label).split()) for label in labels)
