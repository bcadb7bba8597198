"""Averages between lines: of the lines beside them, or of the lines that a sum beside them is made of."""

import math
from collections.abc import Sequence

from services.compute.arithmetic.evidence import stretches
from services.compute.arithmetic.intervals import Intervals
from services.compute.arithmetic.lines import LONG, Lines
from services.compute.arithmetic.relation import Pattern
from services.compute.arithmetic.sum_evidence import evidence_of_sum
from services.compute.arithmetic.sums import SURE

NEARLY_ALL = 0.8
"""Averages lie among their parts and are easily met by chance, so they must hold nearly everywhere."""


def averages(lines: Lines, sums: Sequence[Pattern]) -> list[Pattern]:
    """Lines that are averages of the lines beside them, or of the lines that a sum beside them is made of."""
    found: list[Pattern] = []
    if len(lines) > LONG:
        return found
    summed = {pattern.aggregate for pattern in sums}
    order = list(range(len(lines)))
    leaves = [line for line in order if line not in summed]
    least = SURE + 3 * math.log2(len(lines) + 1)
    for among in (order, leaves) if summed else (order,):
        runs = Intervals(lines, among)
        for target in order:
            if any(pattern.aggregate == target for pattern in found) or _says_again(lines, target):
                continue
            best: list[Pattern] = []
            for parts in runs.apart(target, average=True):
                if any({one.aggregate, *one.parts} <= {*parts} for one in sums):
                    continue
                evidence = evidence_of_sum(lines, target, parts, average=True)
                if evidence.holds.sum() < NEARLY_ALL * evidence.applies.sum():
                    continue
                best += [
                    Pattern("Average", target, parts, s.begin, s.end, s.bits, least) for s in stretches(evidence, least)
                ]
            if best:
                found.append(max(best, key=lambda p: (round(p.bits), len(p.parts))))
    return found


def _says_again(lines: Lines, line: int) -> bool:
    """Whether `line` is a copy of the one before it, which any lines like it would average to."""
    return line > 0 and bool((lines.values[line] == lines.values[line - 1]).all())
