"""Tables as they were read, drawn in a terminal."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from shared.figures import is_figure
from shared.problems import Language
from shared.words import words

_WIDEST, _LONGEST_WORD = 32, 12
_BETWEEN = 2


def print_tables(tables: Sequence[Mapping[str, Any]], language: Language) -> None:
    """Print `tables`, each under its number, page and title, its rows numbered from 1, figures flush right.

    A row of one cell is a line of its own.
    """
    console = Console(highlight=False)
    for number, table in enumerate(tables, 1):
        page = words(language, "page").format(table["page"]) if table["page"] else None
        said = (table.get("filing"), f"{words(language, 'table').capitalize()} {number}", page, table["title"])
        console.print(Text(" · ".join(part for part in said if part), style="bold"), soft_wrap=True)
        _print_rows(console, table["rows"])
        console.print()


def _print_rows(console: Console, rows: Sequence[Sequence[str]]) -> None:
    first = len(str(len(rows)))
    widths = _widths([row for row in rows if not _alone(row)], console.width - first)
    console.width = max(console.width, sum(widths) + first + _BETWEEN * (len(widths) + 1))
    for alone, group in groupby(enumerate(rows, 1), key=lambda numbered: _alone(numbered[1])):
        grid = Table.grid(padding=(0, _BETWEEN, 0, 0))
        grid.add_column(justify="right", style="dim", width=first)
        for width in () if alone else widths:
            grid.add_column(overflow="fold", width=width)
        for place, row in group:
            cells = [next(filter(None, row), "")] if alone else row
            grid.add_row(str(place), *(Text(text, justify="right" if is_figure(text) else "left") for text in cells))
        console.print(grid)


def _least(cell: str) -> int:
    """How wide a cell must be: a figure is never broken, a word only if it is long."""
    if is_figure(cell):
        return min(_WIDEST, len(cell))
    return min(_LONGEST_WORD, max(map(len, cell.split()), default=0))


def _alone(row: Sequence[str]) -> bool:
    return sum(map(bool, row)) < 2


def _widths(rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """How wide each column is: as its longest cell, the widest narrowed until all fit into `room` or can be no less."""
    columns = [[row[at] for row in rows if at < len(row)] for at in range(max(map(len, rows), default=0))]
    widths = [min(_WIDEST, max(map(len, cells))) for cells in columns]
    least = [max(map(_least, cells)) for cells in columns]
    while sum(widths) + _BETWEEN * (len(widths) + 1) > room:
        at = max(range(len(widths)), key=lambda at: (widths[at] > least[at], widths[at]), default=0)
        if not widths or widths[at] <= least[at]:
            break
        widths[at] -= 1
    return widths
