"""What the words in the cells of a column say that it is, whatever its heading says or does not."""

from collections.abc import Sequence, Set
from dataclasses import replace

from services.compute.recognition.by_arithmetic import Rows
from services.compute.recognition.columns import Column, cells_of, mostly
from services.compute.recognition.figures import is_absent
from services.compute.recognition.folding import squash
from services.compute.recognition.lines import is_figure
from services.compute.recognition.looks import abbreviated, category_in
from services.compute.recognition.unknown import NEARLY_ALL, ROWS_THAT_TELL
from services.compute.recognition.vocabulary import vocabulary

_FEWEST_CELLS, _BY_CELLS = 2, 0.9
_DOUBTED = ("mir_level",)


def told_by_cells(columns: Sequence[Column], rows: Rows) -> list[Column]:
    """`columns`; one of no known heading is the category whose words nearly all its cells say, and what is headed as a
    level is no category where none of its cells says one: "Nivel" of a payroll.
    """
    told = list(columns)
    for column in columns:
        if column.concept is not None and column.concept.code in _DOUBTED and _says_none(column, rows):
            told[column.index] = replace(column, concept=None, confidence=0.0, reason=None)
            told = _named_beside(told, column.index, rows)
    taken = {column.concept.code for column in told if column.concept}
    for column in told:
        if column.concept is not None or not column.label:
            continue
        says = [code for code, words in vocabulary().told_by_cells.items() if _says(column, rows, words)]
        if len(says) == 1 and says[0] not in taken:
            taken.add(says[0])
            concept = vocabulary().concept(says[0])
            told[column.index] = replace(column, concept=concept, confidence=_BY_CELLS, reason="values")
    return told


def _named_beside(columns: Sequence[Column], place: int, rows: Rows) -> list[Column]:
    """`columns`; where none names the rows, the words right of the numbers in `place` do, which are their codes."""
    told = list(columns)
    numbered = mostly(columns[place], rows, is_figure, NEARLY_ALL)
    beside = columns[place + 1] if place + 1 < len(columns) else None
    if not numbered or beside is None or beside.concept is not None or any(column.names_rows for column in columns):
        return told
    if mostly(beside, rows, lambda cell: not is_figure(cell) and not is_absent(cell), NEARLY_ALL):
        code, name = vocabulary().concept("code"), vocabulary().name_of("account")
        told[place] = replace(columns[place], concept=code, confidence=_BY_CELLS, reason="values")
        told[place + 1] = replace(beside, concept=name, confidence=_BY_CELLS, reason="values")
    return told


def _says(column: Column, rows: Rows, words: Set[str]) -> bool:
    """Whether nearly all cells of `column`, two at least, are one of `words`, a number behind it or none."""
    enough = sum(not is_absent(cell) for cell in cells_of(column, rows)) >= _FEWEST_CELLS
    return enough and mostly(column, rows, lambda cell: squash(cell.text).rstrip("0123456789") in words, NEARLY_ALL)


def _says_none(column: Column, rows: Rows) -> bool:
    """Whether `column` has cells, and none of them says one of the words of its category, damaged or not, nor any cell
    beside it one of them to the letter, as where rows slipped.
    """
    code = column.concept.code if column.concept else ""
    cells = [cell for cell in cells_of(column, rows) if not is_absent(cell)]
    said = [(category_in(cell.text, code), abbreviated(cell.text, code)) for cell in cells]
    in_letters = all(short for _, short in said) and len({short for _, short in said}) > 1
    if len(cells) < _FEWEST_CELLS or in_letters or any(word and not short for word, short in said):
        return False
    words = {squash(word) for word in vocabulary().categories.get(code, ())}
    return not any(squash(cell.text) in words for row in rows[:ROWS_THAT_TELL] for cell in row if cell.text)
