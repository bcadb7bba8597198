"""Headings in which a cell was lost, or stands twice or empty, put back over the columns that they head.

Rows below that all have another length say that the row of headings slipped; where its cell is lost or too many, they
say by the sums and rates that come out then, and by words and figures that stand where these belong.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, islice, product

from services.compute.reading.document import Cell
from services.compute.recognition.alignment_scores import met_and_failed
from services.compute.recognition.alignment_ways import fit
from services.compute.recognition.columns import Column, rates_among
from services.compute.recognition.concepts import Concept
from services.compute.recognition.headings import Heading, Part, headings_over
from services.compute.recognition.layout import columns_of
from services.compute.recognition.lines import Line, Row, line_of
from services.compute.recognition.row_names import with_names
from services.compute.recognition.sums import sums_along
from services.compute.recognition.vocabulary import vocabulary

_MOST_OFF, _MOST_LINES, _MOST_WAYS, _ROWS_THAT_TELL, _FEWEST_ROWS, _MOSTLY = 2, 2, 300, 40, 2, 0.75


def put_right(part: Part) -> Part:
    """`part` with its headings as the rows below say, where that is better than as they stand; figures over which ways
    that are as good do not agree stand under none.
    """
    rows = [line for line in part.body if line.figures and not line.is_words and len(line.cells) > 1]
    width = _usual_width(rows)
    off = [place for place, row in enumerate(part.heading_rows) if 0 < abs(len(row) - width) <= _MOST_OFF]
    wider = any(len(row) > width + _MOST_OFF for row in part.heading_rows)
    if not width or wider or not part.headings or not 0 < len(off) <= _MOST_LINES:
        return part
    told = [line for line in rows if len(line.row) == width][:_ROWS_THAT_TELL]
    short = any(len(part.heading_rows[place]) < width for place in off)
    stands = _score(columns_of(part.headings, None, None), told, lost=short)
    if not stands[1] and stands[0] <= 0:
        return part
    counted = Counter(place for line in told for place in line.figures)
    figured = {place for place, count in counted.items() if 2 * count > len(told)}
    best = stands
    found: list[tuple[tuple[Heading, ...], tuple[Row, ...], dict[int, Concept | None]]] = []
    for heads in islice(_ways(part.heading_rows, off, width), _MOST_WAYS):
        headings = headings_over([line_of(row) for row in heads], part.body, width)
        columns = columns_of(headings, None, None)
        score = _score(columns, told, lost=short)
        if score < best:
            best, found = score, []
        if score == best and (short or score != stands):
            found.append((headings, heads, {column.index: column.concept for column in columns}))
    if not found:
        return part
    moved = tuple(cell for place in off for cell in part.heading_rows[place] if cell.text)
    standing = columns_of(part.headings, None, None)
    if best == stands:
        found.append((part.headings, part.heading_rows, {column.index: column.concept for column in standing}))
    agreed = {place for place in found[0][2] if len({concepts.get(place) for *_, concepts in found}) == 1}
    made = [
        heading if place in agreed or place not in figured else Heading("") for place, heading in enumerate(found[0][0])
    ]
    return replace(part, headings=tuple(made), heading_rows=found[0][1], slipped=moved)


def _usual_width(rows: Sequence[Line]) -> int:
    """How long nearly all of `rows` are; 0 where too few tell."""
    lengths = Counter(len(line.row) for line in rows)
    width, count = max(lengths.items(), key=lambda entry: entry[1], default=(0, 0))
    return width if count >= max(_FEWEST_ROWS, _MOSTLY * len(rows)) else 0


def _score(columns: Sequence[Column], rows: Sequence[Line], *, lost: bool) -> tuple[int, int]:
    """How `columns` fare over `rows`, less is better: by how much more sums and rates fail than come out, and in how
    many columns figures stand under no heading or one of words, or words under one of figures. Where a heading is
    `lost`, that others come out tells nothing, nor what may be worked out in several ways.
    """
    named = with_names(columns, rows)
    sums, rates = list(dict.fromkeys(sums_along(named))), rates_among(named)
    if lost:
        sums = [one for one in sums if _is_one_way(named[one[0]])]
    counts = [met_and_failed(fit([*line.row], len(named)), named, rates, sums) for line in rows]
    amiss = sum(_is_amiss(column, rows) for column in named)
    return sum(failed - met * (not lost) for met, failed in counts), amiss


def _is_one_way(column: Column) -> bool:
    """Whether the figures of `column` are worked out in one way alone, or as the form says."""
    code = column.concept.code if column.concept else ""
    return "=" in column.stated or len(vocabulary().sums.get(code, ())) <= 1


def _is_amiss(column: Column, rows: Sequence[Line]) -> bool:
    """Whether figures stand in `column` that it does not head, or something else where it heads figures."""
    cells = [line for line in rows if column.index < len(line.row) and line.row[column.index].text]
    figures = sum(column.index in line.figures for line in cells)
    if 2 * figures > len(cells):
        unheaded = not column.label and 2 * len(cells) > len(rows)
        return unheaded or column.names_rows or column.is_category
    return column.is_measure if cells else bool(column.label)


def _ways(rows: Sequence[Row], off: Sequence[int], width: int) -> Iterator[tuple[Row, ...]]:
    """Every way to make those of heading `rows` that are `off` as long as `width`."""
    for made in product(*(list(_made(rows[place], width)) for place in off)):
        by_place = dict(zip(off, made, strict=True))
        yield tuple(by_place.get(place, row) for place, row in enumerate(rows))


def _made(row: Row, width: int) -> Iterator[Row]:
    """`row` made as long as `width`, with cells taken out that are empty or said twice, or empty ones put in."""
    moves = abs(width - len(row))
    if len(row) > width:
        twice = [n for n, cell in enumerate(row) if n and cell.text == row[n - 1].text != ""]
        blank = [n for n, cell in enumerate(row) if not cell.text]
        for out in combinations((*twice, *blank), moves):
            yield _numbered([cell for place, cell in enumerate(row) if place not in out])
        return
    for places in combinations(range(width), moves):
        cells = list(row)
        for place in places:
            cells.insert(place, Cell("", row[0].row, place, row[0].page))
        yield _numbered(cells)


def _numbered(cells: Sequence[Cell]) -> Row:
    return tuple(cell._replace(column=place) for place, cell in enumerate(cells))
