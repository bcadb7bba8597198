"""Columns headed as names whose cells are codes, or count the things that head them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from services.compute.reading.document import Cell
from services.compute.recognition.columns import Column, described, looks_like_code, mostly
from services.compute.recognition.matching import plain
from services.compute.recognition.subjects import is_total
from services.compute.recognition.vocabulary import Concept, fold, vocabulary

_OWN_LABEL = 0.5
_FEWEST_DIGITS_OF_A_CODE = 3
_COUNT = re.compile(r"0|[1-9]\d{0,3}")


def with_codes(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> list[Column]:
    """A column headed as a name is the code, where its cells hold codes and no other column is; what describes the rows
    is their name then.
    """
    if any(column.concept and column.concept.code == "code" for column in columns):
        return list(columns)
    code = next(concept for concept in vocabulary().concepts if concept.code == "code")
    return described(
        [
            replace(column, concept=code)
            if column.concept
            and column.concept.code == "name"
            and column.concept.subject != "period"
            and mostly(column, rows, lambda c: looks_like_code(c.text))
            else column
            for column in columns
        ]
    )


def with_counts(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> list[Column]:
    """`columns`; what its heading calls names, in the plural, right of a column of words, is how many there are of what
    it names: "Programas" beside "Área".
    """
    words = next((c.index for c in columns if mostly(c, rows, _is_words)), len(columns))
    return [
        replace(column, concept=_count_of(column), confidence=_OWN_LABEL, reason="values")
        if column.concept and column.concept.code == "name" and column.index > words and _counts(column, rows)
        else column
        for column in columns
    ]


def _is_words(cell: Cell) -> bool:
    return sum(map(str.isalpha, cell.text)) > sum(map(str.isdigit, cell.text))


def _count_of(column: Column) -> Concept:
    return Concept(fold(plain(column.label)).replace(" ", "_"), "count")


def _counts(column: Column, rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a column headed by things in the plural counts them: plain whole numbers that are neither as wide as each
    other nor go on by one, as codes do.
    """
    if not fold(column.label).split(" ")[0].endswith("s"):
        return False
    texts = [
        row[column.index].text.strip()
        for row in rows
        if column.index < len(row) and not any(is_total(cell.text) for cell in row if not cell.is_number)
    ]
    texts = [text for text in texts if text]
    if not texts or not all(map(_COUNT.fullmatch, texts)):
        return False
    counts = [int(text) for text in texts]
    numbered = len(counts) > 1 and all(after == before + 1 for before, after in pairwise(counts))
    wide = len(set(map(len, texts))) == 1 and len(texts[0]) >= _FEWEST_DIGITS_OF_A_CODE
    return not numbered and not (wide and len(set(texts)) == len(texts))
