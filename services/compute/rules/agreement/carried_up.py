"""One error that is told again in every total above it: a relation across the columns, or a limit, is broken by as much
in a row, in the row that sums it, and in the one above that.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from services.compute.rules.agreement.contradictions import Contradiction
from services.compute.rules.agreement.equation import Equation
from services.compute.rules.agreement.wording import main_equation

Rows = Mapping[tuple[str, int], Collection[int]]
"""The rows of the parts of each row of a table that sums make a total."""


class Shared(NamedTuple):
    """An error where it stands lowest, and the same in the totals `above` it, nearest first."""

    lowest: Contradiction
    above: tuple[Contradiction, ...]


class _Kind(NamedTuple):
    """What the same error in several rows has in common: its table, its columns, and by how much it is off."""

    table: str
    columns: tuple[int, ...]
    off: Decimal


def carried_up(contradictions: Sequence[Contradiction], equations: Iterable[Equation]) -> list[Shared]:
    """`contradictions`, in their order, those that only say again what one in a row below them says put with it: where
    the sums that hold make their row a total of that one's, and nothing tells which of several figures is wrong.
    """
    alike: dict[_Kind, dict[int, Contradiction]] = defaultdict(dict)
    for one in contradictions:
        main = main_equation(one)
        if main.across and main.operator == "Sum" and not one.sure:
            columns = (main.aggregate.column, *(part.column for part in main.parts))
            alike[_Kind(main.aggregate.table, columns, main.off)][main.aggregate.row] = one
    several = {kind: rows for kind, rows in alike.items() if len(rows) > 1}
    totals = parts_of_totals(equations) if several else {}
    above: dict[int, list[Contradiction]] = defaultdict(list)
    again: set[int] = set()
    for kind, rows in several.items():
        for row, lowest in said_again(kind.table, rows, totals).items():
            above[id(rows[lowest])].append(rows[row])
            again.add(id(rows[row]))
    return [Shared(one, tuple(above[id(one)])) for one in contradictions if id(one) not in again]


def parts_of_totals(equations: Iterable[Equation]) -> Rows:
    """What the sums down the columns that hold among `equations` say of the rows."""
    parts: dict[tuple[str, int], set[int]] = defaultdict(set)
    for one in equations:
        if one.holds and not one.across and one.operator == "Sum":
            parts[one.aggregate.table, one.aggregate.row].update(part.row for part in one.parts)
    return parts


def said_again(table: str, rows: Collection[int], totals: Rows) -> dict[int, int]:
    """Those of `rows` of `table` that sum just one of them that sums none, over as many `totals` as there are, with
    that one; nearest to it first.
    """
    within = {row: _below(table, row, totals).intersection(rows) for row in rows}
    lowest = {row for row in rows if not within[row]}
    return {
        row: under[0]
        for row in sorted(rows, key=lambda row: len(within[row]))
        if len(under := [low for low in within[row] if low in lowest]) == 1
    }


def _below(table: str, row: int, totals: Rows) -> set[int]:
    """The rows that `row` is made of."""
    seen: set[int] = set()
    waiting = [row]
    while waiting:
        found = set(totals.get((table, waiting.pop()), ())) - seen - {row}
        seen |= found
        waiting += found
    return seen
