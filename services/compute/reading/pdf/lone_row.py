"""A line of figures that is a table by itself: what a page's end, or a line under the headings, has cut off."""

from services.compute.reading.pdf.columns import columns_between
from services.compute.reading.pdf.grid import Draft
from services.compute.reading.pdf.phrases import Line
from services.compute.reading.pdf.pieces import Piece, row_of

TEXTS, FIGURES = 5, 3
"""Texts side by side, and figures among them, at least."""


def is_lone_row(line: Line) -> bool:
    """Whether a line by itself is a table's row."""
    return len(line.phrases) >= TEXTS and sum(p.figure for p in line.phrases) >= FIGURES


def draft_of_row(line: Line) -> Draft:
    """The table of one row, a column a text."""
    gutters = [(a.right, b.left) for a, b in zip(line.phrases, line.phrases[1:], strict=False)]
    row = row_of([Piece(phrase, number, number) for number, phrase in enumerate(line.phrases)])
    return Draft([row], columns_between(gutters, line.left, line.right), (line.left, line.top, line.right, line.bottom))
