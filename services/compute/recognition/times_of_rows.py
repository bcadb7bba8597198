"""Lists whose rows say of when they are: a year under "Ejercicio", the days between which their period lies."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from services.compute.reading.document import Cell
from services.compute.recognition.bare_headings import plain
from services.compute.recognition.columns import Column
from services.compute.recognition.folding import fold
from services.compute.recognition.lines import Line
from services.compute.recognition.periods import Period
from services.compute.recognition.roles import TIMES_OF_ROWS
from services.compute.recognition.vocabulary import vocabulary

_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY_FIRST = re.compile(r"(\d{1,2})[/\-.](\d{1,2})[/\-.]((?:19|20)\d\d)(?: 00:00:00)?")
_YEAR_FIRST = re.compile(r"((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})(?:[T ]00:00:00)?")


def with_times_of_rows(columns: Sequence[Column], body: Sequence[Line]) -> list[Column]:
    """`columns`; what is headed as a year or as spending, "Ejercicio", and holds nothing but years is of the rows'."""
    told = list(columns)
    rows = [line.row for line in body if not line.is_words]
    for column in columns:
        if fold(plain(column.label)) not in vocabulary().heads_years:
            continue
        texts = [row[column.index].text.strip() for row in rows if column.index < len(row) and row[column.index].text]
        if texts and all(map(_YEAR.fullmatch, texts)):
            told[column.index] = replace(column, concept=vocabulary().concept("row_year"))
    return told


def time_of(cells: Sequence[Cell | None], columns: Sequence[Column]) -> Period | None:
    """Of when the figures of a row are, by its days or, where it gives none, by its year."""
    said = {
        column.concept.code: cell.text.strip()
        for cell, column in zip(cells, columns, strict=True)
        if cell is not None and cell.text and column.concept is not None and column.concept.code in TIMES_OF_ROWS
    }
    start, end = _day(said.get("row_from", "")), _day(said.get("row_until", ""))
    if start and end and start <= end:
        return Period(start, end)
    year = said.get("row_year", "")
    return Period(date(int(year), 1, 1), date(int(year), 12, 31)) if _YEAR.fullmatch(year) else None


def _day(text: str) -> date | None:
    """The day that `text` is: "31/03/2024", "2024-03-31"."""
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif found := _YEAR_FIRST.fullmatch(text):
        year, month, day = map(int, found.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
