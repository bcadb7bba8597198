"""Which lines of a page belong to which table."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from services.compute.reading.scan.detection import Box
from services.compute.reading.scan.figures import is_figure
from services.compute.reading.scan.headings import CLOSE, FURTHEST_HEAD, drawn_top, extent, first_heading, last_line
from services.compute.reading.scan.lines import Line, text_lines
from services.compute.reading.scan.ruled_areas import ruled_areas
from services.compute.reading.scan.rulings import Rulings
from services.compute.reading.scan.words import Word

_FURTHEST_ROW = 7.0
_CENTRED = 0.7
"""All in heights of the print."""
_LEAST_ROWS = 2
_LONGEST_CELL = 60


@dataclass(frozen=True, slots=True)
class Region:
    """The lines of one table, top down; from `body` on they are rows, before that headings."""

    lines: tuple[Line, ...]
    body: int


def find_regions(words: Sequence[Word], rulings: Rulings) -> tuple[list[Region], list[Line]]:
    """The tables of a page and the lines that stand in none, both top down."""
    if not words:
        return [], []
    height = median(word.box.height for word in words)
    left = list(words)
    drawn: list[list[Line]] = []
    for area in ruled_areas(rulings, height / 3):
        inside = [word for word in left if _is_inside(word, area)]
        lines = text_lines(inside, rulings.vertical)
        if lines and _is_whole_table(lines, [word for word in left if word not in inside], area):
            drawn.append(lines)
            left = [word for word in left if word not in inside]
    lines = text_lines(left, rulings.vertical)
    spans = [(first, body, last) for first, body, last in _spans(lines, rulings)]
    taken = {index for first, _, last in spans for index in range(first, last + 1)}
    regions = [Region(tuple(lines[first : last + 1]), body - first) for first, body, last in spans]
    for inside_lines in drawn:
        above = [index for index, line in enumerate(lines) if line.middle < inside_lines[0].middle]
        end = len(above)
        first = first_heading([*lines[:end], *inside_lines], end, _floor(taken, end), rulings.horizontal)
        head = lines[first:end] if drawn_top(inside_lines[0], *extent(inside_lines), rulings.horizontal) else []
        taken |= set(range(end - len(head), end))
        whole = (*head, *inside_lines)
        below = next((region for region in regions if _goes_on_below(whole, region)), None)
        if below:
            regions.remove(below)
            whole = (*whole, *below.lines)
        regions.append(Region(whole, _first_row(whole)))
    rest = [line for index, line in enumerate(lines) if index not in taken]
    return sorted(regions, key=lambda region: region.lines[0].middle), rest


def _spans(lines: Sequence[Line], rulings: Rulings) -> list[tuple[int, int, int]]:
    """(first line, first row, last line) of each table that its figures show."""
    spans: list[tuple[int, int, int]] = []
    for body, last in _bodies(lines):
        floor = spans[-1][2] + 1 if spans else 0
        first, end = first_heading(lines, body, floor, rulings.horizontal), last_line(lines, body, last)
        headless = first == body and spans and all(len(line.words) == 1 for line in lines[floor:body])
        if headless and lines[body].top - lines[floor - 1].bottom < _FURTHEST_ROW * lines[body].height:
            spans[-1] = (spans[-1][0], spans[-1][1], end)
        elif first < body or body < last:
            spans.append((first, body, end))
    return spans


def _floor(taken: set[int], end: int) -> int:
    return max((index + 1 for index in taken if index < end), default=0)


def _is_inside(word: Word, area: Box) -> bool:
    centre = (word.box.left + word.box.right) / 2
    return area.left <= centre <= area.right and area.top <= word.middle <= area.bottom


def _is_whole_table(lines: Sequence[Line], outside: Sequence[Word], area: Box) -> bool:
    """Whether a drawn grid is the table and not its head alone, the rows standing below without lines."""
    rows = sum(_is_row(line) for line in lines)
    if sum(_has_figures(line) for line in lines) >= 2 * _LEAST_ROWS:
        return True
    reach = area.bottom + FURTHEST_HEAD * lines[-1].height
    below = [word for word in outside if area.bottom < word.middle < reach and area.left < word.box.left < area.right]
    return rows >= _LEAST_ROWS and not any(is_figure(word.text) for word in below)


def _first_row(lines: Sequence[Line]) -> int:
    return next((index for index, line in enumerate(lines) if _has_figures(line)), min(1, len(lines) - 1))


def _goes_on_below(lines: Sequence[Line], region: Region) -> bool:
    """Whether `region`, a total most often, stands without headings right below a drawn grid, in its columns."""
    gap = region.lines[0].top - lines[-1].bottom
    close = -lines[-1].height < gap < CLOSE * region.lines[0].height
    return close and region.body == 0 and _continues(lines, (), region.lines[0])


def _bodies(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """(first, last) of each run of rows whose cells stand in the same columns."""
    runs: list[list[int]] = []
    for index, line in enumerate(lines):
        if not _has_figures(line):
            continue
        if runs and _continues([lines[row] for row in runs[-1]], lines[runs[-1][-1] + 1 : index], line):
            runs[-1].append(index)
        else:
            runs.append([index])
    return [(run[0], run[-1]) for run in runs if len(run) >= _LEAST_ROWS or len(lines[run[0]].figures) >= _LEAST_ROWS]


def _is_row(line: Line) -> bool:
    return len(line.words) >= 2 and all(len(word.text) <= _LONGEST_CELL for word in line.words[1:])


def _has_figures(line: Line) -> bool:
    return _is_row(line) and bool(line.figures)


def _continues(rows: Sequence[Line], between: Sequence[Line], line: Line) -> bool:
    """Whether `line` is a further row: its cells below others, or hardly any room between it and the last row.

    `between` are the lines without figures from the last row to `line`.
    """
    steps = [rows[-1], *between, line]
    height = min(line.height, rows[-1].height)
    gaps = [(below.top - above.bottom) / height for above, below in pairwise(steps)]
    if max(gaps) > _FURTHEST_ROW:
        return False
    known = [word for row in rows for word in (row.figures or row.words[1:])]
    cells = line.figures or line.words[1:]
    met = sum(any(_below(cell, other) for other in known) for cell in cells)
    return met * 2 >= len(cells) or (line.top - rows[-1].bottom) / height < CLOSE


def _below(one: Word, other: Word) -> bool:
    """Whether two words share a column: headings stand centred over figures set to the right."""
    shared = min(one.box.right, other.box.right) - max(one.box.left, other.box.left)
    return shared > -_CENTRED * min(one.box.height, other.box.height)
