"""Columns of figures without a heading, told by the order in which forms have the others."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from services.compute.recognition.columns import Column
from services.compute.recognition.lines import Line
from services.compute.recognition.vocabulary import vocabulary

_FEWEST_KNOWN, _MOST_LOST = 3, 2
_BY_ORDER = 0.8


def with_order(columns: Sequence[Column], body: Sequence[Line]) -> tuple[Column, ...]:
    """`columns`; where a form has just so many measures, and those that are known stand as in it, one or two with no
    heading are what it has in their places.
    """
    measures = _measures(columns, body)
    order = order_of(measures)
    told = list(columns)
    for column, code in zip(measures, order, strict=True) if order else ():
        if column.concept is None:
            concept = vocabulary().concept(code)
            told[column.index] = replace(column, concept=concept, confidence=_BY_ORDER, reason="form")
    return tuple(told)


def keeps_an_order(columns: Sequence[Column], body: Sequence[Line]) -> bool:
    """Whether the measures among `columns`, but for one or two with no heading, stand as some form has them."""
    return bool(order_of(_measures(columns, body)))


def order_of(measures: Sequence[Column]) -> tuple[str, ...]:
    """The order of the only form whose measures `measures` are, none where there is none, or several."""
    codes = [column.concept.code if column.concept else None for column in measures]
    known = sum(code is not None for code in codes)
    labelled = any(column.concept is None and column.label for column in measures)
    if known < max(_FEWEST_KNOWN, len(codes) - _MOST_LOST) or labelled:
        return ()
    fits = [
        order
        for order in vocabulary().orders
        if len(order) == len(codes) and all(code in (None, said) for code, said in zip(codes, order, strict=True))
    ]
    return fits[0] if len(fits) == 1 else ()


def _measures(columns: Sequence[Column], body: Sequence[Line]) -> list[Column]:
    """The columns in which figures stand that are no codes or the like."""
    lines = [line for line in body if line.figures and not line.is_words]
    figures = Counter(place for line in lines for place in line.figures)
    words = Counter(cell.column for line in lines for cell in line.cells if cell.column not in line.figures)
    return [
        column
        for column in columns
        if figures[column.index] > words[column.index]
        and (column.is_measure or (column.concept is None and 2 * figures[column.index] > len(lines)))
    ]
