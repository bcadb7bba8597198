"""The traffic light of an indicator: by the ranges that the filing prints for it, else by the policy's.

A filing's ranges are of the indicator itself, where its target lies in the range of green, or of how much of the target
was reached, in percent, where one hundred does.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from services.compute.indicators.goals import counts, direction, reached, words
from services.compute.indicators.indicator import over
from services.compute.indicators.ranges import Range, range_of
from services.compute.indicators.subject import Subject
from shared.report import Rating

_RATINGS: tuple[tuple[Rating, str], ...] = (
    ("acceptable", "acceptable"),
    ("at-risk", "at_risk"),
    ("critical", "critical"),
)
_WHOLE = Decimal(100)
_RATES = ("achievement_rate_original", "achievement_rate_modified")


@dataclass(frozen=True, slots=True)
class Light:
    """The ranges of one indicator by rating; of its target's percentage, of the indicator itself, or maybe either."""

    ranges: dict[Rating, Range]
    of_target: bool
    of_itself: bool

    def rating(self, value: Decimal) -> Rating | None:
        """The rating of `value`, rounded as the ranges are where it lies between them; None where it lies in none of
        them, or in several.
        """
        exactly = [rating for rating, span in self.ranges.items() if span.holds_exactly(value)]
        return exactly[0] if len(exactly) == 1 else self.rounded_rating(value)

    def rounded_rating(self, value: Decimal) -> Rating | None:
        """The rating of `value`, rounded as the ranges are."""
        found = [rating for rating, span in self.ranges.items() if span.holds(value)]
        return found[0] if len(found) == 1 else None


def light_of(subject: Subject) -> Light | None:
    """The light that the row of `subject` prints the ranges of; None where it does not, or they are not understood."""
    if not subject.texts:
        return None
    ranges = {
        rating: found
        for rating, name in _RATINGS
        if (text := subject.texts.get(f"light_{name}")) and (found := range_of(text))
    }
    decimals = max((found.decimals for found in ranges.values()), default=0)
    ranges = {rating: replace(found, decimals=decimals) for rating, found in ranges.items()}
    target = subject.target
    if "acceptable" not in ranges or len(ranges) < 2 or target is None:
        return None
    green, goal = ranges["acceptable"], _points(subject, target)
    in_its_unit = not green.percent or subject.unit(target) == "ratio" or not counts(subject)
    of_target, of_itself = green.holds(_WHOLE), in_its_unit and green.holds(goal) and goal != _WHOLE
    return Light(ranges, of_target, of_itself) if of_target or of_itself else None


def lit(subject: Subject, light: Light) -> list[Rating | None]:
    """What `light` says of `subject`, in each way that its ranges may be meant: as its direction has it, first."""
    return [light.rating(value) for value in _values(subject, light)]


def may_be(subject: Subject, light: Light) -> frozenset[Rating | None]:
    """What else `light` may mean of `subject`: by its rate rounded as the ranges are, by the rates that the filing
    prints, or by its first target.
    """
    values = _values(subject, light)
    if light.of_target:
        values += [subject.figure(rate) * 100 for rate in _RATES if subject.states(rate)]
        if subject.states("achieved", "target_original"):
            rate = over(subject.figure("achieved"), subject.figure("target_original"))
            values += [] if rate is None else [rate * 100]
    return frozenset(rating(value) for value in values for rating in (light.rating, light.rounded_rating))


def _values(subject: Subject, light: Light) -> list[Decimal]:
    """The figures of `subject` that the ranges of `light` may be of, likeliest first."""
    target = subject.target
    if target is None or not subject.states("achieved"):
        return []
    values = [_points(subject, "achieved")] if light.of_itself else []
    if light.of_target:
        achieved, goal = subject.figure("achieved"), subject.figure(target)
        rates = dict.fromkeys((reached(direction(subject), achieved, goal), over(achieved, goal)))
        values = [rate * 100 for rate in rates if rate is not None] + values
    return values


def rated(subject: Subject, light: Light) -> Rating | None:
    """The rating of `subject` by the filing's own `light`; None where the ways to take its ranges disagree."""
    found = lit(subject, light)
    ways = found[:1] + (found[-1:] if light.of_itself and light.of_target else [])
    return ways[0] if len(set(ways)) == 1 else None


def _points(subject: Subject, concept: str) -> Decimal:
    """A figure as ranges have it: a percentage in points."""
    figure = subject.figure(concept)
    return figure * 100 if subject.unit(concept) == "ratio" else figure


def printed_rating(subject: Subject) -> Rating | None:
    """The colour that the filing prints, as a rating; None where it prints none that is known."""
    said = subject.said.get("light")
    return next((rating for rating, name in _RATINGS if said in words()[name]), None)
