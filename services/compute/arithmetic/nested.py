"""Sums as they are built: where a total is made of totals, it is not told a second time of what these are made of."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from services.compute.arithmetic.intervals import BINARY_ERROR, rounding
from services.compute.arithmetic.lines import Lines
from services.compute.arithmetic.relation import Pattern

_MOST_WHOLES = 12


def nested(lines: Lines, sums: Sequence[Pattern]) -> list[Pattern]:
    """`sums` in which the parts of one that are together the parts of another give way to its total, and a total of two
    sets of lines is that of the coarser, whose lines are those of the finer.
    """
    built: list[Pattern] = []
    for pattern in sums:
        built += next(filter(None, (_within(lines, pattern, other) for other in sums)), [pattern])
    return list(dict.fromkeys(_contracted(pattern, built) for pattern in built))


def _contracted(pattern: Pattern, sums: Sequence[Pattern]) -> Pattern:
    if pattern.parts[-1] - pattern.parts[0] + 1 == len(pattern.parts):
        return pattern
    for other in sums:
        inside = set(other.parts) < set(pattern.parts) and other.begin <= pattern.begin and pattern.end <= other.end
        if inside and other.aggregate not in (pattern.aggregate, *pattern.parts):
            parts = sorted({*pattern.parts, other.aggregate} - set(other.parts))
            return _contracted(replace(pattern, parts=tuple(parts)), sums)
    return pattern


def _within(lines: Lines, fine: Pattern, coarse: Pattern) -> list[Pattern]:
    """The sums of parts of `fine` that the parts of `coarse` are, where both are one total; none where they are not."""
    disjoint = not set(fine.parts) & set(coarse.parts)
    if fine.aggregate != coarse.aggregate or not disjoint or not len(coarse.parts) < len(fine.parts):
        return []
    if len(coarse.parts) > _MOST_WHOLES or not (coarse.begin <= fine.begin and fine.end <= coarse.end):
        return []
    groups = next(_partitions(lines, fine, sorted(fine.parts), set(coarse.parts)), [])
    return [replace(fine, aggregate=whole, parts=parts, least=0.0) for whole, parts in groups if len(parts) > 1]


def _partitions(
    lines: Lines, fine: Pattern, parts: Sequence[int], wholes: set[int]
) -> Iterator[list[tuple[int, tuple[int, ...]]]]:
    """The ways to part the lines `parts`, in order, among `wholes` so that each is the sum of a run of them."""
    if not parts or not wholes:
        if not parts and not wholes:
            yield []
        return
    cells = slice(fine.begin, fine.end)
    sums = np.cumsum(lines.values[parts, cells], axis=0)
    for whole in sorted(wholes):
        half = rounding(lines.half_units[list(parts), cells].max(axis=0), len(parts)) + lines.half_units[whole, cells]
        off = np.abs(sums - lines.values[whole, cells])
        for last in np.flatnonzero((off <= half + BINARY_ERROR * (1 + np.abs(sums))).all(axis=1)).tolist():
            for rest in _partitions(lines, fine, parts[last + 1 :], wholes - {whole}):
                yield [(whole, tuple(parts[: last + 1])), *rest]
