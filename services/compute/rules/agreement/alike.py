"""Rows of long tables that say what the rows beside them say: the same relations, which come out to the last digit.

A table of a hundred thousand rows has half a million relations within its rows, and hardly any fails. What they are is
learnt from some of its rows; the rows in which all of these come out are told at once, by columns. The others are gone
through one by one, with many of those that come out beside them, so that what is usual stays so.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import add, and_, sub

import numpy as np
import polars as pl
from numpy.typing import NDArray

from services.compute.rules.agreement.equation import Equation, mean_of, rate_of, total_of
from services.compute.rules.agreement.known import Known
from services.compute.rules.agreement.long_figures import LongFigures, Numbers
from services.compute.some_of import some_of

LONG = 10_000
"""Rows from which not every row is gone through: it pays to learn what they keep to."""
_AT_THE_ENDS = 30
_FEWEST_BESIDE, _FOR_ONE = 300, 10
"""So many rows that come out are gone through all the same, and so many for each that does not."""
_SURELY = 0.99
"""Of half the last digit shown, what a rate may be off by that comes out beyond doubt, reckoned in binary."""
_WHOLE = 0.5
Bools = NDArray[np.bool_]
NO_ROWS: Numbers = np.array([], dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Alike:
    """The `rows` of a table, as `figures` has it, that keep to `relations`, each the equation of another row, as do
    those `beside` them, which are gone through. The rates `known` by their concepts are relations too, that no rule on
    relations counts. In a table that is `exact` sums have no room for rounding.
    """

    figures: LongFigures
    rows: Numbers
    beside: frozenset[int]
    relations: tuple[Equation, ...]
    known: tuple[Equation, ...] = ()
    exact: bool = False

    def of_row(self, row: int) -> list[Equation]:
        """The equations of `row`; none where it is none of these."""
        place = int(np.searchsorted(self.rows, row))
        if place == len(self.rows) or self.rows[place] != row:
            return []
        figures = {one.column: one for one in self.figures.of_row(row)}
        told = [_like(one, [figures[column] for column in columns_of(one)]) for one in (*self.relations, *self.known)]
        return [
            replace(one, tolerance=one.aggregate.half) if self.exact and one.operator == "Sum" else one for one in told
        ]

    def facts_of(self, relation: Equation) -> Iterator[tuple[str, ...]]:
        """The facts of `relation` in each row, the aggregate first."""
        own = pl.Series(np.isin(self.figures.rows, self.rows, assume_unique=True))
        columns = (self.figures.column(column, "fact").filter(own) for column in columns_of(relation))
        return zip(*(column.to_list() for column in columns), strict=True)

    def kept_to(self, equations: Iterable[Equation], known: Iterable[Equation], exact: Collection[str]) -> "Alike":
        """These with the relations that the rows beside them have among `equations` and rates that are `known`, without
        the rows in which a new one of these does not come out. The tables `exact` have figures that are not rounded.
        """
        before = {relation_of(one) for one in (*self.relations, *self.known)}
        related, rated = (_by_relation(filter(self._is_beside, said)) for said in (equations, known))
        new = [one for told in (related, rated) for relation, one in told.items() if relation not in before]
        rows = self.rows
        if new:
            come_out = reduce(and_, (comes_out(one, self.figures) for one in new))
            rows = rows[come_out[np.searchsorted(self.figures.rows, rows)]]
        is_exact = self.figures.table in exact
        return replace(self, rows=rows, relations=tuple(related.values()), known=tuple(rated.values()), exact=is_exact)

    def _is_beside(self, one: Equation) -> bool:
        own = one.aggregate.table == self.figures.table and one.aggregate.row in self.beside
        return own and is_within_row(one)


class AlikeRows:
    """The rows of all tables that are alike, to be asked by row and by fact; `figures` are the statement's by fact."""

    def __init__(self, every: Sequence[Alike], figures: Mapping[str, Known]) -> None:
        self.every, self._figures = every, figures
        self._told: dict[tuple[str, int], list[Equation]] = {}

    def __bool__(self) -> bool:
        return bool(self.every)

    def at(self, table: str, row: int) -> Sequence[Equation]:
        """What the row of the table says, if it is one of these."""
        place = table, row
        if place not in self._told:
            own = (alike.of_row(row) for alike in self.every if alike.figures.table == table)
            self._told[place] = next(filter(None, own), [])
        return self._told[place]

    def of(self, fact: str) -> list[Equation]:
        """What the row of `fact` says with it."""
        figure = self._figures[fact]
        return [one for one in self.at(figure.table, figure.row) if fact in one.facts]


def alike_in(figures: LongFigures, equations: Iterable[Equation]) -> list[Alike]:
    """The rows of a table that keep to what some of its rows keep to, by the `equations` of these: rows that have their
    figures in the same columns, in the same units.
    """
    kinds = figures.kinds
    by_kind: dict[int, list[Equation]] = defaultdict(list)
    for one in equations:
        by_kind[kinds[np.searchsorted(figures.rows, one.aggregate.row)]].append(one)
    relations = {kind: _by_relation(by_kind[kind]) for kind in np.unique(kinds[_looked_at(figures)]).tolist()}
    come_out = {relation: comes_out(one, figures) for told in relations.values() for relation, one in told.items()}
    fine = {
        kind: reduce(and_, (come_out[relation] for relation in told), kinds == kind) for kind, told in relations.items()
    }
    others = len(kinds) - sum(int(rows.sum()) for rows in fine.values())
    found = []
    for kind, rows in fine.items():
        numbers = figures.rows[rows]
        beside = np.linspace(0, len(numbers) - 1, min(len(numbers), max(_FEWEST_BESIDE, _FOR_ONE * others)), dtype=int)
        left = np.delete(numbers, beside)
        if len(left):
            found.append(Alike(figures, left, frozenset(numbers[beside].tolist()), tuple(relations[kind].values())))
    return found


def some_rows(figures: LongFigures) -> list[int]:
    """The rows from which what all keep to is learnt."""
    rows: list[int] = figures.rows[_looked_at(figures)].tolist()
    return rows


def _looked_at(figures: LongFigures) -> list[int]:
    last = len(figures.rows)
    return sorted({*some_of(range(last)), *range(max(0, last - _AT_THE_ENDS), last)})


def columns_of(one: Equation) -> tuple[int, ...]:
    """The columns of an equation within a row, that of the aggregate first."""
    return (one.aggregate.column, *(part.column for part in one.parts))


def is_within_row(one: Equation) -> bool:
    """Whether all figures of an equation stand in one row."""
    place = one.aggregate.table, one.aggregate.row
    return one.across and all((part.table, part.row) == place for part in one.parts)


def relation_of(one: Equation) -> tuple[object, ...]:
    """What equations within rows that say the same of the same columns have in common."""
    return one.operator, columns_of(one), one.signs, one.scale, one.stated, one.source


def _by_relation(equations: Iterable[Equation]) -> Mapping[tuple[object, ...], Equation]:
    """One of `equations` for each relation, where it can be one that holds."""
    found: dict[tuple[object, ...], Equation] = {}
    for one in equations:
        relation = relation_of(one)
        if relation not in found or (abs(one.off) < abs(found[relation].off)):
            found[relation] = one
    return found


def comes_out(one: Equation, figures: LongFigures) -> Bools:
    """In which rows of `figures` what `one` says comes out beyond doubt: sums to the last digit, where they were found
    not among zeros, of which nothing is found.
    """
    aggregate, *parts = columns_of(one)
    stated = whole = figures.column(aggregate, "exact")
    values = [figures.column(part, "exact") for part in parts]
    if one.operator == "Sum":
        for value, sign in zip(values, one.signs, strict=True):
            whole = reduce(sub if sign > 0 else add, [value] * abs(sign), whole)
        return _true((whole == 0) & (stated != 0)) if one.source == "found" else _true(whole == 0)
    first, *_, last = floats = [value.cast(pl.Float64) for value in values]
    half = figures.column(aggregate, "half_unit").cast(pl.Float64)
    if one.operator == "Average":
        made = reduce(add, floats) / len(floats)
    else:
        made = (first / last if one.operator == "Division" else (last - first) / first) * float(one.scale)
    return _true(((whole.cast(pl.Float64) - made).abs() <= _SURELY * half) & (half != _WHOLE))


def _true(said: pl.Series) -> Bools:
    return np.asarray(said.fill_null(False).to_numpy(), dtype=bool)


def _like(one: Equation, figures: Sequence[Known]) -> Equation:
    """What `one` says, said of the `figures` of another row in which it comes out."""
    aggregate, *parts = figures
    made: Equation | None
    if one.operator == "Sum":
        made = total_of(aggregate, parts, one.signs, across=True, source=one.source, stated=one.stated)
    elif one.operator == "Average":
        made = mean_of(aggregate, parts, across=True)
    else:
        pair = (parts[0], parts[1])
        made = rate_of(one.operator, aggregate, pair, one.scale, across=True, source=one.source, stated=one.stated)
    if made is None:
        raise ArithmeticError("what comes out divides by something")
    return made
