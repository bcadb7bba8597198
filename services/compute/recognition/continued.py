"""Tables that a page's end parted: from their headings, or from the rows that these stand over."""

from collections.abc import Sequence

from services.compute.reading.document import Cell, Document, Table
from services.compute.recognition.alignment import align, held_to, may_stand
from services.compute.recognition.columns import Column, rates_among
from services.compute.recognition.folding import fold
from services.compute.recognition.heading_rows import is_heading
from services.compute.recognition.headings import parts_of
from services.compute.recognition.key_values import leading_pairs, pairs_among
from services.compute.recognition.kinds import kinds_titled
from services.compute.recognition.layout import columns_of
from services.compute.recognition.lines import Line, line_of
from services.compute.recognition.looks import align_by_looks, category_in, looks_tell
from services.compute.recognition.subjects import is_total, numbers_page, remarks

_ROWS_THAT_TELL, _FEW_ROWS = 20, 3
_FEWEST_COLUMNS, _MOST_HEADINGS_CUT_OFF, _MOST_SLIPPED = 4, 4, 2
_FEWEST_KNOWN, _MOSTLY, _SLIPPED = 2, 0.5, 0.75


def headings_cut_off(document: Document, number: int) -> tuple[tuple[Cell, ...], ...]:
    """The rows of the table right above table `number` where they are its head, parted from it by the end of a page:
    words alone and as wide, or known headings a cell or two off, or labels and values, which such may follow.
    """
    if not parted_by_page(document, number):
        return ()
    above, table = document.tables[number - 1], document.tables[number]
    lines, rows = ([line_of(row) for row in each.rows] for each in (above, table))
    if (pairs := pairs_among(lines)) and (block := _block_cut_off(lines, pairs, rows)):
        return block
    if heads := _upper_headings(lines, rows):
        return heads
    lines = lines[next((number for number, line in enumerate(lines) if len(line.cells) > 1), 0) :]
    off = abs(above.width - table.width)
    if off and not (off <= _MOST_SLIPPED and _as_long(rows)):
        return ()
    if len(lines) > _MOST_HEADINGS_CUT_OFF or not all(line.is_words for line in lines):
        return ()
    own = parts_of(above)[0]
    if own.headings and _says_alike(own.body, columns_of(own.headings, None, None), rows):
        return ()  # headings over rows of words, which may go on
    wide = not off and all(len(line.cells) >= _FEWEST_COLUMNS for line in lines)
    first = next((line for line in rows if not line.numbers_columns), rows[0])
    if not (wide or _head(lines, first)) or any(kinds_titled(cell.text) for cell in table.rows[0]):
        return ()
    return tuple(tuple(line.row) for line in lines if line.numbers_columns or _has_letters(line))


def _as_long(rows: Sequence[Line]) -> bool:
    """Whether several of `rows` state figures, and all of them are of one length: then headings of another slipped."""
    lengths = [len(line.row) for line in rows if not line.is_words and len(line.cells) > 1]
    return len(lengths) > 1 and len(set(lengths)) == 1


def _upper_headings(lines: Sequence[Line], below: Sequence[Line]) -> tuple[tuple[Cell, ...], ...]:
    """Those of `lines`, words alone, that are headings, of which the first row `below` is the rest: known headings that
    leave out the first columns, which `lines` head. Else nothing.
    """
    begun = next((number for number, line in enumerate(lines) if len(line.cells) > 1), len(lines))
    heads, first = lines[begun:], below[0]
    if not 0 < len(heads) <= _MOST_HEADINGS_CUT_OFF or not all(line.is_words for line in lines):
        return ()
    if not first.cells or first.numbers_columns or not _names_columns(first):
        return ()
    left = [cell.text for cell in heads[0].cells if cell.column < first.cells[0].column]
    return tuple(tuple(line.row) for line in heads) if any(map(is_heading, left)) else ()


def is_block_of_next(document: Document, number: int) -> bool:
    """Whether table `number` is the block of labels and values above the next, which a page's end parted from it."""
    if number + 1 == len(document.tables):
        return False
    pairs = pairs_among([line_of(row) for row in document.tables[number].rows])
    return pairs > 0 and bool(headings_cut_off(document, number + 1))


def _block_cut_off(lines: Sequence[Line], pairs: int, below: Sequence[Line]) -> tuple[tuple[Cell, ...], ...]:
    """`lines`, of which the first are `pairs` of labels and values, where nothing but headings follows these, and the
    rows `below` go on with further pairs, with headings or with rows under those; else nothing.
    """
    rest = lines[pairs:]
    whole = [*lines, *below]
    heads = rest or below[pairs_among(below) :]
    headed = _names_columns(heads[0]) if heads else bool(below)
    if not headed or len(rest) > _MOST_HEADINGS_CUT_OFF or not all(line.is_words for line in rest):
        return ()
    return tuple(tuple(line.row) for line in lines) if leading_pairs(whole) >= pairs else ()


def _names_columns(line: Line) -> bool:
    """Whether most texts of `line` are known headings."""
    known = sum(is_heading(cell.text) for cell in line.cells)
    return line.is_words and known >= _FEWEST_KNOWN and known > _MOSTLY * len(line.cells)


def parted_by_page(document: Document, number: int) -> bool:
    """Whether nothing stands between table `number` and the one above it, but for the number of a page."""
    between = [paragraph for paragraph in document.paragraphs if paragraph.tables_before == number]
    return 0 < number < len(document.tables) and all(numbers_page(paragraph.text) for paragraph in between)


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
    stated = [line for line in body if len(line.cells) > 1 and not line.is_words]
    full = [line for line in stated if not remarks(line.cells)][:_ROWS_THAT_TELL]
    if looks_tell(columns) and all(len(line.cells) <= len(columns) for line in body):
        return bool(full) and 2 * sum(_looks_like(line, columns) for line in full) > len(full)
    off = [line for line in full if len(line.row) != len(columns)]
    slipped = {id(line) for line in off if _slips_in(line, columns, above)}
    if table.width != len(columns):
        few = len(off) <= max(_FEW_ROWS, _SLIPPED * len(full))
        known = {place for line in above if not line.is_words for place in line.figures}
        return (
            bool(full)
            and few
            and all(
                id(line) in slipped or (len(line.row) == len(columns) and _fits(line, columns, known)) for line in full
            )
        )
    if not full and not any(line.figures for line in above):
        return _says_alike(body, columns, above)
    figured = {place for line in above if not line.is_words for place in line.figures}
    return bool(full) and 2 * sum(id(line) in slipped or _fits(line, columns, figured) for line in full) > len(full)


def _slips_in(line: Line, columns: Sequence[Column], above: Sequence[Line]) -> bool:
    """Whether `line`, a cell or two short or long, stands under `columns` as the rows `above` do: in one way alone, in
    which sums or rates come out, or as their total, or in any way in which each cell is of a kind that stands there.
    """
    rows = [other.row for other in above if other.figures and not other.is_words]
    rates, held = rates_among(tuple(columns)), held_to([line.row], columns, rows)
    reading = align(line.row, columns, rates, held)
    told = reading.rates_met or any(is_total(cell.text) for cell in line.cells if not cell.is_number)
    return (reading.outcome == "mended" and bool(told)) or may_stand(line.row, columns, rates, held)


def _says_alike(body: Sequence[Line], columns: Sequence[Column], above: Sequence[Line]) -> bool:
    """Whether each full row of `body`, of words alone, says in the columns of categories what rows `above` say there,
    or a word known to stand there.
    """
    said = {(cell.column, fold(cell.text)) for line in above for cell in line.cells}
    codes = {column.index: column.concept.code for column in columns if column.is_category and column.concept}
    stated = [cell for line in body if len(line.cells) > 1 for cell in line.cells if cell.column in codes]
    return bool(stated) and all(
        (cell.column, fold(cell.text)) in said or category_in(cell.text, codes[cell.column]) for cell in stated
    )


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
    measured = {column.index for column in columns if column.is_measure}
    headed = {column.index for column in columns if column.concept is None and column.label}
    return not measured.isdisjoint(line.figures) or (not measured and set(line.figures) <= figured | headed)
