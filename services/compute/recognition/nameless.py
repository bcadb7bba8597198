"""Totals that nothing names: a row of figures under or over a table, left without a name, that sums its rows."""

from collections.abc import Sequence
from decimal import Decimal

from services.compute.reading.document import Cell
from services.compute.recognition.columns import Column

Cells = Sequence[Cell | None]
_FEWEST_SUMS, _FEWEST_SUMMED, _MOST_NAMELESS = 2, 2, 3


def nameless_totals(rows: Sequence[Cells], columns: Sequence[Column]) -> frozenset[int]:
    """Which of `rows`, the cells of each under `columns`, are totals that nothing names: the rows that have a name, or
    those of them that stand leftmost, come to them in several columns, and in more than they do not.
    """
    names = [place for place, column in enumerate(columns) if column.names_rows]
    measures = [place for place, column in enumerate(columns) if column.is_measure and _adds_up(column)]
    if not names or len(measures) < _FEWEST_SUMS:
        return frozenset()
    nameless = [
        number
        for number, cells in enumerate(rows)
        if not any(_says(cells[place]) for place in names) and sum(_says(cells[place]) for place in measures) > 1
    ]
    if not 0 < len(nameless) <= _MOST_NAMELESS:
        return frozenset()
    named = [
        number for number in range(len(rows)) if number not in nameless and any(_says(rows[number][p]) for p in names)
    ]
    first = [(next(place for place in names if _says(rows[number][place])), number) for number in named]
    outermost = [number for place, number in first if place == min(first)[0] and _indent(rows[number][place]) == 0]
    groups = [group for group in (named, outermost) if len(group) >= _FEWEST_SUMMED]
    return frozenset(
        number for number in nameless if any(_sums(rows, number, group, measures, columns) for group in groups)
    )


def _adds_up(column: Column) -> bool:
    return column.concept is not None and column.concept.kind in ("amount", "count", "target", "other")


def _says(cell: Cell | None) -> bool:
    return cell is not None and bool(cell.text.strip())


def _indent(cell: Cell | None) -> int:
    return cell.indent if cell is not None else 0


def _sums(
    rows: Sequence[Cells], total: int, parts: Sequence[int], measures: Sequence[int], columns: Sequence[Column]
) -> bool:
    """Whether the figures of the row `total` are mostly the sums of those of the rows `parts`."""
    come_out = fail = 0
    for place in measures:
        whole = _value(rows[total][place], columns[place])
        if whole is None or not whole:
            continue
        values = [value for number in parts if (value := _value(rows[number][place], columns[place])) is not None]
        is_sum = len(values) >= _FEWEST_SUMMED and sum(values) == whole
        come_out, fail = come_out + is_sum, fail + (not is_sum)
    return come_out >= _FEWEST_SUMS and come_out > fail


def _value(cell: Cell | None, column: Column) -> Decimal | None:
    figure = column.figure(cell) if cell is not None else None
    return figure.value if figure else None
