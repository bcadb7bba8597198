"""Which values a figure may be told to have: whole numbers where its column has no others, none below nothing there."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from services.compute.rules.agreement.contradictions import Contradiction, Suspect
from services.compute.rules.agreement.equation import Equation
from services.compute.rules.agreement.known import Known
from services.compute.rules.agreement.long_figures import LongFigures, OfColumn

_FEWEST = 3
"""Figures of a column from which what they have in common is known of it."""


def with_admissible(
    contradiction: Contradiction, places: Mapping[str, Mapping[tuple[int, int], Known]]
) -> Contradiction:
    """`contradiction` without the suspects that would be what their columns have none of; where all would, the first
    stays, and no value is told. `places` are the figures by table, row and column.
    """
    if contradiction.slip is not None:
        return contradiction
    told = [_admissible(one, contradiction.equations, places[one.figure.table]) for one in contradiction.suspects]
    kept = tuple(one for one in told if one is not None)
    return replace(contradiction, suspects=kept or (replace(contradiction.suspects[0], contested=True),))


def _admissible(
    suspect: Suspect, equations: Sequence[Equation], figures: Mapping[tuple[int, int], Known]
) -> Suspect | None:
    figure, expected = suspect.figure, suspect.expected
    column = _said_by(figures, figure.column)
    if column.figures < _FEWEST:
        return suspect
    if expected < 0 and expected != -figure.value and column.none_below_nothing:
        return None
    if expected % 1 == 0 or not column.all_whole:
        return suspect
    whole = expected.to_integral_value()
    holds = all(one.holds_with({figure.fact: whole}) for one in equations)
    return replace(suspect, expected=whole) if holds else None


def _said_by(figures: Mapping[tuple[int, int], Known], column: int) -> OfColumn:
    if isinstance(figures, LongFigures):
        return figures.of_column(column)
    known = [one for (_, place), one in figures.items() if place == column]
    return OfColumn(len(known), all(one.value >= 0 for one in known), all(map(_is_whole, known)))


def _is_whole(figure: Known) -> bool:
    return figure.value % 1 == 0 and figure.half in (0, Decimal("0.5"))
