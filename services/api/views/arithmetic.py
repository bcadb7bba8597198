"""The arithmetic of an anomaly written out: which of its own figures give what was expected."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

_MOST_PARTS = 40


@dataclass(frozen=True, slots=True)
class Sum:
    """``parts joined by sign = expected``; `said` is what the filing prints instead. `ratio`: these are rates."""

    parts: tuple[str, ...]
    sign: str
    expected: Decimal
    said: str | None
    ratio: bool


def worked_out(
    expected: Decimal | None, observed: Decimal | None, figures: Sequence[tuple[Decimal, str]]
) -> Sum | None:
    """The check of an anomaly over `figures` (values, and how they are printed); None where no plain sum gives it."""
    if expected is None or observed is None:
        return None
    said = next((number for number, (value, _) in enumerate(figures) if value == observed), None)
    printed = None if said is None else figures[said][1]
    others = [one for number, one in enumerate(figures) if number != said]
    if not 2 <= len(others) <= _MOST_PARTS:
        return None
    step = Decimal(1).scaleb(int(expected.as_tuple().exponent))
    if abs(sum((value for value, _ in others), Decimal(0)) - expected) <= step:
        return Sum(tuple(text for _, text in others), "+", expected, printed, ratio=False)
    if len(others) == 2:
        for (first, first_text), (second, second_text) in permutations(others):
            if abs(first - second - expected) <= step:
                return Sum((first_text, second_text), "−", expected, printed, ratio=False)
            if second and abs(first / second - expected) <= step:
                return Sum((first_text, second_text), "÷", expected, printed, ratio=True)
    return None
