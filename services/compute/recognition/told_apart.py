"""Columns headed by one word for several things, told apart by what stands beside them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import permutations

from services.compute.recognition.by_arithmetic import BY_ARITHMETIC, MOST, Rows, rows_that_come_out
from services.compute.recognition.columns import Column, Reason, mostly
from services.compute.recognition.dated_headings import (
    TARGETS_OF_A_YEAR,
    period_of_heading,
    period_of_target,
    without_time,
)
from services.compute.recognition.matching import meanings, says_of_what
from services.compute.recognition.unknown import NEARLY_ALL, ROWS_THAT_TELL, is_printed_amount
from services.compute.recognition.vocabulary import Concept, fold, vocabulary

_MOST_ALIKE = 3


def told_by_company(columns: Sequence[Column], rows: Rows) -> list[Column]:
    """`columns`; where no group says what a word for several things is of, it is of the kind of the other figures, if
    they are all of one: ``Programado`` beside ``Alcanzado`` is a target, beside ``Ejercido`` money.

    What is printed as money is no target.
    """
    told = list(columns)
    for half in {column.half for column in columns}:
        beside = [column for column in told if column.half == half and column.is_measure]
        doubtful = [column for column in beside if _meanings(column) and not says_of_what(column.group)]
        doubtful = [column for column in doubtful if _is_own(column) or len(_meanings(column)) > 1]
        known = [column for column in beside if column not in doubtful and not _is_own(column)]
        kinds = {column.concept.kind for column in known if column.concept} - {"ratio", "count", "other"}
        if len(kinds) != 1:
            continue
        (kind,) = kinds
        for column in doubtful:
            meant = [concept for concept in _meanings(column) if concept.kind == kind]
            is_it = column.concept is not None and column.concept.kind == kind and not _is_own(column)
            if is_it or len(meant) != 1 or (kind == "target" and _is_money(column, rows)):
                continue
            dated = _of_its_year(column, meant[0])
            told = _as(told, [dated], meant, "beside") or told
    return told


def _of_its_year(column: Column, concept: Concept) -> Column:
    """`column` of the period that its heading means of `concept`: "Programado 2020" is the year's."""
    if concept.code not in TARGETS_OF_A_YEAR:
        return column
    return replace(column, period=period_of_target(column.label, column.period))


def _meanings(column: Column) -> tuple[Concept, ...]:
    under = column.group.split(" / ")[-1]  # a heading of two lines: "Programado" over "al trimestre"
    label = f"{under} {column.label}" if fold(column.label) in vocabulary().time_endings else column.label
    label = period_of_heading(label, column.period)[0]
    return meanings(label) or meanings(without_time(label, None) or "")


def _is_own(column: Column) -> bool:
    return column.reason == "own-label"


def _is_money(column: Column, rows: Rows) -> bool:
    marked = any("$" in row[column.index].text for row in rows[:ROWS_THAT_TELL] if column.index < len(row))
    return marked or mostly(column, rows, is_printed_amount, NEARLY_ALL)


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
        for concepts in permutations(_meanings(alike[0]), len(alike)):
            reading = _as(told, alike, concepts, "arithmetic")
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
        if column.is_measure and len(_meanings(column)) > 1:
            heads.setdefault((_meanings(column), column.half, column.period), []).append(column)
    return (alike for alike in heads.values() if len(alike) <= _MOST_ALIKE)


def _as(
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
