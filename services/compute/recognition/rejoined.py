"""Rates that a blank broke in two, such as "5, 33%" for 5.33 %, put together where the quotient of the row does."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from services.compute.arithmetic import Figure, Verdict, quotient
from services.compute.reading.document import Cell
from services.compute.recognition.columns import Column
from services.compute.recognition.figures import parse_text
from services.compute.recognition.numbers import read_all

_BLANK = re.compile(r"(?<=\d)\s*([.,])\s*(?=\d)|(?<=\d)\s+(?=\d)")
_HALF = 0.5


def rejoined(cell: Cell, rate: Column, top: Figure | None, bottom: Figure | None) -> Figure | None:
    """The figure that the marks of `cell` may be and `top` over `bottom` gives; None where it gives none of them."""
    if top is None or bottom is None or cell.is_number:
        return None
    for figure in _ways(cell.text, rate):
        if figure.value and quotient(top, bottom, figure).verdict == Verdict.HOLDS:
            return figure
    return None


def prints_pairs(column: Column, rows: Sequence[Sequence[Cell | None]], place: int) -> bool:
    """Whether at least half the cells at `place` of `rows` are two numbers: a count and its share under one heading."""
    cells = [cell for row in rows if (cell := row[place]) is not None and cell.text and not cell.is_number]
    pairs = sum(len(read_all(cell.text, column.style)) > 1 for cell in cells)
    return len(cells) > 1 and pairs >= _HALF * len(cells)


def candidates(cell: Cell, rate: Column) -> tuple[Decimal, ...]:
    """The rates that the marks of `cell` may be, were no blank between them."""
    return tuple(dict.fromkeys(figure.value for figure in _ways(cell.text, rate)))


def _ways(text: str, rate: Column) -> Iterator[Figure]:
    """The figures that `text` is without the blanks in it, its comma a decimal mark where it leaves it open."""
    joined = _BLANK.sub(lambda found: found[1] or "", text)
    for way in dict.fromkeys((joined, joined.replace(",", "."))):
        if (figure := parse_text(way, rate.style)) is not None:
            yield rate.scaled(figure)
