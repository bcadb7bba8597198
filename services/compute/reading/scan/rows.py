"""Lines to rows: a cell of several lines is one cell, be it within ruling lines or because its label wraps."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from services.compute.reading.scan.figures import is_figure
from services.compute.reading.scan.rulings import Ruling
from services.compute.reading.scan.words import Word

Cells = list[list[Word]]
"""The words of each column, in reading order."""

_RULED_SHARE = 0.6
_NEARER = 0.88


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
    """Not where two columns or more have a figure in several lines each."""
    width = len(band[0].cells)
    repeated = sum(
        sum(any(is_figure(word.text) for word in line.cells[column]) for line in band) > 1 for column in range(width)
    )
    return len(band) == 1 or repeated < 2


def _wrapped(band: Sequence[RowLine]) -> list[Cells]:
    """Rows of a band that no lines part: those with nothing but the rest of a label join the row they belong to."""
    pitch = _pitch(band)
    edge = max((word.box.right for line in band for word in line.cells[0]), default=0)
    groups: list[list[RowLine]] = []
    for index, line in enumerate(band):
        if index and _goes_on(band, index, pitch, edge):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_merged(group) for group in groups]


def _goes_on(band: Sequence[RowLine], index: int, pitch: float, edge: float) -> bool:
    """Whether line `index` ends the label that the line above began: close to it, and its first word had no room."""
    line, above = band[index], band[index - 1]
    if not _is_label_alone(line) or not above.cells[0] or _is_label_alone(above) and pitch == 0:
        return False
    before = line.middle - above.middle
    after = band[index + 1].middle - line.middle if index + 1 < len(band) else float("inf")
    if before > _NEARER * pitch or (before > after and not _is_label_alone(band[index + 1])):
        return False
    first = line.cells[0][0]
    begins = first.text.split(" ")[0]
    room_needed = (len(begins) + 1) / max(1, len(first.text)) * first.box.width
    return above.cells[0][-1].box.right + room_needed > edge


def _pitch(band: Sequence[RowLine]) -> float:
    """The usual distance from one row of figures to the next right below it, in pixels; 0 where none is."""
    steps = [
        below.middle - above.middle
        for above, below in zip(band, band[1:], strict=False)
        if not _is_label_alone(above) and not _is_label_alone(below)
    ]
    return median(steps) if steps else 0.0


def _is_label_alone(line: RowLine) -> bool:
    return bool(line.cells[0]) and not any(line.cells[1:])


def _merged(band: Sequence[RowLine]) -> Cells:
    return [[word for line in band for word in line.cells[column]] for column in range(len(band[0].cells))]
