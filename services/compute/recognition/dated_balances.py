"""Balances by the days that their headings name: of two of one table the earlier opens it and the later closes it."""

from collections.abc import Sequence
from dataclasses import replace

from services.compute.recognition.columns import Column
from services.compute.recognition.folding import fold
from services.compute.recognition.vocabulary import vocabulary

_BY_DAYS = 0.9
_TWO = 2
_UP_TO = ("al", "a")


def told_as_balances(columns: Sequence[Column]) -> list[Column]:
    """`columns`; two that are headed as balances of different days, and as nothing else, are the opening and the
    closing balance: "Saldo al 31 de diciembre de 2022", "Saldo al 31 de marzo de 2023".
    """
    told = list(columns)
    for half, group in dict.fromkeys((column.half, column.group) for column in columns):
        dated = [column for column in columns if (column.half, column.group) == (half, group) and _is_balance(column)]
        ends = {column.period.end for column in dated if column.period}
        if len(dated) == len(ends) == _TWO:
            for column in dated:
                opens = column.period is not None and column.period.end == min(ends)
                concept = vocabulary().concept("opening_balance" if opens else "closing_balance")
                told[column.index] = replace(column, concept=concept, confidence=_BY_DAYS, reason="near-term")
    return told


def _is_balance(column: Column) -> bool:
    unknown = column.concept is None or column.concept.code == "amount"
    first, *rest = fold(column.label).split(" ")
    names_day = bool(rest) and rest[0] in _UP_TO
    return unknown and column.period is not None and names_day and first in vocabulary().dated_balances
