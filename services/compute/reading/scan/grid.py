"""A table's lines to its grid of cells."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from services.compute.reading.document import BBox, Cell, Table
from services.compute.reading.scan.columns import part_columns
from services.compute.reading.scan.detection import Box
from services.compute.reading.scan.expectations import meet_expectations
from services.compute.reading.scan.figures import is_figure
from services.compute.reading.scan.lines import Line
from services.compute.reading.scan.recognition import Reading
from services.compute.reading.scan.regions import Region
from services.compute.reading.scan.rows import Cells, RowLine, join_rows
from services.compute.reading.scan.rulings import Ruling, Rulings
from services.compute.reading.scan.touching import part_touching
from services.compute.reading.scan.words import Word

Place = Callable[[Box], BBox]
"""From pixels of the upright page to PDF points of the page."""

_RUNS_OVER = 0.6
"""In heights: a word that reaches this far into the next column belongs to both, and is split."""


def build_table(region: Region, rulings: Rulings, place: Place, page: int, title: str) -> Table:
    """The grid of `region`. Each cell says where it stood and how sure its least sure character was read."""
    within, body = region.lines, part_touching(region.lines[region.body :])
    top, bottom = within[0].top, within[-1].bottom
    verticals = [line for line in rulings.vertical if line.end > top and line.start < bottom]
    with_figures = [line for line in body if line.figures and len(line.words) > 1]
    edges = part_columns(with_figures or body, verticals)
    filed = [RowLine(_file(line, edges), line.middle, line.height) for line in body]
    extents = [_extent(filed, column) for column in range(len(edges) + 1)]
    heads = [
        RowLine(_shifted(_file(line, edges, verticals), extents), line.middle, line.height)
        for line in within[: region.body]
    ]
    left = min(word.box.left for line in within for word in line.words)
    right = max(word.box.right for line in within for word in line.words)
    rows = _without_bare_columns(join_rows([*heads, *filed], rulings.horizontal, left, right))
    return table_of(meet_expectations(rows), place, page, title)


def table_of(rows: Sequence[Cells], place: Place, page: int, title: str) -> Table:
    """The table of rows of words, each word in its column."""
    return Table(
        tuple(
            tuple(_cell(words, number, column, page, place) for column, words in enumerate(row))
            for number, row in enumerate(rows)
        ),
        page,
        title,
    )


def _file(line: Line, edges: Sequence[float], spanning: Sequence[Ruling] = ()) -> Cells:
    """The words of a line by column. A heading drawn over several columns goes into the first of them."""
    cells: Cells = [[] for _ in range(len(edges) + 1)]
    for word in line.words:
        for piece in split_at(word, edges):
            column = column_at(piece, edges)
            if spanning and not is_figure(piece.text):
                column = min(column, _first_spanned(piece, edges, spanning, column))
            cells[column].append(piece)
    return cells


def _extent(lines: Sequence[RowLine], column: int) -> tuple[float, float]:
    """From where to where the rows of a column print, in pixels; nowhere where it is bare."""
    words = [word for line in lines for word in line.cells[column]]
    return min((word.box.left for word in words), default=0.0), max((word.box.right for word in words), default=0.0)


def _shifted(cells: Cells, extents: Sequence[tuple[float, float]]) -> Cells:
    """Headings that begin between their column's rows and the next column's moved to the next, if it has none."""
    for column in reversed(range(len(cells) - 1)):
        end, start = extents[column][1], extents[column + 1][0]
        beyond = [word for word in cells[column] if end < word.box.left < start]
        if beyond and not cells[column + 1]:
            cells[column + 1] = beyond
            cells[column] = [word for word in cells[column] if word not in beyond]
    return cells


def column_at(word: Word, edges: Sequence[float]) -> int:
    """The column, of those that part at `edges`, in which most of a word stands."""
    bounds = [float("-inf"), *edges, float("inf")]
    shares = [min(word.box.right, end) - max(word.box.left, start) for start, end in pairwise(bounds)]
    return shares.index(max(shares))


def _first_spanned(word: Word, edges: Sequence[float], verticals: Sequence[Ruling], column: int) -> int:
    """The first column under the drawn cell in whose middle a heading stands; its own column where none is drawn."""
    beside = [line.position for line in verticals if line.start <= word.middle <= line.end]
    centre = (word.box.left + word.box.right) / 2
    left = max((x for x in beside if x < centre), default=None)
    right = min((x for x in beside if x > centre), default=None)
    if left is None or right is None or abs((left + right) / 2 - centre) > word.box.height:
        return column
    return sum(edge <= left + 3 for edge in edges)


def split_at(word: Word, edges: Sequence[float]) -> list[Word]:
    """The word, parted where it runs over the edge of a column at one of its blanks."""
    reach = _RUNS_OVER * word.box.height
    for edge in edges:
        if not word.box.left + reach < edge < word.box.right - reach:
            continue
        at = (edge - word.box.left) / word.box.width
        blanks = [
            (abs((character.left + character.right) / 2 - at), index)
            for index, character in enumerate(word.reading.characters)
            if character.text == " "
        ]
        near, index = min(blanks, default=(1.0, 0))
        if near * word.box.width > word.box.height:
            continue
        left, right = Reading(word.reading.characters[:index]), Reading(word.reading.characters[index + 1 :])
        if not (is_figure(left.text) or is_figure(right.text)):
            continue
        cut = round(edge)
        first = Word(Box(word.box.left, word.box.top, cut, word.box.bottom), left)
        second = Word(Box(cut, word.box.top, word.box.right, word.box.bottom), right)
        return [first, *split_at(second, [other for other in edges if other > edge])]
    return [word]


def _without_bare_columns(rows: list[Cells]) -> list[Cells]:
    kept = [column for column in range(len(rows[0])) if any(row[column] for row in rows)]
    return [[row[column] for column in kept] for row in rows]


def _cell(words: Sequence[Word], row: int, column: int, page: int, place: Place) -> Cell:
    if not words:
        return Cell("", row, column, page)
    box = Box(
        min(word.box.left for word in words),
        min(word.box.top for word in words),
        max(word.box.right for word in words),
        max(word.box.bottom for word in words),
    )
    confidence = min(word.reading.confidence for word in words)
    return Cell(" ".join(word.text for word in words), row, column, page, bbox=place(box), confidence=confidence)
