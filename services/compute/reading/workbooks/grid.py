"""From a sheet's values and its survey to tables and paragraphs."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import chain
from math import isfinite
from typing import TypeGuard

from services.compute.reading.blocks import part, title_of
from services.compute.reading.document import Cell, Paragraph, Table
from services.compute.reading.errors import UnreadableFiling
from services.compute.reading.limits import MOST_CELLS
from services.compute.reading.workbooks.bands import bands
from services.compute.reading.workbooks.spaced import tables_of
from services.compute.reading.workbooks.survey import Span, Survey, place, row_and_column

CellValue = str | int | float | bool | date | datetime | time | timedelta
_EXACT_BELOW = 10**15
_UNMERGED = (1, 1)
_as_cell = Cell._make  # `Cell` itself takes half as long again


class Sheet:
    """One sheet's values, of which the first stands in the 0-based row `top` and column `left`, as it is named."""

    def __init__(self, name: str, values: list[list[CellValue]], top: int, left: int, survey: Survey) -> None:
        self._values = values
        self._top, self._left, self._survey = top, left, survey
        width = max(map(len, values), default=0)
        no_texts = [""] * width
        self._texts = [no_texts if row.count("") == len(row) else list(map(cell_text, row)) for row in values]
        for at, text in survey.errors.items():
            row, column = row_and_column(at)
            if top <= row < top + len(values) and left <= column < left + width:
                texts = self._texts[row - top] = list(self._texts[row - top])
                texts[column - left] = text
        self._bands = bands(self._texts, width)
        self._letters = [f"{name}!{column_letters(left + column)}" for column in range(width)]
        self._hidden_rows = _within(survey.hidden_rows, top, len(values))
        self._hidden_columns = _within(survey.hidden_columns, left, width)

    def read(self, page: int, tables: list[Table], paragraphs: list[Paragraph], room: int) -> int:
        """Add the sheet's tables and paragraphs; how many cells the tables may have is `room`, and what is left of it.

        Raises `UnreadableFiling` (too-many-cells).
        """
        for band in self._bands:
            within = [row[band.start : band.stop] for row in self._texts]
            rows = [list(filter(None, row)) for row in within]
            found = [list(chain(*blocks)) for blocks in tables_of(within, list(part(rows)))]
            held = [(numbers, _is_table([rows[number] for number in numbers])) for numbers in found]
            width = self._width([numbers for numbers, is_table in held if is_table], band)
            columns = range(band.start, band.start + width)
            room -= sum(len(numbers) * width for numbers, is_table in held if is_table)
            if room < 0:
                raise UnreadableFiling("too-many-cells", limit_cells=MOST_CELLS)
            for numbers, is_table in held:
                if is_table:
                    cells = tuple(
                        self._row(at, place, numbers[-1] + 1, columns, page) for place, at in enumerate(numbers)
                    )
                    tables.append(Table(cells, page, title_of(rows[number] for number in numbers)))
                else:
                    paragraphs += [self._paragraph(rows[number], number, band, page, len(tables)) for number in numbers]
        return room

    def _paragraph(self, texts: list[str], number: int, band: range, page: int, above: int) -> Paragraph:
        first = next((column for column in band if self._texts[number][column]), band.start)
        return Paragraph(" ".join(texts), page, None, above, self._letters[first], self._top + number + 1)

    def _width(self, tables: list[list[int]], band: range) -> int:
        """The columns that the tables of `band` reach over; a lone note further right does not widen them."""
        rows = [self._texts[number] for numbers in tables for number in numbers]
        return next(
            (column + 1 for column in reversed(range(len(band))) if any(row[band.start + column] for row in rows)), 0
        )

    def _row(self, number: int, place_in_table: int, stop: int, columns: range, page: int) -> tuple[Cell, ...]:
        values, texts, survey = self._values[number], self._texts[number], self._survey
        sheet_row, first = self._top + number + 1, columns.start
        formulas, merged, decimals, indents = survey.formulas, survey.merged, survey.decimals, survey.indents
        row_hidden, cells = number in self._hidden_rows, []
        at = place(self._top + number, self._left + first)
        for column in columns:
            text, value = texts[column], values[column]
            colspan, rowspan = merged.get(at, _UNMERGED) if merged else _UNMERGED
            cell = (
                text,
                place_in_table,
                column - first,
                page,
                None,
                None,
                self._letters[column],
                sheet_row,
                is_number(value),
                1 if colspan == 1 else min(colspan, columns.stop - column),
                1 if rowspan == 1 else min(rowspan, stop - number),
                indents.get(at, 0) + _blanks_before(value) if text else 0,
                decimals.get(at),
                formulas.get(at, ""),
                row_hidden or column in self._hidden_columns,
                None,
                at in survey.unseen,
            )
            cells.append(_as_cell(cell))
            at += 1
        return tuple(cells)


def cell_text(value: CellValue) -> str:
    """The text of a value. Dates are ISO 8601; blanks in text are made single.

    Numbers have the fifteen digits that a spreadsheet keeps and shows of a stored double: those a person typed.
    """
    if isinstance(value, str):
        return " ".join(value.split()) if value else ""
    if is_number(value):
        if -_EXACT_BELOW < value < _EXACT_BELOW:
            text = f"{value or 0:.15g}"
            return format(Decimal(text), "f") if "e" in text else text
        return format(Decimal(f"{value:.15g}").to_integral_value(), "f")
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date | datetime | time) else str(value)


def is_number(value: CellValue) -> TypeGuard[int | float]:
    """Whether `value` is a number, and a finite one."""
    return isinstance(value, float | int) and not isinstance(value, bool) and isfinite(value)


def column_letters(column: int) -> str:
    """The letters of a 0-based column: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether some row has several cells, more than one name with what it names ("Ente Público:") beside it."""
    full = [row for row in rows if len(row) > 1]
    return len(full) > 1 or any(len(row) > 2 or not row[0].endswith(":") for row in full)


def _blanks_before(value: CellValue) -> int:
    return len(value) - len(value.lstrip(" \u00a0")) if isinstance(value, str) else 0


def _within(spans: Sequence[Span], first: int, count: int) -> frozenset[int]:
    """The numbers in `spans` that lie in `count` from `first`, counted from there."""
    found: list[int] = []
    after = first
    for begin, end in sorted(spans):
        stop = min(end + 1, first + count)
        found += range(max(begin, after), stop)
        after = max(after, stop)
    return frozenset(number - first for number in found)
