"""What `find_relations` gives: an operator, the cell that it makes, the cells that it is made of."""

from dataclasses import dataclass
from typing import Literal

Operator = Literal["Sum", "Average", "Division", "RelativeChange"]
Place = tuple[int, int]
"""Row and column of a cell, 0-based."""


@dataclass(frozen=True, slots=True)
class Relation:
    """The cell `aggregate` is the sum or average of `parts`, or the quotient of two (numerator, denominator), or their
    relative change (old, new). `holds` says whether it comes out within the digits shown.
    """

    operator: Operator
    aggregate: Place
    parts: tuple[Place, ...]
    holds: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    """One relation between lines, true of the cells along them from `begin` to before `end`.

    `bits` is how much evidence there is that it is no coincidence, `least` how much there must be. `rounded` says
    that its figures are taken to be rounded to the step in which they go, not to the last digit shown.
    Lines and cells are numbered as in `Lines`.
    """

    operator: Operator
    aggregate: int
    parts: tuple[int, ...]
    begin: int
    end: int
    bits: float
    least: float
    rounded: bool = False

    def overlaps(self, other: "Pattern") -> bool:
        """Whether both speak of some of the same cells along the lines."""
        return self.begin < other.end and other.begin < self.end
