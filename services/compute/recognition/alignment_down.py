"""Rows in doubt placed by the sums down the columns: what a group's row, or a total, leaves for the row among those
that it sums, or what the rows under it give for the row itself.

Sums are looked for over rows that follow each other. Those that come out without the row are first put together, each
under its whole, so that the wholes follow each other too.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, takewhile

from services.compute.recognition.alignment_scores import Reading
from services.compute.recognition.columns import Column

_FEWEST_TELLING, _MOST_ROWS = 2, 300
Figures = Sequence[Decimal | None]
"""What a row states in each column that sums; None where it states nothing."""


def summing(columns: Sequence[Column]) -> list[Column]:
    """Those of `columns` whose figures rows may sum: the amounts, or where there are none all that are no rates."""
    measured = [column for column in columns if column.is_measure and column.concept and column.concept.kind != "ratio"]
    return [column for column in measured if column.concept and column.concept.kind == "amount"] or measured


def figures_in(reading: Reading, columns: Sequence[Column]) -> list[Decimal | None]:
    """The figures of `reading` in those of `columns` that sum."""
    cells = ((reading.cells[column.index], column) for column in columns)
    figures = (column.figure(cell) if cell is not None else None for cell, column in cells)
    return [figure.value if figure is not None else None for figure in figures]


def told_down(
    every: Sequence[Reading], stated: Sequence[Figures | None], at: int, columns: Sequence[Column]
) -> list[Reading]:
    """Those of `every` way to read row `at` of a table by which sums down its columns come out in most columns, and
    fail in none; none where no way makes two come out. `stated` is what the rows state, None for one that is in doubt.
    """
    if len(stated) > _MOST_ROWS:
        return []
    found = [(one, figures_in(one, columns)) for one in every]
    values = {value for _, figures in found for value in figures if value is not None}
    most = _FEWEST_TELLING
    told: list[Reading] = []
    for order in _orders(stated, at):
        for left, telling in _left_for(order, stated, at):
            if sum(value in values for value, tells in zip(left, telling, strict=True) if tells) < most:
                continue
            for one, figures in found:
                met = _met(figures, left, telling)
                if met > most:
                    most, told = met, []
                if met >= most and one not in told:
                    told.append(one)
    return told


def _met(figures: Figures, left: Sequence[Decimal], telling: Sequence[bool]) -> int:
    """How many of `figures` are what is `left` for them, in columns that are `telling`; none where one is not."""
    if any(figure is not None and figure != value for figure, value in zip(figures, left, strict=True)):
        return 0
    return sum(tells and figure is not None for figure, tells in zip(figures, telling, strict=True))


def _orders(stated: Sequence[Figures | None], at: int) -> Iterator[list[int]]:
    """The rows as they stand; then without those that others sum, above them and below them."""
    every = list(range(len(stated)))
    yield every
    for above in (True, False):
        order = _put_together(every if above else every[::-1], stated, at)
        if len(order) < len(every):
            yield order if above else order[::-1]


def _put_together(order: Sequence[int], stated: Sequence[Figures | None], at: int) -> list[int]:
    """`order` without the rows that one before them sums, row `at` not among them."""
    kept: list[int] = []
    for row in reversed(order):
        whole = stated[row] if row != at else None
        if whole is not None and (count := _summed(whole, [stated[n] if n != at else None for n in kept[::-1]])):
            del kept[-count:]
        kept.append(row)
    return kept[::-1]


def _summed(whole: Figures, below: Sequence[Figures | None]) -> int:
    """How many of the rows `below` sum to `whole`, in two columns at least; 0 where none do."""
    sums = [Decimal(0)] * len(whole)
    if sum(bool(value) for value in whole) < _FEWEST_TELLING:
        return 0
    for count, row in enumerate(below, 1):
        if row is None:
            return 0
        sums = _added(sums, row)
        if all(total == (value or 0) for total, value in zip(sums, whole, strict=True)):
            return count
    return 0


def _left_for(
    order: Sequence[int], stated: Sequence[Figures | None], at: int
) -> Iterator[tuple[list[Decimal], list[bool]]]:
    """By column what the other rows in `order` leave for row `at`, in each way in which rows may be summed, and whether
    that tells anything: it does where a figure is summed.
    """
    place = order.index(at)
    for before, after in ((order[:place][::-1], order[place + 1 :]), (order[place + 1 :], order[:place][::-1])):
        # A whole among `before` sums all rows from there to some of `after`, or the row itself some of `after`.
        far = list(_running(after, stated))
        for sums in far[1:]:
            yield sums, [bool(value) for value in sums]
        near = list(_running(before, stated))
        for count in range(len(near) - 1):
            whole = stated[before[count]]
            if whole is None or sum(bool(value) for value in whole) < _FEWEST_TELLING:
                continue
            telling = [bool(value) for value in whole]
            for sums in far:
                yield [(w or Decimal(0)) - n - f for w, n, f in zip(whole, near[count], sums, strict=True)], telling


def _running(order: Sequence[int], stated: Sequence[Figures | None]) -> Iterator[list[Decimal]]:
    """The sums of none, one, two of the rows in `order` and so on, to the first that is in doubt."""
    width = max((len(row) for row in stated if row is not None), default=0)
    known = takewhile(lambda row: row is not None, (stated[number] for number in order))
    yield from accumulate(known, _added, initial=[Decimal(0)] * width)


def _added(sums: list[Decimal], row: Figures | None) -> list[Decimal]:
    return [total + (value or 0) for total, value in zip(sums, row or (), strict=True)]
