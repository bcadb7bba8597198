"""Equations that fail, laid at as few cells as will do: the suspects, likeliest first, with what would mend them."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from services.compute.rules.agreement.equation import Equation, Known, Mended


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
    """The equations that one value of one figure mends, and how many that hold the figure stands in."""

    suspect: Suspect
    mends: tuple[int, ...]
    holding: int

    @property
    def weight(self) -> tuple[int, int]:
        return (len(self.mends), -self.holding)


def contradictions(equations: Sequence[Equation]) -> Iterator[Contradiction]:
    """Take the figure that most failing equations blame, with what it would mend, and so on until none is left."""
    holding = Counter(fact for one in equations if one.holds and one.telling for fact in one.facts)
    left = [one for one in equations if not one.holds]
    while left:
        blames = sorted(_blames(left, holding), key=lambda blame: blame.weight, reverse=True)
        first = blames[0]
        same = [blame for blame in blames if set(blame.mends) >= set(first.mends)]
        peers = sum(blame.weight == first.weight for blame in same)
        yield Contradiction(
            tuple(left[place] for place in first.mends), tuple(blame.suspect for blame in same), peers == 1
        )
        left = [one for place, one in enumerate(left) if place not in first.mends]


def _blames(failing: Sequence[Equation], holding: Counter[str]) -> Iterator[_Blame]:
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
        finest = min((mended for _, mended in most), key=lambda mended: mended.high - mended.low)
        places = tuple(place for place, _ in most)
        yield _Blame(Suspect(known[fact], finest.value), places, holding[fact])
