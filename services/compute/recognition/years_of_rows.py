"""Rows whose figures only look like years, under headings of their own: they are none."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from services.compute.recognition.folding import fold
from services.compute.recognition.lines import Line


def with_years_of_rows(lines: Sequence[Line]) -> Sequence[Line]:
    """`lines`, those none of headings whose figures only look like years: under headings of their own, with a name
    under that of names: "2021", "Operador", "2019" under "Clave", "Puesto", "Plazas".
    """
    told: list[Line] = []
    for line in lines:
        above = told[-1] if told else None
        is_row = bool(above and line.names_years and _is_row_under(line, above))
        told.append(replace(line, names_years=False) if is_row else line)
    return told


def _is_row_under(line: Line, above: Line) -> bool:
    """Whether each cell of `line` has one `above` it, of headings that say different things or of another such row,
    and its words others than that, and its years do not follow each other as those over columns do.
    """
    years = [int(line.row[place].text.strip()) for place in sorted(line.figures)]
    if {after - before for before, after in pairwise(years)} in ({1}, {-1}, {0}):
        return False
    over = {cell.column: cell for cell in above.cells if cell.colspan == 1}
    if any(cell.column not in over for cell in line.cells):
        return False
    headings = [fold(over[place].text) for place in line.figures]
    if len(set(headings)) < len(headings) and above.is_words:
        return False
    names = [cell for cell in line.cells if cell.column not in line.figures]
    return bool(names) and all(fold(cell.text) != fold(over[cell.column].text) for cell in names)
