"""Tables as they were read, drawn in a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from shared.figures import is_figure
from shared.problems import Language
from shared.words import words

_WIDEST, _IN_A_BAND, _LONGEST_WORD = 32, 20, 12
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
        _print_rows(console, table["rows"], language)
        console.print()


def _print_rows(console: Console, rows: Sequence[Sequence[str]], language: Language) -> None:
    """Where its columns do not fit beside each other, a table is drawn in bands of those that do, one under another."""
    first = len(str(len(rows)))
    widths = _widths([row for row in rows if not _alone(row)], console.width - first)
    bands = list(_bands(widths, console.width - first))
    for begin, end in bands:
        if len(bands) > 1:
            console.print(Text(words(language, "columns").format(begin + 1, end, len(widths)), style="dim"))
        _print_band(console, [row if _alone(row) else row[begin:end] for row in rows], widths[begin:end], first)


def _bands(widths: Sequence[int], room: int) -> Iterator[tuple[int, int]]:
    """The columns from which and up to which fit into `room`; of one that is wider, itself."""
    begin = 0
    for end in range(1, len(widths) + 1):
        if end == len(widths) or sum(widths[begin : end + 1]) + _BETWEEN * (end - begin + 2) > room:
            yield begin, end
            begin = end
    if not widths:
        yield 0, 0


def _print_band(console: Console, rows: Sequence[Sequence[str]], widths: Sequence[int], first: int) -> None:
    for alone, group in groupby(enumerate(rows, 1), key=lambda numbered: _alone(numbered[1]) or not widths):
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
    """How wide each column is: as its longest cell, the widest narrowed until all fit into `room`; where they cannot,
    as suits to be read in bands.
    """
    columns = [[row[at] for row in rows if at < len(row)] for at in range(max(map(len, rows), default=0))]
    widths = [min(_WIDEST, max(map(len, cells))) for cells in columns]
    least = [max(map(_least, cells)) for cells in columns]
    while sum(widths) + _BETWEEN * (len(widths) + 1) > room:
        at = max(range(len(widths)), key=lambda at: (widths[at] > least[at], widths[at]), default=0)
        if not widths or widths[at] <= least[at]:
            break
        widths[at] -= 1
    else:
        return widths
    return [max(narrow, min(_IN_A_BAND, max(map(len, cells)))) for narrow, cells in zip(least, columns, strict=True)]
