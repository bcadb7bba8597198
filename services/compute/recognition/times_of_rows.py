"""Lists whose rows say of when they are: a year under "Ejercicio", a part of it, the days between which they lie."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

import polars as pl

from services.compute.reading.document import Cell
from services.compute.recognition.bare_headings import plain
from services.compute.recognition.columns import Column
from services.compute.recognition.concepts import TIMES_OF_ROWS
from services.compute.recognition.folding import fold
from services.compute.recognition.lines import Line
from services.compute.recognition.periods import Period, find_period
from services.compute.recognition.vocabulary import vocabulary
from services.compute.recognition.within_years import month_within

_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY_FIRST = re.compile(r"(\d{1,2})[/\-.](\d{1,2})[/\-.]((?:19|20)\d\d)(?: 00:00:00)?")
_YEAR_FIRST = re.compile(r"((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})(?:[T ]00:00:00)?")


def with_times_of_rows(columns: Sequence[Column], body: Sequence[Line]) -> list[Column]:
    """`columns`; what is headed as a year or as spending, "Ejercicio", and holds nothing but years is of the rows'.
    Beside such times others name no rows: "Año" of when a list was put up.
    """
    told = list(columns)
    rows = [line.row for line in body if not line.is_words]
    for column in columns:
        if fold(plain(column.label)) not in vocabulary().heads_years:
            continue
        texts = [row[column.index].text.strip() for row in rows if column.index < len(row) and row[column.index].text]
        if texts and all(map(_YEAR.fullmatch, texts)):
            told[column.index] = replace(column, concept=vocabulary().concept("row_year"))
    if not any(column.concept is not None and column.concept.code in TIMES_OF_ROWS for column in told):
        return told
    described = vocabulary().concept("description")
    return [
        replace(c, concept=described) if c.concept is not None and c.concept.subject == "period" else c for c in told
    ]


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
    if not _YEAR.fullmatch(year):
        return None
    whole = Period(date(int(year), 1, 1), date(int(year), 12, 31))
    part = said.get("row_part", "")
    return month_within(part, whole) or find_period(f"{part} {year}") or whole


def time_of_all(facts: pl.DataFrame, tables: Iterable[Sequence[Column]]) -> Period | None:
    """The one time that all `facts` are of, where rows under some columns of `tables` say of when they are."""
    codes = {column.concept.code for columns in tables for column in columns if column.concept is not None}
    if codes.isdisjoint(TIMES_OF_ROWS):
        return None
    spans = facts.filter(pl.col("period_start").is_not_null()).select("period_start", "period_end").unique()
    return Period(*spans.row(0)) if spans.height == 1 else None


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
