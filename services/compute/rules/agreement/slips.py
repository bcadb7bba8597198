"""The figures that one slip of the hand makes of another: one digit for another, or two that changed places."""

import math
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise

from services.compute.arithmetic.slip import is_slip

_LEAST_UNIT = Decimal("1e-10")
_ROUND = 3.0
"""How much likelier a figure is that ends in one zero more."""
_MOST_ZEROS = 4


def likelihood(value: Decimal, half: Decimal, mends: Callable[[Decimal], bool]) -> float:
    """How likely it is that a slip made `value`, known to `half` of its last digit, of a figure that `mends` all.

    It is the share of such figures among all that a slip makes `value` of; those that end in more zeros than it weigh
    more, since amounts are round more often than chance would have it. Nothing is as round as anything.
    """
    unit = max(2 * half, _LEAST_UNIT)
    units = int(abs(value) / unit)
    sign = -1 if value < 0 else 1
    made = list(_slips(units, max(1, -unit.adjusted() + 1)))
    zeros = _zeros(units)
    said = sum(_ROUND ** (_zeros(one) - zeros if units else 0) for one in made if mends(sign * one * unit))
    return said / len(made)


def rounder(value: Decimal, other: Decimal, half: Decimal) -> float:
    """How much likelier `other` is than `value`, known to `half` of its last digit, by the zeros that they end in; of
    nothing these say nothing.
    """
    if not value or not other:
        return 1.0
    unit = max(2 * half, _LEAST_UNIT)
    more = _zeros(int(abs(other) / unit)) - _zeros(int(abs(value) / unit))
    return float(_ROUND ** min(max(more, -_MOST_ZEROS), _MOST_ZEROS))


def _slips(units: int, fewest: int) -> Iterator[int]:
    """What a number may have been before one of its digits, of which it shows at least `fewest`, was taken for another,
    or two beside each other changed places.

    It had as many digits as it has: a first digit is none that was left out.
    """
    length = len(str(units))
    for place, digit in enumerate(reversed(str(units).zfill(fewest))):
        leads = place == length - 1 and length > fewest
        for other in range(1 if leads else 0, 10):
            if other != int(digit):
                yield units + (other - int(digit)) * 10**place
    digits = str(units).zfill(fewest)
    for place, (left, right) in enumerate(pairwise(digits)):
        if left != right and not (place == 0 and right == "0" and length > fewest):
            yield int(digits[:place] + right + left + digits[place + 2 :])


def _zeros(units: int) -> int:
    """How many zeros a number ends in."""
    text = str(units)
    return len(text) - len(text.rstrip("0")) if units else 0


def bits_of_slip(off: Decimal, size: Decimal, tolerance: Decimal, half: Decimal) -> float:
    """How many bits chance would have to guess for a sum of `size` to be `off` by one digit, or by two that changed
    places, give or take `tolerance`, among figures known to `half` of their last digit; 0 where it is off by more.
    """
    if not is_slip(float(off), float(tolerance)):
        return 0.0
    unit = max(2 * half, _LEAST_UNIT)
    largest = max(abs(size), abs(off))
    digits = max(1, largest.adjusted() - unit.adjusted() + 1)
    return max(0.0, math.log2(float(2 * largest / (18 * digits * (2 * tolerance + unit)))))
