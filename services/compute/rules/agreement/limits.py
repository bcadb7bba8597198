"""Limits that a row's figures keep, such as what was paid that of what was accrued: they tell which figure is wrong."""

import tomllib
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import polars as pl

from services.compute.recognition.statement import Statement
from services.compute.rules.agreement.contradictions import Contradiction, Suspect

Bounds = dict[str, list[tuple[Decimal | None, Decimal | None]]]
"""By fact from what to what its figure may be: None where nothing bounds it on that side."""


def told_by_limits(statement: Statement, found: tuple[Contradiction, ...]) -> tuple[Contradiction, ...]:
    """`found`; where nothing says which of several figures is wrong, and just one breaks a limit of its row which it
    would keep if it were what is expected, that one.
    """
    unsure = [one for one in found if not one.sure and one.slip is None and _is_of_several(one)]
    if not unsure:
        return found
    bounds = _bounds(statement, {suspect.figure.fact for one in unsure for suspect in one.suspects})
    return tuple(_told(one, bounds) if one in unsure else one for one in found) if bounds else found


def _is_of_several(one: Contradiction) -> bool:
    """Whether it is of several figures; a total and its only row stand against each other."""
    return len(one.suspects) > 1 and all(len(equation.parts) > 1 for equation in one.equations)


def _told(one: Contradiction, bounds: Bounds) -> Contradiction:
    breaking = [suspect for suspect in one.suspects if not suspect.contested and _is_mended(suspect, bounds)]
    if len(breaking) != 1:
        return one
    others = tuple(suspect for suspect in one.suspects if suspect is not breaking[0])
    return replace(one, suspects=(breaking[0], *others), sure=True)


def _is_mended(suspect: Suspect, bounds: Bounds) -> bool:
    """Whether the figure breaks a bound, and what is expected of it none."""
    own = bounds.get(suspect.figure.fact, ())
    return any(not _within(suspect.figure.value, bound) for bound in own) and all(
        _within(suspect.expected, bound) for bound in own
    )


def _within(value: Decimal, bound: tuple[Decimal | None, Decimal | None]) -> bool:
    low, high = bound
    return (low is None or value >= low) and (high is None or value <= high)


def _bounds(statement: Statement, facts: set[str]) -> Bounds:
    """The bounds of `facts` by the other figures of their rows."""
    subjects = statement.subjects
    bounds: Bounds = {}
    for less, most in _limits():
        if {less, most} <= set(subjects.columns):
            both = subjects.filter(pl.col(less).is_not_null() & pl.col(most).is_not_null())
            columns = (f"{less}.fact", less, f"{most}.fact", most)
            for lesser, low, greater, high in both.select(columns).iter_rows():
                for fact, bound in ((lesser, (None, high)), (greater, (low, None))):
                    if fact in facts:
                        bounds.setdefault(fact, []).append(bound)
    return bounds


@cache
def _limits() -> tuple[tuple[str, str], ...]:
    content = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return tuple((less, most) for less, most in content["limits"])
