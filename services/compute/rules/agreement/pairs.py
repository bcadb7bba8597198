"""Two figures wrong in one sum, which hide each other or spoil it together: what neither explains alone."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from services.compute.rules.agreement.equation import Equation
from services.compute.rules.agreement.known import Known

_MOST_TRIED = 2_000
Value = tuple[Known, Decimal]
"""A figure, and what it should be."""
Holding = Callable[[str], Sequence[Equation]]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures with what they should be, each by an equation of its own, and the places of the failing equations
    that hold then; so many more hold than `before`.
    """

    values: tuple[Value, Value]
    mends: tuple[int, ...]
    more: int

    def of(self, failing: Sequence[Equation]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The equations mended by the first and those left for the second."""
        fact = self.values[1][0].fact
        alone = tuple(place for place in self.mends if fact in failing[place].facts)
        return tuple(place for place in self.mends if place not in alone), alone


def best_pairs(failing: Sequence[Equation], holding: Holding) -> list[Pair]:
    """The pairs by which most of the `failing` equations hold and fewest of those `holding` each fact do not, all that
    do as well; none where no pair mends two and more that each figure's own equation does not.
    """
    best: list[Pair] = []
    for number, values in enumerate(_candidates(failing, holding)):
        if number == _MOST_TRIED:
            break
        pair = _pair(values, failing, holding)
        if len(pair.mends) > 1 and pair.more >= (best[0].more if best else 1):
            best = [pair] if not best or pair.more > best[0].more else [*best, pair]
    return best


def _candidates(failing: Sequence[Equation], holding: Holding) -> Iterator[tuple[Value, Value]]:
    """Two figures of one equation, each with the value that a failing equation without the other asks for."""
    asked: dict[str, list[tuple[int, Known, Decimal]]] = {}
    for place, one in enumerate(failing):
        for figure in (one.aggregate, *one.parts):
            mended = one.mended(figure.fact)
            if mended is not None:
                asked.setdefault(figure.fact, []).append((place, figure, mended.value))
    shared = {
        id(one): one for fact in asked for one in (*holding(fact), *(failing[place] for place, _, _ in asked[fact]))
    }
    seen: set[tuple[str, str]] = set()
    for equation in shared.values():
        facts = [fact for fact in equation.facts if fact in asked]
        for number, first in enumerate(facts):
            for second in facts[number + 1 :]:
                if (first, second) in seen or (second, first) in seen:
                    continue
                seen.add((first, second))
                for by_first, figure, value in asked[first]:
                    for by_second, other, other_value in asked[second]:
                        if second not in failing[by_first].facts and first not in failing[by_second].facts:
                            yield (figure, value), (other, other_value)


def _pair(values: tuple[Value, Value], failing: Sequence[Equation], holding: Holding) -> Pair:
    changed: Mapping[str, Decimal] = {figure.fact: value for figure, value in values}
    mends = tuple(
        place for place, one in enumerate(failing) if changed.keys() & {*one.facts} and one.holds_with(changed)
    )
    touched = {id(one): one for fact in changed for one in holding(fact)}
    breaks = sum(not one.holds_with(changed) for one in touched.values())
    return Pair(values, mends, len(mends) - breaks)
