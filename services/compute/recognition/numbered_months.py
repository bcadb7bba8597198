"""Months and quarters that headings give by number: 1, 2, ... 12 below "Mes", 1er, 2do, 3er, 4to below a group."""

import re
from collections.abc import Sequence
from itertools import pairwise

from services.compute.reading.document import Cell
from services.compute.recognition.folding import fold, squash
from services.compute.recognition.lines import Line, line_of
from services.compute.recognition.vocabulary import vocabulary

_FEWEST, _MOST = 3, 12
_QUARTERS = (1, 2, 3, 4)
_MARKED_ORDINAL = re.compile(r"\s*([1-4])\s*[\u00b0\u00ba\u00aa]\.?\s*")


def headed_by_months(lines: Sequence[Line]) -> Sequence[Line]:
    """`lines`; numbers of months that follow each other are their names below a heading over them that says but month,
    and beside which none heads one of them: in "Enero", 1, 2, 3 below "Mes", "Altas", "Bajas", "Cambios" none is.
    """
    for place, (above, line) in enumerate(pairwise(lines)):
        numbered = [cell for cell in line.cells if _is_month(cell)]
        months = [int(cell.text) for cell in numbered]
        if len(months) < _FEWEST or any(after - before != 1 for before, after in pairwise(months)):
            continue
        over = next((cell for cell in above.cells if squash(cell.text) in vocabulary().months_over), None)
        if over is None:
            continue
        columns = range(numbered[0].column, numbered[-1].column + 1)
        if [cell for cell in above.cells if cell.column in columns] != [over]:
            continue
        named = {cell.column: cell._replace(text=_name(cell), is_number=False) for cell in numbered}
        told = list(lines)
        told[place] = line_of([cell._replace(text="") if cell.column == over.column else cell for cell in above.row])
        told[place + 1] = line_of([named.get(column, cell) for column, cell in enumerate(line.row)])
        return told
    return lines


def headed_by_quarters(lines: Sequence[Line]) -> Sequence[Line]:
    """`lines`; of a row of headings the ordinals of the four quarters, beside each other below the one heading of their
    group, are these quarters.
    """
    for place, (above, line) in enumerate(pairwise(lines)):
        marked = {cell.column for cell in line.cells if _MARKED_ORDINAL.fullmatch(cell.text)}
        if not marked.issuperset(line.figures) or line.numbers_columns or not above.is_words:
            continue
        runs = [
            run for start in range(len(line.cells)) if (run := _quarters_from(line.cells[start : start + 4], above))
        ]
        if runs:
            named = {cell.column: cell._replace(text=_quarter(cell.text)) for run in runs for cell in run}
            told = list(lines)
            told[place + 1] = line_of([named.get(column, cell) for column, cell in enumerate(line.row)])
            return told
    return lines


def _quarters_from(cells: Sequence[Cell], above: Line) -> Sequence[Cell]:
    """`cells`, if they are the ordinals of the four quarters below one heading of the row `above`; else none."""
    numbers = tuple(_ordinal(cell.text) for cell in cells)
    first = cells[0].column
    if numbers != _QUARTERS or [cell.column for cell in cells] != [*range(first, first + len(_QUARTERS))]:
        return ()
    over = [cell.column for cell in above.cells if first <= cell.column < first + len(_QUARTERS)]
    return cells if over == [first] else ()


def _quarter(text: str) -> str:
    """The ordinal `text` as that of a quarter."""
    marked = _MARKED_ORDINAL.fullmatch(text)
    return f"Trimestre {marked[1]}" if marked else f"{text.rstrip('. ')} trim."


def _ordinal(text: str) -> int | None:
    """The number of the quarter that an ordinal or a Roman numeral may be of; None of plain digits."""
    if marked := _MARKED_ORDINAL.fullmatch(text):
        return int(marked[1])
    said = fold(text)
    known = vocabulary().quarters | vocabulary().quarter_numerals
    return None if said.isdecimal() else known.get(said)


def _is_month(cell: Cell) -> bool:
    return cell.text.isdecimal() and 1 <= int(cell.text) <= _MOST


def _name(cell: Cell) -> str:
    """The name of the month whose number is the text of `cell`."""
    return next(name for name, number in vocabulary().months.items() if number == int(cell.text)).capitalize()
