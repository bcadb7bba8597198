"""How much of a document's grids another reading of it gives back: cells in their rows and columns."""

from collections.abc import Callable
from itertools import chain

from services.compute.reading import Document, Table

Row = list[str]
Counts = Callable[[str], bool]


def agreement(expected: Document, read: Document, counts: Counts = bool) -> tuple[int, int]:
    """How many cells of `expected` stand in `read` in the same order of rows and the same column, and of how many.

    Columns that hold nothing count for nothing, neither do blanks in texts, for a long word may be broken, nor rows of
    one text at a table's head and foot, its title and notes. A row that says again what an earlier one says may be
    left out: headings are repeated on the next page. `counts` tells which cells are looked at.
    """
    wanted, found = _rows(expected), _rows(read)
    pairs = _aligned(wanted, found, counts)
    same = sum(_same(wanted[i], found[j], counts) for i, j in pairs)
    matched = {i for i, _ in pairs}
    known: set[tuple[str, ...]] = set()
    for number, row in enumerate(wanted):
        if number not in matched and tuple(row) in known:
            same += sum(map(counts, row))
        known.add(tuple(row))
    return same, sum(map(counts, chain(*wanted)))


def _rows(document: Document) -> list[Row]:
    return [row for table in document.tables for row in _grid(table)]


def _grid(table: Table) -> list[Row]:
    width = max(map(len, table.rows))
    texts = [["".join(cell.text.split()) for cell in row] + [""] * (width - len(row)) for row in table.rows]
    full = [number for number, row in enumerate(texts) if len(row) - row.count("") > 1]
    texts = [row for row in texts[full[0] : full[-1] + 1] if any(row)] if full else []
    filled = [column for column in range(width) if any(row[column] for row in texts)]
    return [[row[column] for column in filled] for row in texts]


def _same(wanted: Row, found: Row, counts: Counts) -> int:
    return sum(counts(text) and text == other for text, other in zip(wanted, found, strict=False))


def _aligned(wanted: list[Row], found: list[Row], counts: Counts) -> list[tuple[int, int]]:
    """The pairs of rows, in order, that have most cells in common."""
    gains = [[_same(row, other, counts) for other in found] for row in wanted]
    best = [[0] * (len(found) + 1) for _ in range(len(wanted) + 1)]
    for i in reversed(range(len(wanted))):
        for j in reversed(range(len(found))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + gains[i][j])
    pairs, i, j = [], 0, 0
    while i < len(wanted) and j < len(found):
        if gains[i][j] and best[i][j] == best[i + 1][j + 1] + gains[i][j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs
