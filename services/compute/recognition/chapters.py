"""Headings that are numbers: the chapters of spending, 1000, 2000, 3000, over columns of amounts."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from services.compute.reading.document import Cell
from services.compute.recognition.figures import parse
from services.compute.recognition.lines import Line

_EACH, _LAST, _FEWEST, _ROWS_BELOW = 1000, 9000, 3, 3
_SAID = "Capítulo {}"
"""How a chapter is headed where its number alone stands, which is that of a year too: 2000."""


def headed_by_chapters(lines: Sequence[Line]) -> list[Line]:
    """`lines`; the first with figures heads those below it if its figures are chapters in their order, beside words
    alone, the rows below have figures in the same columns that are none, and no row above heads each of these.
    """
    first = next((number for number, line in enumerate(lines) if not line.is_words), len(lines))
    below = [line for line in lines[first + 1 :] if line.figures][:_ROWS_BELOW]
    told = list(lines)
    if first < len(lines) and below and _are_chapters(lines[first]):
        places = lines[first].figures
        headed = any(places <= {cell.column for cell in line.cells} for line in lines[:first])
        if not headed and all(len(places & line.figures) >= _FEWEST and not _are_chapters(line) for line in below):
            row = [_headed(cell) if place in places else cell for place, cell in enumerate(lines[first].row)]
            cells = tuple(cell for cell in row if cell.text)
            told[first] = replace(lines[first], row=row, cells=cells, names_chapters=True)
    return told


def _are_chapters(line: Line) -> bool:
    """Whether the figures of `line` are different chapters in their order, with words beside them."""
    values = [_chapter(line.row[place]) for place in sorted(line.figures)]
    words = [cell for cell in line.cells if cell.column not in line.figures]
    in_order = all(one and other and one < other for one, other in pairwise(values))
    return len(values) >= _FEWEST and in_order and all(any(map(str.isalpha, cell.text)) for cell in words)


def _chapter(cell: Cell) -> int | None:
    figure = parse(cell)
    if figure is None or figure.value % _EACH or not _EACH <= figure.value <= _LAST or figure.percent:
        return None
    return int(figure.value)


def _headed(cell: Cell) -> Cell:
    return cell._replace(text=_SAID.format(_chapter(cell)), is_number=False)
