"""Text filings made over: columns in another order, words renamed and damaged, pages cut, printed as a workbook."""

import io
import random
from collections.abc import Callable, Iterable

import openpyxl

Lines = list[list[str]]


def lines_of(content: bytes) -> Lines:
    """The cells of every line."""
    return [line.split("\t") for line in content.decode().split("\n")]


def text_of(lines: Iterable[Iterable[str]]) -> bytes:
    """A text filing of these lines."""
    return "\n".join("\t".join(cells) for cells in lines).encode()


def permuted(lines: Lines, first: int, last: int, width: int, seed: int) -> Lines:
    """`lines` with the first `width` columns of lines `first` to `last` (1-based) in another order."""
    order = list(range(width))
    random.Random(seed).shuffle(order)
    found = [list(cells) for cells in lines]
    for number in range(first - 1, last):
        cells = found[number] + [""] * (width - len(found[number]))
        if len([cell for cell in cells if cell]) > 1:
            found[number] = [cells[place] for place in order] + cells[width:]
    return found


def renamed(lines: Lines, names: dict[str, str]) -> Lines:
    """`lines` with cells that are one of `names` called otherwise."""
    return [[names.get(cell.strip(), cell) for cell in cells] for cells in lines]


def reworded(lines: Lines, change: Callable[[str], str], headings: frozenset[str]) -> Lines:
    """`lines` with the cells in `headings` changed, as capitals or OCR change them."""
    return [[change(cell) if cell.strip() in headings else cell for cell in cells] for cells in lines]


def cut(lines: Lines, before: int, again: Iterable[int] = ()) -> Lines:
    """`lines` with a page's end before line `before` (1-based), and lines `again` repeated after it."""
    return [*lines[: before - 1], [""], *(lines[number - 1] for number in again), *lines[before - 1 :]]


def as_workbook(lines: Lines) -> bytes:
    """A workbook of one sheet with a row a line, every cell text."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for cells in lines:
        sheet.append([cell.strip() or None for cell in cells])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
