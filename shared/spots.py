"""Which fact stands where an anomaly points: cells of which no fact was made may stand before, among or behind them."""

import re
from collections.abc import Iterable, Sequence

from shared.report import EvidencePart

RUNNING_TEXT = "text"
"""What stands for a table in the place of what paragraphs say; their row counts the paragraphs."""
Place = tuple[str, int | None, int, int]
_ON_A_SHEET = re.compile(r"(?:.*!)?([A-Z]+)([0-9]+)", re.DOTALL)
_LETTERS = 26


def place_on_sheet(cell: str) -> tuple[int, int] | None:
    """Row and column, 0-based, of ``Hoja1!K412``; None where it is no such address."""
    found = _ON_A_SHEET.fullmatch(cell)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


def own_number(number: int, runs: Sequence[Sequence[int]]) -> int:
    """The number by which people look up row `number`, 0-based, of a table whose rows are numbered by `runs`, as
    `TablePart` has them; that in the table, counted from 1, where the file has none.
    """
    before = [run for run in runs if run[0] <= number]
    return before[-1][1] + number - before[-1][0] if before else number + 1


def facts_at(spots: Sequence[EvidencePart | None], facts: Iterable[tuple[str, EvidencePart]]) -> list[str | None]:
    """The id of the fact at each of `spots`, None where none of `facts` stands. Of several facts in one cell each is
    taken once, in their order. A spot that is None, as one of another filing, has none.
    """
    waiting: dict[Place, list[str]] = {}
    for id_, place in facts:
        waiting.setdefault(_where(place), []).append(id_)
    found: list[str | None] = []
    for spot in spots:
        here = waiting.get(_where(spot)) if spot else None
        found.append(here.pop(0) if here else None)
    return found


def _where(spot: EvidencePart) -> Place:
    return spot.table, spot.page, spot.row, spot.column
