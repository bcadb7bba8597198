"""Relations that hold nearly everywhere along their lines and fail at a cell or two: there figures disagree."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from services.compute.arithmetic.evidence import Evidence
from services.compute.arithmetic.find import evidence_of, patterns_of
from services.compute.arithmetic.lines import Lines, columns_of, rows_of
from services.compute.arithmetic.numerals import numbers_of
from services.compute.arithmetic.relation import Operator, Pattern, Place

_MOSTLY = 0.75
_FEWEST_HOLDING = 2
_SURE_BITS = 36.0


@dataclass(frozen=True, slots=True)
class Instance:
    """One relation on cells, and whether it `holds`. `across` says that its cells stand in one row. `telling` says
    that its coming out is no matter of zeros.
    """

    operator: Operator
    aggregate: Place
    parts: tuple[Place, ...]
    across: bool
    holds: bool
    telling: bool
    bits: float


@lru_cache(maxsize=64)
def instances(grid: tuple[tuple[str, ...], ...]) -> tuple[Instance, ...]:
    """What holds in `grid`, and what fails where its like holds nearly everywhere."""
    numbers = numbers_of(grid)
    found: list[Instance] = []
    for lines, across in ((columns_of(numbers), True), (rows_of(numbers), False)):
        for pattern in patterns_of(lines):
            found += _of(lines, pattern, across)
    return tuple(found)


def _of(lines: Lines, pattern: Pattern, across: bool) -> Iterator[Instance]:
    evidence = evidence_of(lines, pattern)
    reliable = _reliable(evidence)
    for cell in np.flatnonzero(evidence.applies):
        holds = bool(evidence.holds[cell])
        if not holds and not reliable:
            continue
        along = lines.cells[cell]
        places = [
            (along, lines.index[line]) if across else (lines.index[line], along)
            for line in (pattern.aggregate, *pattern.parts)
        ]
        known = [bool(lines.known[line, cell]) for line in (pattern.aggregate, *pattern.parts)]
        parts = tuple(place for place, is_known in zip(places[1:], known[1:], strict=True) if is_known)
        telling = bool(evidence.bits[cell] > 0)
        yield Instance(pattern.operator, places[0], parts, across, holds, telling, pattern.bits)


def _reliable(evidence: Evidence) -> bool:
    """Whether so much holds that what does not is an error, and no sign that the relation was chance."""
    holding = int((evidence.holds & (evidence.bits > 0)).sum())
    failing = int((evidence.applies & ~evidence.holds).sum())
    if holding < _FEWEST_HOLDING or holding < _MOSTLY * (holding + failing):
        return False
    return float(evidence.bits[evidence.bits > 0].sum()) >= _SURE_BITS
