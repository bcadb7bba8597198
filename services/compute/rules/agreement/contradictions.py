"""Equations that fail, laid at as few cells as will do: the suspects, likeliest first, with what would mend them."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from heapq import heapify, heappop, heapreplace

from services.compute.rules.agreement.alike import AlikeRows
from services.compute.rules.agreement.equation import Equation, Mended
from services.compute.rules.agreement.known import Known
from services.compute.rules.agreement.pairs import Pair, best_pairs
from services.compute.rules.agreement.row_slips import RowSlip, row_slips
from services.compute.rules.agreement.shares import Shares
from services.compute.rules.agreement.slips import likelihood, rounder
from services.compute.rules.agreement.witnesses import Witnesses

_NO_SLIP = 1e-5
"""How likely it is that a figure is wrong in another way than by one digit."""
_SIGN_LOST = 0.5
"""How likely it is that a figure is wrong that agrees with all but for its sign."""
_OF_NOTHING = 0.05
"""How much less likely a slip is where nothing stands, which is seldom typed for a figure of a few digits."""
_HARDLY = math.log(2)
"""In logarithms, how much likelier a part must be than its whole to be suspected before it."""
_FEW = 20
"""Among more equations that fail none are looked for that two errors keep from failing."""
_ODD = 4.0
"""In logarithms, how unlikely it is that what should stand there is nothing or negative where what stands
there is not.
"""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A figure that may be wrong, and the value that would mend every equation of its contradiction. It is `contested`
    where no fewer others speak against that value.
    """

    figure: Known
    expected: Decimal
    contested: bool = False

    @property
    def is_odd(self) -> bool:
        """Whether it should be nothing, or on the other side of it, and not just of the other sign."""
        value = self.figure.value
        return value != 0 and value * self.expected <= 0 and value != -self.expected


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One error: the equations that fail by it, and the suspects. `sure` says that the first stands out. Where it is
    one of a whole row, in several columns maybe, it has a `slip`, and all its suspects are wrong.
    """

    equations: tuple[Equation, ...]
    suspects: tuple[Suspect, ...]
    sure: bool
    slip: RowSlip | None = None

    @property
    def is_rounding(self) -> bool:
        """Whether the rounding of figures would explain it, though those around it are not rounded."""
        return all(one.is_rounded for one in self.equations)

    def mended_sums(self) -> Iterator[Equation]:
        """The sums with the one figure in doubt as a part, with the value that mends them."""
        first = self.suspects[0]
        if self.sure and self.slip is None and not first.contested:
            yield from (
                one.with_part(first.figure.fact, first.expected)
                for one in self.equations
                if one.is_total_with_part(first.figure.fact)
            )


@dataclass(frozen=True, slots=True)
class _Blame:
    """The equations that one value of one figure mends, how many that hold it would break, and how likely it is that
    this figure is the wrong one: that a slip made it of such a value, and that the value is what its like are.
    """

    suspect: Suspect
    mends: tuple[int, ...]
    breaks: int
    likely: float

    @property
    def agreement(self) -> tuple[int, int]:
        """How many equations would hold that do not, all in all, and how many are mended."""
        return (len(self.mends) - self.breaks, len(self.mends))

    @property
    def weight(self) -> tuple[tuple[int, int], float]:
        return (self.agreement, self.likely)


def contradictions(failing: Iterable[Equation], holding: Witnesses, shares: Shares) -> Iterator[Contradiction]:
    """Take the figure that most of the `failing` equations blame, with what it would mend, and so on until none is
    left. `shares` are those that parts usually have of their totals.
    """
    every = list(failing)
    place_of = {id(one): place for place, one in enumerate(every)}

    def gravest(
        left: list[Equation], beside: Witnesses
    ) -> tuple[tuple[float, ...], list[Contradiction], list[Equation], Witnesses]:
        first, found, rest = _gravest(left, beside, shares)
        (more, mended), likely = first.weight
        fact = first.suspect.figure.fact
        earliest = next(one for one in left if fact in one.facts and one.mended(fact) is not None)
        mended_sums = [summed for one in found for summed in one.mended_sums()]
        return (
            (-more, -mended, -likely, place_of[id(earliest)]),
            found,
            rest,
            beside.and_others(mended_sums),
        )

    waiting = [gravest(together, holding) for together in _touching(every, holding)]
    heapify(waiting)
    while waiting:
        _, found, rest, beside = waiting[0]
        yield from found
        if rest:
            heapreplace(waiting, gravest(rest, beside))
        else:
            heappop(waiting)


def of_rows(equations: Sequence[Equation], failing: Sequence[Equation], alike: AlikeRows) -> Iterator[Contradiction]:
    """What the slips of whole rows explain of the `failing` of `equations`, beside what rows that are `alike` say. What
    two totals say of the same figures is one.
    """
    found: dict[frozenset[tuple[str, Decimal]], Contradiction] = {}
    for slip in row_slips(equations, failing, alike):
        values = {figure.fact: value for figure, value in slip.mended.items()}
        own = slip.failing
        more = (one for one in failing if one not in own and values.keys() & {*one.facts} and one.holds_with(values))
        suspects = tuple(Suspect(figure, value) for figure, value in slip.mended.items())
        key, explained = frozenset(values.items()), (*own, *more)
        told = found.get(key, Contradiction((), suspects, True, slip))
        found[key] = replace(told, equations=tuple(dict.fromkeys((*told.equations, *explained))))
    yield from found.values()


def _touching(failing: Sequence[Equation], holding: Witnesses) -> list[list[Equation]]:
    """`failing` parted into those that share figures, directly or by others: no figure is to blame beyond them. Few
    may also share one that holds, in which two errors hide each other.
    """
    seen: dict[str, int] = {}
    leader = list(range(len(failing)))

    def led_by(place: int) -> int:
        while leader[place] != place:
            leader[place] = place = leader[leader[place]]
        return place

    def lead(fact: str, place: int) -> None:
        first, second = sorted((led_by(seen.setdefault(fact, place)), led_by(place)))
        leader[second] = first

    for place, one in enumerate(failing):
        for fact in one.facts:
            lead(fact, place)
            for other in holding.of(fact) if len(failing) <= _FEW else ():
                lead(f"holds {id(other)}", place)
    groups: dict[int, list[Equation]] = defaultdict(list)
    for place, one in enumerate(failing):
        groups[led_by(place)].append(one)
    return list(groups.values())


def _gravest(
    left: Sequence[Equation], holding: Witnesses, shares: Shares
) -> tuple[_Blame, list[Contradiction], list[Equation]]:
    """What most of the equations `left` blame, the contradictions that it makes, and what is left then: one, or two
    where a pair of figures explains more than each of the two gravest alone.
    """
    blames = sorted(_blames(left, holding, shares), key=lambda blame: blame.weight, reverse=True)
    first = blames[0]
    rest = [one for place, one in enumerate(left) if place not in first.mends]
    if rest:
        alone = max(first.agreement[0], 0)
        alone += max(0, max(blame.agreement[0] for blame in _blames(rest, holding, shares)))
        pairs = [pair for pair in best_pairs(left, holding.of) if pair.more > alone]
        if pairs:
            pairs = _likeliest_first(pairs, blames)
            rest = [one for place, one in enumerate(left) if place not in pairs[0].mends]
            return first, _of_pairs(pairs, left), rest
    same = [_contested(blame, left) for blame in blames if set(blame.mends) >= set(first.mends)]
    peers = sum(blame.agreement == first.agreement for blame in same)
    same = [blame for blame in same if not blame.suspect.is_odd] or same
    equations = tuple(left[place] for place in first.mends)
    found = Contradiction(equations, tuple(blame.suspect for blame in _whole_first(same, equations)), peers == 1)
    return first, [found], rest


def _contested(blame: _Blame, left: Sequence[Equation]) -> _Blame:
    """`blame`, its suspect's value contested where it breaks, or leaves broken, as many of the figure's equations as it
    mends.
    """
    suspect = blame.suspect
    fact = suspect.figure.fact
    unmended = sum(fact in one.facts for place, one in enumerate(left) if place not in blame.mends)
    contested = blame.breaks + unmended >= len(blame.mends)
    return replace(blame, suspect=replace(suspect, contested=contested)) if contested else blame


def _likeliest_first(pairs: Sequence[Pair], blames: Sequence[_Blame]) -> list[Pair]:
    """The likeliest of `pairs`, and those that mend the same equations."""
    likely = {blame.suspect.figure.fact: blame.likely for blame in blames}
    ordered = sorted(pairs, key=lambda pair: sum(likely[figure.fact] for figure, _ in pair.values), reverse=True)
    return [pair for pair in ordered if set(pair.mends) == set(ordered[0].mends)]


def _of_pairs(pairs: Sequence[Pair], left: Sequence[Equation]) -> list[Contradiction]:
    """The two contradictions of the first of `pairs` that explain alike; the others' figures are suspects too."""
    found = []
    for places in pairs[0].of(left):
        equations = tuple(left[place] for place in places)
        suspects = dict.fromkeys(
            Suspect(figure, value)
            for pair in pairs
            for figure, value in pair.values
            if all(figure.fact in one.facts for one in equations)
        )
        found.append(Contradiction(equations, tuple(suspects), len(pairs) == 1))
    return found


def _whole_first(blames: Sequence[_Blame], equations: Sequence[Equation]) -> Sequence[_Blame]:
    """`blames`, likeliest first, but a whole before parts that are hardly likelier: of these none is accused alone."""
    wholes = {one.aggregate.fact for one in equations}
    whole = next((one for one in blames if one.suspect.figure.fact in wholes), None)
    if whole is None or whole.agreement != blames[0].agreement or whole.likely < blames[0].likely - _HARDLY:
        return blames
    return [whole, *(one for one in blames if one is not whole)]


def _blames(failing: Sequence[Equation], holding: Witnesses, shares: Shares) -> Iterator[_Blame]:
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
        blame = _blame(known[fact], most, holding.of(fact))
        odd = sum(shares.oddness(failing[place], fact, blame.suspect.expected) for place in blame.mends)
        yield replace(blame, likely=blame.likely - odd / len(blame.mends))


def _blame(figure: Known, mended: Sequence[tuple[int, Mended]], holding: Sequence[Equation]) -> _Blame:
    finest = min((one for _, one in mended), key=lambda one: one.high - one.low)
    low, high = max(one.low for _, one in mended), min(one.high for _, one in mended)
    independent = (one for one in holding if not one.is_worked_out_of(figure.fact))
    allowed = [room for one in independent if (room := one.mended(figure.fact)) is not None]
    slip = likelihood(figure.value, figure.half, lambda value: low <= value <= high)
    slip *= 1 if figure.value else _OF_NOTHING
    breaks = sum(room.high < low or high < room.low for room in allowed)
    turned = -figure.value if figure.value and low <= -figure.value <= high else None
    suspect = Suspect(figure, finest.value if turned is None else turned)
    slip = max(slip, _SIGN_LOST) if turned is not None else slip
    likely = math.log(slip + _NO_SLIP * rounder(figure.value, finest.value, figure.half)) - suspect.is_odd * _ODD
    return _Blame(suspect, tuple(place for place, _ in mended), breaks, likely)
