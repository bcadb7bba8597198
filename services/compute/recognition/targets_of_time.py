"""Targets of the year beside those of a period, where the filing does not tell the one time from the other."""

from collections.abc import Sequence
from dataclasses import replace

from services.compute.recognition.by_arithmetic import Rows, may_head_progress
from services.compute.recognition.columns import Column
from services.compute.recognition.dated_headings import TARGETS_OF_A_YEAR
from services.compute.recognition.folding import fold
from services.compute.recognition.periods import Period, whole_year
from services.compute.recognition.vocabulary import vocabulary
from services.compute.recognition.within_years import names_a_quarter

_ROWS_THAT_TELL = 500


def says_of_period(column: Column) -> bool:
    """Whether the headings of `column` say that its figures are those of a period, whichever: "Meta al periodo"."""
    return not vocabulary().of_period.isdisjoint(fold(column.path).split())


def told_from_year(columns: Sequence[Column], rows: Rows, period: Period | None) -> list[Column]:
    """`columns` of a filing of `period`; of two headings of one target the year's is that alone, where what was
    achieved is headed as the other is, "Meta al periodo" beside "Avance al periodo", and no dates part them: a filing
    without any, or one of a whole year in which they differ.
    """
    told = list(columns)
    if period is not None and not period.whole_year:
        return told
    for half in {column.half for column in columns}:
        own = [column for column in columns if column.half == half and not _names_a_part(column)]
        if not any(_is_of(column, "achieved") or may_head_progress(column) for column in filter(says_of_period, own)):
            continue
        for code in TARGETS_OF_A_YEAR:
            targets = [column for column in own if _is_of(column, code)]
            years = [column for column in targets if not says_of_period(column)]
            if len(years) != 1 or len(targets) != len(years) + 1:
                continue
            (year,) = years
            (part,) = (column for column in targets if column is not year)
            as_long = {year.period, part.period} <= {None, period, whole_year(period)}
            if as_long and (period is None or _differ(year, part, rows)):
                told[year.index] = replace(year, concept=vocabulary().concept("target_of_year"))
    return told


def _is_of(column: Column, code: str) -> bool:
    return column.concept is not None and column.concept.code == code


def _names_a_part(column: Column) -> bool:
    """Whether a heading of `column` names a quarter, which is a time that is known."""
    return any(map(names_a_quarter, (column.label, *column.group.split(" / "))))


def _differ(year: Column, part: Column, rows: Rows) -> bool:
    """Whether some row states two targets."""
    wide = [row for row in rows[:_ROWS_THAT_TELL] if max(year.index, part.index) < len(row)]
    read = [(year.figure(row[year.index]), part.figure(row[part.index])) for row in wide]
    return any(one.value != other.value for one, other in read if one is not None and other is not None)
