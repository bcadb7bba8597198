"""Headings damaged on one page of a list, told by those of its other pages."""

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from services.compute.recognition.columns import Column
from services.compute.recognition.folding import fold

_FEWEST_COLUMNS, _MOSTLY, _LEAST_ALIKE = 6, 0.75, 60
_BY_OTHERS = 0.7

Columns = tuple[Column, ...]


def told_by_other_pages(layouts: Sequence[Columns]) -> list[Columns]:
    """`layouts`; a heading that says nothing known, on a page whose other columns stand as on another, is that which
    stands in its place there, if it is somewhat like it and all such pages agree.
    """
    return [
        _told(columns, [other for other in layouts if _is_page_of(other, columns)])
        if any(column.concept is None and column.label for column in columns)
        else columns
        for columns in layouts
    ]


def _told(columns: Columns, others: Sequence[Columns]) -> Columns:
    if not others:
        return columns
    told = list(columns)
    taken = {(c.concept, c.group, c.period) for c in columns if c.is_measure}
    for column in columns:
        beside = [other[column.index] for other in others if other[column.index].concept is not None]
        if column.concept is not None or not column.label or len({one.concept for one in beside}) != 1:
            continue
        named = beside[0]
        if (named.concept, column.group, named.period) not in taken and _is_like(column, named):
            told[column.index] = replace(
                column, concept=named.concept, period=named.period, confidence=_BY_OTHERS, reason="near-term"
            )
    return tuple(told)


def _is_page_of(other: Columns, columns: Columns) -> bool:
    """Whether `other` are the columns of another page of the list that has `columns`."""
    if other is columns or len(other) != len(columns) or len(columns) < _FEWEST_COLUMNS:
        return False
    known = [(one.concept, two.concept) for one, two in zip(columns, other, strict=True) if one.concept and two.concept]
    return len(known) >= _MOSTLY * len(columns) and all(one == two for one, two in known)


def _is_like(column: Column, named: Column) -> bool:
    return fuzz.ratio(fold(column.label), fold(named.label)) >= _LEAST_ALIKE
