"""Columns that add up from row to row: what was collected up to each month, beside what was collected in it."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from services.compute.recognition.columns import Column
from services.compute.recognition.folding import fold
from services.compute.recognition.statement import RecognisedTable
from services.compute.rules.agreement.columns import nearly_all_come_out
from services.compute.rules.agreement.equation import Equation, total_of
from services.compute.rules.agreement.known import Known

_FEWEST_LINKS = 3
_RATIO = "ratio"


def running_equations(table: RecognisedTable, figures: Mapping[tuple[int, int], Known]) -> Iterator[Equation]:
    """Each figure of a column headed as running by the one above it and what another column adds in its row, where
    nearly all come out; the first is what its row adds.
    """
    measures = [column for column in table.columns if column.is_measure]
    for running in (column for column in measures if _is_headed(column)):
        of_half = (one for one in measures if one.half == running.half and one.index != running.index)
        every = (_links(running, added, figures) for added in of_half)
        sure = [links for links in every if _is_sure(links)]
        yield from max(sure, key=lambda links: sum(one.holds for one in links), default=[])


def is_running(equation: Equation) -> bool:
    """Whether `equation` is of a figure that adds to the one above it."""
    if equation.operator != "Sum" or equation.across or len(equation.parts) != 2:
        return False
    whole, (above, added) = equation.aggregate, equation.parts
    return above.column == whole.column != added.column and above.row < whole.row == added.row


def _links(running: Column, added: Column, figures: Mapping[tuple[int, int], Known]) -> list[Equation]:
    rows = sorted({row for row, column in figures if column == running.index})
    told = [(figures[row, running.index], figures.get((row, added.index))) for row in rows]
    full = [(whole, part) for whole, part in told if part is not None and _RATIO not in (whole.unit, part.unit)]
    if len(full) < len(told) or not full:
        return []
    links = [total_of(full[0][0], [full[0][1]], (1,), across=True, source="layout")]
    for (above, _), (whole, part) in pairwise(full):
        links.append(total_of(whole, [above, part], (1, 1), across=False, source="layout"))
    return links


def _is_sure(links: Sequence[Equation]) -> bool:
    """Whether so many come out, of figures that tell them apart, that the others are errors; by one two fail."""
    unlike = {one.aggregate.value for one in links[1:] if one.holds and all(part.value for part in one.parts)}
    errors = {abs(one.off) for one in links if not one.holds}
    return len(unlike) >= _FEWEST_LINKS and (len(errors) <= 1 or nearly_all_come_out(links))


@cache
def _words() -> re.Pattern[str]:
    content = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return re.compile("|".join(content["running"]))


def _is_headed(column: Column) -> bool:
    return bool(_words().search(fold(column.path)))
