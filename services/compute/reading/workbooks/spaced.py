"""Tables set with blank rows between their parts: which blocks of rows go on with the table above them."""

import re
from collections.abc import Sequence
from itertools import pairwise

Rows = Sequence[Sequence[str]]
LONGEST_LABEL = 20
"""Words of a line that stands alone between two parts of a table at most: a label without figures, or of a group."""

_FIGURE = re.compile(r"[-−–+($€£\s]*\d[\d.,' ]*[-−%)*\s]*")
_YEAR = re.compile(r"\(?(?:19|20)\d\d\)?")
_COLUMN_NUMBER = re.compile(r"\(?(\d{1,2})\)?")
_STANDS_FOR_FIGURE = re.compile(r"[-–—−$ ]+|[Nn]\.?/?[AaDd]\.?")


def tables_of(rows: Rows, blocks: Sequence[range]) -> list[list[range]]:
    """`blocks` of filled rows, those that make one table together.

    A block goes on with the table above where its figures stand under that table's figures or headings, and so do
    lines between the two that hold one label each. A block that has headings of its own is a new table.
    """
    found: list[list[range]] = []
    table: _Table | None = None
    waiting: list[list[range]] = []
    for block in blocks:
        full = [rows[number] for number in block if _count(rows[number]) > 1]
        if table is not None and not full and table.may_hold(rows[block.start : block.stop]):
            waiting.append([block])
        elif table is not None and full and table.goes_on(full):
            found[-1] += [*(part for parts in waiting for part in parts), block]
            waiting = []
            table.add(full)
        else:
            found += [*waiting, [block]]
            waiting = []
            table = _Table(full) if full else None
    return found + waiting


class _Table:
    """The columns that a table's rows of several cells fill, and those in which they have figures."""

    def __init__(self, full: Rows) -> None:
        self._filled: set[int] = set()
        self._figures: set[int] = set()
        self.add(full)

    def add(self, full: Rows) -> None:
        for row in full:
            self._filled |= _filled(row)
            self._figures |= _values(row)

    def goes_on(self, full: Rows) -> bool:
        """Whether rows have figures under figures or headings of the table, and no headings of their own over them."""
        values = [_values(row) for row in full]
        opening = next((number for number, found in enumerate(values) if found), None)
        if opening is None or not values[opening] <= self._filled:
            return False
        figures = values[opening] | self._figures
        if self._figures and not values[opening] & self._figures:
            return False
        labels = set(range(min(figures))) | self._filled
        headings = set[int]().union(*map(_filled, full[:opening]))
        fit = sum(_filled(row) <= labels for row in full)
        return _filled(full[opening]) <= labels and 2 * fit >= len(full) and not headings & figures

    def may_hold(self, singles: Rows) -> bool:
        """Whether rows of one cell each may stand between two parts of the table."""
        labels = self._filled | set(range(min(self._figures or self._filled)))
        return all(_filled(row) <= labels and len("".join(row).split()) <= LONGEST_LABEL for row in singles)


def _filled(row: Sequence[str]) -> set[int]:
    return {column for column, text in enumerate(row) if text}


def _count(row: Sequence[str]) -> int:
    return len(row) - row.count("")


def _values(row: Sequence[str]) -> set[int]:
    """The columns in which `row` has figures, or what stands for them; none where its figures are those of headings."""
    texts = {column: text for column, text in enumerate(row) if text}
    figures = {column for column, text in texts.items() if _FIGURE.fullmatch(text)}
    if figures and (_numbers_columns(row) or all(_YEAR.fullmatch(texts[column]) for column in figures)):
        return set()
    first = min(texts, default=0)
    return {c for c, text in texts.items() if c in figures or (c > first and _STANDS_FOR_FIGURE.fullmatch(text))}


def _numbers_columns(row: Sequence[str]) -> bool:
    """Whether a row's figures number the columns: 1, 2, 3 = (1 + 2)."""
    found = [_COLUMN_NUMBER.fullmatch(text) for text in row if _FIGURE.fullmatch(text)]
    numbers = [int(match[1]) for match in found if match]
    return len(numbers) == len(found) > 1 and numbers[0] <= 2 and all(a < b for a, b in pairwise(numbers))
