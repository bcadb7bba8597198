"""`find_relations`: the sums, averages, quotients and changes that hold a grid of texts together."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import numpy as np

from services.compute.arithmetic.averages import averages
from services.compute.arithmetic.evidence import Evidence
from services.compute.arithmetic.lines import Bools, Lines, columns_of, rows_of
from services.compute.arithmetic.numerals import Grid, Numbers, numbers_of
from services.compute.arithmetic.ratios import SCALES, candidates, evidence_of_ratio, other_factor, ratios, sure_rates
from services.compute.arithmetic.relation import Pattern, Place, Relation
from services.compute.arithmetic.runs import Runs
from services.compute.arithmetic.sum_evidence import evidence_of_sum
from services.compute.arithmetic.sums import Sums


def find_relations(grid: Grid) -> list[Relation]:
    """Which cells of `grid` (rows of cell texts) are made of which others, across and down."""
    found: list[Relation] = []
    for lines, across, patterns in patterns_of(numbers_of(grid)):
        runs = Runs(lines, list(zip_longest(*grid, fillvalue="")) if across else grid, patterns, across)
        for pattern in patterns:
            found += _relations(lines, pattern, across, runs.of(pattern))
    return found


def _relations(lines: Lines, pattern: Pattern, across: bool, parts: Sequence[int]) -> Iterator[Relation]:
    evidence = evidence_of(lines, pattern)
    aggregate = lines.index[pattern.aggregate]
    for cell in np.flatnonzero(_speaks_of(lines, pattern, evidence)):
        along = lines.cells[cell]
        places: list[Place] = [(along, line) if across else (line, along) for line in (aggregate, *parts)]
        yield Relation(
            pattern.operator, places[0], tuple(places[1:]), bool(evidence.holds[cell] or not evidence.applies[cell])
        )


def _speaks_of(lines: Lines, pattern: Pattern, evidence: Evidence) -> Bools:
    """The cells of which `pattern` speaks: those within it, and those beyond where it comes out too and not by chance.

    A sum of nothing is printed as 0.
    """
    within = np.zeros(len(evidence.applies), dtype=bool)
    within[pattern.begin : pattern.end] = True
    speaks = evidence.applies & (within | (evidence.bits > 0))
    if pattern.operator == "Sum":
        blank = ~lines.known[list(pattern.parts)].any(axis=0)
        speaks |= within & blank & lines.known[pattern.aggregate] & (lines.values[pattern.aggregate] == 0)
    return speaks


def patterns_of(
    numbers: Numbers,
    rate_rows: Collection[int] = (),
    rate_columns: Collection[int] = (),
    passed_over: Collection[int] = (),
) -> list[tuple[Lines, bool, list[Pattern]]]:
    """The relations between whole columns, which hold across each row, and those between rows.

    The cells of `rate_rows` and `rate_columns`, numbered as in the grid, speak against no sum across them. What holds
    across the rows `passed_over` is not asked.

    Where a column is the sum of two, what holds in these down the rows holds there by itself and is no further
    evidence, and so the other way about.
    """
    columns, rows = columns_of(numbers.without_rows(passed_over)), rows_of(numbers)
    of_columns, of_rows = candidates(columns), candidates(rows)
    rated_columns, rated_rows = sure_rates(columns, of_columns), sure_rates(rows, of_rows)
    across_rows = {*rate_rows, *(rows.index[line] for line in rated_rows)}
    across_columns = {*rate_columns, *(columns.index[line] for line in rated_columns)}
    across = _Way(columns.across_rates(across_rows), True, of_columns, rated_columns)
    down = _Way(rows.across_rates(across_columns), False, of_rows, rated_rows)
    first, second = (across, down) if len(rows) >= len(columns) else (down, across)
    ahead = _between(first, first.lines)
    other = second.lines.without(_made(first.lines, ahead))
    behind = _between(second, other)
    lines = first.lines.without(_made(other, behind))
    ahead = [pattern for pattern in ahead if _still(lines, pattern)]
    return [(lines, first.across, ahead), (other, second.across, behind)]


@dataclass(frozen=True, slots=True)
class _Way:
    """A grid's lines one way, the quotients and changes that there are candidates of, and the lines that are sure to be
    some.
    """

    lines: Lines
    across: bool
    rates: Sequence[Pattern]
    sure: Collection[int]


def _between(way: _Way, lines: Lines) -> list[Pattern]:
    sums = Sums(lines, way.sure).search()
    means = averages(lines, sums)
    return [*sums, *means, *ratios(lines, way.rates, {pattern.aggregate for pattern in [*sums, *means]})]


def _made(lines: Lines, patterns: Sequence[Pattern]) -> set[int]:
    """The lines, as the grid numbers them, that are sums or averages of others along most of their cells."""
    return {
        lines.index[pattern.aggregate]
        for pattern in patterns
        if pattern.operator in ("Sum", "Average")
        and 2 * lines.known[pattern.aggregate, pattern.begin : pattern.end].sum() > lines.known[pattern.aggregate].sum()
    }


def _still(lines: Lines, pattern: Pattern) -> bool:
    """Whether what the cells of their own say is enough for `pattern`."""
    return float(surest_evidence(lines, pattern).bits[pattern.begin : pattern.end].sum()) >= pattern.least


def surest_evidence(lines: Lines, pattern: Pattern) -> Evidence:
    """The evidence for `pattern`; of a product that for the factor that says more."""
    evidence = evidence_of(lines, pattern)
    if pattern.operator != "Division":
        return evidence
    other = evidence_of(lines, other_factor(pattern))
    return max(evidence, other, key=lambda one: float(one.bits[pattern.begin : pattern.end].sum()))


def evidence_of(lines: Lines, pattern: Pattern, *, every_kind: bool = False) -> Evidence:
    """How `pattern` comes out, cell by cell: a sum among cells like those that it comes out at, or of every kind."""
    if pattern.operator in ("Sum", "Average"):
        return evidence_of_sum(
            lines.as_in(pattern),
            pattern.aggregate,
            pattern.parts,
            average=pattern.operator == "Average",
            every_kind=every_kind,
        )
    first, second = pattern.parts
    both = (
        evidence_of_ratio(lines, pattern.operator, pattern.aggregate, (first, second), scale, rounded=pattern.rounded)
        for scale in SCALES
    )
    return max(both, key=lambda evidence: float(evidence.bits[pattern.begin : pattern.end].sum()))
