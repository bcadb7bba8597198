"""What fails by one row in the columns beside those in which a row is known to be the total of others."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from services.compute.rules.agreement.alike import AlikeRows
from services.compute.rules.agreement.equation import Equation, total_of
from services.compute.rules.agreement.known import Known
from services.compute.rules.agreement.row_slips import row_slip, with_carried
from services.compute.rules.agreement.sure_rows import is_down, rows_of_sum

_RATIO = "ratio"
_FEWEST_BESIDE = 2
"""Columns beside that must come out for a total that is called none."""


def completed(
    equations: Sequence[Equation], places: Mapping[str, Mapping[tuple[int, int], Known]], alike: AlikeRows
) -> Iterator[Equation]:
    """What fails by one row in the columns beside those in which one row is the total of others, by `equations` and
    what rows that are `alike` say; `places` are the figures by table, row and column.
    """
    beside: dict[tuple[object, ...], list[Equation]] = defaultdict(list)
    along: dict[tuple[str, int], list[Equation]] = defaultdict(list)
    told = set()
    for one in equations:
        if is_down(one):
            told.add(one.aggregate.fact)
            if one.telling:
                beside[rows_of_sum(one)].append(one)
        elif one.across and one.holds:
            along[one.aggregate.table, one.aggregate.row].append(one)
    columns: dict[str, list[int]] = {}
    for together in beside.values():
        holding = [one for one in together if one.holds]
        if len(holding) < _FEWEST_BESIDE:
            continue
        first = holding[0]
        table, row, figures = first.aggregate.table, first.aggregate.row, places[first.aggregate.table]
        if table not in columns:
            columns[table] = sorted({column for _, column in figures})
        of_row = (column for column in columns[table] if (row, column) in figures)
        untold = (column for column in of_row if figures[row, column].fact not in told)
        new = (_in_column(first, column, figures) for column in untold)
        failing = [one for one in new if one is not None and not one.holds]
        slip = row_slip([*together, *failing]) if failing else None
        if slip is not None and slip.is_of_the_total:
            yield from with_carried(slip, failing, [*along[table, row], *alike.at(table, row)]).failing


def _in_column(one: Equation, column: int, figures: Mapping[tuple[int, int], Known]) -> Equation | None:
    """`one` in another column, where it has amounts."""
    aggregate = figures[one.aggregate.row, column]
    parts = [figures[part.row, column] for part in one.parts if (part.row, column) in figures]
    if aggregate.unit == _RATIO or not parts or len({each.unit for each in (aggregate, *parts)} - {None}) > 1:
        return None
    return total_of(aggregate, parts, (1,) * len(parts), across=False, source="layout")
