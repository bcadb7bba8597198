"""What sums say of a column under no known heading: what a known sum lacks, the difference of two others."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from services.compute.recognition.by_arithmetic import BY_ARITHMETIC, FEWEST_ROWS_MET, MOST, ROWS_THAT_TELL, Rows
from services.compute.recognition.columns import Column, mostly
from services.compute.recognition.concepts import Concept, Terms
from services.compute.recognition.factors import PERCENT
from services.compute.recognition.lines import is_figure
from services.compute.recognition.vocabulary import vocabulary

_HALF = 0.5
_SIDE = Concept("side", "other")
"""What figures under no known heading are while they are held against others."""


def told_as_sums(columns: Sequence[Column], rows: Rows) -> list[Column]:
    """`columns`; an amount under no known heading is what a known sum of the others lacks, if it gives that in nearly
    all rows and is nothing else by another.
    """
    told = list(columns)
    for column in columns:
        if column.concept is None or column.concept.kind != "amount" or column.reason != "own-label":
            continue
        known = {
            c.concept.code: c for c in told if c.concept and (c.half, c.period) == (column.half, column.period)
        }  # fmt: skip
        fits = {
            lacking
            for whole, ways in vocabulary().sums.items()
            if not any(_gives(terms, known, rows) for terms in _equations(whole, ways))
            for terms in _equations(whole, ways)
            for lacking, _ in terms
            if lacking not in known and _gives(terms, known | {lacking: column}, rows)
        }
        fits = _in_company(fits, known.keys()) if len(fits) > 1 else fits
        if len(fits) == 1:
            concept = vocabulary().concept(fits.pop())
            told[column.index] = replace(column, concept=concept, confidence=BY_ARITHMETIC, reason="arithmetic")
    return told


def _in_company(codes: Set[str], known: Set[str]) -> set[str]:
    """Of `codes` those of the first group of figures that one of the concepts `known` is of, and those of no group."""
    groups = vocabulary().company
    first = next((group for group, own in groups.items() if own & known), "")
    return {code for code in codes if all(code not in own for group, own in groups.items() if group != first)}


def told_as_differences(columns: Sequence[Column], rows: Rows) -> list[Column]:
    """`columns`; what is headed as a variation, and not in percent, is the difference of two of them, known or not, if
    nearly all rows make it that: ``Variación`` of a target and of what was achieved.
    """
    told = list(columns)
    for column in columns:
        if column.concept is None or column.concept.code != "variation_rate" or PERCENT.search(column.label):
            continue
        sides = [c for c in columns if c.half == column.half and c is not column and _may_be_side(c, rows)]
        for first, second in combinations(sides, 2):
            kinds = {c.concept.kind for c in (first, second) if c.concept}
            kind = kinds.pop() if len(kinds) == 1 else "other"
            difference = replace(column, concept=Concept("variation", kind), confidence=BY_ARITHMETIC)
            first, second = (c if c.concept else replace(c, concept=_SIDE) for c in (first, second))
            known = {"first": first, "second": second, "variation": difference}
            ways: list[Terms] = [(("first", 1), ("second", -1), ("variation", sign)) for sign in (1, -1)]
            if not kinds and any(_gives(way, known, rows) for way in ways):
                told[column.index] = replace(difference, reason="arithmetic")
                break
    return told


def _may_be_side(column: Column, rows: Rows) -> bool:
    """Whether it holds what may differ: money, targets, or figures under no known heading."""
    if column.concept is not None:
        return column.concept.kind in ("amount", "target")
    return not PERCENT.search(column.path) and mostly(column, rows, is_figure, _HALF)


def _equations(whole: str, ways: Sequence[Terms]) -> list[Terms]:
    """The `ways` to add `whole` up, each as terms that come to nothing."""
    return [((whole, -1), *terms) for terms in ways]


def _gives(terms: Terms, known: Mapping[str, Column], rows: Rows) -> bool:
    """Whether the columns `known` have all `terms`, and these come to nothing in nearly all rows, at least two of which
    have no zero among them.
    """
    if not all(code in known for code, _ in terms):
        return False
    met = missed = telling = 0
    for row in rows[:ROWS_THAT_TELL]:
        columns = [(known[code], sign) for code, sign in terms]
        figures = [(c.figure(row[c.index]), sign) for c, sign in columns if c.index < len(row)]
        stated = [(figure, sign) for figure, sign in figures if figure is not None]
        if len(stated) < len(terms):
            continue
        gap = sum((sign * figure.value for figure, sign in stated), Decimal(0))
        holds = abs(gap) <= sum((figure.half_unit for figure, _ in stated), Decimal(0))
        met, missed = met + holds, missed + (not holds)
        telling += holds and all(figure.value for figure, _ in stated)
    return telling >= FEWEST_ROWS_MET and met >= MOST * (met + missed)
