"""Rows whose figures only look like years, under headings of their own: they are none."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from services.compute.reading.document import Cell
from services.compute.recognition.folding import fold
from services.compute.recognition.lines import Line
from services.compute.recognition.matching import match

_FEWEST_ROWS, _PAIR = 3, 2


def with_years_of_rows(lines: Sequence[Line]) -> Sequence[Line]:
    """`lines`, those none of headings whose figures only look like years: under headings of their own, with a name
    under that of names: "2021", "Operador", "2019" under "Clave", "Puesto", "Plazas". Years that follow each other may
    be headings below others, unless these are all known and the name beside them is none: "Salud", "2018", "2017" under
    "Concepto", "Aprobado", "Devengado"; or one of them is of years. Where all rows are a name and a year none is one.
    """
    told: list[Line] = []
    heads: Line | None = None
    only_years = _only_years(lines)
    for line in lines:
        above = told[-1] if told else None
        is_row = line.names_years and (
            only_years
            or (above is not None and _is_row_under(line, above))
            or (heads is not None and _is_headed(line, _over(heads)))
        )
        told.append(replace(line, names_years=False) if is_row else line)
        heads = told[-1] if told[-1].is_words and told[-1].cells else heads
    return told


def _only_years(lines: Sequence[Line]) -> bool:
    """Whether all of several rows are a name and what looks like a year, and none a heading: no year heads years."""
    rows = [line for line in lines if line.figures]
    return (
        len(rows) >= _FEWEST_ROWS
        and all(line.names_years and len(line.cells) == _PAIR and len(line.figures) == 1 for line in rows)
        and not any(match("", cell.text) for line in rows[:1] for cell in line.cells)
    )


def _over(heads: Line) -> dict[int, Cell]:
    return {cell.column: cell for cell in heads.cells if cell.colspan == 1}


def _is_row_under(line: Line, above: Line) -> bool:
    """Whether each cell of `line` has one `above` it, of headings that say different things or of another such row,
    and its words others than that, and its years do not follow each other as those over columns do.
    """
    over = _over(above)
    if any(cell.column not in over for cell in line.cells):
        return False
    years = [int(line.row[place].text.strip()) for place in sorted(line.figures)]
    follow = {after - before for before, after in pairwise(years)} in ({1}, {-1}, {0})
    if follow and (above.is_words or not above.figures):
        return False
    headings = [fold(over[place].text) for place in line.figures]
    if len(set(headings)) < len(headings) and above.is_words:
        return False
    names = [cell for cell in line.cells if cell.column not in line.figures]
    return bool(names) and all(fold(cell.text) != fold(over[cell.column].text) for cell in names)


def _is_headed(line: Line, over: Mapping[int, Cell]) -> bool:
    """Whether known headings of measures, each another, stand over all years of `line` but one of the rows' times, and
    its name, or that time, is no heading.
    """
    if any(cell.column not in over for cell in line.cells):
        return False
    found = {place: match("", over[place].text) for place in line.figures}
    concepts = {place: one.concept for place, one in found.items() if one is not None}
    if len(concepts) < len(found):
        return False
    times = [place for place, concept in concepts.items() if concept.code == "name" and concept.subject == "period"]
    measures = [concept.code for concept in concepts.values() if concept.kind not in ("role", "category")]
    if not measures or len(set(measures)) < len(measures) or len(measures) + len(times) < len(concepts):
        return False
    names = [cell for cell in line.cells if cell.column not in line.figures]
    if any(match("", cell.text) for cell in names):
        return False
    return len(times) == 1 or (bool(names) and all(match("", over[cell.column].text) for cell in names))
