"""What is like others: the line said again, the total said again beside itself, the sum built as several others are."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from services.compute.arithmetic.lines import Lines
from services.compute.arithmetic.relation import Pattern

_SEVERAL = 3
"""So many sums built alike make another of their kind likely."""


def copies(lines: Lines) -> Iterator[tuple[int, int]]:
    """The lines that are one before them again."""
    first: dict[bytes, int] = {}
    for line in np.flatnonzero((lines.values != 0).sum(axis=1) > 1):
        other = first.setdefault(lines.values[line].tobytes(), int(line))
        if other != line:
            yield int(line), other


def said_again(lines: Lines, sums: Sequence[Pattern]) -> Iterator[Pattern]:
    """The `sums` of the lines beside their totals that say the same again and are no sums of others."""
    totals = {pattern.aggregate for pattern in sums}
    for pattern in sums:
        for line in (pattern.aggregate - 1, pattern.aggregate + 1):
            new = 0 <= line < len(lines) and line not in (*totals, *pattern.parts)
            if new and _same(lines, line, pattern.aggregate):
                yield replace(pattern, aggregate=line)


def _same(lines: Lines, line: int, other: int) -> bool:
    known = lines.known[line] == lines.known[other]
    return bool((known & (lines.values[line] == lines.values[other])).all())


def built_alike(lines: Lines, sums: Sequence[Pattern]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Lines, each with the parts that it has if it is built as most of `sums` are: as far from it in the grid."""
    built = Counter(
        tuple(lines.index[part] - lines.index[pattern.aggregate] for part in pattern.parts) for pattern in sums
    )
    several = max(_SEVERAL, max(built.values(), default=0) / 2)
    line_at = {number: line for line, number in enumerate(lines.index)}
    for offsets in (offsets for offsets, count in built.most_common() if count >= several):
        for target, number in enumerate(lines.index):
            parts = [line_at[number + offset] for offset in offsets if number + offset in line_at]
            if len(parts) == len(offsets):
                yield target, tuple(parts)
