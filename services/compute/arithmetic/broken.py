"""Relations that hold nearly everywhere along their lines and fail at a cell or two: there figures disagree."""

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import compress
from typing import NamedTuple

import numpy as np

from services.compute.arithmetic.evidence import AGAINST, Evidence, among_amounts, without_rates
from services.compute.arithmetic.find import evidence_of, patterns_of, surest_evidence
from services.compute.arithmetic.finer import off_by, one_is_finer
from services.compute.arithmetic.intervals import rounding
from services.compute.arithmetic.lines import Lines
from services.compute.arithmetic.nearly import NearSums, fits, near_averages, near_ratios
from services.compute.arithmetic.numerals import Grid, numbers_of
from services.compute.arithmetic.ratios import OPERATORS
from services.compute.arithmetic.relation import Operator, Pattern, Place
from services.compute.arithmetic.slips import slip_in_average, slip_in_ratio, slip_in_sum
from services.compute.arithmetic.sums import SURE

_MOSTLY = 0.75
_FEWEST_HOLDING = 2
_SURE_BITS, _SURE_BITS_OF_CHANGE = 36.0, 30.0
_CERTAIN = 8.0
_LEAST = 1e-9
_FEW_PARTS = 20
_SOMEWHAT = 0.5
_BEYOND = 10.0
_TELLING = 4.0
_FEWEST_ROUNDED, _SHARE_ROUNDED = 2, 0.2
_OWN_HALF = 0.5
"""Half of the last digit that whole numbers show."""
_BY_CHANCE, _CHANCE_DEVIATIONS = 2.0, 3.75
"""So many halves of a step, and together so many times the root of their number, figures may be off that are rounded at
random, up or down.
"""


class Instance(NamedTuple):
    """One relation on cells, and whether it `holds`. `across` says that its cells stand in one row. `telling` says
    that its coming out is no matter of zeros. `room` is what the rounding of its figures leaves open where they are
    rounded to more than the last digit shown, else 0.
    """

    operator: Operator
    aggregate: Place
    parts: tuple[Place, ...]
    across: bool
    holds: bool
    telling: bool
    bits: float
    room: float = 0.0


def instances(
    grid: Grid,
    rate_rows: frozenset[int] = frozenset(),
    rate_columns: frozenset[int] = frozenset(),
    passed_over: Collection[int] = frozenset(),
) -> Iterator[Instance]:
    """What holds in `grid`, and what fails where its like holds nearly everywhere. What rows and columns of rates do
    not add up to speaks against no sum of amounts. Quotients that come out but for rounding that the digits do not show
    are left out: there each figure would be wrong by the digits shown. What rows `passed_over` say within them is not
    told.
    """
    for lines, across, patterns in patterns_of(numbers_of(grid), rate_rows, rate_columns, passed_over):
        rates = rate_rows if across else rate_columns
        close = fits(lines)
        told: set[tuple[Operator, Place, tuple[Place, ...]]] = set()
        for found in (_in_steps(lines, one) for one in patterns if one.operator == "Sum" or not one.rounded):
            for pattern in (found, *_copied(lines, found)):
                for one in _of(lines.as_in(pattern), pattern, across, rates):
                    if close:
                        told.add((one.operator, one.aggregate, one.parts))
                    yield one
        for near, pattern, cell in _slipped_relations(lines, patterns) if close else ():
            for one in _of(near, pattern, across, rates, cell):
                if (one.operator, one.aggregate, one.parts) not in told:
                    yield one


def _slipped_relations(lines: Lines, patterns: Sequence[Pattern]) -> Iterator[tuple[Lines, Pattern, int]]:
    """What would come out but for a slip at one cell, besides `patterns`: the lines that it was found among, the
    relation and the cell.
    """
    sums = [one for one in patterns if one.operator == "Sum"]
    coarser = bool((lines.rounded.half_units > lines.half_units).any())
    for inner, rounded in ((lines, False), (lines.rounded, True)) if coarser else ((lines, False),):
        for pattern, cell in NearSums(inner, (), sums, rounded, slip=partial(slip_in_sum, inner)).search_slipped():
            yield inner, pattern, cell
    for pattern, cell in near_averages(lines, patterns, partial(slip_in_average, lines)):
        yield lines, pattern, cell
    for pattern, cell in near_ratios(lines, patterns, partial(slip_in_ratio, lines)):
        yield lines, pattern, cell


def _in_steps(lines: Lines, pattern: Pattern) -> Pattern:
    """A sum as one of figures rounded to the steps of five, ten, ... in which they go, where it comes out at several
    more cells so and elsewhere does not.
    """
    chosen = [pattern.aggregate, *pattern.parts]
    if pattern.operator != "Sum" or pattern.rounded or lines.rounded.half_units[chosen].max() <= 2 * _OWN_HALF:
        return pattern
    rounded = replace(pattern, rounded=True)
    now, then = (evidence_of(lines, one, every_kind=True) for one in (pattern, rounded))
    more = int((then.holds & ~now.holds).sum())
    return rounded if more >= max(_FEWEST_ROUNDED, _SHARE_ROUNDED * now.applies.sum()) else pattern


def _copied(lines: Lines, pattern: Pattern) -> Iterator[Pattern]:
    """The sum `pattern` of each other line that says the same as its aggregate nearly everywhere, or but for a slip, as
    where the year's target stands before the months and their total behind them. It is no further evidence, but may be
    wrong by itself.
    """
    if pattern.operator != "Sum":
        return
    values, half = lines.values, lines.half_units
    both = lines.known & lines.known[pattern.aggregate]
    same = both & (np.abs(values - values[pattern.aggregate]) <= half + half[pattern.aggregate] + _LEAST)
    telling = (same & (values != 0)).sum(axis=1)
    differing = both & ~same
    alike = (telling >= _FEWEST_HOLDING) & (same.sum(axis=1) >= _MOSTLY * both.sum(axis=1))
    for line in np.flatnonzero(alike | ((telling >= _FEWEST_HOLDING) & (differing.sum(axis=1) == 1))):
        if line == pattern.aggregate or line in pattern.parts:
            continue
        again = replace(pattern, aggregate=int(line))
        if alike[line] or _bits_of_slip(lines, again, int(differing[line].argmax())) > 0:
            yield again


def _of(
    lines: Lines, pattern: Pattern, across: bool, rates: frozenset[int], slipped: int | None = None
) -> Iterator[Instance]:
    evidence = evidence_of(lines, pattern, every_kind=True)
    if pattern.operator == "Sum" and rates:
        of_rates = np.array([cell in rates for cell in lines.cells])
        evidence = without_rates(evidence, of_rates)
    surest = surest_evidence(lines, pattern) if pattern.operator == "Division" else evidence
    reliable = _reliable(lines, pattern, surest) or _unlikely_chance(lines, pattern, evidence)
    like = among_amounts(evidence, lines.like_rates)
    among = _reliable(lines, pattern, like)
    cells: list[int] = np.flatnonzero(evidence.applies).tolist()
    if slipped is not None and pattern.rounded:
        cells = [slipped]  # elsewhere rounding may be why it does not come out
    chosen = [pattern.aggregate, *pattern.parts]
    known: list[list[bool]] = lines.known[np.ix_(chosen, cells)].T.tolist()
    indices = [lines.index[line] for line in chosen]
    for cell, is_known in zip(cells, known, strict=True):
        holds = bool(evidence.holds[cell])
        if slipped is None:
            errs = reliable or (among and bool(like.applies[cell]))
            errs = errs or _slipped(lines, pattern, like if like.applies[cell] else evidence, cell)
        else:
            errs = cell == slipped
        if not holds and (not errs or _another_line_tells(lines, pattern, evidence, cell)):
            continue
        finer = holds and pattern.rounded and one_is_finer(lines, pattern, cell)
        holds = holds and not finer
        room = _room(lines, pattern, cell) if pattern.rounded and not finer else 0.0
        if room and not holds and off_by(lines, pattern, cell) <= _by_chance(lines, pattern, cell):
            continue
        along = lines.cells[cell]
        aggregate, *places = [(along, index) if across else (index, along) for index in indices]
        parts = tuple(compress(places, is_known[1:]))
        telling = bool(evidence.bits[cell] > 0)
        yield Instance(pattern.operator, aggregate, parts, across, holds, telling, pattern.bits, room)


def _room(lines: Lines, pattern: Pattern, cell: int) -> float:
    """How far the rounding of the figures at `cell` may leave a sum off."""
    parts = [part for part in pattern.parts if lines.known[part, cell]]
    together = rounding(lines.half_units[parts, cell].max(keepdims=True), len(parts))
    return float(lines.half_units[pattern.aggregate, cell] + together[0])


def _by_chance(lines: Lines, pattern: Pattern, cell: int) -> float:
    """How far figures at `cell` that are rounded at random, up or down, may leave a sum off."""
    known = [line for line in (pattern.aggregate, *pattern.parts) if lines.known[line, cell]]
    half = float(lines.half_units[known, cell].max())
    return half * min(_BY_CHANCE * len(known), _CHANCE_DEVIATIONS * math.sqrt(len(known)))


def _reliable(lines: Lines, pattern: Pattern, evidence: Evidence) -> bool:
    """Whether so much holds that what does not is an error, and no sign that the relation was chance, of which there is
    less for rates among few lines.
    """
    holding = int((evidence.holds & _matter(lines, pattern, evidence)).sum())
    failing = _errors(lines, pattern, np.flatnonzero(evidence.applies & ~evidence.holds))
    if holding < _FEWEST_HOLDING or holding < _MOSTLY * (holding + failing):
        return False
    least = _SURE_BITS_OF_CHANGE if pattern.operator == "RelativeChange" else _SURE_BITS
    if pattern.operator in OPERATORS:
        least = min(least, SURE + AGAINST + 3 * math.log2(len(lines) + 1))
    return float(evidence.bits[evidence.bits > 0].sum()) >= least


def _matter(lines: Lines, pattern: Pattern, evidence: Evidence) -> np.ndarray:
    """The cells at which coming out is no matter of zeros. They say nothing new where others say the same, as where
    one group of columns is another multiplied; what fails there counts, so what comes out does.
    """
    if pattern.operator != "Sum":
        return evidence.bits > 0
    several: np.ndarray = (lines.values[list(pattern.parts)] != 0).sum(axis=0) > 1
    return several


def _errors(lines: Lines, pattern: Pattern, failing: np.ndarray) -> int:
    """How many errors make `pattern` fail at the cells `failing`: where a sum is off by one amount at several cells,
    more or less, it is one error that the figures worked from it carry on.
    """
    if pattern.operator != "Sum":
        return len(failing)
    stated, made = lines.values[pattern.aggregate, failing], lines.values[list(pattern.parts)][:, failing].sum(axis=0)
    tolerance = lines.half_units[[pattern.aggregate, *pattern.parts]][:, failing].sum(axis=0)
    off = np.sort(np.abs(stated - made))
    return int((np.diff(off, prepend=-np.inf) > tolerance.max(initial=0) + _LEAST).sum())


def _unlikely_chance(lines: Lines, pattern: Pattern, evidence: Evidence) -> bool:
    """Whether a sum of few parts that is somewhat off by one error, and not by a part, comes out elsewhere to so many
    digits that chance could not do it.
    """
    failing = np.flatnonzero(evidence.applies & ~evidence.holds)
    if pattern.operator != "Sum" or _errors(lines, pattern, failing) != 1 or len(pattern.parts) > _FEW_PARTS:
        return False
    stated, made = lines.values[pattern.aggregate, failing], lines.values[list(pattern.parts)][:, failing].sum(axis=0)
    off, parts = np.abs(stated - made), lines.values[list(pattern.parts)][:, failing]
    if (off > _SOMEWHAT * np.maximum(np.abs(stated), np.abs(made))).any():
        return False
    if (np.abs(np.abs(parts) - off) <= _LEAST * off).any():
        return False
    digits = np.abs(lines.values[pattern.aggregate]) / (2 * lines.half_units[pattern.aggregate] + _LEAST)
    telling = evidence.holds & (evidence.bits > 0)
    return bool(np.log2(digits[telling] + 1).sum() >= _CERTAIN + 3 * np.log2(len(lines) + 1))


def _slipped(lines: Lines, pattern: Pattern, evidence: Evidence, cell: int) -> bool:
    """Whether a sum fails at `cell`, in its stretch or next to it, by one wrong digit, and what it says in its stretch
    and the digit together say that this is no chance.
    """
    between = slice(cell + 1, pattern.begin) if cell < pattern.begin else slice(pattern.end, cell)
    if pattern.operator != "Sum" or evidence.applies[between].any():
        return False
    inside = np.arange(len(evidence.bits))
    inside = (inside >= pattern.begin) & (inside < pattern.end) & (inside != cell)
    failing = int((evidence.applies & ~evidence.holds & inside).sum())
    holding = int((evidence.holds & (evidence.bits > 0) & inside).sum())
    if failing and holding < _MOSTLY * (holding + failing):
        return False
    slip = _bits_of_slip(lines, pattern, cell)
    return slip > 0 and float(evidence.bits[inside].sum()) + slip >= pattern.least + _BEYOND


def _bits_of_slip(lines: Lines, pattern: Pattern, cell: int) -> float:
    """How many bits chance would have to guess for a sum to be off by one digit, or by two that changed places; 0 where
    it is off by more.
    """
    return max(0.0, slip_in_sum(lines, pattern, cell, coarse=False) or 0.0)


def _another_line_tells(lines: Lines, pattern: Pattern, evidence: Evidence, cell: int) -> bool:
    """Whether what is missing at `cell` stands in another line that is nothing elsewhere, or, where it is more than one
    digit, in one that elsewhere is the same as a part: then the relation is another, and nothing is wrong.
    """
    if pattern.operator != "Sum":
        return False
    parts = list(pattern.parts)
    missing = lines.values[pattern.aggregate, cell] - lines.values[parts, cell].sum()
    others = [line for line in range(len(lines)) if line not in parts and line != pattern.aggregate]
    there = lines.values[others, cell]
    tolerance = lines.half_units[[pattern.aggregate, *parts], cell].sum() + lines.half_units[others, cell] + _LEAST
    width = 2 * float(tolerance.max(initial=_LEAST))
    tells = np.log2(abs(missing) / width + 1) >= _TELLING + np.log2(len(others) + 1)
    holding = evidence.holds & (evidence.bits > 0)
    same = np.array(others, dtype=int)[np.abs(np.abs(there) - abs(missing)) <= tolerance]
    if tells and holding.any() and (lines.values[same][:, holding] == 0).all(axis=1).any():
        return True
    if _bits_of_slip(lines, pattern, cell) > 0:
        return False
    for part in parts:
        instead = np.array(others, dtype=int)[np.abs(there - lines.values[part, cell] - missing) <= tolerance]
        if (lines.values[instead][:, holding] == lines.values[part, holding]).all(axis=1).any():
            return True
    return False
