"""Tables that a page's end parted: from their headings, or from the rows that these stand over."""

from collections.abc import Sequence

from services.compute.reading.document import Cell, Document, Table
from services.compute.recognition.alignment import align
from services.compute.recognition.announced import numbers_page
from services.compute.recognition.columns import Column, rates_among
from services.compute.recognition.heading_rows import is_heading
from services.compute.recognition.kinds import kinds_titled
from services.compute.recognition.lines import Line, line_of
from services.compute.recognition.looks import align_by_looks, looks_tell

_ROWS_THAT_TELL = 20
_FEWEST_COLUMNS, _MOST_HEADINGS_CUT_OFF = 4, 4
_FEWEST_KNOWN, _MOSTLY = 2, 0.5


def headings_cut_off(document: Document, number: int) -> tuple[tuple[Cell, ...], ...]:
    """The rows of the table right above table `number` where they are words alone and as wide: its headings, parted
    from it by the end of a page.
    """
    between = [paragraph for paragraph in document.paragraphs if paragraph.tables_before == number]
    if number == 0 or not all(numbers_page(paragraph.text) for paragraph in between):
        return ()
    above, table = document.tables[number - 1], document.tables[number]
    lines = [line_of(row) for row in above.rows]
    if above.width != table.width or len(lines) > _MOST_HEADINGS_CUT_OFF or not all(line.is_words for line in lines):
        return ()
    wide = all(len(line.cells) >= _FEWEST_COLUMNS for line in lines)
    if not (wide or _head(lines, line_of(table.rows[0]))) or any(kinds_titled(cell.text) for cell in table.rows[0]):
        return ()
    return tuple(tuple(line.row) for line in lines if line.numbers_columns or _has_letters(line))


def _has_letters(line: Line) -> bool:
    return any(char.isalpha() for cell in line.cells for char in cell.text)


def _head(lines: Sequence[Line], first: Line) -> bool:
    """Whether `lines` are headings by their words, and `first`, the row below them, goes on with figures."""
    texts = [cell.text for line in lines for cell in line.cells if not line.numbers_columns]
    known = sum(map(is_heading, texts))
    return known >= _FEWEST_KNOWN and known > _MOSTLY * len(texts) and not first.is_words and len(first.cells) > 1


def goes_on(table: Table, body: Sequence[Line], columns: Sequence[Column], above: Sequence[Line]) -> bool:
    """Whether the rows `body` of `table`, which have no headings, go on under `columns`, those of the rows `above`:
    as wide, under no title of their own, and of the same kinds of cells.
    """
    if kinds_titled(table.title):
        return False
    full = [line for line in body if len(line.cells) > 1 and not line.is_words][:_ROWS_THAT_TELL]
    if looks_tell(columns) and all(len(line.cells) <= len(columns) for line in body):
        return bool(full) and 2 * sum(_looks_like(line, columns) for line in full) > len(full)
    if table.width != len(columns):
        return False
    figured = {place for line in above if not line.is_words for place in line.figures}
    return bool(full) and 2 * sum(_fits(line, columns, figured) for line in full) > len(full)


def _looks_like(line: Line, columns: Sequence[Column]) -> bool:
    """Whether the cells of `line` can be laid along `columns`."""
    if len(line.cells) < _MOSTLY * len(columns):
        return _fits(line, columns, set())
    (reading,) = align_by_looks([line.row], columns)
    return reading.outcome != "ambiguous"


def _fits(line: Line, columns: Sequence[Column], figured: set[int]) -> bool:
    """Whether the figures of `line` stand in columns of figures, or where they stood in the rows above, and its rates
    come out.
    """
    texts = [column for column in columns if column.names_rows or not column.label]
    if any(column.index in line.figures - figured for column in texts if column.concept is not None):
        return False
    if rates := rates_among(tuple(columns)):
        return align(line.row, columns, rates).outcome != "ambiguous"
    return any(column.index in line.figures for column in columns if column.is_measure)
