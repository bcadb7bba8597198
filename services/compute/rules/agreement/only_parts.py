"""Totals of a single row: one named a total right over or under the only row of its block, and the same in other
columns, is that row again, and where it differs one of the two is wrong.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from services.compute.recognition.statement import Statement
from services.compute.rules.agreement.alike import AlikeRows
from services.compute.rules.agreement.equation import Equation, total_of
from services.compute.rules.agreement.known import Known
from services.compute.rules.agreement.slips import bits_of_slip
from services.compute.rules.agreement.sure_rows import is_down
from services.compute.rules.agreement.total_lines import Line, halves_of, rows_of

_LEAST_BITS = 13.0
"""What the columns in which both are the same must say together."""
_BEYOND_DOUBT = 2
"""Unlike figures that are the same in both rows, for a difference that is no slip of the hand."""
_RATIO = "ratio"


def only_part_equations(
    statement: Statement,
    places: Mapping[str, Mapping[tuple[int, int], Known]],
    equations: Collection[Equation],
    alike: AlikeRows,
) -> Iterator[Equation]:
    """The totals of single rows that differ from them somewhere, a column at a time, by what is known by `equations`
    and from rows that are `alike`; `places` are the figures by table, row and column.
    """
    summed: dict[str, bool] = {}
    along: dict[tuple[str, int], list[Equation]] = defaultdict(list)
    for one in equations:
        if is_down(one):
            fact = one.aggregate.fact
            summed[fact] = summed.get(fact, False) or one.holds
        elif one.across and one.holds and one.operator == "Sum":
            along[one.aggregate.table, one.aggregate.row].append(one)
    for table in statement.tables:
        for half in halves_of(table, places.get(table.id, {})):
            rows = rows_of(statement, table, half)
            for place, row in enumerate(rows):
                for part in _only(rows, place) if row.is_total else ():
                    others = [one for one in rows if one is not row and one is not part]
                    of_row = (one for one in alike.at(table.id, row.place) if one.operator == "Sum")
                    yield from _differing(row, part, others, summed, [*along[table.id, row.place], *of_row])


def _only(rows: Sequence[Line], place: int) -> Iterator[Line]:
    """The rows over and under that at `place` that are the only ones of their block, or that all others of it stand
    under.
    """
    for side in (rows[:place][::-1], rows[place + 1 :]):
        block: list[Line] = []
        last = rows[place]
        for one in side:
            if one.is_total or abs(one.place - last.place) != 1:
                break
            block.append(one)
            last = one
        own = {one.number for one in block}
        outer = [one for one in block if one.parent not in own]
        if len(outer) == 1:
            yield outer[0]


def _differing(
    total: Line, part: Line, others: Sequence[Line], summed: Mapping[str, bool], along: Iterable[Equation]
) -> list[Equation]:
    """`total` as that of `part` alone, where that is beyond doubt and it differs by one error. `others` are the other
    rows, `summed` the facts that are sums of rows, by whether they come out, `along` what holds along the total's row.
    """
    beside = [
        (column, figure, part.figures[column])
        for column, figure in total.figures.items()
        if column in part.figures and _RATIO not in (figure.unit, part.figures[column].unit)
    ]
    same = {column: figure for column, figure, other in beside if figure.value == other.value != 0}
    off = {column: total_of(figure, [other], (1,), across=False, source="layout") for column, figure, other in beside}
    failing = {column: one for column, one in off.items() if not one.holds}
    if not same or not failing or any(one.aggregate.fact in summed for one in failing.values()):
        return []
    unlike = {figure.value: _bits(figure) for figure in same.values()}
    if sum(unlike.values()) < _LEAST_BITS or any(_only_where_it_differs(one, same, failing) for one in others):
        return []
    if len(unlike) < _BEYOND_DOUBT and not all(map(_is_slip, failing.values())):
        return []
    return [off[column] for column in (*same, *failing)] if _are_one(failing, along) else []


def _bits(figure: Known) -> float:
    """What it says that a figure stands in both rows."""
    return math.log2(1 + float(abs(figure.value) / max(2 * figure.half, Decimal("1e-10"))))


def _only_where_it_differs(row: Line, same: Collection[int], failing: Collection[int]) -> bool:
    """Whether `row` has figures where the total differs and none where it is the same, as if it took part in it."""

    def has(column: int) -> bool:
        return column in row.figures and row.figures[column].value != 0

    return any(map(has, failing)) and not any(map(has, same))


def _is_slip(one: Equation) -> bool:
    return bits_of_slip(one.off, one.made, one.tolerance, one.aggregate.half) > 0


def _are_one(failing: Collection[int], along: Iterable[Equation]) -> bool:
    """Whether what holds along the row leads from one of the columns `failing` to all of them."""
    links = [{figure.column for figure in (one.aggregate, *one.parts)} for one in along]
    first, *rest = failing
    reached = {first}
    while more := [link for link in links if link & reached and not link & {*failing} <= reached]:
        reached |= more[0] & {*failing}
    return reached >= {*rest}
