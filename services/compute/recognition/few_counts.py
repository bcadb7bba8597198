"""Rows whose figures only look like numbers of columns, under headings of their own: they are none."""

from collections.abc import Sequence
from dataclasses import replace

from services.compute.recognition.lines import Line
from services.compute.recognition.matching import match

_MOST = 4
"""More figures than these do not happen to count up from 1."""


def with_few_counts(lines: Sequence[Line]) -> list[Line]:
    """`lines`, those none that number columns which are a name that heads none beside a few figures, right below
    headings over each of them: "Enero", 1, 2, 3 below "Mes", "Altas", "Bajas", "Cambios".
    """
    told: list[Line] = []
    for line in lines:
        above = told[-1] if told else None
        is_row = above is not None and line.numbers_columns and _is_row_under(line, above)
        told.append(replace(line, numbers_columns=False) if is_row else line)
    return told


def _is_row_under(line: Line, above: Line) -> bool:
    """Whether each cell of `line` has a heading `above` it, and its only words, left of all its figures, are none."""
    over = {cell.column for cell in above.cells if any(map(str.isalpha, cell.text))}
    name, *rest = line.cells
    if not above.is_words or any(cell.column not in over for cell in line.cells):
        return False
    counts = all(cell.text.strip().isdecimal() for cell in rest) and 0 < len(rest) <= _MOST
    return counts and sum(map(str.isalpha, name.text)) > 1 and match("", name.text) is None
