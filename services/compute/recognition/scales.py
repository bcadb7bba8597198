"""What the cells of a column say of it: that it holds codes, that it holds figures of no known kind, and its scale."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from services.compute.arithmetic import Verdict, quotient
from services.compute.reading.document import Cell
from services.compute.recognition.columns import Column, cells_of, looks_like_code
from services.compute.recognition.context import amount_factor
from services.compute.recognition.figures import is_absent, parse
from services.compute.recognition.vocabulary import Concept, fold, vocabulary

Rows = Sequence[Sequence[Cell]]

_ONE, _HUNDREDTH = Decimal(1), Decimal("0.01")
_PERCENT_HALF_UNIT = Decimal("0.005")
_WHOLE = Decimal("0.5")
_MOST = 0.8
_ROWS_THAT_TELL = 500
_HARDLY_A_RATIO = 10


def settle(columns: Sequence[Column], rows: Rows, texts: list[str]) -> tuple[Column, ...]:
    """`columns` with all that `rows`, those under such headings, and `texts`, those around the table, say of them."""
    settled = _with_unknown(_with_codes(_once_each(columns), rows), rows)
    settled = [_with_amount_factor(column, texts) for column in settled]
    by_code = {column.concept.code: column for column in settled if column.concept}
    return tuple(_with_rate_scale(column, by_code, rows) for column in settled)


def _once_each(columns: Sequence[Column]) -> list[Column]:
    """A measure that two columns are taken for is the first; the other is left to its own label."""
    seen: set[str] = set()
    once = []
    for column in columns:
        code = column.concept.code if column.concept and column.is_measure else None
        if code in seen:
            column = replace(column, concept=None)
        elif code:
            seen.add(code)
        once.append(column)
    return once


def _with_codes(columns: Sequence[Column], rows: Rows) -> list[Column]:
    """A column headed as a name is the code, where its cells hold codes and no other column is."""
    if any(column.concept and column.concept.code == "code" for column in columns):
        return list(columns)
    code = next(concept for concept in vocabulary().concepts if concept.code == "code")
    return [
        replace(column, concept=code)
        if column.concept and column.concept.code == "name" and _most(column, rows, lambda c: looks_like_code(c.text))
        else column
        for column in columns
    ]


def _with_unknown(columns: list[Column], rows: Rows) -> list[Column]:
    """A column of figures that no concept fits keeps its own label as one, so that nothing numeric is dropped."""
    settled = []
    taken = {column.concept.code for column in columns if column.concept}
    for column in columns:
        if column.concept is None and _most(column, rows, lambda c: parse(c) is not None):
            slug = fold(f"{column.group} {column.label}").replace(" ", "_") or "column"
            slug = slug if slug not in taken and slug != "column" else f"{slug}_{column.index + 1}"
            taken.add(slug)
            column = replace(column, concept=Concept(slug, "other", frozenset()))
        settled.append(column)
    return settled


def _most(column: Column, rows: Rows, is_so: Callable[[Cell], bool]) -> bool:
    cells = [cell for cell in cells_of(column, rows) if not is_absent(cell)]
    return bool(cells) and sum(map(is_so, cells)) >= _MOST * len(cells)


def _with_amount_factor(column: Column, texts: list[str]) -> Column:
    if column.concept is None or column.concept.kind != "amount":
        return column
    own = amount_factor([column.group, column.label])
    return replace(column, factor=own if own != _ONE else amount_factor(texts))


def _with_rate_scale(column: Column, by_code: dict[str, Column], rows: Rows) -> Column:
    """A rate printed as ``27`` may mean 27 % or 27 times: the scale under which more rows hold is the one.

    Where no row tells, a number with no percent sign is taken as the ratio it says, unless that were over 1000 %. Of
    ratios, one that shows no decimals is as exact as the coarsest of those that do.
    """
    pair = column.concept.quotient if column.concept else None
    if pair is None:
        return column
    figures = [figure for cell in cells_of(column, rows) if (figure := parse(cell)) and not figure.percent]
    shown = [figure.half_unit for figure in figures if figure.half_unit < _WHOLE]
    as_ratio = replace(column, whole_half_unit=max(shown, default=_PERCENT_HALF_UNIT))
    if pair[0] not in by_code or pair[1] not in by_code:
        return as_ratio
    in_points = replace(column, factor=_HUNDREDTH)
    large = any(abs(figure.value) >= _HARDLY_A_RATIO for figure in figures)
    readings = (in_points, as_ratio) if large else (as_ratio, in_points)
    return max(readings, key=lambda reading: _rows_met(reading, by_code[pair[0]], by_code[pair[1]], rows))


def _rows_met(rate: Column, numerator: Column, denominator: Column, rows: Rows) -> int:
    met = 0
    for row in rows[:_ROWS_THAT_TELL]:
        if max(rate.index, numerator.index, denominator.index) < len(row):
            figures = [column.figure(row[column.index]) for column in (numerator, denominator, rate)]
            top, bottom, stated = figures
            if top and bottom and stated and not stated.percent and stated.value:
                met += quotient(top, bottom, stated).verdict == Verdict.HOLDS
    return met
