"""Columns under unknown headings that their rows tell: shares of a total, and what the rate of a target is of."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from services.compute.recognition.by_arithmetic import BY_ARITHMETIC, MOST, ROWS_THAT_TELL, Rows, rows_that_come_out
from services.compute.recognition.columns import Column
from services.compute.recognition.vocabulary import vocabulary

_FEWEST_SHARES = 3
_HUNDRED = Decimal(100)
_TARGETS = (("target_modified", "achievement_rate_modified"), ("target_original", "achievement_rate_original"))


def told_as_shares(columns: Sequence[Column], rows: Rows) -> list[Column]:
    """`columns`; percentages under no known heading that say in nearly all rows which share of its largest figure the
    column left of them has are such shares.
    """
    told = list(columns)
    for left, column in pairwise(columns):
        amounts = left.concept is not None and left.concept.kind in ("amount", "count", "other")
        if _is_own(column, "ratio") and amounts and left.half == column.half and _are_shares(column, left, rows):
            share = vocabulary().concept("share")
            told[column.index] = replace(column, concept=share, confidence=BY_ARITHMETIC, reason="arithmetic")
    return told


def _are_shares(column: Column, of: Column, rows: Rows) -> bool:
    wide = [row for row in rows[:ROWS_THAT_TELL] if max(column.index, of.index) < len(row)]
    read = [(column.figure(row[column.index]), of.figure(row[of.index])) for row in wide]
    both = [(share, part) for share, part in read if share is not None and part is not None]
    whole = max((part.value for _, part in both), default=Decimal(0))
    if len(both) < _FEWEST_SHARES or whole <= 0:
        return False
    for factor in (Decimal(1), _HUNDRED):
        met = sum(abs(factor * part.value / whole - share.value) <= share.half_unit for share, part in both)
        if met >= MOST * len(both) and len({share.value for share, _ in both}) >= _FEWEST_SHARES:
            return True
    return False


def told_as_achieved_by_rate(columns: Sequence[Column], rows: Rows) -> list[Column]:
    """`columns`; where nothing is headed as achieved, the only figures under no known heading of which a percentage
    under none is the rate over a target were achieved.
    """
    codes = {column.concept.code for column in columns if column.concept}
    for target, rate_of in _TARGETS:
        if "achieved" in codes or target not in codes or rate_of in codes:
            continue
        figures = [column for column in columns if _is_own(column, "target", "other", "count")]
        achieved, rated = vocabulary().concept("achieved"), vocabulary().concept(rate_of)
        found = [
            (replace(one, concept=achieved), replace(rate, concept=rated))
            for one in figures
            for rate in columns
            if _is_own(rate, "ratio") and rate.half == one.half
        ]
        fits = [pair for pair in found if rows_that_come_out(pair[1], _with(columns, pair), rows, MOST)]
        if len(fits) == 1:
            told = (replace(one, confidence=BY_ARITHMETIC, reason="arithmetic") for one in fits[0])
            return _with(columns, tuple(told))
    return list(columns)


def _with(columns: Sequence[Column], told: Sequence[Column]) -> list[Column]:
    by_place = {column.index: column for column in told}
    return [by_place.get(column.index, column) for column in columns]


def _is_own(column: Column, *kinds: str) -> bool:
    """Whether it is headed by nothing known, and its figures are of one of `kinds`."""
    return column.reason == "own-label" and column.concept is not None and column.concept.kind in kinds
