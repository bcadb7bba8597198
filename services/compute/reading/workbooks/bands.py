"""Tables side by side on one sheet: a blank column runs between two that can stand by themselves."""

from collections.abc import Sequence

_LEAST_ROWS = 3
_MOST_GAPS = 20


def bands(rows: Sequence[Sequence[str]], width: int) -> list[range]:
    """The ranges of columns that hold tables side by side, left to right; most often one that holds all.

    `rows` are the sheet's texts. Blank columns part two tables only where on either side at least three rows, and
    half of all rows with figures, have a label left of their figures.
    """
    filled = [row for row in rows if any(row)]
    used = [any(row[column] for row in filled) for column in range(width)]
    if not any(used):
        return []
    first, last = used.index(True), width - 1 - used[::-1].index(True)
    begin, found = first, []
    gaps = [column for column in range(first, last) if not used[column] and used[column + 1]]
    for column in gaps if len(gaps) <= _MOST_GAPS else ():
        left, right = range(begin, column), range(column + 1, last + 1)
        if _stands_alone(filled, left) and _stands_alone(filled, right):
            found.append(range(begin, _end(used, column)))
            begin = column + 1
    return [*found, range(begin, last + 1)]


def _end(used: list[bool], column: int) -> int:
    while not used[column - 1]:
        column -= 1
    return column


def _stands_alone(rows: Sequence[Sequence[str]], columns: range) -> bool:
    labelled = figures = 0
    for row in rows:
        texts = [text for text in row[columns.start : columns.stop] if text]
        numeric = [_is_figure(text) for text in texts]
        if any(numeric):
            figures += 1
            labelled += not numeric[0]
    return labelled >= _LEAST_ROWS and labelled * 2 >= figures


def _is_figure(text: str) -> bool:
    return sum(char.isdigit() for char in text) > sum(char.isalpha() for char in text)
