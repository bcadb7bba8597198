"""Which lines of a page belong to which table."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from services.compute.reading.scan.lines import Line
from services.compute.reading.scan.rulings import Ruling, Rulings
from services.compute.reading.scan.words import Word

_FURTHEST_ROW = 7.0
_FURTHEST_HEAD = 4.0
_FURTHEST_RULING = 9.0
_CLOSE = 1.7
"""All in heights of the print."""
_REMEMBERED_ROWS = 6
_LEAST_TEXT_ROWS = 3
_LONGEST_CELL = 60


@dataclass(frozen=True, slots=True)
class Region:
    """Lines `first` to `last` (included) of a page are a table; from `body` on they are rows, before that headings."""

    first: int
    body: int
    last: int


def find_regions(lines: Sequence[Line], rulings: Rulings) -> list[Region]:
    """The tables of a page, top down. `lines` are sorted from top to bottom."""
    regions: list[Region] = []
    for body, last in _bodies(lines):
        floor = regions[-1].last + 1 if regions else 0
        first = _head(lines, body, floor, rulings.horizontal)
        regions.append(Region(first, body, _tail(lines, body, last)))
    return regions


def _bodies(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """(first, last) of each run of rows whose cells stand in the same columns."""
    runs: list[list[int]] = []
    for index, line in enumerate(lines):
        if not _is_row(line):
            continue
        if runs and _continues([lines[row] for row in runs[-1]], line):
            runs[-1].append(index)
        else:
            runs.append([index])
    return [
        (run[0], run[-1])
        for run in runs
        if len(run) >= 2 and (any(lines[row].figures for row in run) or len(run) >= _LEAST_TEXT_ROWS)
    ]


def _is_row(line: Line) -> bool:
    return len(line.words) >= 2 and all(len(word.text) <= _LONGEST_CELL for word in line.words[1:])


def _continues(rows: Sequence[Line], line: Line) -> bool:
    recent = rows[-_REMEMBERED_ROWS:]
    if line.top - recent[-1].bottom > _FURTHEST_ROW * max(line.height, recent[-1].height):
        return False
    known = [word for row in recent for word in row.words]
    cells = line.figures or line.words[1:]
    met = sum(any(_overlap(cell, other) for other in known) for cell in cells)
    return met * 2 >= len(cells)


def _overlap(one: Word, other: Word) -> bool:
    shared = min(one.box.right, other.box.right) - max(one.box.left, other.box.left)
    return shared > 0.3 * min(one.box.width, other.box.width)


def _head(lines: Sequence[Line], body: int, floor: int, horizontals: Sequence[Ruling]) -> int:
    """The first line of the headings above line `body`."""
    start = min(word.box.left for word in lines[body].words)
    end = max(word.box.right for word in lines[body].words)
    top = _drawn_top(lines[body], start, end, horizontals)
    if top is not None:
        first = body
        while first > floor and lines[first - 1].middle > top:
            first -= 1
        return first
    first, candidate = body, body
    while candidate > floor:
        above, below = lines[candidate - 1], lines[candidate]
        reach = _FURTHEST_HEAD if first == body else _CLOSE
        if below.top - above.bottom > (reach - 1) * max(above.height, below.height):
            break
        candidate -= 1
        if len(above.words) > 1:
            first = candidate
        elif above.words[0].box.right > lines[body].words[min(1, len(lines[body].words) - 1)].box.left:
            break
    return first


def _drawn_top(row: Line, start: float, end: float, horizontals: Sequence[Ruling]) -> float | None:
    """The y of the topmost ruling of the headings above `row`, None where nothing is drawn there."""
    top: float | None = None
    reached = row.middle
    for ruling in sorted(horizontals, key=lambda line: -line.position):
        shared = min(end, ruling.end) - max(start, ruling.start)
        if ruling.position >= row.middle or shared < 0.4 * (end - start):
            continue
        if reached - ruling.position > _FURTHEST_RULING * row.height:
            break
        top = reached = ruling.position
    return top


def _tail(lines: Sequence[Line], body: int, last: int) -> int:
    """The last line, counting those that end the label of the last row."""
    pitch = median(line.height for line in lines[body : last + 1])
    second = min((word.box.left for line in lines[body : last + 1] for word in line.words[1:]), default=0)
    while last + 1 < len(lines):
        line = lines[last + 1]
        close = line.middle - lines[last].middle < _CLOSE * pitch * 0.75
        if not (close and len(line.words) == 1 and line.words[0].box.right < second):
            break
        last += 1
    return last
