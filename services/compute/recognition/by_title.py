"""Columns of one measure, headed by months, years or chapters alone: of the moment of money that the title names."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from services.compute.recognition.by_arithmetic import Rows
from services.compute.recognition.columns import Column
from services.compute.recognition.concepts import Concept, Kind, StatementKind
from services.compute.recognition.folding import fold, slug, squash
from services.compute.recognition.statement import RESERVED
from services.compute.recognition.subjects import is_total
from services.compute.recognition.unknown import are_whole, counts_things
from services.compute.recognition.vocabulary import vocabulary
from services.compute.recognition.within_years import month_within

_BY_TITLE = 0.85
_MOST_WORDS, _FEWEST_COLUMNS, _FEWEST_CHAPTERS = 25, 2, 3
_CHAPTER = re.compile(r"(?:capitulo )?[1-9]000(?: [a-z].*)?")
_BROKEN = re.compile(r"\d[.,]\d(?!\d\d)|\d[.,]\d\d(?!\d)")
"""A figure with digits behind its point, as none counted has."""
_BESIDE = ("variation", "difference")
"""What may stand beside columns of one measure: what these differ by."""


@lru_cache(maxsize=1 << 10)
def moment_titled(title: str) -> str | None:
    """The concept of the only moment of money that `title` names, as "presupuesto devengado" does; None if there are
    several, or none. Sentences tell of other figures.
    """
    lines = [fold(line) for line in title.split("\n") if len(line.split()) <= _MOST_WORDS and line[-1:] != "."]
    words = [f" {line} " for line in lines]
    found = {code for phrase, code in vocabulary().moments.items() if any(f" {phrase} " in line for line in words)}
    return found.pop() if len(found) == 1 else None


def told_by_title(columns: Sequence[Column], title: str, kind: StatementKind | None) -> tuple[Column, ...]:
    """`columns`; where all that is known of their amounts is of when they are, or of which chapter, or that they are
    totals, they are of the moment that `title` names, or all of that of a calendar's months. Each chapter is a category
    of its own.
    """
    told = list(columns)
    for half in {column.half for column in columns}:
        beside = [c for c in columns if c.half == half and c.is_measure and c.concept and c.concept.kind != "ratio"]
        beside = [c for c in beside if c.concept and c.concept.code not in _BESIDE]
        chapters = [c for c in beside if _heads_chapter(c)]
        chapters = chapters if len(chapters) >= _FEWEST_CHAPTERS else []
        alike = [c for c in beside if c in chapters or _says_no_moment(c, kind)]
        if len(alike) < max(_FEWEST_COLUMNS, len(beside)):
            continue
        said = {c.concept.code for c in alike if c.concept} - {"amount"}
        by_calendar = said.pop() if len(said) == 1 else None
        code = moment_titled(title) or ("amount" if chapters else by_calendar)
        for column in alike if code else ():
            told[column.index] = replace(
                column,
                concept=vocabulary().concept(code or ""),
                group=column.label if chapters else column.group,
                confidence=_BY_TITLE,
                reason="title",
            )
    return tuple(told)


def _heads_chapter(column: Column) -> bool:
    """Whether a chapter of spending, and nothing else, heads it: "Capítulo 1000", "2000 Materiales"."""
    own = column.concept is not None and column.reason == "own-label" and column.concept.kind in ("amount", "other")
    return own and _CHAPTER.fullmatch(fold(column.label)) is not None


def _says_no_moment(column: Column, kind: StatementKind | None) -> bool:
    """Whether the heading of `column` tells of no more than a time or a total, whatever a calendar takes it for."""
    code = column.concept.code if column.concept else ""
    timed = month_within(column.label, column.period) is not None
    by_calendar = kind is not None and kind.terms.get(squash(column.label)) == code
    dated = column.period is not None and (timed or column.reason == "year")
    return (code == "amount" or by_calendar) and (dated or timed or is_total(column.label))


def told_by_groups_of_years(columns: Sequence[Column], rows: Rows) -> list[Column]:
    """`columns`; of years that stand again under another heading each is what its own heading says: "Consultas" and
    "Urgencias", both of 2022 and 2023.
    """
    years = [c for c in columns if c.reason == "year" and c.concept and c.concept.code == "amount" and c.group]
    groups = {(c.half, c.group) for c in years}
    if len(groups) == len({half for half, _ in groups}) or len(groups) == len(years):
        return list(columns)
    told = list(columns)
    counted = any(counts_things(column, rows) for column in years)
    for column in years:
        own = slug(column.group.rpartition(" / ")[2])
        kind: Kind = "other" if counted and are_whole(column, rows) else "amount"
        if own and own not in RESERVED:
            told[column.index] = replace(column, concept=Concept(own, kind))
    return told


def told_of_years(columns: Sequence[Column], said: str) -> tuple[Column, ...]:
    """`columns` of a table of no known kind, of which years alone tell something: no amounts unless `said`, all that
    stands around and in them, speaks of money. Beside units of measure they are values in these, else counts.
    """
    measures = [column for column in columns if column.is_measure and column.concept and column.concept.kind != "ratio"]
    dated = [column for column in measures if column.reason == "year"]
    changes = [column for column in measures if column.concept and column.concept.code in _BESIDE]
    if not dated or any(c.reason != "year" and not is_total(c.label) and c not in changes for c in measures):
        return tuple(columns)
    units = any(column.concept is not None and column.concept.code == "unit_of_measure" for column in columns)
    words = fold(said).split()
    money = vocabulary().units_of_money if units else vocabulary().speaks_of_money
    if "$" in said or not money.isdisjoint(words) or (not units and _BROKEN.search(said)):
        return tuple(columns)
    code = "indicator_value" if units else "count"
    return tuple(
        replace(c, concept=_rounded(c.concept, code), confidence=_BY_TITLE, reason="title")
        if c in measures and c.concept
        else c
        for c in columns
    )


def _rounded(concept: Concept, code: str) -> Concept:
    """What is no amount, but may be rounded, as statistics are: `code`, or what its own heading says that it is; a
    difference of such is one.
    """
    return Concept(code if concept.code == "amount" else concept.code, "other")
