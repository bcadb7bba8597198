"""What a sentence claims of its own numbers."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from services.compute.recognition.prose.mentions import Mention

Kind = Literal["parts", "share", "change", "rest", "growth", "difference", "total"]


@dataclass(frozen=True, slots=True)
class Claim:
    """`stated` is what the `sentence` says; `expected`, within `low` to `high`, what its other numbers give.

    `of` are those numbers: the parts of a sum; numerator and denominator; the old figure and the change.
    """

    kind: Kind
    sentence: str
    stated: Mention
    of: tuple[Mention, ...]
    expected: Decimal
    low: Decimal
    high: Decimal

    @property
    def holds(self) -> bool:
        """Whether the figures agree within the digits they show."""
        figure = self.stated.figure
        return self.low <= figure.value + figure.half_unit and self.high >= figure.value - figure.half_unit
