"""The print of a page to its tables and paragraphs, found as on a drawn page."""

from collections.abc import Callable, Sequence

from services.compute.reading.document import BBox, Cell, Paragraph, Table
from services.compute.reading.pdf.grid import Draft
from services.compute.reading.pdf.headings import take_notes, take_title
from services.compute.reading.pdf.paragraphs import paragraphs_of
from services.compute.reading.pdf.phrases import Phrase, lines_of
from services.compute.reading.pdf.pieces import DraftRow, lines_by_baseline
from services.compute.reading.pdf.tables import find_tables
from services.compute.reading.scan.detection import Box
from services.compute.reading.scan.drawn_lines import drawn_lines
from services.compute.reading.scan.drawn_words import DrawnPrint, drawn_print
from services.compute.reading.scan.expectations import Cells, meet_expectations
from services.compute.reading.scan.lines import text_lines
from services.compute.reading.scan.rulings import Rulings
from services.compute.reading.scan.words import Word

Place = Callable[[Box], BBox]
"""From pixels of the upright page to PDF points of the page."""

_TITLE_LINES = 12
_MORE = 1.35
"""Rows of a scan stand so many times further apart than the lines of a cell, for these waver."""


def arrange(
    words: Sequence[Word], rulings: Rulings, dpi: float, place: Place, page: int
) -> tuple[tuple[Table, ...], tuple[Paragraph, ...]]:
    """The tables and paragraphs that `words` form, as of page number `page` (1-based).

    `words` and `rulings` are in pixels, `dpi` to an inch. Each cell says how sure its least sure character was read.
    """
    drawn = drawn_print(text_lines(list(words), rulings.vertical), dpi)
    lines = drawn_lines(rulings, dpi, [phrase.middle for phrase in drawn.phrases])
    drafts, rest = find_tables(drawn.phrases, lines, _MORE)
    tables: list[Table] = []
    for number, draft in enumerate(drafts):
        take_notes(draft, rest)
        title = take_title(draft, rest) or _text_between(drafts[number - 1] if number else None, draft, rest)
        tables.append(_table(draft, drawn, place, page, title))
    return tuple(tables), tuple(Paragraph(text, page) for text in paragraphs_of(rest) if text)


def _text_between(above: Draft | None, draft: Draft, rest: Sequence[Phrase]) -> str:
    """What stands over a table that has no title right above it, up to the table before."""
    floor = above.box[3] if above else float("-inf")
    between = lines_of(phrase for phrase in rest if floor < phrase.middle < draft.box[1])
    return " ".join(phrase.text for line in between[-_TITLE_LINES:] for phrase in line.phrases)


def _table(draft: Draft, drawn: DrawnPrint, place: Place, page: int, title: str) -> Table:
    rows = meet_expectations([_filed(row, len(draft.columns), drawn) for row in draft.rows])
    kept = [column for column in range(len(draft.columns)) if any(row[column] for row in rows)]
    grid = []
    for number, (row, words) in enumerate(zip(draft.rows, rows, strict=True)):
        spanned = {column: cell.first for cell in row for column in range(cell.first, cell.last + 1)}
        grid.append(
            tuple(
                _cell(words[column], words[spanned.get(column, column)], number, index, page, place)
                for index, column in enumerate(kept)
            )
        )
    return Table(tuple(grid), page, title)


def _filed(row: DraftRow, width: int, drawn: DrawnPrint) -> Cells:
    """What was read in each column, a cell over several in the first of them."""
    cells: Cells = [[] for _ in range(width)]
    for cell in row:
        cells[cell.first] += [drawn.read(phrase) for line in lines_by_baseline(cell.phrases) for phrase in line]
    return cells


def _cell(words: Sequence[Word], spanning: Sequence[Word], row: int, column: int, page: int, place: Place) -> Cell:
    """A cell of `words`; one that has none, and is covered by the cell of the words `spanning`, has their box."""
    if not spanning:
        return Cell("", row, column, page)
    box = place(
        Box(
            min(word.box.left for word in spanning),
            min(word.box.top for word in spanning),
            max(word.box.right for word in spanning),
            max(word.box.bottom for word in spanning),
        )
    )
    confidence = min((word.reading.confidence for word in words), default=None)
    return Cell(_text(words), row, column, page, bbox=box, confidence=confidence)


def _text(words: Sequence[Word]) -> str:
    """The texts in reading order; a word broken at a line's end gets no blank."""
    text = ""
    for word in words:
        broken = len(text) > 1 and text[-1] in "-‐" and text[-2].isalpha() and word.text[:1].islower()
        text += word.text if broken or not text else f" {word.text}"
    return text
