"""Equations that fail, laid at as few cells as will do: the suspects, likeliest first, with what would mend them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from services.compute.rules.agreement.equation import Equation, Known, Mended
from services.compute.rules.agreement.slips import likelihood

Witnesses = Mapping[str, Sequence[Equation]]
"""By fact the equations with it that hold: a value that they do not allow is none that it should have."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A figure that may be wrong, and the value that would mend every equation of its contradiction."""

    figure: Known
    expected: Decimal


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One error: the equations that fail by it, and the suspects. `sure` says that the first stands out."""

    equations: tuple[Equation, ...]
    suspects: tuple[Suspect, ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class _Blame:
    """The equations that one value of one figure mends, how many that hold it would break, and how likely it is that a
    slip made the figure of such a value.
    """

    suspect: Suspect
    mends: tuple[int, ...]
    breaks: int
    slip: float

    @property
    def agreement(self) -> tuple[int, int]:
        """How many equations would hold that do not, all in all, and how many are mended."""
        return (len(self.mends) - self.breaks, len(self.mends))

    @property
    def weight(self) -> tuple[tuple[int, int], float]:
        return (self.agreement, self.slip)


def witnesses(equations: Iterable[Equation]) -> Witnesses:
    """Those of `equations` that hold, by the facts that take part."""
    found: dict[str, list[Equation]] = defaultdict(list)
    for one in equations:
        if one.holds:
            for fact in one.facts:
                found[fact].append(one)
    return found


def contradictions(failing: Iterable[Equation], holding: Witnesses) -> Iterator[Contradiction]:
    """Take the figure that most of the `failing` equations blame, with what it would mend, and so on until none is
    left.
    """
    left = list(failing)
    while left:
        blames = sorted(_blames(left, holding), key=lambda blame: blame.weight, reverse=True)
        first = blames[0]
        same = [blame for blame in blames if set(blame.mends) >= set(first.mends)]
        peers = sum(blame.agreement == first.agreement for blame in same)
        yield Contradiction(
            tuple(left[place] for place in first.mends), tuple(blame.suspect for blame in same), peers == 1
        )
        left = [one for place, one in enumerate(left) if place not in first.mends]


def _blames(failing: Sequence[Equation], holding: Witnesses) -> Iterator[_Blame]:
    """Of every figure the value that mends most of the failing equations."""
    known: dict[str, Known] = {}
    mends: dict[str, list[tuple[int, Mended]]] = defaultdict(list)
    for place, one in enumerate(failing):
        for figure in (one.aggregate, *one.parts):
            mended = one.mended(figure.fact)
            if mended is not None:
                known[figure.fact] = figure
                mends[figure.fact].append((place, mended))
    for fact, options in mends.items():
        groups = (
            [(place, other) for place, other in options if other.low <= mended.value <= other.high]
            for _, mended in options
        )
        most = max(groups, key=len)
        yield _blame(known[fact], most, holding.get(fact, ()))


def _blame(figure: Known, mended: Sequence[tuple[int, Mended]], holding: Sequence[Equation]) -> _Blame:
    finest = min((one for _, one in mended), key=lambda one: one.high - one.low)
    low, high = max(one.low for _, one in mended), min(one.high for _, one in mended)
    allowed = [room for one in holding if (room := one.mended(figure.fact)) is not None]
    slip = likelihood(figure.value, figure.half, lambda value: low <= value <= high)
    breaks = sum(room.high < low or high < room.low for room in allowed)
    return _Blame(Suspect(figure, finest.value), tuple(place for place, _ in mended), breaks, slip)
