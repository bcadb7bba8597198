"""Tables whose rows are named right of their figures, or between them."""

from collections.abc import Sequence
from dataclasses import replace

from services.compute.recognition.columns import Column
from services.compute.recognition.lines import Line
from services.compute.recognition.vocabulary import vocabulary

_BY_VALUES, _MOSTLY_APART, _FEWEST_NAMED = 0.7, 0.8, 2


def named_last(
    columns: Sequence[Column],
    figures: Sequence[int],
    words: Sequence[int],
    coded: Sequence[int],
    body: Sequence[Line],
) -> list[Column]:
    """`columns`; where no words stand left of figures and nothing there names the rows, the first column of words under
    no known heading right of them all does; rather one that says another thing of each row, which may stand between
    them too.

    `figures`, `words` and `coded` are how many cells of each column are so; plain numbers may be codes.
    """
    told = list(columns)
    figured = [c.index for c in columns if figures[c.index] > words[c.index]]
    amounts = [index for index in figured if columns[index].is_measure or coded[index] < figures[index]]
    worded = [c for c in columns if words[c.index] > figures[c.index]]
    if not amounts or any(c.index < min(amounts) or c.names_rows for c in worded):
        return told
    if any(c.index < max(figured) and c.names_rows and figures[c.index] for c in columns):
        return told
    unknown = [c for c in worded if c.concept is None]
    apart = [c for c in unknown if _tells_apart(c, body)]
    last = [] if any(c.index < max(figured) for c in worded) else unknown
    for column in (apart or last)[:1]:
        name = next(c for c in vocabulary().concepts if c.code == "name" and c.subject == "account")
        told[column.index] = replace(column, concept=name, confidence=_BY_VALUES, reason="values")
    return told


def named_beside(columns: Sequence[Column], figures: Sequence[int], words: Sequence[int]) -> list[Column]:
    """`columns`; words under no heading right beside a column of names are names too, wherever these stand: the heading
    stands over one of them, and over what is left blank between them.
    """
    told = list(columns)
    for order in (range(len(told)), range(len(told) - 1, -1, -1)):
        beside: Column | None = None
        for place in order:
            column = told[place]
            if column.concept is None and not column.label:
                if not words[place] and not figures[place]:
                    continue
                if beside is not None and words[place] > figures[place]:
                    told[place] = replace(column, concept=beside.concept, confidence=_BY_VALUES, reason="values")
            concept = told[place].concept
            beside = told[place] if concept is not None and concept.code == "name" else None
    return told


def named_in_turn(columns: Sequence[Column], body: Sequence[Line]) -> list[Column]:
    """`columns`; words under no heading that name rows which no other column names do so too: each level of a hierarchy
    in a column of its own, wherever these stand. Under a heading that says nothing known they do if they stand
    in no row that these name: "Tipo" over what the rows below it come to.
    """
    told = list(columns)
    rows = [line.row for line in body if line.figures and not line.is_words]
    for column in columns:
        headed = bool(column.label)
        if column.concept is not None:
            continue
        named = [row for row in rows if column.index < len(row) and row[column.index].text]
        texts = {row[column.index].text for row in named if any(map(str.isalpha, row[column.index].text))}
        if len(named) < _FEWEST_NAMED or len(texts) < _MOSTLY_APART * len(named):
            continue
        names = [c for c in told if c.names_rows]
        beside = sum(any(c.index < len(row) and row[c.index].text for c in names) for row in named)
        if names and beside <= (0 if headed else (1 - _MOSTLY_APART) * len(named)):
            concept = next((c.concept for c in names if c.concept and c.concept.code == "name"), None)
            told[column.index] = replace(column, concept=concept, confidence=_BY_VALUES, reason="values")
    return told


def _tells_apart(column: Column, body: Sequence[Line]) -> bool:
    """Whether `column` says another thing of each row with figures; under no heading, of nearly each."""
    rows = [line.row for line in body if line.figures and not line.is_words]
    texts = [row[column.index].text for row in rows if column.index < len(row)]
    return len(set(texts)) >= (1 if column.label else _MOSTLY_APART) * len(rows)
