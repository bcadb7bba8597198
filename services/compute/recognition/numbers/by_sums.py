"""Figures that a scan gave wrongly, put right where the sums of their row and column leave one value.

A cell that cannot be read is mended if the sums it stands in give one value of which its marks may be a misread print.
One that can be read is the filing's own, unless OCR read it: then it is mended if a sum along its row and one down its
column both fail for it and give the same value. Where two values would do, both are told and neither is taken.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal

from services.compute.arithmetic import Figure
from services.compute.recognition.numbers.confusable import may_print

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sum:
    """The cell `whole` is what the cells `parts` make, each times 1 or -1; `along` says whether it goes along a row."""

    whole: Place
    parts: tuple[tuple[Place, int], ...]
    along: bool

    def places(self) -> tuple[Place, ...]:
        """All cells that take part."""
        return (self.whole, *(place for place, _ in self.parts))


@dataclass(frozen=True, slots=True)
class Mend:
    """What the cell at `place` may say: one value if that is sure, several if it is not."""

    place: Place
    values: tuple[Decimal, ...]


def mends(
    texts: Mapping[Place, str], figures: Mapping[Place, Figure], sums: Sequence[Sum], scanned: Set[Place]
) -> Iterator[Mend]:
    """The cells of `texts` that `sums` put right; `figures` can be read, the ones at `scanned` were read by OCR."""
    own: dict[Place, list[Sum]] = {place: [] for place in texts if place in scanned or place not in figures}
    for total in sums:
        for place in total.places():
            if place in own:
                own[place].append(total)
    for place in own:
        text = texts[place]
        told = [(total, value) for total in own[place] if (value := _implied(total, place, figures)) is not None]
        values = sorted({value for _, value in told if may_print(text, value)})
        if place not in figures:
            if values:
                yield Mend(place, tuple(values))
            continue
        failing = [(total, value) for total, value in told if not _agrees(value, figures[place], len(total.parts))]
        ways = {total.along for total, _ in failing}
        if len(failing) == len(told) and len(ways) == 2 and len({value for _, value in failing}) == 1 and values:
            yield Mend(place, tuple(values))


def holding(sums: Sequence[Sum], figures: Mapping[Place, Figure]) -> int:
    """How many of `sums` hold, of those whose cells can all be read and are not all nothing."""
    return sum(
        _agrees(value, figures[total.whole], len(total.parts))
        for total in sums
        if total.whole in figures
        and figures[total.whole].value
        and (value := _implied(total, total.whole, figures)) is not None
    )


def _implied(total: Sum, place: Place, figures: Mapping[Place, Figure]) -> Decimal | None:
    """What the other cells of `total` make the one at `place`; None where one of them cannot be read."""
    if any(other not in figures for other in total.places() if other != place):
        return None
    if place == total.whole:
        return sum((figures[part].value * sign for part, sign in total.parts), Decimal(0))
    sign = next(sign for part, sign in total.parts if part == place)
    rest = sum((figures[part].value * other for part, other in total.parts if part != place), Decimal(0))
    return (figures[total.whole].value - rest) * sign


def _agrees(value: Decimal, figure: Figure, parts: int) -> bool:
    return abs(value - figure.value) <= figure.half_unit * (parts + 1)
