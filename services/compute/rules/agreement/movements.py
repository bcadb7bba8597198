"""What there was, what came and what went, and what there is then, in four columns beside each other, whatever they are
called: balances of debt, members at the start and at the end.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from services.compute.recognition.columns import Column
from services.compute.recognition.statement import RecognisedTable
from services.compute.rules.agreement.columns import is_nearer, nearly_all_come_out, unmoved_in
from services.compute.rules.agreement.equation import Equation, total_of
from services.compute.rules.agreement.known import Known
from services.compute.some_of import some_of

_COLUMNS = 4
_SIGNS = ((1, 1, -1), (1, -1, 1))
_LEAST_BITS, _MOST_BITS = 13.0, 20.0
"""What the rows that come out must say together, and what each says at most."""
_FEWEST_UNLIKE = 3
_RATIO = "ratio"


def movement_equations(table: RecognisedTable, figures: Mapping[tuple[int, int], Known]) -> Iterator[Equation]:
    """The last of four columns beside each other by the three before it, where nearly all rows come out; `figures` by
    row and column. A row without one of the movements tells the sign of the other alone; one that sums rows which
    state none is not held to them.
    """
    measures = [column for column in table.columns if column.is_measure]
    rows = sorted({row for row, _ in figures})
    for place in range(len(measures) - _COLUMNS + 1):
        columns = measures[place : place + _COLUMNS]
        if len({column.half for column in columns}) == 1 and _may_come_out(columns, figures, some_of(rows)):
            full = [line for row in rows if len(line := _line(columns, figures, row)) == _COLUMNS]
            told = max((_signed(full, signs) for signs in _SIGNS), key=len)
            lines = ([figures.get((row, column.index)) for column in columns] for row in rows)
            unmoved = unmoved_in(lines) if any(not one.holds for one in told) else Decimal(0)
            yield from (one for one in told if not is_nearer(one.off, unmoved))


def _may_come_out(columns: Sequence[Column], figures: Mapping[tuple[int, int], Known], rows: Sequence[int]) -> bool:
    """Whether any of `rows` comes out, with either signs."""
    full = (line for row in rows if len(line := _line(columns, figures, row)) == _COLUMNS)
    return any(_comes_out(line, signs) for line in full for signs in _SIGNS)


def _line(columns: Sequence[Column], figures: Mapping[tuple[int, int], Known], row: int) -> list[Known]:
    """The amounts of a row where something comes or goes; fewer than there are columns where one lacks."""
    known = (figures.get((row, column.index)) for column in columns)
    line = [one for one in known if one is not None and one.unit != _RATIO]
    return line if any(one.value for one in line[1:3]) else []


def _comes_out(line: Sequence[Known], signs: Sequence[int]) -> bool:
    """As the equation of `line` would tell, which takes ten times as long to make."""
    opening, first, second, closing = line
    off = opening.value + signs[1] * first.value + signs[2] * second.value - closing.value
    return abs(off) <= sum((one.half for one in line), Decimal(0))


def _signed(full: Sequence[Sequence[Known]], signs: Sequence[int]) -> list[Equation]:
    """The equations with these signs; none where they are chance."""
    if not any(_comes_out(line, signs) for line in some_of(full)):
        return []
    told = [total_of(line[-1], line[:-1], signs, across=True, source="layout") for line in full]
    holding = [one for one in told if one.holds]
    signs_told = all(any(one.parts[movement].value for one in holding) for movement in (1, 2))
    saying = [one for one in told if not one.holds or _bits(one)]
    sure = signs_told and sum(map(_bits, holding)) >= _LEAST_BITS and nearly_all_come_out(saying)
    return told if sure else []


def _bits(one: Equation) -> float:
    """What it says that a row comes out: as much as the larger movement, or the spread of its figures, in steps of the
    last digit that is not 0 in all. Nothing where two figures are two others again, as in months that are alike.
    """
    values = [part.value for part in (*one.parts, one.aggregate)]
    opening, first, second, closing = values
    if opening == closing or {opening, closing} == {first, second} or len({*values}) < _FEWEST_UNLIKE:
        return 0.0
    size = min(max(abs(first), abs(second)), max(values) - min(values))
    step = Decimal(1).scaleb(min(int(value.normalize().as_tuple().exponent) for value in values if value))
    return min(_MOST_BITS, math.log2(1 + float(size / max(step, 2 * one.aggregate.half))))
