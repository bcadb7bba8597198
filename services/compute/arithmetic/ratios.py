"""Quotients and relative changes between lines, as fractions or in percent."""

import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from services.compute.arithmetic.evidence import Evidence, stretches, weigh, without_copies
from services.compute.arithmetic.lines import LONG, Lines
from services.compute.arithmetic.numerals import Floats
from services.compute.arithmetic.relation import Operator, Pattern

_SURE = 8.0
_WINDOW = 30
_MOST = 60
_BEYOND_DOUBT = 60.0
_NEARLY_ALL = 0.8
_FEW_CELLS = 12
"""Along lines of more cells each quotient says enough by itself."""
SEVERAL = 3
"""So many quotients of lines that stand to each other in the same way make what each says enough."""
_FEWEST_BITS = 3.0
"""What each cell of a rate rounded to the step in which it goes must say in the mean."""
SCALES = (1.0, 100.0)
OPERATORS: tuple[Operator, ...] = ("Division", "RelativeChange")


@dataclass(frozen=True, slots=True)
class _Made:
    value: Floats
    slack: Floats


def _made(operator: Operator, first: Floats, second: Floats, half_1: Floats, half_2: Floats) -> _Made:
    """The quotient first / second, or the change (second - first) / first, and how far rounding leaves it open."""
    with np.errstate(divide="ignore", invalid="ignore"):
        if operator == "Division":
            value = first / second
            slack = (half_1 + np.abs(value) * half_2) / np.abs(second)
        else:
            value = (second - first) / first
            slack = (half_2 + np.abs(second / first) * half_1) / np.abs(first)
    return _Made(value, slack)


def evidence_of_ratio(
    lines: Lines,
    operator: Operator,
    target: int,
    parts: tuple[int, int],
    scale: float,
    *,
    rounded: bool = False,
    least: float = 0.0,
) -> Evidence:
    """Whether line `target`, `rounded` to the step in which it goes or not, is the quotient or change that lines
    `parts` give, cell by cell. What says less than `least` bits with all its copies is left with them.
    """
    first, second = parts
    a, b = lines.values[first], lines.values[second]
    made = _made(operator, a, b, lines.half_units[first], lines.half_units[second])
    fine = np.isfinite(made.value)
    value = np.where(fine, made.value, 0.0) * scale
    slack = np.where(fine, made.slack, 0.0) * scale
    exact = (lines.rounded if rounded else lines).half_units[target]
    telling = (a != 0) & (b != 0) & (np.abs(a) != np.abs(b)) & (value != 0)
    if operator == "RelativeChange":
        telling &= scale > exact + slack  # else it is a quotient less one that nobody sees
    applies = lines.known[target] & lines.known[first] & lines.known[second] & fine
    said = weigh(lines.values[target], value, exact, exact + slack, telling, applies, lines.grain[target])
    if said.bits[said.bits > 0].sum() < least:
        return said
    sizes = np.abs(lines.values[[first, second]]).max(axis=1, keepdims=True)
    return without_copies(said, lines.values[[first, second]] / np.maximum(sizes, 1e-12))


def candidates(lines: Lines) -> list[Pattern]:
    """Every quotient and every change between `lines` that there is evidence for, by chance or not."""
    if len(lines) > LONG:
        return []
    found: list[Pattern] = []
    between = Between(lines)
    for target in range(len(lines)):
        found += list(_of(between, target)) or _of(between, target, rounded=True)
    return [*found, *_alike(between, {pattern.aggregate for pattern in found})]


def _alike(between: "Between", made: Collection[int]) -> Iterator[Pattern]:
    """The quotients and changes of lines not `made` yet that say too little by themselves, come out wherever they can
    be looked at, and are of the same lines as several others, counted from their own.
    """
    lines = between.lines
    if len(lines.cells) > _FEW_CELLS:
        return
    together: dict[tuple[object, ...], list[Pattern]] = defaultdict(list)
    for target in (line for line in range(len(lines)) if line not in made):
        for operator, parts, scale in likely(between, target):
            evidence = evidence_of_ratio(lines, operator, target, parts, scale)
            said = float(evidence.bits[evidence.bits > 0].sum())
            if said >= _SURE and not (evidence.applies & ~evidence.holds).any():
                holding = np.flatnonzero(evidence.holds)
                one = Pattern(operator, target, parts, int(holding[0]), int(holding[-1]) + 1, said, _SURE)
                together[built(lines, one)].append(one)
    for group in together.values():
        if len(group) >= SEVERAL:
            yield from group


def built(lines: Lines, pattern: Pattern) -> tuple[object, ...]:
    """How far from its own line `pattern` has its parts in the grid."""
    own = lines.index[pattern.aggregate]
    return pattern.operator, *(lines.index[part] - own for part in pattern.parts)


class Between:
    """What each two of `lines` near each other make at a cell, worked out once a cell where all are near each other."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self._known: dict[tuple[Operator, int], _Made] = {}

    def made(self, operator: Operator, probe: int, low: int, high: int) -> _Made:
        """What lines `low` to before `high` make, first by second; NaN where that tells nothing."""
        if made := self._known.get((operator, probe)):
            return made
        column, halves = self.lines.values[low:high, probe], self.lines.half_units[low:high, probe]
        made = _made(operator, column[:, None], column[None, :], halves[:, None], halves[None, :])
        telling = (column[:, None] != 0) & (column[None, :] != 0) & (column[:, None] != column[None, :])
        made = _Made(np.where(telling, made.value, np.nan), np.where(telling, made.slack, np.nan))
        if high - low == len(self.lines):
            self._known[operator, probe] = made
        return made


def sure_rates(lines: Lines, found: Sequence[Pattern]) -> set[int]:
    """The lines that are percentages, or finer than what they are quotients or changes of, beyond doubt."""
    likely = (pattern for pattern in found if pattern.bits >= _BEYOND_DOUBT)
    return {pattern.aggregate for pattern in likely if any(_worth(lines, pattern)[:2])}


def ratios(lines: Lines, found: Sequence[Pattern], taken: Collection[int]) -> list[Pattern]:
    """Of the candidates `found` those that contradict no better one; lines `taken` are sums, hence no rates."""
    kept: list[Pattern] = []
    left = [_of_product(lines, pattern) for pattern in found if pattern.aggregate not in taken]
    for pattern in sorted(left, key=lambda p: _worth(lines, p), reverse=True):
        if not any(_same_cells(pattern, other) for other in kept):
            kept.append(pattern)
    return kept


def other_factor(pattern: Pattern) -> Pattern:
    """The quotient `pattern` as that which gives its divisor: of units, price and amount the other factor."""
    return replace(pattern, aggregate=pattern.parts[1], parts=(pattern.parts[0], pattern.aggregate))


def _of_product(lines: Lines, pattern: Pattern) -> Pattern:
    """`pattern`, or where its numerator stands last, as the product of the two before it (units, price, amount), the
    quotient that gives the first of them.
    """
    product, factor = pattern.parts
    if pattern.operator != "Division" or product < pattern.aggregate or factor > pattern.aggregate:
        return pattern
    turned = other_factor(pattern)
    evidence = evidence_of_ratio(lines, "Division", turned.aggregate, (product, pattern.aggregate), 1.0)
    inside = slice(pattern.begin, pattern.end)
    nearly_all = evidence.holds[inside].sum() >= _NEARLY_ALL * lines.known[factor, inside].sum()
    return turned if nearly_all else pattern


def _of(between: Between, target: int, *, rounded: bool = False) -> Iterator[Pattern]:
    lines = between.lines
    least = _SURE + 3 * math.log2(_reach(lines, target)[1] + 1)
    for operator, parts, scale in likely(between, target, rounded=rounded):
        evidence = evidence_of_ratio(lines, operator, target, parts, scale, rounded=rounded, least=least)
        if rounded and evidence.bits[evidence.bits > 0].sum() < _FEWEST_BITS * evidence.applies.sum():
            continue
        for stretch in stretches(evidence, least):
            yield Pattern(operator, target, parts, stretch.begin, stretch.end, stretch.bits, least, rounded)


def _reach(lines: Lines, target: int) -> tuple[int, int]:
    """The first of the lines near `target`, and how many they are."""
    low, high = (0, len(lines)) if len(lines) <= 2 * _WINDOW else (max(0, target - _WINDOW), target + _WINDOW)
    return low, min(len(lines), high) - low


def likely(
    between: Between, target: int, *, rounded: bool = False
) -> Iterator[tuple[Operator, tuple[int, int], float]]:
    """The quotients and changes, each with its scale, that line `target` is at telling cells of it."""
    lines = between.lines
    low, n = _reach(lines, target)
    probes = lines.probes[target]
    if not probes:
        return
    own = (lines.rounded if rounded else lines).half_units
    for operator in OPERATORS:
        agreeing = {scale: np.zeros((n, n), dtype=int) for scale in SCALES}
        for probe in probes:
            made = between.made(operator, probe, low, low + n)
            value, half = lines.values[target, probe], own[target, probe]
            for scale in SCALES:
                off = np.abs(made.value * scale - value)
                agreeing[scale] += off <= (half + made.slack * scale + 1e-9 * abs(value))
        for scale in SCALES:
            found = np.argwhere(agreeing[scale] >= min(2, len(probes)))
            for first, second in found[np.argsort(-agreeing[scale][tuple(found.T)], kind="stable")][:_MOST]:
                parts = (int(first) + low, int(second) + low)
                if target not in parts and parts[0] != parts[1]:
                    yield operator, parts, scale


def _same_cells(pattern: Pattern, other: Pattern) -> bool:
    """Whether both are the same three lines turned about, or two accounts of one line."""
    if not pattern.overlaps(other):
        return False
    if pattern.aggregate == other.aggregate:
        return True
    return {pattern.aggregate, *pattern.parts} == {other.aggregate, *other.parts}


def _worth(lines: Lines, pattern: Pattern) -> tuple[float, ...]:
    percent = bool(lines.percent[pattern.aggregate].any())
    rates = all(lines.step(pattern.aggregate) < lines.step(part) for part in pattern.parts)
    after = sum(part < pattern.aggregate for part in pattern.parts)
    distance = sum(abs(part - pattern.aggregate) for part in pattern.parts)
    return (percent, rates, round(4 * math.log2(pattern.bits)), pattern.operator == "RelativeChange", after, -distance)
