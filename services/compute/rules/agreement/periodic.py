"""What comes every month, or every fortnight, and what it comes to in a year, in columns whose headings say so."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from itertools import permutations

from services.compute.recognition.columns import Column
from services.compute.recognition.folding import fold
from services.compute.recognition.statement import RecognisedTable
from services.compute.rules.agreement.equation import Equation, total_of
from services.compute.rules.agreement.known import Known

_FEWEST_UNLIKE = 5
_FOR_ONE = 5
"""So many rows must come out for each that does not: what is planned by the month need not be the same every month."""
_RATIO = "ratio"


def periodic_equations(table: RecognisedTable, figures: Mapping[tuple[int, int], Known]) -> Iterator[Equation]:
    """The figures of a column for a longer time as so many times those for a shorter one, where nearly all rows come
    out so; `figures` by row and column. Targets are left out, which seasons move.
    """
    columns = [column for column in table.columns if column.is_measure and not _is_of_goals(column)]
    timed = [(column, times) for column in columns if (times := _in_a_year(column))]
    rows = sorted({row for row, _ in figures})
    for (whole, few), (part, many) in permutations(timed, 2):
        if many <= few or many % few or whole.half != part.half:
            continue
        pairs = [(figures.get((row, whole.index)), figures.get((row, part.index))) for row in rows]
        told = [
            total_of(longer, (shorter,), (many // few,), across=True, source="layout")
            for longer, shorter in pairs
            if longer and shorter and _RATIO not in (longer.unit, shorter.unit) and (longer.value or shorter.value)
        ]
        unlike = {one.aggregate.value for one in told if one.holds}
        failing = sum(not one.holds for one in told)
        if len(unlike) >= _FEWEST_UNLIKE and len(told) - failing >= _FOR_ONE * failing:
            yield from told


def _is_of_goals(column: Column) -> bool:
    code = column.concept.code if column.concept else ""
    return code.startswith("target_") or code == "achieved"


def _in_a_year(column: Column) -> int | None:
    """How often in a year that comes which `column` is of; None where its heading does not say, or says two times."""
    said = {times for words, times in _words() if words.search(fold(column.label))}
    return said.pop() if len(said) == 1 else None


@cache
def _words() -> list[tuple[re.Pattern[str], int]]:
    told = tomllib.loads(resources.files(__package__).joinpath("periodic.toml").read_text("utf-8"))["times"]
    return [(re.compile(words), times) for words, times in told.items()]
