"""What a table's headings say over each column, and over which rows they reach."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from services.compute.reading.document import Cell, Table
from services.compute.recognition.bare_headings import plain
from services.compute.recognition.chapters import headed_by_chapters
from services.compute.recognition.few_counts import with_few_counts
from services.compute.recognition.folding import fold
from services.compute.recognition.heading_rows import (
    heading_ranges,
    is_heading,
    reached,
    rest_of_headings,
    titles_among,
)
from services.compute.recognition.key_values import leading_pairs
from services.compute.recognition.lines import ENUMERATION, Line, Row, line_of
from services.compute.recognition.numbered_months import headed_by_months, headed_by_quarters
from services.compute.recognition.parted_headings import joined_headings
from services.compute.recognition.years_of_rows import with_years_of_rows

_LEAST_ALIKE = 85
"""Letters in a hundred that a damaged heading shares with the one it repeats."""
_SLIPPED = 0.25
"""The share of a column's cells up to which figures may have slipped into a column of words."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over one column: its own `label`, the texts of the rows above it, outermost first, and what the row
    of column numbers states.
    """

    label: str
    above: tuple[str, ...] = ()
    stated: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of a table under headings of their own. `headings` is empty where they have none: those before may go on.

    `lead` are the rows above the headings: titles, names beside values; `pairs` a block of labels and values above
    them; `slipped` the texts of headings that were put back over their columns.
    """

    headings: tuple[Heading, ...]
    heading_rows: tuple[Row, ...]
    lead: tuple[Row, ...]
    body: tuple[Line, ...]
    pairs: tuple[Line, ...] = ()
    slipped: tuple[Cell, ...] = ()

    @property
    def said(self) -> frozenset[str]:
        """All that the headings say, folded."""
        return frozenset(fold(cell.text) for row in self.heading_rows for cell in row if cell.text)


def parts_of(table: Table, above: Sequence[Row] = ()) -> list[Part]:
    """`table` cut where headings begin: mostly one part; more where it goes from one set of columns to the next.

    `above` are the rows of its head that a page's end parted from it.
    """
    rows = [line_of(row) for row in (*above, *table.rows)]
    every = joined_headings(
        headed_by_chapters(with_years_of_rows(with_few_counts(headed_by_quarters(headed_by_months(rows)))))
    )
    titles = next((n for n, line in enumerate(every) if len(line.cells) > 1 or line.figures), len(every))
    stop = titles + leading_pairs(every[titles:])
    pairs, lines = tuple(every[titles:stop]), [*every[:titles], *every[stop:]]
    columns = _columns_of_figures(lines)
    cuts = heading_ranges(lines, columns)
    if above and cuts:
        begun = _heading_rows(lines[: max(0, len(above) - len(pairs))])
        cuts[0] = range(cuts[0].start, rest_of_headings(lines, max(cuts[0].stop, begun)))
    spans = any(cell.colspan > 1 for row in table.rows for cell in row)
    parts: list[Part] = []
    lead: list[Line] = []
    if not cuts or cuts[0].start:
        lead = lines[: cuts[0].start] if cuts else []
    for number, cut in enumerate(cuts):
        stop = cuts[number + 1].start if number + 1 < len(cuts) else len(lines)
        heads, body = lines[cut.start : cut.stop], lines[cut.stop : stop]
        headings = headings_over(heads, body, _width(table, heads), spans=spans)
        headings = _as_before(headings, [part.headings for part in parts])
        words, leading = tuple(line.row for line in heads), tuple(line.row for line in lead)
        parts.append(Part(headings, words, leading, tuple(body), () if number else pairs))
        lead = []
    if not parts:
        count = titles_among(lines)
        parts = [Part((), (), tuple(line.row for line in lines[:count]), tuple(lines[count:]), pairs)]
    return parts


def headings_over(
    heads: Sequence[Line], body: Sequence[Line], width: int, *, spans: bool = False
) -> tuple[Heading, ...]:
    """What `heads` say over each of the first `width` columns of the rows `body`; `spans` where they say how far they
    reach.
    """
    figures = _columns_of_figures(body) if not spans else set()
    said = [_over(heads, column, spans, figures) for column in range(width)]
    return _numbered(_over_figures(said, heads, body), heads)


def _columns_of_figures(lines: Sequence[Line]) -> set[int]:
    """The columns in which figures stand, not only where a row lost a cell or holds one twice among rows of words."""
    rows = [line for line in lines if not line.is_words]
    figures = Counter(place for line in rows for place in line.figures)
    filled = Counter(cell.column for line in rows for cell in line.cells)
    return {place for place, count in figures.items() if count > _SLIPPED * filled[place]}


def _heading_rows(above: Sequence[Line]) -> int:
    """How many of the rows `above` are headings: what follows the last of them is one name a row, without figures."""
    return max(
        (n for n, line in enumerate(above, 1) if len(line.cells) > 1 or (line.cells and line.cells[0].column)),
        default=0,
    )


def _as_before(headings: tuple[Heading, ...], before: Sequence[tuple[Heading, ...]]) -> tuple[Heading, ...]:
    """`headings`, an unknown one made that of its column in the parts `before` which it nearly says again."""
    said = list(headings)
    for column, heading in enumerate(headings):
        if not heading.label or is_heading(heading.label):
            continue
        known = (plain(other[column].label) for other in before if column < len(other))
        if label := next((text for text in known if _is_nearly(heading.label, text)), None):
            said[column] = replace(heading, label=label)
    return tuple(said)


def _is_nearly(label: str, known: str) -> bool:
    """Whether `label` is `known`, damaged in a letter or two; digits are never damaged so."""
    digits = ("".join(char for char in text if char.isdigit()) for text in (label, known))
    return len(set(digits)) == 1 and fuzz.ratio(fold(label), fold(known)) >= _LEAST_ALIKE


def _over_figures(headings: Sequence[Heading], heads: Sequence[Line], body: Sequence[Line]) -> list[Heading]:
    """`headings`; one whose cell reaches from an empty column over the next is that of the next alone."""
    held = {cell.column for line in body for cell in line.cells}
    last = next((line.row for line in reversed(heads) if not line.numbers_columns), ())
    return [
        replace(heading, label="")
        if column not in held and column + 1 < len(last) and _reaches_on(last, column)
        else heading
        for column, heading in enumerate(headings)
    ]


def _reaches_on(row: Row, column: int) -> bool:
    """Whether the cell in `column` has the box of the empty one to its right."""
    box, beside = row[column].bbox, row[column + 1]
    return box is not None and beside.bbox == box and not beside.text


def _numbered(headings: list[Heading], heads: Sequence[Line]) -> tuple[Heading, ...]:
    """`headings` closed up where a row of column numbers says that the columns stand closer than the words over them,
    as where each word's cell was written with an empty one beside it; not where those further right have no number.
    """
    numbers = next((line for line in heads if line.numbers_columns), None)
    if numbers is not None:
        count = len(numbers.cells)
        labelled = [heading for heading in headings if heading.label]
        apart = [cell.column for cell in numbers.cells] == list(range(count)) and any(
            heading.label for heading in headings[count:]
        )
        if apart and len(labelled) >= count and labelled[:count] != headings[:count]:
            stated = [cell.text for cell in numbers.cells]
            return tuple(replace(heading, stated=said) for heading, said in zip(labelled, stated, strict=False))
    return tuple(headings)


def _width(table: Table, heads: Sequence[Line]) -> int:
    return max(table.width, *(cell.column + 1 for line in heads for cell in line.cells))


def _over(heads: Sequence[Line], column: int, spans: bool, figures: Collection[int]) -> Heading:
    """What `heads` say over `column`, where `figures` stand in some columns.

    Where the file states which columns a cell reaches over, it says so; else a group's heading reaches right over the
    empty cells beside it, as merged cells are written, but for that of figures which nothing below parts.
    """
    words = [line for line in heads if not line.numbers_columns]
    stated = " ".join(_at(line.row, column) for line in heads if line.numbers_columns)
    mixed = [line for line in heads if line.numbers_columns and any(len(cell.text.split()) and cell.text[0].isalpha()
             and len(cell.text) > 1 and "=" not in cell.text for cell in line.cells)]  # fmt: skip
    if spans:
        texts = [text for line in words if (text := _covering(line.row, column))]
        label = texts[-1] if texts else ""
        return Heading(label, tuple(dict.fromkeys(text for text in texts[:-1] if text != label)), stated)
    own = [text for line in words if (text := _at(line.row, column)) and not ENUMERATION.fullmatch(text)]
    own += [text for line in mixed if (text := _at(line.row, column)) and len(text) > 1 and text[0].isalpha()
            and "=" not in text]  # fmt: skip
    if not own or not words:
        return Heading(own[-1] if own else "", (), stated)
    lowest = max((number for number, line in enumerate(words) if _at(line.row, column)), default=0)
    above = [_spread(words, number, column, figures) for number in range(lowest)]
    above = [*above, *own[:-1]] if len(own) > 1 else above
    return Heading(own[-1], tuple(dict.fromkeys(text for text in above if text and text != own[-1])), stated)


def _at(row: Row, column: int) -> str:
    """The text of `row` in `column`, or of the cell that reaches over it from the left, as PDFs tell by its box."""
    if column >= len(row):
        return ""
    own = row[column]
    while not own.text and own.bbox is not None and column and row[column - 1].bbox == own.bbox:
        column, own = column - 1, row[column - 1]
    return own.text


def _covering(row: Row, column: int) -> str:
    """The text of the cell of `row` that reaches over `column`."""
    return next((cell.text for place, cell in reached(row) if place == column), "")


def _spread(words: Sequence[Line], number: int, column: int, figures: Collection[int]) -> str:
    """What the row `number` of `words` says over `column`, or over one left of it if that is a group's heading."""
    row = words[number].row
    place = next((place for place in range(min(column, len(row) - 1), -1, -1) if row[place].text), None)
    if place is None:
        return ""
    parted = any(_at(line.row, place) for line in words[number + 1 :])
    return row[place].text if place == column or parted or place not in figures else ""
