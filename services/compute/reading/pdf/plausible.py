"""What tells rows of wrapped texts from prose in columns, lists, headings over figures and drawings."""

from collections.abc import Sequence
from statistics import median

from services.compute.reading.pdf.figures import stands_for_figure
from services.compute.reading.pdf.grid import Draft
from services.compute.reading.pdf.headers import counts_up
from services.compute.reading.pdf.pieces import DraftRow
from services.compute.reading.pdf.prose import is_list
from services.compute.reading.pdf.rows import opens_item
from services.compute.reading.pdf.runs import SAME_PLACE, Band

UNEVEN = 0.7
"""Where the lowest cell of a row has no more than this share of the tallest one's lines, it is no row of prose."""
SHORT = 3
"""Lines of a row that is never taken for prose, at most."""
TALL = 8
"""Lines of the shortest text of a row, in a table of two rows, at most."""
FEWEST_OF_TWO = 3
"""Rows that a table of two columns has at least."""
MANY = 4
"""Texts in each of two rows or more that begin at the same places, which makes them a table."""
SENTENCE = 8
"""Words of a text that prose may break off in one row and go on with in the next, at least."""
GOING_ON = 0.25
"""The share of such texts that may begin in lower case in a table."""
MOSTLY = 0.4
"""And the share of all texts."""
KEEPING = 0.6
"""The share of its texts that begin, or end, at one place in each of two columns, at least."""
LABEL = 8
"""Words in the usual label of a table of two columns, at most."""


def is_plausible(draft: Draft, full: Sequence[Band]) -> bool:
    """Whether a draft is a table of wrapped texts; `full` are its bands of several cells."""
    return _wraps(full, draft.rows) and _is_table(draft, full) and (len(full) > 2 or _fills(draft, full))


def _fills(draft: Draft, full: Sequence[Band]) -> bool:
    """Whether some row has a text in every column, or a figure; in the block of a page's title, a logo beside it, none
    has.
    """
    figures = any(phrase.figure for band in full for cell in band.cells for phrase in cell)
    return figures or any(len(band.cells) == len(draft.columns) for band in full)


def _wraps(full: Sequence[Band], rows: Sequence[DraftRow]) -> bool:
    """Whether some text takes several lines (headings over headings aside), and no cell holds several figures."""
    if any(sum(p.figure or stands_for_figure(p.text) for p in cell) > 1 for band in full for cell in band.cells):
        return False
    first = next((n for n, band in enumerate(full) if any(p.figure for cell in band.cells for p in cell)), 1)
    nested = any(cell.first < cell.last for row in rows[:first] for cell in row)
    return any(max(band.heights()) > 1 for band in full[first if nested else 0 :]) or _headed(full) or _flush(full)


def _flush(full: Sequence[Band]) -> bool:
    """Whether rows of many texts all begin at the same places."""
    first = full[0].extents()
    room = SAME_PLACE * full[0].size
    return len(first) >= MANY and all(
        len(first) == len(band.cells)
        and all(abs(a - b) <= room for (a, _), (b, _) in zip(first, band.extents(), strict=True))
        for band in full[1:]
    )


def _headed(full: Sequence[Band]) -> bool:
    """Whether one row of three headings or more stands over one row that has a figure, no number, under nearly each."""
    if len(full) != 2:
        return False
    headings, row = full
    figures = [any(p.figure for p in cell) for cell in row.cells]
    if counts_up([" ".join(p.text for p in cell) for cell in row.cells]):
        return False
    return (
        2 < len(headings.cells) <= sum(figures) + 1
        and not any(p.figure for cell in headings.cells for p in cell)
        and len(row.cells) == len(headings.cells)
    )


def _is_table(draft: Draft, full: Sequence[Band]) -> bool:
    """Whether rows are no prose in columns, which fills all of them alike or goes on from row to row, and no list."""
    prose = [band for band in full if min(h := band.heights()) > UNEVEN * max(h) and max(h) > SHORT]
    if 2 * len(prose) > len(full) or (len(full) == 2 and max(min(band.heights()) for band in full) > TALL):
        return False
    if is_list([row for row in draft.rows if len(row) > 1]):
        return False
    texts = [cell.text for row in draft.rows for cell in row]
    longer = [text for text in texts if len(text.split()) >= SENTENCE]
    if _going_on(longer) > GOING_ON * len(longer) or _going_on(texts) > MOSTLY * len(texts):
        return False
    labels = [row[0].text for row in draft.rows if row[0].first == 0]
    if max(map(len, draft.rows)) > 2:
        return True
    if sum(all(p.figure for p in cell.phrases) for row in draft.rows for cell in row if cell.first == 1) > 1:
        return True
    words = [len(label.split()) for label in labels]
    if len(draft.columns) > 2 or not all(_keeps_edge(draft, column) for column in (0, 1)):
        return False
    return len(full) >= FEWEST_OF_TWO and median(words) <= LABEL and max(words) <= 2 * LABEL


def _keeps_edge(draft: Draft, column: int) -> bool:
    """Whether most texts of a column begin or end at one place, as words in the boxes of a drawing do not."""
    extents = [cell.extent for row in draft.rows for cell in row if cell.first == column == cell.last]
    room = SAME_PLACE * draft.rows[0][0].phrases[0].size
    flush = max(
        (sum(abs(other[side] - extent[side]) <= room for other in extents) for extent in extents for side in (0, 2)),
        default=0,
    )
    return flush >= KEEPING * len(extents)


def _going_on(texts: Sequence[str]) -> int:
    return sum(text[0].islower() and not opens_item(text) for text in texts)
