"""Headings that stand in two rows, names of rows in the one and of what is measured in the other: they are one."""

from collections.abc import Sequence
from dataclasses import replace

from services.compute.recognition.lines import Line
from services.compute.recognition.matching import match

_LEAST_KNOWN = 0.5


def joined_headings(lines: Sequence[Line]) -> list[Line]:
    """`lines`, the first two among its headings that complete each other made one."""
    first = next((number for number, line in enumerate(lines) if not line.is_words), len(lines))
    for number in range(first - 1):
        upper, lower = lines[number : number + 2]
        if _complete_each_other(upper, lower):
            return [*lines[:number], _joined(upper, lower), *lines[number + 2 :]]
    return list(lines)


def _complete_each_other(upper: Line, lower: Line) -> bool:
    """Whether one names rows in the first columns, and the other measures, most of them known, in those behind."""
    if any(len(line.cells) < 2 or line.numbers_columns or line.figures for line in (upper, lower)):
        return False
    names, measures = sorted((upper, lower), key=lambda line: line.cells[0].column)
    if names.cells[-1].column >= measures.cells[0].column or any(cell.colspan > 1 for cell in names.cells):
        return False
    roles = all((found := match("", cell.text)) and found.concept.kind == "role" for cell in names.cells)
    known = sum((found := match("", cell.text)) is not None and found.concept.kind != "role" for cell in measures.cells)
    return roles and known > _LEAST_KNOWN * len(measures.cells)


def _joined(upper: Line, lower: Line) -> Line:
    width = max(len(upper.row), len(lower.row))
    rows = [[*line.row, *([None] * (width - len(line.row)))] for line in (upper, lower)]
    row = tuple(b if a is None or (b is not None and b.text) else a for a, b in zip(*rows, strict=True))
    whole = tuple(cell for cell in row if cell is not None)
    return replace(lower, row=whole, cells=tuple(cell for cell in whole if cell.text))
