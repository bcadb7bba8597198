"""Columns headed by one word for several things, told apart by what stands beside them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import permutations

from services.compute.recognition.by_arithmetic import BY_ARITHMETIC, MOST, Rows, rows_that_come_out
from services.compute.recognition.columns import Column, Reason
from services.compute.recognition.concepts import Concept
from services.compute.recognition.dated_headings import period_of_heading, without_time
from services.compute.recognition.folding import fold
from services.compute.recognition.matching import meanings
from services.compute.recognition.vocabulary import vocabulary
from services.compute.recognition.within_years import names_months_alone

_MOST_ALIKE = 3


def meanings_of(column: Column) -> tuple[Concept, ...]:
    """The concepts that the heading of `column` may mean, whatever time it names."""
    under = column.group.split(" / ")[-1]  # a heading of two lines: "Programado" over "al trimestre"
    label = f"{under} {column.label}" if fold(column.label) in vocabulary().time_endings else column.label
    label = under if under and names_months_alone(column.label) else label
    label = period_of_heading(label, column.period)[0]
    return meanings(label) or meanings(without_time(label, None) or "")


def told_by_rates(columns: Sequence[Column], rows: Rows) -> list[Column]:
    """`columns`; where the group over a word that means several things leads astray, as where columns were put in
    another order, those under the word are what the rates of the table make of them: of two headed ``Modificado`` that
    of the money is the one that ``Devengado/ Modificado`` comes out with.

    One reading takes the place of what the headings say only where more rows of more rates come out under it than under
    any other.
    """
    told = list(columns)
    for alike in _alike(told):
        best, most, tied = told, _rows_met(told, rows), False
        for concepts in permutations(meanings_of(alike[0]), len(alike)):
            reading = as_concepts(told, alike, concepts, "arithmetic")
            if reading is None or reading == told:
                continue
            met = _rows_met(reading, rows)
            if met > most:
                best, most, tied = reading, met, False
            elif met == most and best is not told:
                tied = True
        told = told if tied else best
    return told


def _alike(columns: Sequence[Column]) -> Iterator[list[Column]]:
    """The measures of one half and period under one word that means several things."""
    heads: dict[object, list[Column]] = {}
    for column in columns:
        if column.is_measure and len(meanings_of(column)) > 1:
            heads.setdefault((meanings_of(column), column.half, column.period), []).append(column)
    return (alike for alike in heads.values() if len(alike) <= _MOST_ALIKE)


def as_concepts(
    columns: Sequence[Column], alike: Sequence[Column], concepts: Sequence[Concept], reason: Reason
) -> list[Column] | None:
    """`columns` with those `alike` taken for `concepts`; None where another is taken for one of these already."""
    placed = {column.index for column in alike}
    others = {(c.half, c.period, c.concept.code) for c in columns if c.concept and c.index not in placed}
    if any((alike[0].half, alike[0].period, concept.code) in others for concept in concepts):
        return None
    taken = list(columns)
    for column, concept in zip(alike, concepts, strict=True):
        if column.concept is None or column.concept.code != concept.code:
            taken[column.index] = replace(column, concept=concept, confidence=BY_ARITHMETIC, reason=reason)
    return taken


def _rows_met(columns: Sequence[Column], rows: Rows) -> int:
    """In how many rows the rates among `columns` come out, of those that do in most."""
    return sum(rows_that_come_out(column, columns, rows, MOST) for column in columns if column.concept)
