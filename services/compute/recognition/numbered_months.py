"""Months that headings give by their numbers: 1, 2, ... 12 below "Mes"."""

from collections.abc import Sequence
from itertools import pairwise

from services.compute.reading.document import Cell
from services.compute.recognition.folding import squash
from services.compute.recognition.lines import Line, line_of
from services.compute.recognition.vocabulary import vocabulary

_FEWEST, _MOST = 3, 12


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


def _is_month(cell: Cell) -> bool:
    return cell.text.isdecimal() and 1 <= int(cell.text) <= _MOST


def _name(cell: Cell) -> str:
    """The name of the month whose number is the text of `cell`."""
    return next(name for name, number in vocabulary().months.items() if number == int(cell.text)).capitalize()
