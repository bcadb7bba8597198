"""The print of a page to its tables and what stands in none, found as on a drawn page."""

from collections.abc import Sequence

from services.compute.reading.pdf.frame import LevelledFrame
from services.compute.reading.pdf.grid import Draft
from services.compute.reading.pdf.phrases import Phrase
from services.compute.reading.pdf.pieces import DraftRow, lines_by_baseline
from services.compute.reading.pdf.read_pdf import DraftPage
from services.compute.reading.pdf.tables import find_tables
from services.compute.reading.scan.drawn_lines import drawn_lines
from services.compute.reading.scan.drawn_words import DrawnPrint, drawn_print
from services.compute.reading.scan.expectations import meet_expectations
from services.compute.reading.scan.lines import text_lines
from services.compute.reading.scan.rulings import Rulings
from services.compute.reading.scan.words import Word

_POINTS_PER_INCH = 72.0
_MORE = 1.35
"""Rows of a scan stand so many times further apart than the lines of a cell, for these waver."""


def arrange(words: Sequence[Word], rulings: Rulings, dpi: float, frame: LevelledFrame, page: int) -> DraftPage:
    """What `words` form on page number `page` (1-based), whose points `frame` takes to those of the page as shown.

    `words` and `rulings` are in pixels, `dpi` to an inch. Each word says how sure its least sure character was read.
    """
    drawn = drawn_print(text_lines(list(words), rulings.vertical), dpi)
    lines = drawn_lines(rulings, dpi, [phrase.middle for phrase in drawn.phrases])
    drafts, rest = find_tables(drawn.phrases, lines, _MORE)
    for draft in drafts:
        _settle(draft, drawn, _POINTS_PER_INCH / dpi)
    return DraftPage(page, frame, drafts, rest)


def _settle(draft: Draft, drawn: DrawnPrint, scale: float) -> None:
    """Let the cells of a table say what was read in them, in the light of what else stands in their columns."""
    phrases = [_filed(row, len(draft.columns)) for row in draft.rows]
    words = meet_expectations([[[drawn.read(phrase) for phrase in cell] for cell in row] for row in phrases])
    for row, read in zip(phrases, words, strict=True):
        for cell, said in zip(row, read, strict=True):
            for phrase, word in zip(cell, said, strict=True):
                drawn.settle(phrase, word, scale)


def _filed(row: DraftRow, width: int) -> list[list[Phrase]]:
    """The phrases in each column in reading order, those of a cell over several in the first of them."""
    filed: list[list[Phrase]] = [[] for _ in range(width)]
    for cell in row:
        filed[cell.first] += [phrase for line in lines_by_baseline(cell.phrases) for phrase in line]
    return filed
