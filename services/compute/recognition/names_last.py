"""Tables whose rows are named right of all their figures."""

from collections.abc import Sequence
from dataclasses import replace

from services.compute.recognition.columns import Column
from services.compute.recognition.lines import Line
from services.compute.recognition.vocabulary import vocabulary

_BY_VALUES = 0.7


def named_last(
    columns: Sequence[Column], figures: Sequence[int], words: Sequence[int], body: Sequence[Line]
) -> list[Column]:
    """`columns`; where no words stand left of figures and nothing there names the rows, the first column of words under
    no known heading right of them all does; rather one that says another thing of each row.

    `figures` and `words` are how many cells of each column are so.
    """
    told = list(columns)
    figured = [c.index for c in columns if figures[c.index] > words[c.index]]
    worded = [c for c in columns if words[c.index] > figures[c.index]]
    if not figured or any(c.index < max(figured) or (c.concept and c.concept.code == "name") for c in worded):
        return told
    if any(c.index < max(figured) and c.names_rows for c in columns):
        return told
    unknown = [c for c in worded if c.concept is None]
    apart = [c for c in unknown if _tells_apart(c, body)]
    for column in (apart or unknown)[:1]:
        name = next(c for c in vocabulary().concepts if c.code == "name" and c.subject == "account")
        told[column.index] = replace(column, concept=name, confidence=_BY_VALUES, reason="values")
    return told


def _tells_apart(column: Column, body: Sequence[Line]) -> bool:
    """Whether `column` says another thing of each row with figures."""
    rows = [line.row for line in body if line.figures and not line.is_words]
    texts = [row[column.index].text for row in rows if column.index < len(row)]
    return len(set(texts)) == len(rows)
