"""What a slip says for a relation that fails by one: the bits that chance would have had to guess for it."""

import math
from collections.abc import Iterator, Sequence

import numpy as np

from services.compute.arithmetic.intervals import rounding
from services.compute.arithmetic.lines import Lines
from services.compute.arithmetic.ratios import SCALES
from services.compute.arithmetic.relation import Pattern
from services.compute.arithmetic.slip import is_slip

_LEAST = 1e-9
_STEPS, _STEPPED = (5, 10), 0.95
_WHOLE, _DEVIATIONS = 0.5, 1.5
"""Of figures in coarser steps than wholes so many times the root of the squares of their roundings is let pass beside a
slip: the sums of few are off by a whole step as often as not.
"""
_DIGITS = 18
"""What each digit may be taken for or, with the next, change to: nine others either way."""


def slip_in_sum(lines: Lines, pattern: Pattern, cell: int, *, coarse: bool = True) -> float | None:
    """What a sum that is off by one digit says, or by two that changed places; less than 0 where chance hits on one
    easily, None where it is off by more, or by no more than the steps in which its figures go leave open, or comes out
    with one part taken away instead of added. The figures are taken to be as `coarse` as those steps, or as fine as the
    last digit shown.
    """
    chosen = [pattern.aggregate, *pattern.parts]
    stated, made = lines.values[pattern.aggregate, cell], lines.values[list(pattern.parts), cell].sum()
    halves = lines.half_units[chosen, cell]
    off, size, step = abs(stated - made), max(abs(stated), abs(made), _LEAST), 2 * halves.max() + _LEAST
    together = float(np.sqrt((halves**2).sum()))
    together *= _DEVIATIONS if halves.max() > _WHOLE else 1.0
    tolerance = min(float(halves.sum()), together) + _LEAST * size
    taken_away = np.abs(stated - made + 2 * lines.values[list(pattern.parts), cell]) <= tolerance
    if not is_slip(float(off), tolerance) or taken_away.any():
        return None
    if coarse:
        if off <= _room_of_steps(lines, chosen):
            return None
        grain, telling = lines.grain[chosen, cell], lines.values[chosen, cell] != 0
        usual = float(np.median(grain[telling])) if telling.any() else 0.0
        step = max(step, 2 * min(usual, float(grain[0]) if telling[0] else usual))
        if off < step:
            return float(np.log2(size / (2 * step)))
    return _guessed(float(size), float(step), tolerance)


def _guessed(size: float, step: float, tolerance: float) -> float:
    """The bits that chance must guess for a figure of this size, in steps, to be off by a slip, give or take."""
    ways = _DIGITS * max(1.0, math.log10(size / step) + 1) * (2 * tolerance + step)
    return math.log2(2 * size / ways)


def _room_of_steps(lines: Lines, chosen: Sequence[int]) -> float:
    """How far a sum of `chosen` lines may be off where their figures are rounded to steps of five or of ten."""
    figures = lines.values[chosen][lines.known[chosen]]
    steps = (step for step in _STEPS if (figures % step == 0).mean() >= _STEPPED)
    return max((step / 2 * (len(chosen) + 1) for step in steps), default=0.0)


def slip_in_average(lines: Lines, pattern: Pattern, cell: int) -> float | None:
    """What `slip_in_sum` says, of an average."""
    target, parts = pattern.aggregate, [part for part in pattern.parts if lines.known[part, cell]]
    half = float(rounding(lines.half_units[parts, cell].max(keepdims=True), len(parts))[0])
    mean = float(lines.values[parts, cell].mean())
    own, count = float(lines.half_units[target, cell]), len(parts)
    off = (float(lines.values[target, cell]) - mean) * count
    said = [_bits(lines, target, cell, mean, half / count)]
    said += [_bits(lines, part, cell, float(lines.values[part, cell]) + off, half + own * count) for part in parts]
    return max((bits for bits in said if bits is not None), default=None)


def slip_in_ratio(lines: Lines, pattern: Pattern, cell: int) -> float | None:
    """What `slip_in_sum` says, of a quotient or a change in either scale."""
    said = [
        bits
        for scale in SCALES
        for line, value, room in _mended(lines, pattern, cell, scale)
        if (bits := _bits(lines, line, cell, value, room)) is not None
    ]
    return max(said, default=None)


def _mended(lines: Lines, pattern: Pattern, cell: int, scale: float) -> Iterator[tuple[int, float, float]]:
    """Each line of a quotient or change, the figure at `cell` that would mend it, and how far that may be off."""
    rate, (first, second) = pattern.aggregate, pattern.parts
    top, bottom = (first, second) if pattern.operator == "Division" else (second, first)
    shift = 0.0 if pattern.operator == "Division" else 1.0
    a, b = float(lines.values[top, cell]), float(lines.values[bottom, cell])
    half_a, half_b = float(lines.half_units[top, cell]), float(lines.half_units[bottom, cell])
    quotient, half = float(lines.values[rate, cell]) / scale + shift, float(lines.half_units[rate, cell]) / scale
    if b:
        yield rate, (a / b - shift) * scale, (half_a + abs(a / b) * half_b) / abs(b) * scale
    yield top, quotient * b, abs(quotient) * half_b + half * abs(b)
    if abs(quotient) > half:
        yield bottom, a / quotient, (half_a + abs(a / quotient) * half) / abs(quotient)


def _bits(lines: Lines, line: int, cell: int, value: float, room: float) -> float | None:
    """What `slip_in_sum` says, of a figure that should have been `value`, give or take `room`."""
    stated, half = float(lines.values[line, cell]), float(lines.half_units[line, cell])
    tolerance = half + room
    if stated * value < 0 or not is_slip(stated - value, tolerance):
        return None
    size, step = max(abs(stated), abs(value), _LEAST), 2 * half + _LEAST
    return _guessed(size, step, tolerance)
