"""So many of a thing at its price: where columns are headed as both, a few rows show which column is what they cost."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from services.compute.recognition.columns import Column
from services.compute.recognition.statement import RecognisedTable
from services.compute.rules.agreement.equation import Equation, rate_of
from services.compute.rules.agreement.known import Known

_PRICE, _COUNTED = "unit_price", ("count", "target")
_FEWEST, _FOR_ONE = 2, 2
"""Rows that must come out, and for each that does not."""
_RATIO = "ratio"


def price_equations(table: RecognisedTable, figures: Mapping[tuple[int, int], Known]) -> Iterator[Equation]:
    """Each price by what the things cost and how many there are, where most rows come out."""
    for half in sorted({column.half for column in table.columns}):
        measures = [column for column in table.columns if column.half == half and column.is_measure]
        prices = [one.index for one in measures if one.concept and one.concept.code == _PRICE]
        counts = [one.index for one in measures if one.concept and one.concept.kind in _COUNTED]
        if len(prices) != 1 or len(counts) != 1:
            continue
        every = (_told(column, counts[0], prices[0], figures) for column in measures if _may_cost(column, prices[0]))
        yield from max((told for told in every if _is_sure(told)), key=_holding, default=[])


def _may_cost(column: Column, price: int) -> bool:
    kind = column.concept.kind if column.concept else None
    return column.index != price and kind not in (*_COUNTED, _RATIO)


def _told(cost: Column, count: int, price: int, figures: Mapping[tuple[int, int], Known]) -> list[Equation]:
    told = []
    for row in sorted({row for row, column in figures if column == price}):
        own = [figures.get((row, column)) for column in (price, cost.index, count)]
        full = [one for one in own if one is not None and one.unit != _RATIO]
        if len(full) == len(own):
            equation = rate_of("Division", full[0], (full[1], full[2]), Decimal(1), across=True, source="layout")
            told += [equation] if equation else []
    return told


def _is_sure(told: Sequence[Equation]) -> bool:
    return _holding(told) >= max(_FEWEST, _FOR_ONE * (len(told) - _holding(told)))


def _holding(told: Sequence[Equation]) -> int:
    return sum(one.holds for one in told)
