"""Columns headed as names whose cells are codes, or count the things that head them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from services.compute.reading.document import Cell
from services.compute.recognition.bare_headings import plain
from services.compute.recognition.columns import Column, cells_of, described, looks_like_code, mostly
from services.compute.recognition.concepts import Concept
from services.compute.recognition.figures import is_absent
from services.compute.recognition.folding import fold, slug
from services.compute.recognition.subjects import is_total, leading_code
from services.compute.recognition.vocabulary import vocabulary

_OWN_LABEL = 0.5
_FEWEST_DIGITS_OF_A_CODE = 3
_COUNT = re.compile(r"0|[1-9]\d{0,3}|[1-9]\d{0,2}(?:,\d{3})+")
_AMOUNT = re.compile(r"\$?\s*(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d{2})")
_FEWEST_CODED, _MOSTLY = 2, 0.8


def with_codes(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> list[Column]:
    """A column headed as a name is the code, where its cells hold codes and no other column is; what describes the rows
    is their name then. Beside codes some may say that they sum the others.
    """
    columns = [_without_amounts(column, rows) for column in columns]
    if any(column.concept and column.concept.code == "code" for column in columns):
        return columns
    code = next(concept for concept in vocabulary().concepts if concept.code == "code")
    return described(
        [
            replace(column, concept=code)
            if column.concept
            and column.concept.code == "name"
            and column.concept.subject != "period"
            and mostly(column, rows, lambda c: looks_like_code(c.text) or is_total(c.text))
            and any(looks_like_code(cell.text) for cell in cells_of(column, rows))
            else column
            for column in columns
        ]
    )


def _without_amounts(column: Column, rows: Sequence[Sequence[Cell]]) -> Column:
    """`column`; one headed as codes that holds amounts is none, nor one headed nearly so that holds counts: "Contrato"
    over what each comes to, "Contratos" over how many there are.
    """
    coded = column.concept is not None and column.concept.code == "code"
    counts = column.reason == "near-term" and mostly(column, rows, lambda cell: bool(_COUNT.fullmatch(cell.text)))
    if not (coded and (counts or mostly(column, rows, lambda cell: bool(_AMOUNT.fullmatch(cell.text))))):
        return column
    return replace(column, concept=None, confidence=0.0, reason=None)


def with_leading_codes(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> list[Column]:
    """`columns`; names which codes lead in most of their cells, each another, are told by these: where no column of
    codes is. Names of months and units that merely begin with letters and digits are not the rule of their column.
    """
    if any(column.concept and column.concept.code == "code" for column in columns):
        return list(columns)
    return [replace(column, codes_lead=True) if _codes_lead(column, rows) else column for column in columns]


def _codes_lead(column: Column, rows: Sequence[Sequence[Cell]]) -> bool:
    if not (column.concept and column.concept.code == "name" and column.concept.subject != "period"):
        return False
    named = [cell for cell in cells_of(column, rows) if not is_absent(cell) and not is_total(cell.text)]
    codes = [code for cell in named if (code := leading_code(cell.text))]
    mostly_coded = len(codes) >= max(_FEWEST_CODED, _MOSTLY * len(named))
    return mostly_coded and len(set(codes)) >= _FEWEST_CODED and len({code[0].isalpha() for code in codes}) == 1


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
    return Concept(slug(plain(column.label)), "count")


def _counts(column: Column, rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a column headed by things in the plural counts them: plain whole numbers that are neither as wide as each
    other nor go on by one, as codes do, or that a row below them sums.
    """
    if not fold(column.label).split(" ")[0].endswith("s"):
        return False
    texts = [row[column.index].text.strip() for row in rows if column.index < len(row) and not _sums(row)]
    texts = [text for text in texts if text]
    if not texts or not all(map(_COUNT.fullmatch, texts)):
        return False
    counts = [int(text.replace(",", "")) for text in texts]
    sums = [row[column.index].text.strip() for row in rows if column.index < len(row) and _sums(row)]
    if len(counts) > 1 and any(_COUNT.fullmatch(text) and int(text.replace(",", "")) == sum(counts) for text in sums):
        return True
    people = column.concept is not None and column.concept.subject == "beneficiary"
    numbered = len(counts) > 1 + people and all(after == before + 1 for before, after in pairwise(counts))
    wide = len(set(map(len, texts))) == 1 and len(texts[0]) >= _FEWEST_DIGITS_OF_A_CODE
    return not numbered and (people or not (wide and len(set(texts)) == len(texts)))


def _sums(row: Sequence[Cell]) -> bool:
    """Whether `row` says that it sums others."""
    return any(is_total(cell.text) for cell in row if not cell.is_number)
