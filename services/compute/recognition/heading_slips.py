"""Headings in which a cell was lost, or stands twice or empty, put back over the columns that they head.

Rows below that all have another length say that the row of headings slipped; where its cell is lost or too many, they
say by the sums and rates that come out then, and by words and figures that stand where these belong.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, islice, product, zip_longest
from typing import NamedTuple

from services.compute.reading.document import Cell
from services.compute.recognition.alignment_scores import met_and_failed
from services.compute.recognition.alignment_ways import fit
from services.compute.recognition.columns import Column, rates_among
from services.compute.recognition.concepts import Concept
from services.compute.recognition.headings import Heading, Part, headings_over
from services.compute.recognition.layout import columns_of
from services.compute.recognition.lines import Line, Row, line_of
from services.compute.recognition.orders import keeps_an_order, with_order
from services.compute.recognition.row_names import with_names
from services.compute.recognition.sums import sums_along
from services.compute.recognition.vocabulary import vocabulary

_MOST_OFF, _MOST_LINES, _MOST_WAYS, _ROWS_THAT_TELL, _FEWEST_ROWS, _MOSTLY = 2, 2, 300, 40, 2, 0.75


class _Fare(NamedTuple):
    """How headings fare over rows, less is better: by how much more sums and rates fail than come out, in how many
    columns figures stand under no heading or one of words, or words under one of figures, and whether the measures
    stand as in no form that is known.
    """

    failed: int
    amiss: int
    unlike: bool

    def beside(self, *, lost: int) -> tuple[int, int, bool]:
        """What tells first: where a heading is lost, what stands where."""
        return (self.amiss, self.failed, self.unlike) if lost else (self.failed, self.amiss, self.unlike)


def put_right(part: Part, below: Sequence[Line] = ()) -> Part:
    """`part` with its headings as the rows under them say, where that is better than as they stand; figures over which
    ways that are as good do not agree stand under none. The rows are its own, and where those are too few, those
    `below`.
    """
    if part.slipped:
        return part
    own = sum(bool(line.figures) and not line.is_words for line in part.body)
    under = part.body if own >= _FEWEST_ROWS else (*part.body, *below)
    rows = [line for line in under if line.figures and not line.is_words and len(line.cells) > 1]
    width = _usual_width(rows)
    off = [place for place, row in enumerate(part.heading_rows) if 0 < abs(len(row) - width) <= _MOST_OFF]
    wider = any(len(row) > width + _MOST_OFF for row in part.heading_rows)
    if not width or wider or not part.headings or not 0 < len(off) <= _MOST_LINES:
        return part
    told = [line for line in rows if len(line.row) == width][:_ROWS_THAT_TELL]
    short = max(0, width - min(len(part.heading_rows[place]) for place in off))
    standing = columns_of(part.headings, None, None)
    stands = _score(standing, told, lost=short)
    reach = [Column(place, "", "", None) for place in range(len(standing), width)]
    headed = not any(_is_unheaded(column, told) for column in (*with_names(standing, told), *reach))
    is_well = not stands.amiss and stands.failed <= 0 and headed
    if is_well and not stands.unlike:
        return part
    counted = Counter(place for line in told for place in line.figures)
    figured = {place for place, count in counted.items() if 2 * count > len(told)}
    best = stands
    found: list[tuple[tuple[Heading, ...], tuple[Row, ...], dict[int, Concept | str]]] = []
    for heads in islice(_ways(part.heading_rows, off, width), _MOST_WAYS):
        headings = headings_over([line_of(row) for row in heads], under, width)
        columns = columns_of(headings, None, None)
        score = _score(columns, told, lost=short)
        if score.beside(lost=short) < best.beside(lost=short):
            best, found = score, []
        if score == best and (short or score != stands):
            found.append((headings, heads, _told(columns, told)))
    if not found or (is_well and best.unlike):
        return part
    moved = tuple(cell for place in off for cell in part.heading_rows[place] if cell.text)
    if best == stands:
        found.append((part.headings, part.heading_rows, _told(standing, told)))
    agreed = {place for place in found[0][2] if len({concepts.get(place) for *_, concepts in found}) == 1}
    made = [
        heading if place in agreed or place not in figured else Heading("") for place, heading in enumerate(found[0][0])
    ]
    if all(new == old for new, old in zip_longest(made, part.headings, fillvalue=Heading(""))):
        return part
    return replace(part, headings=tuple(made), heading_rows=found[0][1], slipped=moved)


def _told(columns: Sequence[Column], rows: Sequence[Line]) -> dict[int, Concept | str]:
    """What each of `columns` is, by its words or its place; what is not known is what its heading says."""
    return {column.index: column.concept or column.label for column in with_order(columns, rows)}


def _usual_width(rows: Sequence[Line]) -> int:
    """How long nearly all of `rows` are; 0 where too few tell."""
    lengths = Counter(len(line.row) for line in rows)
    width, count = max(lengths.items(), key=lambda entry: entry[1], default=(0, 0))
    return width if count >= max(_FEWEST_ROWS, _MOSTLY * len(rows)) else 0


def _score(columns: Sequence[Column], rows: Sequence[Line], *, lost: int) -> _Fare:
    """How `columns` fare over `rows`. Where headings are `lost`, that others come out tells nothing, nor what may be
    worked out in several ways, nor that as many columns have none.
    """
    named = with_names(columns, rows)
    sums, rates = list(dict.fromkeys(sums_along(named))), rates_among(named)
    if lost:
        sums = [one for one in sums if _is_one_way(named[one[0]])]
    counts = [met_and_failed(fit([*line.row], len(named)), named, rates, sums) for line in rows]
    unheaded = sum(_is_unheaded(column, rows) for column in named)
    amiss = sum(_is_amiss(column, rows) for column in named) + max(0, unheaded - lost)
    failed = sum(failed - met * (not lost) for met, failed in counts)
    return _Fare(failed, amiss, not keeps_an_order(named, rows))


def _is_one_way(column: Column) -> bool:
    """Whether the figures of `column` are worked out in one way alone, or as the form says."""
    code = column.concept.code if column.concept else ""
    return "=" in column.stated or len(vocabulary().sums.get(code, ())) <= 1


def _is_amiss(column: Column, rows: Sequence[Line]) -> bool:
    """Whether figures stand in `column` that heads none, or something else where it heads figures. The
    heading of names reaches over columns beside it.
    """
    cells = [line for line in rows if column.index < len(line.row) and line.row[column.index].text]
    figures = sum(column.index in line.figures for line in cells)
    if 2 * figures > len(cells):
        return column.names_rows or column.is_category
    names = column.concept is not None and column.concept.code == "name"
    return column.is_measure if cells else bool(column.label) and not names


def _is_unheaded(column: Column, rows: Sequence[Line]) -> bool:
    """Whether figures stand in `column` under no heading."""
    figures = sum(column.index in line.figures for line in rows)
    return not column.label and 2 * figures > len(rows)


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
