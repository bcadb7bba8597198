"""Columns headed by parts of a year alone: of the concept of the column that they add up to."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

from services.compute.recognition.by_arithmetic import BY_ARITHMETIC, MOST, Rows
from services.compute.recognition.columns import Column
from services.compute.recognition.within_years import month_within

_PARTS, _FEWEST_ROWS, _FEWEST_OF_FEW, _ROWS_THAT_TELL = (4, 12), 1, 2, 500
_DAY = timedelta(days=1)


def told_by_whole(columns: Sequence[Column], rows: Rows) -> list[Column]:
    """`columns`; quarters or months of a whole year, or of its beginning, that nothing is said of are of the concept of
    the only amount or target beside them that they add up to in nearly all rows.
    """
    told = list(columns)
    for half in {column.half for column in columns}:
        parts = [c for c in told if c.half == half and _is_part(c)]
        if len({c.period for c in parts}) != len(parts) or not (len(parts) in _PARTS or _begin_year(parts)):
            continue
        wholes = [c for c in told if c.half == half and c not in parts and _may_be_whole(c)]
        fewest = _FEWEST_ROWS if len(parts) in _PARTS else _FEWEST_OF_FEW
        fits = [whole for whole in wholes if _adds_up(parts, whole, rows, fewest)]
        for part in parts if len(fits) == 1 else ():
            told[part.index] = replace(
                part, concept=fits[0].concept, factor=fits[0].factor, confidence=BY_ARITHMETIC, reason="arithmetic"
            )
    return told


def _begin_year(parts: Sequence[Column]) -> bool:
    """Whether the periods of `parts`, several, follow each other from January on."""
    times = sorted((c.period.start, c.period.end) for c in parts if c.period)
    first = bool(times) and (times[0][0].month, times[0][0].day) == (1, 1)
    return len(times) > 1 and first and all(later[0] - before[1] == _DAY for before, later in pairwise(times))


def _is_part(column: Column) -> bool:
    untold = column.concept is not None and (column.reason == "own-label" or column.confidence <= 0.5)
    return untold and bool(column.period) and month_within(column.label, column.period) is not None


def _may_be_whole(column: Column) -> bool:
    known = column.concept is not None and column.concept.kind in ("amount", "target", "count")
    return known and column.reason != "own-label"


def _adds_up(parts: Sequence[Column], whole: Column, rows: Rows, fewest: int) -> bool:
    """Whether `parts` come to `whole` in nearly all rows that state one of them; an empty part is none."""
    met = missed = 0
    places = [column.index for column in (*parts, whole)]
    for row in rows[:_ROWS_THAT_TELL]:
        if max(places) >= len(row) or (total := whole.figure(row[whole.index])) is None:
            continue
        read = [figure.value for part in parts if (figure := whole.figure(row[part.index]))]
        if read and any(read):
            holds = abs(sum(read, Decimal(0)) - total.value) <= total.half_unit * (len(read) + 1)
            met, missed = met + holds, missed + (not holds)
    return met >= fewest and met >= MOST * (met + missed)
