"""What the cells of a column say of it: that it holds codes, that it holds figures of no known kind, and its scale."""

from collections.abc import Sequence, Set
from dataclasses import replace
from decimal import Decimal

from services.compute.reading.document import Cell
from services.compute.recognition.by_arithmetic import (
    Rows,
    mixes_percent,
    told_as_rates,
    told_beside_variations,
    told_by_what_progresses,
    with_rate_scale,
)
from services.compute.recognition.by_cells import told_by_cells
from services.compute.recognition.by_company import told_by_company, with_bare_budget
from services.compute.recognition.by_other_rows import told_as_achieved_by_rate, told_as_shares
from services.compute.recognition.by_sums import told_as_differences, told_as_sums
from services.compute.recognition.by_title import told_by_groups_of_years
from services.compute.recognition.changes import with_change_scale
from services.compute.recognition.coded import with_codes, with_leading_codes
from services.compute.recognition.columns import Column, cells_of, mostly
from services.compute.recognition.concepts import StatementKind
from services.compute.recognition.dated_balances import told_as_balances
from services.compute.recognition.factors import amount_factor
from services.compute.recognition.figures import parse
from services.compute.recognition.folding import fold
from services.compute.recognition.lines import is_figure
from services.compute.recognition.numbers import style_of
from services.compute.recognition.parts_of_year import told_by_whole
from services.compute.recognition.periods import Period
from services.compute.recognition.progress import told_as_achieved, told_by_parts, told_in_pairs
from services.compute.recognition.targets_of_time import told_from_year
from services.compute.recognition.told_apart import told_by_rates
from services.compute.recognition.unknown import ROWS_THAT_TELL, with_unheaded, with_unknown
from services.compute.recognition.vocabulary import vocabulary
from services.compute.recognition.within_years import names_a_quarter

_HUNDREDTH, _BESIDE = Decimal("0.01"), 0.8
LARGEST_SHARE = Decimal("1.5")
_OF_THEIR_GROUP = ("variation", "variation_rate", "share")
"""What each group of columns may have of its own."""


def settle(
    columns: Sequence[Column],
    rows: Rows,
    factor: Decimal | None,
    kind: StatementKind | None = None,
    period: Period | None = None,
) -> tuple[Column, ...]:
    """`columns` with all that `rows`, those under such headings, say of them; amounts are to be multiplied by `factor`
    where their own headings say nothing else; None where nothing says that there are amounts. `period` is the
    statement's.
    """
    columns = _without_counted(columns)
    columns = told_from_year(_without_percentages(_without_names_of_money(columns, rows), rows), rows, period)
    varying = told_beside_variations(told_as_differences(_parted(told_by_parts(told_in_pairs(columns))), rows))
    settled = with_codes(_once_each(told_as_balances(told_by_groups_of_years(varying, rows))), rows)
    settled = told_by_cells(with_leading_codes(settled, rows), rows)
    settled = with_unknown(with_unheaded(settled, rows, kind), rows, kind, in_money=factor is not None)
    style = style_of(cell.text for row in rows[:ROWS_THAT_TELL] for cell in row if cell.text and not cell.is_number)
    settled = [replace(column, style=style) if column.is_measure else column for column in settled]
    settled = with_bare_budget(told_by_company(settled, rows, period))
    settled = told_by_rates(told_by_whole(settled, rows), rows)
    settled = [_with_amount_factor(column, factor or Decimal(1)) for column in settled]
    settled = _as_their_group([_with_points(column, rows) for column in settled])
    settled = told_as_achieved(told_as_rates(told_as_sums(settled, rows), rows), rows)
    settled = told_as_shares(told_as_achieved_by_rate(settled, rows), rows)
    settled = [_with_points(column, rows) for column in told_by_what_progresses(settled, rows)]
    settled = told_by_whole(settled, rows)
    settled = with_change_scale(settled, rows)
    return tuple(with_rate_scale(column, settled, rows) for column in settled)


def _without_names_of_money(columns: Sequence[Column], rows: Rows) -> list[Column]:
    """`columns`; what is headed as names, as by a heading over many columns, and holds money beside names, is none."""
    headed = [column for column in columns if column.concept is not None and column.concept.code == "name"]
    money = {column.index for column in headed if mostly(column, rows, _is_marked_figure)}
    if not money or len(money) == len(headed):
        return list(columns)
    return [replace(c, concept=None, confidence=0.0, reason=None) if c.index in money else c for c in columns]


def _without_counted(columns: Sequence[Column]) -> list[Column]:
    """`columns`; what is headed as the number of a row, right of the names of the rows and under one heading with other
    measures, counts: "Jubilados: número, importe".
    """
    names = min((column.index for column in columns if column.names_rows), default=len(columns))
    groups = {column.group for column in columns if column.is_measure and column.group}
    return [
        replace(c, concept=None, confidence=0.0, reason=None)
        if c.concept is not None and c.concept.code == "row_number" and c.index > names and c.group in groups
        else c
        for c in columns
    ]


def _is_marked_figure(cell: Cell) -> bool:
    """Whether `cell` holds a figure with decimals or thousands: no code, no number of a row."""
    return any(mark in cell.text for mark in ".,") and is_figure(cell)


def _without_percentages(columns: Sequence[Column], rows: Rows) -> list[Column]:
    """`columns`; what is headed as money, and holds percentages, is none: "Modificado/ Autorizado"."""
    return [
        replace(column, concept=None, confidence=0.0, reason=None)
        if column.concept is not None and column.concept.kind == "amount" and mostly(column, rows, _is_percentage)
        else column
        for column in columns
    ]


def _is_percentage(cell: Cell) -> bool:
    figure = parse(cell) if "%" in cell.text else None
    return figure is not None and figure.percent


def _parted(columns: Sequence[Column]) -> list[Column]:
    """`columns`; what one of them is only where it stands alone is what it is beside the other."""
    stated = {column.concept.code for column in columns if column.concept}
    headings = {fold(column.label) for column in columns if column.label}
    return [_apart(_beside(column, stated | headings), stated) for column in columns]


def _apart(column: Column, stated: Set[str]) -> Column:
    """`column` as what it is beside the other of the two that it is alone."""
    other = vocabulary().parted.get(column.concept.code) if column.concept else None
    if other is None or other[0] not in stated or not other[2].isdisjoint(fold(column.label).split()):
        return column
    return replace(column, concept=vocabulary().concept(other[1]))


def _beside(column: Column, stated: Set[str]) -> Column:
    """`column` as what its heading means where one of the concepts, or headings, `stated` stands beside it."""
    besides, code = vocabulary().beside_concepts.get(fold(column.label), (frozenset(), ""))
    if besides.isdisjoint(stated) or code in stated:
        return column
    return replace(column, concept=vocabulary().concept(code), confidence=_BESIDE, reason="beside")


def _once_each(columns: Sequence[Column]) -> list[Column]:
    """A measure of one period that two columns of a half are taken for is the first; the other keeps its own label."""
    seen: set[object] = set()
    once = []
    for column in columns:
        once_only = column.concept and column.is_measure and not column.concept.any_label
        parted = column.concept is not None and column.concept.code in _OF_THEIR_GROUP
        part = column.group if parted or names_a_quarter(column.group) else ""
        key = (column.half, column.period, part, column.concept.code) if once_only and column.concept else None
        if key in seen:
            column = replace(column, concept=None, confidence=0.0, reason=None)
        elif key:
            seen.add(key)
        once.append(column)
    return once


def _as_their_group(columns: Sequence[Column]) -> list[Column]:
    """`columns`, percentages in points where another of the same heading's percentages is."""
    points = {(c.group, c.concept.code) for c in columns if c.concept and c.factor == _HUNDREDTH and _is_share(c)}
    return [
        replace(c, factor=_HUNDREDTH) if c.concept and _is_share(c) and (c.group, c.concept.code) in points else c
        for c in columns
    ]


def _is_share(column: Column) -> bool:
    """Whether it is a percentage that is no quotient of other columns."""
    return column.concept is not None and column.concept.kind == "ratio" and column.concept.quotient is None


def _with_points(column: Column, rows: Rows) -> Column:
    """A percentage that is no quotient of other columns is in points where it is printed so large, or others of it
    have the percent sign.
    """
    if not _is_share(column):
        return column
    figures = [
        figure for cell in cells_of(column, rows) if (figure := parse(cell, column.style)) and not figure.percent
    ]
    large = any(abs(figure.value) > LARGEST_SHARE for figure in figures)
    return replace(column, factor=_HUNDREDTH) if large or mixes_percent(column, rows) else column


def _with_amount_factor(column: Column, factor: Decimal) -> Column:
    if column.concept is None or column.concept.kind != "amount":
        return column
    return replace(column, factor=amount_factor(column.label) or amount_factor(column.group) or factor)
