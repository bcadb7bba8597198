"""Titles that stand within a table's grid: rows above its headings that say which statement it is, whose, of when."""

from collections.abc import Sequence

from services.compute.recognition.institutions import name_of_title
from services.compute.recognition.kinds import kinds_titled
from services.compute.recognition.lines import Line
from services.compute.recognition.matching import match
from services.compute.recognition.periods import find_period, names_months

_MOST_ROWS = 8


def leading_titles(lines: Sequence[Line]) -> int:
    """How many of the first rows are titles: above headings, the last of them names a statement or, after a label, an
    institution, and none holds a known heading.
    """
    heads = _words_above_figures(lines)
    count = 0
    for number, line in enumerate(heads[:-1], 1):
        if any(match("", cell.text) for cell in line.cells):
            break
        if any(kinds_titled(cell.text) or name_of_title(cell.text)[1] for cell in line.cells):
            count = number
    return count


def period_over(lines: Sequence[Line]) -> str:
    """The text that names a period with its months above the last row of headings; empty where none or several do."""
    texts = [cell.text for line in _words_above_figures(lines)[:-1] for cell in line.cells]
    named = [text for text in texts if names_months(text) and find_period(text)]
    return named[0] if len(named) == 1 else ""


def _words_above_figures(lines: Sequence[Line]) -> Sequence[Line]:
    """The first rows, up to the first with figures."""
    first = next((number for number, line in enumerate(lines[: _MOST_ROWS + 1]) if not line.is_words), 0)
    return [line for line in lines[:first] if line.cells and not line.numbers_columns]
