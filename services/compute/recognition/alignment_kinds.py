"""What kinds of cells a table's columns hold, and how many cells of a row, read one way, are of none of them."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from services.compute.reading.document import Cell
from services.compute.recognition.columns import looks_like_code
from services.compute.recognition.figures import is_absent, parse
from services.compute.recognition.lines import is_figure

_MOSTLY, _SELDOM, _MOST_ROWS = 0.5, 0.03, 500
Kinds = Sequence[frozenset[str]]
"""By column, the kinds of cells that stand in it; none where too few rows tell."""


FEWEST_ROWS = 3


def kinds_of(rows: Sequence[Sequence[Cell]], width: int, fewest: int = FEWEST_ROWS) -> Kinds:
    """The kinds of cells in each column, as those of the first `rows` with figures say that are as long as `width`,
    `fewest` at least.
    """
    stated = [row for row in rows[:_MOST_ROWS] if any(map(is_figure, row))]
    whole = [row for row in stated if len(row) == width]
    if len(whole) < max(fewest, _MOSTLY * len(stated)):
        return ()
    return kinds_in(whole, _SELDOM)


def kinds_in(rows: Sequence[Sequence[Cell | None]], share: float) -> Kinds:
    """The kinds of cells that stand in each column of `rows`, one a column, in at least this `share` of them."""
    found = []
    for column in zip(*rows, strict=True):
        counts = Counter(kind for cell in column for kind in (_NOTHING if cell is None else _kinds(cell)))
        found.append(frozenset(kind for kind, count in counts.items() if count >= share * len(rows)))
    return tuple(found)


def strange(cells: Sequence[Cell | None], kinds: Kinds) -> int:
    """How many of `cells`, one a column, are of none of the `kinds` that stand in their column. A lost one might have
    been of any.
    """
    return sum(not stands_there(cell, known) for cell, known in zip(cells, kinds, strict=True))


def stands_there(cell: Cell | None, known: frozenset[str]) -> bool:
    """Whether a cell like `cell` stands in a column of these kinds."""
    return cell is None or not _kinds(cell).isdisjoint(known)


def _kinds(cell: Cell) -> frozenset[str]:
    if not cell.text:
        return _NOTHING
    return _STORED if cell.is_number else _kinds_of(cell.text)


_NOTHING, _STORED, _ANY = frozenset(("nothing",)), frozenset(("stored",)), frozenset(("nothing", "amount", "number"))


@lru_cache(maxsize=1 << 12)
def _kinds_of(text: str) -> frozenset[str]:
    """The kinds of a cell that says `text`: zero may be an amount or a number, a mark of absence any figure."""
    cell = Cell(text, 0, 0)
    if is_absent(cell):
        return _ANY | {"rate"}
    figure = parse(cell)
    if figure is None:
        return frozenset(("code",)) if looks_like_code(text) and not text.isdecimal() else frozenset(("words",))
    if figure.percent:
        return frozenset(("rate",))
    if not figure.value:
        return _ANY - {"nothing"}
    return frozenset(("number",)) if text.strip().isdecimal() else frozenset(("amount",))
