"""Tables whose rows are coded in several columns, one a level: type, group, kind and number of a programme."""

import re
from collections.abc import Sequence
from dataclasses import replace

from services.compute.reading.document import Cell
from services.compute.recognition.columns import Column
from services.compute.recognition.concepts import Concept
from services.compute.recognition.lines import Line
from services.compute.recognition.vocabulary import vocabulary

_SHORT = re.compile(r"[A-Z]|\d{1,4}|[A-Z]\d{1,3}")
_FEWEST_COLUMNS, _FEWEST_ROWS = 2, 2
_BY_VALUES = 0.7
CODE_LEVEL = Concept("code_level", "role", subject="account")
"""The heading of the codes of an outer level."""


def with_code_levels(columns: Sequence[Column], body: Sequence[Line]) -> list[Column]:
    """`columns`; of those left of the names that hold nothing but short codes, each filled only beside all left of it,
    and the last in fewer rows than the first, the last is that of the rows' codes and the others are of what they stand
    under.
    """
    told = list(columns)
    names = [c.index for c in columns if c.concept is not None and c.concept.code == "name" and _says_words(c, body)]
    if not names or names[0] < _FEWEST_COLUMNS:
        return told
    left = told[: names[0]]
    if any(column.is_measure or column.period is not None for column in left):
        return told
    texts = [[_text(line, column) for column in left] for line in body]
    rows = [row for row in texts if any(row)]
    filled = [sum(bool(row[place]) for row in rows) for place in range(len(left))]
    goes_down = all(bool(one) or not any(row[place:]) for row in rows for place, one in enumerate(row))
    short = all(_SHORT.fullmatch(text) for row in rows for text in row if text)
    if not (goes_down and short and filled[0] > filled[-1] >= _FEWEST_ROWS):
        return told
    for column in left:
        concept = vocabulary().concept("code") if column is left[-1] else CODE_LEVEL
        told[column.index] = replace(column, concept=concept, confidence=_BY_VALUES, reason="values")
    return told


def code_of_levels(cells: Sequence[Cell | None], columns: Sequence[Column]) -> tuple[str, int] | None:
    """The innermost code of a row and the place of its column, where `columns` are of several levels: that of a kind
    in letters with the number below it, "E044"; None elsewhere.
    """
    if not any(column.concept is CODE_LEVEL for column in columns):
        return None
    levels = [
        (cell.text.strip(), column.index)
        for cell, column in zip(cells, columns, strict=True)
        if cell is not None and cell.text.strip() and column.concept is not None and _is_code(column.concept)
    ]
    if not levels:
        return None
    code, place = levels[-1]
    outer = levels[-2][0] if len(levels) > 1 else ""
    return (f"{outer}{code}" if outer.isalpha() and code.isdecimal() else code), place


def _is_code(concept: Concept) -> bool:
    return concept is CODE_LEVEL or concept.code == "code"


def _says_words(column: Column, body: Sequence[Line]) -> bool:
    """Whether what stands in `column` are words and no codes."""
    texts = [text for line in body if (text := _text(line, column))]
    return any(len(text.split()) > 1 or not _SHORT.fullmatch(text) for text in texts)


def _text(line: Line, column: Column) -> str:
    return line.row[column.index].text.strip() if column.index < len(line.row) else ""
