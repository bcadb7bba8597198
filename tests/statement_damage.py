"""Published statements cut over pages, their headings again on each, and with figures damaged or lost."""

import io
import random
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tests.statement_truth import Figure, heading_end

Rows = list[list[Any]]
UNREADABLE = "1#2?3"


def rows_of(sheet: Worksheet) -> Rows:
    """The values of a sheet; a cell that others are merged into alone holds theirs."""
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def workbook_of(rows: Rows, title: str) -> bytes:
    """A workbook of one sheet of `rows`."""
    book = openpyxl.Workbook()
    copy = book.worksheets[0]
    copy.title = title
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(row, 1):
            if value is not None:
                copy.cell(number, place, value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def cut_over_pages(sheet: Worksheet, spec: Mapping[str, Any], pages: int, *, titled: bool) -> bytes:
    """The sheet cut into `pages`, each under the headings again, or under the whole title where `titled`."""
    rows = rows_of(sheet)
    last = heading_end(sheet, {letter: None for letter, *_ in spec["columns"]})
    first = next((n for n, row in enumerate(rows[:last]) if sum(value is not None for value in row) > 1), 0)
    head, body = rows[0 if titled else first : last], rows[last:]
    size = max(2, len(body) // pages + 1)
    cut: Rows = rows[:last]
    for start in range(0, len(body), size):
        again = [] if start == 0 else [[None], *head] if titled else head
        cut += [*again, *body[start : start + size]]
    return workbook_of(cut, sheet.title)


def damaged(sheet: Worksheet, figures: Sequence[Figure], seed: int) -> tuple[bytes, set[str]]:
    """The sheet with one figure in fifteen lost or beyond reading; the cells of those."""
    turned = random.Random(seed)
    chosen = turned.sample(range(len(figures)), (len(figures) + 14) // 15) if figures else []
    rows, cells = rows_of(sheet), set()
    for number in chosen:
        address = figures[number].cell.split("!")[1]
        cell = sheet[address]
        rows[cell.row - 1][cell.column - 1] = turned.choice((None, UNREADABLE))
        cells.add(figures[number].cell)
    return workbook_of(rows, sheet.title), cells
