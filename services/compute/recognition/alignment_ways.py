"""The ways to lay the cells of a row under the columns, and what several of them have in common."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from services.compute.arithmetic import Figure
from services.compute.reading.document import Cell
from services.compute.recognition.alignment_scores import Reading
from services.compute.recognition.columns import Column

MOST_MOVES = 3


def fit(cells: list[Cell | None], width: int) -> tuple[Cell | None, ...]:
    """`cells` cut or filled up to `width`."""
    return tuple((cells + [None] * width)[:width])


def ways(row: Sequence[Cell], columns: Sequence[Column], moves: int) -> Iterator[Reading]:
    """Every way to take out and put back `moves` cells in all. Only in a row that is too long may a filled one go."""
    width = len(columns)
    too_long = len(row) > width
    removable = [place for place, cell in enumerate(row) if too_long or not cell.text]
    for taken in range(moves + 1):
        put = moves - taken
        for out in combinations(removable, taken):
            rest: list[Cell | None] = [cell for place, cell in enumerate(row) if place not in out]
            for places in combinations(range(min(width, len(rest) + put) - 1, -1, -1), put):
                cells = list(rest)
                for place in sorted(places):
                    cells.insert(place, None)
                if any(cell is not None and cell.text for cell in cells[width:]):
                    continue
                first = min([*out, *places])
                yield Reading(fit(cells, width), put - taken, first, moves)


def figures_of(reading: Reading, columns: Sequence[Column]) -> dict[int, Figure]:
    """The figures of `reading` by column."""
    figures = {}
    for cell, column in zip(reading.cells, columns, strict=True):
        if cell is not None and column.concept is not None and (figure := column.figure(cell)) is not None:
            figures[column.index] = figure
    return figures


def agreed(readings: list[Reading]) -> Reading:
    """What `readings` have in common: where a cell stands twice, either says the same."""
    said = zip(*(reading.cells for reading in readings), strict=True)
    cells = tuple(same[0] if len({cell and cell.text for cell in same}) == 1 else None for same in said)
    return replace(readings[0], cells=cells, outcome="ambiguous")
