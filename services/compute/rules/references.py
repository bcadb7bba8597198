"""The references in a workbook's formulas, told from where the formula stands."""

import re
from collections.abc import Iterator

from services.compute.reading.document import Cell, Table

_REFERENCE = re.compile(r"(?<![A-Za-z_.])(\$?)([A-Z]{1,3})(\$?)(\d{1,7})(?![\d(A-Za-z_])")
_COLUMN_SUM = re.compile(r"=?(?:SUM|SUMA)\(\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)\)")
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")
_ADDRESS = re.compile(r".*!\$?([A-Z]{1,3})\$?(\d+)$", re.DOTALL)


def column_number(letters: str) -> int:
    """``A`` as 1, ``AA`` as 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def place_of(cell: Cell) -> tuple[int, int] | None:
    """Row and column (1-based) of `cell` in its sheet; None where it stands in none."""
    found = _ADDRESS.match(cell.address or "")
    return (int(found[2]), column_number(found[1])) if found else None


def relative(cell: Cell) -> str | None:
    """The formula of `cell` as every cell that it was copied to has it; None where there is none or it is not told."""
    place = None if cell.formula in ("", "=") else place_of(cell)
    if place is None:
        return None

    def told(found: re.Match[str]) -> str:
        row, column = int(found[4]), column_number(found[2])
        down = f"R{row}" if found[3] else f"R[{row - place[0]}]"
        across = f"C{column}" if found[1] else f"C[{column - place[1]}]"
        return down + across

    return _REFERENCE.sub(told, cell.formula)


def summed_rows(cell: Cell) -> tuple[int, int] | None:
    """First and last row (1-based), above or below it, that `cell` sums of its own column, where that is all that its
    formula does.
    """
    found = _COLUMN_SUM.fullmatch(cell.formula.replace(" ", "").upper()) if cell.formula else None
    place = place_of(cell) if found else None
    if found is None or place is None or not column_number(found[1]) == column_number(found[3]) == place[1]:
        return None
    first, last = int(found[2]), int(found[4])
    return (first, last) if first <= last and not first <= place[0] <= last else None


def referred_rows(cell: Cell) -> Iterator[int]:
    """The rows (1-based) of its own column that the formula of `cell` names, ranges with all between."""
    place = place_of(cell) if cell.formula else None
    formula = cell.formula.replace(" ", "").upper()
    for found in _RANGE.finditer(formula) if place else ():
        if place and column_number(found[1]) <= place[1] <= column_number(found[3]):
            yield from range(int(found[2]), int(found[4]) + 1)
    for found in _REFERENCE.finditer(formula) if place else ():
        if place and column_number(found[2]) == place[1]:
            yield int(found[4])


def lines_of(table: Table) -> Iterator[list[Cell]]:
    """The figures of each row, then of each column of `table`."""
    for row in table.rows:
        yield [cell for cell in row if cell.is_number]
    for column in range(max((len(row) for row in table.rows), default=0)):
        yield [row[column] for row in table.rows if column < len(row) and row[column].is_number]
