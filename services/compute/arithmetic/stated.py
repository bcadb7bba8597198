"""The arithmetic that forms state of themselves: ``3 = (1 + 2)`` under a heading, ``V = A1 - B1`` in a label."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import product

_REFERENCE = r"(?:[A-Za-z]{1,4}\d{0,2}(?:\.\d{1,2})?|\d{1,2}(?:\.\d{1,2})?)"
_TERMS = rf"[+\-–—]?\s*{_REFERENCE}(?:\s*[+\-–—]\s*{_REFERENCE})*"
_EQUATION = re.compile(rf"(?P<left>{_REFERENCE})\s*=\s*\(?\s*(?P<terms>{_TERMS})\s*\)?")
_NUMBERED = re.compile(r"^\(?\s*(\d{1,2}|[A-Z])\s*\)?(?:\s*=|$)")
_TERMS_ALONE = re.compile(rf"\(?\s*(?P<terms>{_REFERENCE}(?:\s*[+\-–—]\s*{_REFERENCE})+)\s*\)?$")
_TERM = re.compile(rf"([+\-–—]?)\s*({_REFERENCE})")


@dataclass(frozen=True, slots=True)
class Equation:
    """`left` is the sum of `terms`, each with its sign. References are as printed, letters in their case."""

    left: str | None
    terms: tuple[tuple[int, str], ...]

    @property
    def only_adds(self) -> bool:
        """Whether nothing is taken away."""
        return all(sign > 0 for sign, _ in self.terms)


@lru_cache(maxsize=1 << 14)
def equation_in(text: str) -> Equation | None:
    """The equation that `text` states, the last in it; None where it states none. Of one term alone is none."""
    found = list(_EQUATION.finditer(text))
    if not found:
        alone = _TERMS_ALONE.search(text.strip())
        return Equation(None, _terms(alone["terms"])) if alone and any(c.isdigit() for c in alone["terms"]) else None
    return Equation(found[-1]["left"], _terms(found[-1]["terms"]))


def number_of(stated: str) -> str | None:
    """The number that a column goes by: 3 of ``3 = (1 + 2)``, A of ``A``."""
    found = _NUMBERED.match(stated.strip())
    return found[1] if found else None


def _terms(text: str) -> tuple[tuple[int, str], ...]:
    return tuple((-1 if sign in ("-", "–", "—") else 1, name) for sign, name in _TERM.findall(text))


def worked(equation: Equation, values: Mapping[str, Decimal], turned: frozenset[str] = frozenset()) -> Decimal | None:
    """What the terms come to; None where one of them is not among `values`. Those in `turned` count the other way."""
    total = Decimal(0)
    for sign, name in equation.terms:
        if name not in values:
            return None
        total += (-sign if name in turned else sign) * values[name]
    return total


def signs_that_hold(
    equation: Equation, rows: Sequence[tuple[Decimal, Mapping[str, Decimal]]], slack: Decimal
) -> frozenset[str]:
    """The terms whose figures are printed with the sign that the equation gives them already, so that it holds.

    Forms print what is taken away as a negative figure, or as a positive one. The reading under which most of `rows`
    (what is stated, and the figures by reference) hold is the one; nothing is turned where that does not help.
    """
    taken = [name for sign, name in equation.terms if sign < 0]
    may_turn = [name for name in taken if any(values.get(name, 0) < 0 for _, values in rows)]
    best: tuple[int, frozenset[str]] = (-1, frozenset())
    for chosen in product((False, True), repeat=len(may_turn)):
        turned = frozenset(name for name, turn in zip(may_turn, chosen, strict=True) if turn)
        holding = sum(
            (total := worked(equation, values, turned)) is not None and abs(total - stated) <= slack
            for stated, values in rows
        )
        if holding > best[0]:
            best = (holding, turned)
    return best[1]
