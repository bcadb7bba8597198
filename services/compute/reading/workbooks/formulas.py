"""Formulas as sheets write them: one that cells share is written once, and moves with the cell that shares it."""

import re

UNWRITTEN = "="
"""Stands for a formula whose text the format does not give as text."""
LONGEST = 1_000
"""Characters of a formula that are kept."""
MOST_MOVED = 16 * 1024**2
"""Characters of shared formulas that are written out for the cells of a sheet; the rest are known to be formulas."""

_PARTS = re.compile(r"""("[^"]*"|'[^']*')|(?<![A-Za-z0-9_.])(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})(?![A-Za-z0-9_(.])""")
_LETTERS = 26


def moved(formula: str, rows: int, columns: int) -> str:
    """`formula` as it reads so many rows further down and columns further right; fixed references ($A$1) stay.

    A reference that would leave the sheet reads ``#REF!``, as spreadsheets show it.
    """

    def reference(found: re.Match[str]) -> str:
        quoted, fixed_column, letters, fixed_row, digits = found.groups()
        if quoted is not None:
            return str(quoted)
        column = letters.upper() if fixed_column else _letters(_number(letters) + columns)
        row = int(digits) if fixed_row else int(digits) + rows
        return f"{fixed_column}{column}{fixed_row}{row}" if column and row > 0 else "#REF!"

    return _PARTS.sub(reference, formula)


def _number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + ord(letter) - 64
    return number


def _letters(number: int) -> str:
    """The letters of a 1-based column; none for what lies left of the first."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(65 + rest) + letters
    return letters
