"""Relative changes: which two columns one is of, and whether it is printed in percent, told by its rows."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import permutations

from services.compute.arithmetic import Figure
from services.compute.reading.document import Cell
from services.compute.recognition.columns import Column
from services.compute.recognition.vocabulary import vocabulary

_ONE, _HUNDREDTH = Decimal(1), Decimal("0.01")
_ROWS_THAT_TELL, _FEWEST_ROWS, _MOST_SIDES = 100, 2, 8


def changed_by(change: Column, columns: Sequence[Column]) -> list[Column]:
    """Those of `columns` of which two may be what `change` leads from and to: those near it in its half."""
    sides = [c for c in columns if c.half == change.half and c.concept and c.concept.kind in ("amount", "target")]
    others = [c for c in sides if c.concept and c.concept.code != "variation"]
    return sorted(others, key=lambda c: abs(c.index - change.index))[:_MOST_SIDES]


def with_change_scale(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> list[Column]:
    """`columns`; a relative change is in percent, or a ratio, where more of its rows come out so."""
    return [
        _scaled(column, columns, rows) if column.concept and column.concept.code in vocabulary().changes else column
        for column in columns
    ]


def _scaled(change: Column, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> Column:
    met = {
        factor: max(
            (
                _rows_met(replace(change, factor=factor), *pair, rows)
                for pair in permutations(changed_by(change, columns), 2)
            ),
            default=0,
        )
        for factor in (change.factor, _ONE, _HUNDREDTH)
    }
    best = max(met, key=lambda factor: met[factor])
    return replace(change, factor=best) if met[best] >= max(_FEWEST_ROWS, met[change.factor] + 1) else change


def _rows_met(change: Column, old: Column, new: Column, rows: Sequence[Sequence[Cell]]) -> int:
    """In how many rows `change`, if it is not nothing, leads from `old` to `new`."""
    width = max(change.index, old.index, new.index)
    wide = [row for row in rows[:_ROWS_THAT_TELL] if width < len(row)]
    read = [tuple(column.figure(row[column.index]) for column in (change, old, new)) for row in wide]
    return sum(_comes_out(stated, before, after) for stated, before, after in read if stated and before and after)


def _comes_out(stated: Figure, before: Figure, after: Figure) -> bool:
    if not before.value or not stated.value:
        return False
    made = (after.value - before.value) / before.value
    room = (before.half_unit + after.half_unit) * (1 + abs(made)) / abs(before.value)
    return abs(made - stated.value) <= stated.half_unit + room
