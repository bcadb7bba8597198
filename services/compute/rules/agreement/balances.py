"""Balances that go on: what there is at the end is what there was, with all that came and went in the columns between,
and the next row begins with it, as the months of a trust's flow of cash do.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise, product

import numpy as np

from services.compute.recognition.columns import Column
from services.compute.recognition.statement import RecognisedTable
from services.compute.rules.agreement.columns import is_nearer, nearly_all_come_out, unmoved_in
from services.compute.rules.agreement.equation import Equation, total_of
from services.compute.rules.agreement.known import Known

_OPENING, _CLOSING = "opening_balance", "closing_balance"
_FEWEST_BETWEEN, _MOST_BETWEEN = 2, 7
_FEWEST_LINKS = 3
_LEAST_BITS, _MOST_BITS = 13.0, 20.0
"""What the rows that come out must say beyond what the choice of signs explains, and what each says at most."""
_RATIO = "ratio"
_BINARY_ERROR = 1e-9


def balance_equations(table: RecognisedTable, figures: Mapping[tuple[int, int], Known]) -> Iterator[Equation]:
    """The closing balance of each row by its opening one and the columns between, each added or taken away as makes
    most rows come out, and the opening balance of each row by the closing one of the row before, where nearly all do.
    """
    for half in sorted({column.half for column in table.columns}):
        measures = [column for column in table.columns if column.half == half and column.is_measure]
        opening, closing = _place(measures, _OPENING), _place(measures, _CLOSING)
        if opening is None or closing is None or opening >= closing:
            continue
        columns = [column.index for column in measures[opening : closing + 1]]
        rows = sorted({row for row, column in figures if column in columns})
        told = [[figures.get((row, column)) for column in columns] for row in rows]
        lines = [full for line in told if (full := _full(line))]
        if _FEWEST_BETWEEN <= len(columns) - 2 <= _MOST_BETWEEN:
            unmoved = unmoved_in(told)
            yield from (one for one in _within_rows(lines) if not is_nearer(one.off, unmoved))
        yield from _from_row_to_row(lines)


def _place(measures: Sequence[Column], code: str) -> int | None:
    found = [place for place, column in enumerate(measures) if column.concept and column.concept.code == code]
    return found[0] if len(found) == 1 else None


def _full(line: Sequence[Known | None]) -> list[Known]:
    """The figures of a row from its opening balance to its closing one; none where one is missing, or is a rate."""
    full = [one for one in line if one is not None and one.unit != _RATIO]
    return full if len(full) == len(line) else []


def _within_rows(lines: Sequence[Sequence[Known]]) -> list[Equation]:
    moving = [line for line in lines if any(one.value for one in line[1:-1])]
    if not moving:
        return []
    values = np.array([[float(one.value) for one in line] for line in moving])
    room = np.array([float(sum(one.half for one in line)) for line in moving])
    choices = np.array(list(product((1, -1, 0), repeat=len(moving[0]) - 2)))
    off = np.abs(values[:, [0]] + values[:, 1:-1] @ choices.T - values[:, [-1]])
    holds = off <= (room + _BINARY_ERROR * np.abs(values).max(axis=1))[:, None]
    likeliest = np.lexsort(((choices != 0).sum(axis=1), holds.sum(axis=0)))[-1]
    signs = choices[likeliest].tolist()
    taking = [place for place, sign in enumerate(signs, 1) if sign]
    told = [
        total_of(
            line[-1],
            [line[0], *(line[place] for place in taking)],
            (1, *(signs[place - 1] for place in taking)),
            across=True,
            source="layout",
        )
        for line in moving
    ]
    holding = [one for one in told if one.holds]
    shown = all(any(one.parts[place].value for one in holding) for place in range(1, len(taking) + 1))
    least = _LEAST_BITS + math.log2(len(choices))
    sure = len(taking) > 1 and shown and sum(map(_bits, holding)) >= least and nearly_all_come_out(told)
    return told if sure else []


def _bits(one: Equation) -> float:
    """What it says that a row comes out: as much as the largest of its movements in steps of the last digit shown."""
    size = max(abs(part.value) for part in one.parts[1:])
    return min(_MOST_BITS, math.log2(1 + float(size / max(2 * one.aggregate.half, Decimal("1e-10")))))


def _from_row_to_row(lines: Sequence[Sequence[Known]]) -> Iterator[Equation]:
    if len(lines) < _FEWEST_LINKS:
        return
    *links, last = [_carried(after[0], before[-1]) for before, after in pairwise(lines)]
    whole = [_carried(lines[-1][0], lines[0][0]), _carried(lines[-1][-1], lines[-2][-1])]
    is_whole = not last.holds and any(one.holds for one in whole)
    told = links if is_whole else [*links, last]
    unlike = {one.aggregate.value for one in told if one.holds and one.telling}
    if len(unlike) >= _FEWEST_LINKS and nearly_all_come_out(told):
        yield from told
        yield from whole if is_whole else ()


def _carried(balance: Known, before: Known) -> Equation:
    tolerance = balance.half + before.half
    return Equation("Sum", balance, (before,), (1,), before.value, tolerance, False, balance.value != 0, "carried")
