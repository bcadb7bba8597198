"""Sums that a table shows by where it sets them: details in one column, what they come to in the column beside it."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from services.compute.recognition.columns import Column
from services.compute.recognition.folding import fold
from services.compute.recognition.statement import RecognisedTable
from services.compute.rules.agreement.equation import Equation, total_of
from services.compute.rules.agreement.known import Known

_FEWEST_TOTALS = 2


def staggered_equations(table: RecognisedTable, figures: Mapping[tuple[int, int], Known]) -> Iterator[Equation]:
    """The totals of each pair of columns that no row fills both of, and no heading tells apart but for "Parcial" over
    the first; `figures` by row and column.

    A total stands above its details or below them, whichever makes more of the sums come out; those of a pair of which
    none comes out, or fewer than fail, are none.
    """
    for details, totals in pairwise(table.columns):
        if _apart(details, totals):
            continue
        inner, outer = ({row: one for (row, column), one in figures.items() if column == place.index}
                        for place in (details, totals))  # fmt: skip
        if len(outer) < _FEWEST_TOTALS or inner.keys() & outer.keys():
            continue
        sums = max((_sums(inner, outer, below) for below in (True, False)), key=_come_out)
        if _come_out(sums) >= max(1, sum(not one.holds for one in sums)):
            yield from sums


def _apart(details: Column, totals: Column) -> bool:
    """Whether headings say that two columns are two things, or one of them holds no figures."""
    measures = details.is_measure and totals.is_measure and details.half == totals.half
    alike = (details.group, details.period) == (totals.group, totals.period)
    return not measures or not alike or not (details.label == totals.label or fold(details.label) in _details())


@cache
def _details() -> frozenset[str]:
    """What heads details whose totals the column beside them has."""
    content = tomllib.loads(Path(__file__).with_name("staggered.toml").read_text(encoding="utf-8"))
    return frozenset(content["details"])


def _sums(inner: Mapping[int, Known], outer: Mapping[int, Known], below: bool) -> list[Equation]:
    """What each total should be, its details standing `below` it or above it: those nearer to no other total."""
    ends = sorted(outer)
    spans = pairwise([*ends, max([*ends, *inner]) + 1]) if below else pairwise([-1, *ends])
    runs = [
        (outer[first if below else last], [inner[row] for row in sorted(inner) if first < row < last])
        for first, last in spans
    ]
    return [total_of(total, parts, _plus(parts), across=False, source="layout") for total, parts in runs if parts]


def _plus(parts: Sequence[Known]) -> tuple[int, ...]:
    return (1,) * len(parts)


def _come_out(sums: Sequence[Equation]) -> int:
    return sum(one.holds and one.telling for one in sums)
