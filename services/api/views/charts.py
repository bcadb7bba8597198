"""Geometry of the small pictures: lengths and points in the units of their SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from services.api.views.programmes import Programme

FULL = Decimal("1.5")
"""The rate at which scales end; what is beyond is drawn at the edge, with a mark."""
_LABELLED = 6
_APART = 4.5
"""Labels nearer than this would lie over each other."""
_OUTLYING = Decimal("0.25")


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from the left, 0 to 100 wide; `over` where the value is beyond the scale."""

    width: float
    over: bool


def bar(value: Decimal | None, whole: Decimal = FULL) -> Bar | None:
    """`value` on a scale that ends at `whole`."""
    if value is None:
        return None
    share = max(Decimal(0), value) / whole if whole else Decimal(0)
    return Bar(round(float(min(Decimal(1), share)) * 100, 2), share > 1)


@dataclass(frozen=True, slots=True)
class Point:
    """A programme at (x, y), 0 to 100 from the lower left; `label` where it lies far from the diagonal."""

    x: float
    y: float
    label: str | None
    programme: Programme


def scatter(programmes: Sequence[Programme]) -> list[Point]:
    """Physical over financial advance; those furthest apart, money first among equals, are labelled."""
    both = [one for one in programmes if one.execution is not None and one.achievement is not None]
    gaps = sorted(both, key=lambda one: (-_gap(one), -one.stake))
    labelled: dict[int, tuple[float, float]] = {}
    for one in gaps:
        at = _at(one)
        apart = all(abs(at[1] - y) >= _APART for _, y in labelled.values())
        if len(labelled) < _LABELLED and _gap(one) >= _OUTLYING and apart:
            labelled[id(one)] = at
    return [Point(*_at(one), (one.code or one.name) if id(one) in labelled else None, one) for one in both]


def _at(programme: Programme) -> tuple[float, float]:
    money, goal = bar(programme.execution), bar(programme.achievement)
    return money.width if money else 0.0, goal.width if goal else 0.0


def _gap(programme: Programme) -> Decimal:
    money, goal = programme.execution or Decimal(0), programme.achievement or Decimal(0)
    return abs(min(money, FULL) - min(goal, FULL))
