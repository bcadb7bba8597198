"""Which sums follow from others: they say nothing new, however well they come out."""

import numpy as np

from services.compute.arithmetic.numerals import Floats
from services.compute.arithmetic.relation import Pattern

_NOTHING = 1e-6


class Implied:
    """The sums that follow from those taken in, over lines numbered up to `count`."""

    def __init__(self, count: int) -> None:
        self._basis: Floats = np.zeros((0, count))
        self._stands_for = np.arange(count)

    def equate(self, line: int, other: int) -> None:
        """Let it be known, before any sum, that `line` repeats `other`, which repeats none: they count as one."""
        self._stands_for[line] = other

    def take(self, pattern: Pattern) -> None:
        """Let `pattern` be known."""
        left = self._left(pattern)
        size = np.linalg.norm(left)
        if size > _NOTHING:
            self._basis = np.vstack([self._basis, left / size])

    def __contains__(self, pattern: Pattern) -> bool:
        return bool(np.linalg.norm(self._left(pattern)) <= _NOTHING)

    def _left(self, pattern: Pattern) -> Floats:
        """What of `pattern`, as an equation over the lines, those known do not give."""
        equation = np.zeros(self._basis.shape[1])
        equation[self._stands_for[pattern.aggregate]] = 1.0
        np.subtract.at(equation, self._stands_for[list(pattern.parts)], 1.0)
        for _ in range(2):
            equation -= (self._basis @ equation) @ self._basis
        return equation
