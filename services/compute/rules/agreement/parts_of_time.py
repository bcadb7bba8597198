"""What was achieved, aimed at or spent over a year or up to a date, by what it was in the parts of that time."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from services.compute.indicators.goals import is_level
from services.compute.recognition.columns import Column
from services.compute.recognition.dated_headings import is_of_whole_year
from services.compute.recognition.folding import fold
from services.compute.recognition.statement import RecognisedTable
from services.compute.recognition.subjects import is_total
from services.compute.recognition.vocabulary import vocabulary
from services.compute.rules.agreement.equation import Equation, mean_of, total_of
from services.compute.rules.agreement.known import Known

_FEWEST_PARTS, _FEWEST_ROWS, _FOR_ONE = 2, 2, 2
_MONTHS = 12
_DAY = timedelta(days=1)
_TARGETS = ("target_original", "target_modified")


class _Row(NamedTuple):
    """The figure of a whole, and by way what its parts make of it: their sum, the last of them, their mean."""

    whole: Known
    ways: Mapping[str, Equation]

    @property
    def is_of_rates(self) -> bool:
        """Whether it is of rates or levels, which do not add up, and not of things counted."""
        return is_level(self.whole.unit or "") or self.whole.unit == "ratio"

    @property
    def holding(self) -> list[str]:
        """The ways in which it comes out."""
        return [way for way, one in self.ways.items() if one.holds]


def time_equations(table: RecognisedTable, figures: Mapping[tuple[int, int], Known]) -> Iterator[Equation]:
    """The figures of `table` for a time, each with those for the parts of it: quarters of a year. `figures` by row and
    column.

    A row comes out if its parts add up, as counts do, if the last of them is the whole, as where each goes on from the
    one before, or if their mean is, as of rates. One that comes out in no way is wrong in the way in which the others
    of its kind do, if these are several and tell.
    """
    dated = ((parts, [*_wholes(parts, table)]) for parts in _partitions(table.columns))
    for parts, wholes in (*dated, *_years_of_months(table.columns)):
        options = [_rows(whole, parts, figures) for whole in wholes]
        best = max(options, key=lambda rows: sum(bool(row.holding) for row in rows), default=[])
        for of_rates in (False, True):
            yield from _equations([row for row in best if row.is_of_rates is of_rates])


def _partitions(columns: Sequence[Column]) -> Iterator[list[Column]]:
    """The columns of one concept for times that follow each other without a gap."""
    found: dict[object, list[Column]] = defaultdict(list)
    for column in columns:
        if column.is_measure and column.concept and column.concept.kind != "ratio" and column.period:
            lasts = column.period.end - column.period.start
            found[column.half, column.concept.code, lasts // (8 * _DAY)].append(column)
    for alike in found.values():
        parts = sorted(alike, key=_start)
        if len(parts) >= _FEWEST_PARTS and all(_follows(first, second) for first, second in pairwise(parts)):
            yield parts


def _years_of_months(columns: Sequence[Column]) -> Iterator[tuple[list[Column], list[Column]]]:
    """The twelve months of a year that nothing names, and the columns beside them of all of it."""
    undated = [column for column in columns if column.is_measure and column.period is None]
    months = [vocabulary().months.get(fold(column.label), 0) for column in undated]
    places = [place for place, month in enumerate(months) if month]
    if [months[place] for place in places] != list(range(1, _MONTHS + 1)):
        return
    beside = undated[max(0, places[0] - 1) : places[0]] + undated[places[-1] + 1 : places[-1] + 2]
    wholes = [column for column in beside if is_total(column.label) or is_of_whole_year(column.label)]
    if wholes:
        yield [undated[place] for place in places], wholes


def _start(column: Column) -> date:
    return column.period.start if column.period else date.min


def _follows(first: Column, second: Column) -> bool:
    return bool(first.period and second.period and first.period.end + _DAY == second.period.start)


def _wholes(parts: Sequence[Column], table: RecognisedTable) -> Iterator[Column]:
    """The columns for all the time of `parts`: of their concept, or of a target the other target."""
    code = parts[0].concept.code if parts[0].concept else ""
    codes = _TARGETS if code in _TARGETS else (code,)
    for column in table.columns:
        if (
            column in parts
            or column.half != parts[0].half
            or column.concept is None
            or column.concept.code not in codes
        ):
            continue
        time, first, last = column.period or table.period, parts[0].period, parts[-1].period
        of_year = column.period is None and first is not None and (first.start.month, first.start.day) == (1, 1)
        if time and first and last and time.end == last.end and (of_year or time.start == first.start):
            yield column


def _rows(whole: Column, parts: Sequence[Column], figures: Mapping[tuple[int, int], Known]) -> list[_Row]:
    rows = []
    for row in sorted({row for row, _ in figures}):
        aggregate = figures.get((row, whole.index))
        known = [figures[row, part.index] for part in parts if (row, part.index) in figures]
        if aggregate is not None and len(known) >= _FEWEST_PARTS and any(one.value for one in (aggregate, *known)):
            last = [next((one for one in reversed(known) if one.value), known[-1])]
            ways = {
                "sum": total_of(aggregate, known, (1,) * len(known), across=True, source="layout"),
                "last": total_of(aggregate, last, (1,), across=True, source="layout"),
                "mean": mean_of(aggregate, known, across=True),
            }
            rows.append(_Row(aggregate, ways))
    return rows


def _equations(rows: Sequence[_Row]) -> Iterator[Equation]:
    """The equations of `rows`, each in a way in which it comes out; of those that do not, in the way of the others."""
    telling = Counter(way for row in rows if len(row.holding) == 1 for way in row.holding)
    usual, count = max(telling.items(), key=lambda item: item[1], default=("sum", 0))
    failing = [row for row in rows if not row.holding]
    for row in rows:
        if row.holding:
            yield row.ways[usual if usual in row.holding else row.holding[0]]
    of_others = count - (telling.total() - count)  # as where counts that go on stand among those that do not
    if of_others >= max(_FEWEST_ROWS, _FOR_ONE * len(failing)):
        yield from (row.ways[usual] for row in failing)
