"""Figures that slid out of their cell into the text beside it: put back where arithmetic knows them.

A rate whose cell is empty, and that the row's other figures give, is looked for among the numbers of the row's texts.
If just one of them is that rate, it is the one; the text keeps it too.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, localcontext

from services.compute.arithmetic import Figure
from services.compute.reading.document import Cell
from services.compute.recognition.columns import Column
from services.compute.recognition.prose import find_mentions
from services.compute.recognition.vocabulary import vocabulary

_DIGITS = 40


def slid_out(
    cells: Sequence[Cell | None], columns: Sequence[Column], figures: Mapping[str, Figure]
) -> Iterator[tuple[Cell, Column, Figure]]:
    """The rates of a row that stand in its texts: where each stands, its column, its figure. `figures` are the row's by
    concept.
    """
    for cell, column in zip(cells, columns, strict=True):
        concept = column.concept
        if concept is None or concept.kind != "ratio" or (cell is not None and cell.text):
            continue
        expected = _expected(concept.code, figures)
        if expected is None:
            continue
        found = list(_among(cells, columns, column, expected))
        if len(found) == 1:
            yield (found[0][0], column, found[0][1])


def change_rate(old: Figure, new: Figure) -> Figure | None:
    """The relative change from `old` to `new`, as far as their digits tell; None from nothing."""
    if old.value == 0:
        return None
    with localcontext(prec=_DIGITS):
        value = new.value / old.value - 1
        room = (new.half_unit + abs(new.value / old.value) * old.half_unit) / abs(old.value)
        return Figure(value, room)


def _expected(code: str, figures: Mapping[str, Figure]) -> Figure | None:
    for old, new in vocabulary().changes.get(code, ()):
        if old in figures and new in figures:
            return change_rate(figures[old], figures[new])
    return None


def _among(
    cells: Sequence[Cell | None], columns: Sequence[Column], rate: Column, expected: Figure
) -> Iterator[tuple[Cell, Figure]]:
    for cell, column in zip(cells, columns, strict=True):
        if cell is None or column.is_measure or " " not in cell.text:
            continue
        for mention in find_mentions(cell.text):
            figure = mention.figure if mention.kind == "percent" else rate.scaled(mention.figure)
            exact = figure.half_unit <= Decimal("0.005")
            if exact and abs(figure.value - expected.value) <= figure.half_unit + expected.half_unit:
                yield cell._replace(text=mention.text), figure
