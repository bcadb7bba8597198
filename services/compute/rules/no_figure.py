"""What stands in a column of figures and is none: words, codes, ranges, marks; told from figures that were damaged."""

import re
from collections import Counter
from typing import Literal

from services.compute.reading.document import Cell
from services.compute.recognition.folding import fold
from services.compute.recognition.look_alikes import digits_in
from services.compute.recognition.numbers import read_all
from services.compute.recognition.statement import RowNote, Statement
from services.compute.rules.formula_error import is_formula_error
from services.compute.rules.once import once

Kind = Literal["a damaged figure", "words", "a code", "a formula error"]
Shape = tuple[str, int, str]
"""Table, column, and what texts of one shape have in common."""

_CODE = re.compile(r"[\w/#-]*\d[\w/#-]*")
_OF_CODES = re.compile(r"(?:codes?|codigos?|claves?|notes?|notas?|refs?|referencias?)\b")
"""What a column of codes, or of the numbers of notes, is called, be there several to a row."""
_LEADING_ZERO = re.compile(r"0\d")
_BETWEEN = re.compile(r"\d\s*[-–—/=+]\s*\d|[#&<>]|\.{3}|\(\s*\w{1,2}\s*\)$|\d\s+\d{1,2}\s*[)/]$")
"""Marks of ranges, bounds, dates, formulas, lists and footnotes, none of which a damaged figure has."""
_FEWEST_ALIKE = 3


def kind_of(statement: Statement, note: RowNote) -> Kind:
    """What stands in the cells of `note`, none of which could be read as a figure."""
    if all(is_formula_error(cell) for cell in note.cells):
        return "a formula error"
    if all(_shape(note.table, cell) in _codes(statement) for cell in note.cells):
        return "a code"
    if all(_OF_CODES.match(fold(label)) for label in note.missing) and note.missing:
        return "a code"
    return "a damaged figure" if note.candidates or any(map(_may_be_damaged, note.cells)) else "words"


def _may_be_damaged(cell: Cell) -> bool:
    """Whether `cell` may hold a figure that was damaged. What OCR read always may; else only digits, marks and letters
    that are taken for digits, and not such letters alone. Two figures beside each other are not one that was damaged.
    """
    if cell.confidence is not None:
        return True
    if not any(char.isdigit() or char in ".," for char in cell.text) or _BETWEEN.search(cell.text):
        return False
    if len(read_all(cell.text)) > 1:
        return False
    plain = digits_in(fold(cell.text))
    if plain != fold(cell.text) and _CODE.fullmatch(cell.text) and _LEADING_ZERO.match(plain):
        return False
    return not any(char.isalpha() for char in plain)


@once
def _codes(statement: Statement) -> frozenset[Shape]:
    """The shapes of codes that number rows: a word of letters and digits, three times alike in its column, with letters
    that no digit looks like.
    """
    alike: Counter[Shape] = Counter()
    lettered = set()
    for note in statement.notes:
        for cell in note.cells if note.kind == "unreadable" else ():
            if cell.confidence is None and _CODE.fullmatch(cell.text):
                shape = _shape(note.table, cell)
                alike[shape] += 1
                if not _may_be_damaged(cell):
                    lettered.add(shape)
    return frozenset(shape for shape, times in alike.items() if times >= _FEWEST_ALIKE and shape in lettered)


def _shape(table: str, cell: Cell) -> Shape:
    """One letter for each run of letters in `cell`, one digit for each of digits: ``056A`` and ``7B`` are alike."""
    return table, cell.column, re.sub(r"[^\W\d_]+", "A", re.sub(r"\d+", "9", cell.text))
