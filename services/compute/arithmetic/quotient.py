"""Whether a reported rate is the quotient of two figures, within what the printed digits allow."""

from dataclasses import dataclass
from decimal import Context, Decimal
from enum import StrEnum

from services.compute.arithmetic.figure import Figure

_EXACTLY = Context(prec=40)


class Verdict(StrEnum):
    """How a check ended. Vacuous: nothing over nothing, or over zero, reported as zero as filings do."""

    HOLDS = "holds"
    FAILS = "fails"
    VACUOUS = "vacuous"


@dataclass(frozen=True, slots=True)
class Quotient:
    """The check of one rate. `low` and `high` bound the quotient that the printed digits allow; None over zero."""

    verdict: Verdict
    expected: Decimal | None
    low: Decimal | None
    high: Decimal | None


def quotient(numerator: Figure, denominator: Figure, rate: Figure) -> Quotient:
    """Hold the reported `rate` against `numerator` / `denominator`.

    It holds if some true values within the digits shown make it hold. Over zero no rate is true; filings print 0
    there, which is let pass, and any other figure is not.
    """
    if denominator.value == 0:
        verdict = Verdict.VACUOUS if rate.value == 0 else Verdict.FAILS
        return Quotient(verdict, None, None, None)
    over, add, less = _EXACTLY.divide, _EXACTLY.add, _EXACTLY.subtract
    tops, bottoms = (
        (less(side.value, side.half_unit), add(side.value, side.half_unit)) for side in (numerator, denominator)
    )
    if tops[0] >= 0 and bottoms[0] > 0:  # as nearly all are
        low, high = over(tops[0], bottoms[1]), over(tops[1], bottoms[0])
    else:
        corners = [over(top, bottom) for top in tops for bottom in bottoms if bottom != 0]
        low, high = min(corners), max(corners)
    meets = low <= add(rate.value, rate.half_unit) and high >= less(rate.value, rate.half_unit)
    return Quotient(Verdict.HOLDS if meets else Verdict.FAILS, over(numerator.value, denominator.value), low, high)
