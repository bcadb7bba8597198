"""Shares down a column that ends in a hundred per cent: each is its row's amount over that of the whole's row."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from services.compute.recognition.statement import RecognisedTable
from services.compute.rules.agreement.columns import nearly_all_come_out
from services.compute.rules.agreement.equation import Equation, rate_of
from services.compute.rules.agreement.known import Known

_RATIO = "ratio"
_ONE = 1
_ENDS = (0, -1)
Figures = Mapping[tuple[int, int], Known]


def share_equations(table: RecognisedTable, figures: Figures) -> Iterator[Equation]:
    """The shares of each such column of `table`, of the amounts that give most of them, if these give nearly all;
    `figures` by row and column.
    """
    columns: dict[int, dict[int, Known]] = defaultdict(dict)
    for (row, column), figure in sorted(figures.items()):
        columns[column][row] = figure
    amounts = [column for column in columns.values() if all(one.unit != _RATIO for one in column.values())]
    for shares in columns.values():
        whole = _whole(shares)
        if whole is None:
            continue
        options = [list(_of(shares, column, whole)) for column in amounts if whole in column]
        best = max(options, key=lambda option: sum(one.holds for one in option), default=[])
        if nearly_all_come_out(best):
            yield from best


def _whole(shares: Mapping[int, Known]) -> int | None:
    """The row at an end of `shares` that alone says a hundred per cent, of which all others are less."""
    rows = list(shares)
    if any(one.unit != _RATIO for one in shares.values()):
        return None
    ends = {rows[end] for end in _ENDS if shares[rows[end]].value == _ONE}
    others = [one.value for row, one in shares.items() if row not in ends]
    return next(iter(ends)) if len(ends) == 1 and all(abs(value) < _ONE for value in others) else None


def _of(shares: Mapping[int, Known], amounts: Mapping[int, Known], whole: int) -> Iterator[Equation]:
    for row, share in shares.items():
        if row != whole and row in amounts:
            parts = (amounts[row], amounts[whole])
            one = rate_of("Division", share, parts, Decimal(1), across=True, source="layout")
            if one is not None:
                yield one
