"""Cells that cannot be read, put right where the rates of their row leave one reading of their marks."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from services.compute.arithmetic import Verdict, quotient
from services.compute.reading.document import Cell
from services.compute.recognition.columns import Column, rates_among
from services.compute.recognition.numbers.by_sums import Place
from services.compute.recognition.numbers.letters import readings_of

Row = Sequence[Cell | None]


def mended_by_rates(
    rows: Sequence[Row], columns: Sequence[Column], doubted: Iterable[tuple[int, Cell, Column]]
) -> dict[Place, tuple[Decimal, ...]]:
    """By row and column of `rows`, the values of unread ones among their cells `doubted` with which the rates of their
    row come out.
    """
    found: dict[Place, tuple[Decimal, ...]] = {}
    for number, cell, column in doubted if rates_among(tuple(columns)) else ():
        unread = column.factor == 1 and not column.figure(cell)
        if unread and (values := tuple(_agreeing(cell, column, rows[number], columns))):
            found[number, column.index] = values
    return found


def _agreeing(cell: Cell, column: Column, row: Row, columns: Sequence[Column]) -> Iterator[Decimal]:
    """The readings of `cell` that agree with every rate of its row which tells of it, if any does."""
    of_row = dict(zip(columns, row, strict=True))
    told = [rate for rate in rates_among(tuple(columns)) if column in rate[1:]]
    for text in dict.fromkeys(readings_of(cell.text)):
        read = cell._replace(text=text)
        verdicts = [_verdict(rate, {**of_row, column: read}) for rate in told]
        decided = [verdict for verdict in verdicts if verdict is not None]
        figure = column.figure(read)
        if figure is not None and decided and all(verdict == Verdict.HOLDS for verdict in decided):
            yield figure.value


def _verdict(rate: tuple[Column, Column, Column], of_row: dict[Column, Cell | None]) -> Verdict | None:
    """Whether a rate comes out; None where a cell of it is not read, or states nothing."""
    figures = [column.figure(cell) if (cell := of_row[column]) is not None else None for column in rate]
    stated, top, bottom = figures
    if stated is None or top is None or bottom is None or not stated.value or not bottom.value:
        return None
    return quotient(top, bottom, stated).verdict
