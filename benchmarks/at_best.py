"""What a changed digit can be told by: of which figures another digit makes all annotated relations of a table hold."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

import numpy as np

from services.compute.arithmetic.numerals import Grid, Numbers, numbers_of

Cell = tuple[int, int]
Relation = tuple[str, Sequence[Cell]]
"""An operator and its cells, the aggregate first."""
Holds = Callable[[str, Sequence[Cell], Numbers], bool]


def first_at_best(grid: Grid, relations: Collection[Relation], holds: Holds, changed: Collection[Cell]) -> float:
    """How likely the likeliest figure is to be the changed one, for whom knows that one digit was changed in one of the
    cells `changed` of what is now `grid`, any other but 0 in its place, and that all `relations` held before.
    """
    numbers = numbers_of(grid)
    broken = [cells for operator, cells in relations if not holds(operator, cells, numbers)]
    likely = [
        _share(grid, cell, numbers, [one for one in relations if cell in one[1]], holds)
        for cell in set(changed).intersection(*map(set, broken))
    ]
    return max(likely) / sum(likely) if any(likely) else 0.0


def _share(grid: Grid, cell: Cell, numbers: Numbers, relations: Sequence[Relation], holds: Holds) -> float:
    """How likely a change is that made the figure at `cell` of one by which all its `relations` hold."""
    text = grid[cell[0]][cell[1]]
    digits = [place for place, char in enumerate(text) if char.isdigit()]
    return sum(
        1 / len(digits) / (9 if text_before[place] == "0" else 8)
        for place in digits
        for text_before in _others(text, place)
        if (before := _with(grid, cell, text_before, numbers)) is not None
        and all(holds(*relation, before) for relation in relations)
    )


def _others(text: str, place: int) -> Iterator[str]:
    """The texts that a change at `place` may have made `text` of."""
    if text[place] != "0":
        yield from (text[:place] + digit + text[place + 1 :] for digit in "0123456789" if digit != text[place])


def _with(grid: Grid, cell: Cell, text: str, numbers: Numbers) -> Numbers | None:
    """`numbers` with `text` at `cell`; None where it is nothing there."""
    now, unit = float(numbers.values[cell]), 2 * float(numbers.half_units[cell])
    if now and abs(abs(now) - _units(grid[cell[0]][cell[1]]) * unit) <= abs(now) * 1e-9:
        value = float(np.sign(now)) * _units(text) * unit
    else:
        row = [*grid[cell[0]]]
        row[cell[1]] = text
        value = float(numbers_of([*grid[: cell[0]], row, *grid[cell[0] + 1 :]]).values[cell])
    values = numbers.values.copy()
    values[cell] = value
    return replace(numbers, values=values) if value and not np.isnan(value) else None


def _units(text: str) -> int:
    return int("".join(filter(str.isdigit, text)) or 0)
