"""What a sheet is like, found by a light pass over its bytes: how far it reaches, what is merged, hidden, formula."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from services.compute.reading.errors import UnreadableFiling
from services.compute.reading.limits import MOST_BOX_CELLS, MOST_CELLS

Span = tuple[int, int]
_COLUMN_BITS = 24
LONGEST_ERROR_CHARACTERS = 32
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
"""What spreadsheets show for the error codes that binary workbooks store."""


def place(row: int, column: int) -> int:
    """One number for a cell's 0-based row and column."""
    return row << _COLUMN_BITS | column


def row_and_column(at: int) -> Span:
    """The row and column of a `place`."""
    return at >> _COLUMN_BITS, at & (1 << _COLUMN_BITS) - 1


@dataclass(slots=True)
class Survey:
    """A sheet's used cells and what calamine does not tell of them. Rows and columns are 0-based.

    `used` counts the cells that hold anything and `box` is (top, left, bottom, right) about them, inclusive. `merged`
    maps the top left cell of a merged region to its columns and rows; `formulas`, `decimals`, `indents`, `errors`
    (what stands in a cell that could not be worked out, which calamine leaves empty) and `unseen` (those whose text has
    the colour of what is behind it, or a format that shows nothing) are about cells, by `place`; hidden rows and
    columns are spans, inclusive.
    """

    used: int = 0
    box: tuple[int, int, int, int] | None = None
    merged: dict[int, Span] = field(default_factory=dict)
    formulas: dict[int, str] = field(default_factory=dict)
    decimals: dict[int, int] = field(default_factory=dict)
    indents: dict[int, int] = field(default_factory=dict)
    errors: dict[int, str] = field(default_factory=dict)
    unseen: set[int] = field(default_factory=set)
    hidden_rows: list[Span] = field(default_factory=list)
    hidden_columns: list[Span] = field(default_factory=list)

    def use(self, row: int, column: int, rows: int = 1, columns: int = 1) -> None:
        """Note that the cell, and as many to the right and below, hold something. Raises `UnreadableFiling`."""
        self.used += rows * columns
        if self.used > MOST_CELLS:
            raise UnreadableFiling("too-many-cells", limit_cells=MOST_CELLS)
        last_row, last_column = row + rows - 1, column + columns - 1
        if self.box is None:
            self.box = (row, column, last_row, last_column)
            return
        top, left, bottom, right = self.box
        if not (top <= row and left <= column and last_row <= bottom and last_column <= right):
            self.box = (min(top, row), min(left, column), max(bottom, last_row), max(right, last_column))

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Note a merged region."""
        if bottom >= top and right >= left:
            self.merged[place(top, left)] = (right - left + 1, bottom - top + 1)

    def style(self, row: int, column: int, decimals: int | None, indent: int, unseen: bool = False) -> None:
        """Note how many decimals a cell shows, how far it is set in, and whether it is not seen."""
        if unseen:
            self.unseen.add(place(row, column))
        if decimals is not None:
            self.decimals[place(row, column)] = decimals
        if indent:
            self.indents[place(row, column)] = indent

    @property
    def box_cells(self) -> int:
        """The cells in the box."""
        if self.box is None:
            return 0
        top, left, bottom, right = self.box
        return (bottom - top + 1) * (right - left + 1)


def check_reach(surveys: Iterable[Survey]) -> None:
    """Raises `UnreadableFiling` (too-many-cells) where the sheets reach too far together."""
    if sum(survey.box_cells for survey in surveys) > MOST_BOX_CELLS:
        raise UnreadableFiling("too-many-cells", limit_cells=MOST_BOX_CELLS)
