"""Lines to rows: a cell of several lines is one cell, be it within ruling lines or because its label wraps."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from services.compute.reading.scan.figures import is_figure
from services.compute.reading.scan.rulings import Ruling
from services.compute.reading.scan.words import Word

Cells = list[list[Word]]
"""The words of each column, in reading order."""

_RULED_SHARE = 0.6
_NEARER = 0.92
_CLEARLY_FURTHER = 1.15
_HALF_LINE = 0.65


@dataclass(frozen=True, slots=True)
class RowLine:
    """One line of a table, its words filed by column; `middle` and `height` in pixels."""

    cells: Cells
    middle: float
    height: float


def join_rows(lines: Sequence[RowLine], horizontals: Sequence[Ruling], left: float, right: float) -> list[Cells]:
    """The rows that `lines` of a table from `left` to `right` make, top down."""
    drawn = [
        line.position
        for line in horizontals
        if min(right, line.end) - max(left, line.start) >= _RULED_SHARE * (right - left)
    ]
    rows: list[Cells] = []
    for band in _bands(lines, drawn):
        closed = any(y < band[0].middle for y in drawn) and any(y > band[-1].middle for y in drawn)
        rows += [_merged(band)] if closed and _is_one_row(band) else _wrapped(band)
    return rows


def _bands(lines: Sequence[RowLine], drawn: Sequence[float]) -> list[list[RowLine]]:
    """The lines between two ruling lines, for each such pair."""
    bands: dict[int, list[RowLine]] = {}
    for line in lines:
        bands.setdefault(sum(y < line.middle for y in drawn), []).append(line)
    return [bands[number] for number in sorted(bands)]


def _is_one_row(band: Sequence[RowLine]) -> bool:
    """Not where two columns or more have a figure in several lines, nor where one has an amount below a text."""
    repeated = 0
    for column in range(len(band[0].cells)):
        filled = [line.cells[column] for line in band if line.cells[column]]
        figures = sum(any(is_figure(word.text) for word in words) for words in filled)
        amounts = sum(any(is_figure(word.text) and "." in word.text for word in words) for words in filled)
        repeated += figures > 1
        if len(filled) > 1 and 0 < amounts < len(filled):
            return False
    return len(band) == 1 or repeated < 2


def _wrapped(band: Sequence[RowLine]) -> list[Cells]:
    """Rows of a band that no lines part: those with nothing but part of a label join the row they belong to."""
    pitch = _pitch(band)
    width = len(band[0].cells)
    edges = [
        max((word.box.right for line in band for word in line.cells[column]), default=0) for column in range(width)
    ]
    groups: list[list[RowLine]] = []
    for index, line in enumerate(band):
        if index and (_goes_on(band, index, pitch, edges) or _beside_label(band, index)):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_merged(group) for group in groups]


def _goes_on(band: Sequence[RowLine], index: int, pitch: float, edges: Sequence[float]) -> bool:
    """Whether line `index` goes on with the label of the line above: close to it, its first word had no room there.

    One of the two has the figures, or neither. A line that begins with a capital below small letters, and not below
    their first, is a heading.
    """
    line, above = band[index], band[index - 1]
    column = _label_alone(line)
    below_label = column is None and _label_alone(above) is not None
    if below_label:
        column = _label_alone(above)
    if column is None or not above.cells[column] or not line.cells[column]:
        return False
    before = line.middle - above.middle
    after = band[index + 1].middle - line.middle if index + 1 < len(band) else float("inf")
    if below_label:
        after = above.middle - band[index - 2].middle if index > 1 else 0.0
        if after < before * _CLEARLY_FURTHER:
            return False
    if (pitch and before > _NEARER * pitch) or before > after * _CLEARLY_FURTHER or before > line.height * 1.3:
        return False
    first, last = line.cells[column][0], above.cells[column][-1]
    aligned = abs(first.box.left - above.cells[column][0].box.left) < 0.5 * line.height
    if not aligned and first.text[:1].isupper() and not last.text.isupper():
        return False
    begins = first.text.split(" ")[0]
    room_needed = (len(begins) + 1) / max(1, len(first.text)) * first.box.width
    return last.box.right + room_needed > edges[column]


def _beside_label(band: Sequence[RowLine], index: int) -> bool:
    """Whether figures without a label stand half a line below the first of two lines of one, or the second does."""
    line, above = band[index], band[index - 1]
    if line.middle - above.middle > _HALF_LINE * line.height:
        return False
    return (_label_alone(above) == 0 and not line.cells[0]) or (_label_alone(line) == 0 and not above.cells[0])


def _pitch(band: Sequence[RowLine]) -> float:
    """The usual distance from one row of figures to the next right below it, in pixels; 0 where none is."""
    steps = [
        below.middle - above.middle
        for above, below in pairwise(band)
        if _label_alone(above) is None and _label_alone(below) is None
    ]
    return median(steps) if steps else 0.0


def _label_alone(line: RowLine) -> int | None:
    """The column that all words of the line stand in, if they are text and do so."""
    filled = [column for column, words in enumerate(line.cells) if words]
    if len(filled) != 1 or any(is_figure(word.text) for word in line.cells[filled[0]]):
        return None
    return filled[0]


def _merged(band: Sequence[RowLine]) -> Cells:
    return [[word for line in band for word in line.cells[column]] for column in range(len(band[0].cells))]
