"""One relation between facts, worked with their exact figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from services.compute.arithmetic.relation import Operator
from services.compute.rules.agreement.known import Known, facts_in

Source = Literal["found", "column", "label", "layout", "carried", "again", "law"]
"""Found from the figures, said by the column headings, by the labels of the rows, or by where the figures stand; a
balance carried on to the next row, what another table says of the same, or what the law makes of a statement's rows.
"""
_NONE = Decimal(0)
_SCALES = (Decimal(1), Decimal(100), Decimal("0.01"))


class Mended(NamedTuple):
    """A value that would make an equation hold, and the interval that the printed digits leave it."""

    value: Decimal
    low: Decimal
    high: Decimal


@dataclass(slots=True, unsafe_hash=True)
class Equation:
    """Not to be changed; long tables keep hundreds of thousands, which frozen ones take three times as long to make.

    `aggregate` should be what `parts`, each with its sign or as many times as `signs` say, come to: `made`, give or
    take `tolerance`.

    `across` says that all stand in one row. `telling` says that its coming out is no matter of zeros. `stated` is the
    formula as the form says it, empty where it was found.
    """

    operator: Operator
    aggregate: Known
    parts: Sequence[Known]
    signs: tuple[int, ...]
    made: Decimal
    tolerance: Decimal
    across: bool
    telling: bool
    source: Source
    stated: str = ""
    scale: Decimal = Decimal(1)
    holds: bool = field(init=False)
    """Whether it comes out within the digits shown."""

    def __post_init__(self) -> None:
        self.holds = abs(self.aggregate.value - self.made) <= self.tolerance

    @property
    def off(self) -> Decimal:
        """How far the aggregate stands above what its parts come to."""
        return self.aggregate.value - self.made

    @property
    def is_rounded(self) -> bool:
        """Whether it comes out but for the rounding of its figures, be there room for it or not."""
        halves = sum((part.half for part in self.parts), self.aggregate.half)
        return self.holds or (self.operator == "Sum" and abs(self.off) <= halves)

    @property
    def is_product(self) -> bool:
        """Whether it is a quotient that is a count, of which a price makes a cost to the last digit."""
        return self.operator == "Division" and self.tolerance < self.aggregate.half

    @property
    def shown(self) -> tuple[Known, Decimal]:
        """The figure that messages hold against what the others come to, and that: of a product the cost."""
        if self.is_product:
            return self.parts[0], self.aggregate.value * self.parts[1].value
        return self.aggregate, self.made

    def is_total_with_part(self, fact: str) -> bool:
        """Whether it is a sum of several, `fact` among them."""
        return self.operator == "Sum" and len(self.parts) > 1 and fact in self.facts[1:]

    def with_part(self, fact: str, value: Decimal) -> "Equation":
        """This sum with another value of one of its parts."""
        made, parts = self.made, []
        for part, sign in zip(self.parts, self.signs, strict=True):
            if part.fact == fact:
                made += sign * (value - part.value)
                part = part._replace(value=value)
            parts.append(part)
        return replace(self, parts=tuple(parts), made=made)

    def is_worked_out_of(self, fact: str) -> bool:
        """Whether its aggregate is so many times `fact` alone, and says nothing against another value of that."""
        return len(self.parts) == 1 and self.signs[0] > 1 and self.parts[0].fact == fact

    @property
    def facts(self) -> tuple[str, ...]:
        """All facts that take part, the aggregate first."""
        return (self.aggregate.fact, *facts_in(self.parts))

    def holds_with(self, values: Mapping[str, Decimal]) -> bool:
        """Whether it would come out within the digits shown with other `values`, by fact."""
        aggregate, *parts = (
            one._replace(value=values.get(one.fact, one.value)) for one in (self.aggregate, *self.parts)
        )
        if self.operator == "Sum":
            made = sum((sign * part.value for part, sign in zip(parts, self.signs, strict=True)), _NONE)
        elif self.operator == "Average":
            made = sum((part.value for part in parts), _NONE) / len(parts)
        else:
            worked = _quotient(self.operator, (parts[0], parts[1]))
            if worked is None:
                return False
            made = worked[0] * self.scale
        return abs(aggregate.value - made) <= self.tolerance

    def mended(self, fact: str) -> Mended | None:
        """The value of `fact` by which the equation would hold, None where no single one would do."""
        if fact == self.aggregate.fact:
            return _around(self.made, self.tolerance)
        place = next((number for number, part in enumerate(self.parts) if part.fact == fact), None)
        if place is None:
            return None
        part = self.parts[place]
        if self.operator == "Sum":
            sign = self.signs[place]
            return _around(part.value + self.off / sign, self.tolerance / abs(sign))
        if self.operator == "Average":
            mended = _around(part.value + self.off * len(self.parts), self.tolerance * len(self.parts))
            as_shown = round(mended.value / (2 * part.half)) * 2 * part.half if part.half else mended.value
            return mended._replace(value=as_shown if mended.low <= as_shown <= mended.high else mended.value)
        return self._mended_rate(place)

    def _mended_rate(self, place: int) -> Mended | None:
        other = self.parts[1 - place].value
        rate, half = self.aggregate.value / self.scale, self.aggregate.half / self.scale
        if self.operator == "RelativeChange":
            rate, place = rate + 1, 1 - place
        if rate == 0 or abs(rate) <= half:
            return None
        if place == 0:
            return _around(rate * other, half * abs(other) + self.parts[0].half)
        return _around(other / rate, half * abs(other) / (rate * rate) + self.parts[1].half)


def _around(value: Decimal, half: Decimal) -> Mended:
    return Mended(value, value - half, value + half)


def total_of(
    aggregate: Known,
    parts: Sequence[Known],
    signs: Sequence[int],
    *,
    across: bool,
    source: Source,
    stated: str = "",
    room: Decimal = _NONE,
) -> Equation:
    """The equation of a sum with signs, of figures rounded to more than the last digit shown where `room` is more. A 0
    is as exact as the coarsest of the other figures, whatever digits it shows.
    """
    made, shown, several = _NONE, 0, False
    room_of_figures = coarsest = aggregate.half if aggregate.value else _NONE
    nothing = [] if aggregate.value else [aggregate.half]
    for part, sign in zip(parts, signs, strict=True):
        times = abs(sign)
        several = several or times > 1
        if not part.value:
            nothing.extend([part.half] * times)
            continue
        made = made + part.value if sign == 1 else made - part.value if sign == -1 else made + sign * part.value
        room_of_figures += part.half if times == 1 else times * part.half
        coarsest = max(coarsest, part.half)
        shown += 1
    coarsest = coarsest if shown or aggregate.value else aggregate.half
    tolerance = max(room, room_of_figures + sum(min(half, coarsest) for half in nothing))
    if made == aggregate.value:
        made = aggregate.value  # held once
    telling = several or shown > 1 or bool(aggregate.value) != bool(shown)
    parts = tuple(parts) if isinstance(parts, list) else parts
    return Equation("Sum", aggregate, parts, _held(tuple(signs)), made, tolerance, across, telling, source, stated)


@lru_cache(maxsize=1 << 10)
def _held(signs: tuple[int, ...]) -> tuple[int, ...]:
    """`signs`, which many equations share, held once."""
    return signs


def mean_of(aggregate: Known, parts: Sequence[Known], *, across: bool) -> Equation:
    """The equation of an average."""
    count = len(parts)
    made = sum((part.value for part in parts), Decimal(0)) / count
    tolerance = aggregate.half + sum((part.half for part in parts), Decimal(0)) / count
    return Equation("Average", aggregate, tuple(parts), (1,) * count, made, tolerance, across, True, "found")


def rate_of(
    operator: Operator,
    aggregate: Known,
    parts: tuple[Known, Known],
    scale: Decimal,
    *,
    across: bool,
    source: Source,
    stated: str = "",
) -> Equation | None:
    """The equation of a quotient or a relative change, in fractions or, with scale 100, in percent; None over zero."""
    worked = _quotient(operator, parts)
    if worked is None:
        return None
    made, room = worked
    tolerance = aggregate.half + room * scale
    return Equation(
        operator, aggregate, parts, (1, 1), made * scale, tolerance, across, made != 0, source, stated, scale
    )


def scale_of(rates: Sequence[tuple[Operator, Known, tuple[Known, Known]]]) -> Decimal:
    """The scale in which most of the rates in one line come out."""
    worked = [
        (aggregate, *quotient)
        for operator, aggregate, parts in rates
        if (quotient := _quotient(operator, parts)) is not None and quotient[0] != 0
    ]

    def holding(scale: Decimal) -> int:
        return sum(abs(one.value - made * scale) <= one.half + room * scale for one, made, room in worked)

    return max(_SCALES, key=holding)


def _quotient(operator: Operator, parts: tuple[Known, Known]) -> tuple[Decimal, Decimal] | None:
    """The quotient or the relative change of `parts`, and how far the digits shown leave it open; None over zero."""
    top, bottom = parts if operator == "Division" else parts[::-1]
    if bottom.value == 0:
        return None
    quotient = top.value / bottom.value
    room = (top.half + abs(quotient) * bottom.half) / max(abs(bottom.value) - bottom.half, abs(bottom.value) / 2)
    return quotient if operator == "Division" else quotient - 1, room
