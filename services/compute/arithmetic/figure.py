"""A number as it was printed: a value, and how far the digits shown leave it open."""

from decimal import Decimal
from typing import NamedTuple


class Figure(NamedTuple):
    """`value` is exact (27% is 0.27); the true figure lies within `half_unit` of it, half of the last digit shown.

    `half_unit` is 0 for a figure that is exact, such as a count. `percent` says that a percent sign stood by it.
    """

    value: Decimal
    half_unit: Decimal
    percent: bool = False

    def scaled(self, factor: Decimal) -> "Figure":
        """The same figure in another scale: with 0.01, percentage points become a ratio."""
        return Figure(self.value * factor, self.half_unit * factor, self.percent)

    def counted(self) -> "Figure":
        """The same figure as a count: exact where it shows no decimals."""
        return Figure(self.value, Decimal(0), self.percent) if self.half_unit == Decimal("0.5") else self
