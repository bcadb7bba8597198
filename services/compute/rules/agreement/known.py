"""Figures as the relations between them have them, all at once or, of long tables, as they are gone through."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple, overload

import polars as pl

AS_KNOWN = ("fact", "exact", "half_unit", "table", "row", "column", "unit")
"""The columns of facts that a `Known` is made of, in its order."""


class Known(NamedTuple):
    """The figure of a fact: its id, exact value, half of its last digit, where it stands, and its unit."""

    fact: str
    value: Decimal
    half: Decimal
    table: str
    row: int
    column: int
    unit: str | None = None


def knowns(facts: pl.DataFrame, held: dict[Any, Any]) -> Iterator[Known]:
    """The figures of `facts`; what a million of them have in common is `held` once."""
    same = held.setdefault
    for fact, exact, half, table, row, column, unit in facts.select(AS_KNOWN).iter_rows():
        yield Known(fact, exact, same(half, half), same(table, table), row, column, same(unit, unit))


class InColumn(Sequence[Known]):
    """The figures of one column of a long table, made each time they are gone through: the `places` that they have
    among its `facts` take a hundredth of the room of what they are made into.
    """

    __slots__ = ("_every", "_places")

    def __init__(self, facts: pl.DataFrame, places: pl.Series) -> None:
        self._every, self._places = facts, places

    def _said(self, what: str) -> pl.Series:
        return self._every[what].gather(self._places)

    @property
    def facts(self) -> list[str]:
        """Their ids."""
        return self._said("fact").to_list()

    @property
    def rows(self) -> list[int]:
        """Their rows."""
        return self._said("row").to_list()

    @property
    def units(self) -> set[str | None]:
        """Their units, each once."""
        return {*self._said("unit").unique()}

    def __iter__(self) -> Iterator[Known]:
        return knowns(self._every[self._places], {})

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, place: int) -> Known: ...

    @overload
    def __getitem__(self, place: slice) -> "InColumn": ...

    def __getitem__(self, place: int | slice) -> "Known | InColumn":
        if isinstance(place, slice):
            return InColumn(self._every, self._places[place])
        return next(knowns(self._every[self._places[place]], {}))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, InColumn) and self._said("fact").equals(other._said("fact"))

    def __hash__(self) -> int:
        return hash((len(self), *self[:1]))


def units_of(figures: Sequence[Known]) -> set[str | None]:
    """The units of `figures`, each once."""
    return figures.units if isinstance(figures, InColumn) else {one.unit for one in figures}


def rows_in(figures: Sequence[Known]) -> frozenset[int]:
    """The rows of `figures`."""
    return frozenset(figures.rows if isinstance(figures, InColumn) else [one.row for one in figures])


def facts_in(figures: Sequence[Known]) -> Sequence[str]:
    """The ids of `figures`."""
    return figures.facts if isinstance(figures, InColumn) else [one.fact for one in figures]
