"""Where a table begins above its rows and ends below them."""

from collections.abc import Sequence
from statistics import median

from services.compute.reading.scan.lines import Line
from services.compute.reading.scan.rulings import Ruling
from services.compute.reading.scan.words import Word

FURTHEST_HEAD = 4.0
_FURTHEST_RULING = 9.0
CLOSE = 1.7
"""These in heights of the print."""
_SPANNING = 4
_DRAWN_SHARE = 0.4


def first_heading(lines: Sequence[Line], body: int, floor: int, horizontals: Sequence[Ruling]) -> int:
    """The first line of the headings above line `body`."""
    top = drawn_top(lines[body], *extent(lines[body : body + 1]), horizontals)
    if top is not None:
        first = body
        while first > floor and lines[first - 1].middle > top:
            first -= 1
        return first
    first, candidate = body, body
    while candidate > floor:
        above, below = lines[candidate - 1], lines[candidate]
        reach = FURTHEST_HEAD if first == body else CLOSE
        if below.top - above.bottom > (reach - 1) * max(above.height, below.height):
            break
        candidate -= 1
        if any(sum(_overlap(word, cell) for cell in lines[body].words) >= _SPANNING for word in above.words):
            break
        if len(above.words) > 1:
            first = candidate
    return first


def drawn_top(row: Line, start: float, end: float, horizontals: Sequence[Ruling]) -> float | None:
    """The y of the topmost ruling of the headings above `row`, None where nothing is drawn there."""
    top: float | None = None
    reached = row.middle
    above = [line for line in horizontals if line.position < row.middle]
    for ruling in sorted(above, key=lambda line: -line.position):
        level = [line for line in above if abs(line.position - ruling.position) < row.height / 2]
        shared = sum(max(0.0, min(end, line.end) - max(start, line.start)) for line in level)
        if shared < _DRAWN_SHARE * (end - start):
            continue
        if reached - ruling.position > _FURTHEST_RULING * row.height:
            break
        top = reached = ruling.position
    return top


def last_line(lines: Sequence[Line], body: int, last: int) -> int:
    """The last line, counting those that end the label of the last row."""
    pitch = median(line.height for line in lines[body : last + 1])
    second = min((word.box.left for line in lines[body : last + 1] for word in line.words[1:]), default=0)
    while last + 1 < len(lines):
        line = lines[last + 1]
        close = line.middle - lines[last].middle < CLOSE * pitch * 0.75
        if not (close and len(line.words) == 1 and line.words[0].box.right < second):
            break
        last += 1
    return last


def extent(lines: Sequence[Line]) -> tuple[float, float]:
    """From where to where the lines print, in pixels."""
    words = [word for line in lines for word in line.words]
    return min(word.box.left for word in words), max(word.box.right for word in words)


def _overlap(one: Word, other: Word) -> bool:
    shared = min(one.box.right, other.box.right) - max(one.box.left, other.box.left)
    return shared > 0.3 * min(one.box.width, other.box.width)
