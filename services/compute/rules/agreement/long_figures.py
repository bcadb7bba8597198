"""The figures of a long table, made as they are asked for: of a million few are ever gone through one by one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from services.compute.recognition.statement import place_of
from services.compute.rules.agreement.known import InColumn, Known, knowns

Place = tuple[int, int]
Numbers = NDArray[np.int64]
_HALF = Decimal("0.5")
_AT_ONCE = 100
"""Rows that are made together where one after the other is asked for."""


class OfColumn(NamedTuple):
    """How many `figures` a column has, whether none is below nothing, and whether all are whole, shown as such."""

    figures: int
    none_below_nothing: bool
    all_whole: bool


class LongFigures(Mapping[Place, Known]):
    """The figures of one `table` by row and column; `facts` are those of it that are figures."""

    def __init__(self, table: str, facts: pl.DataFrame) -> None:
        self.table = table
        self.facts = facts if facts["row"].is_sorted() else facts.sort("row", maintain_order=True)
        rows = self.facts["row"].to_numpy()
        self.rows, begins = np.unique(rows, return_index=True)
        self._begins: list[int] = [*begins.tolist(), len(rows)]
        self._place_of = {row: place for place, row in enumerate(self.rows.tolist())}
        columns, held = self.facts["column"].to_list(), lru_cache(maxsize=None)(lambda columns: columns)
        self._columns = [held(tuple(dict.fromkeys(columns[begin:end]))) for begin, end in pairwise(self._begins)]
        self._made: dict[int, tuple[Known, ...]] = {}
        self._held: dict[Any, Any] = {}
        self._of_columns: dict[int, OfColumn] = {}
        self._said: dict[tuple[int, str], pl.Series] = {}

    def of_row(self, row: int) -> Sequence[Known]:
        """The figures of `row`."""
        if row not in self._made and row in self._place_of:
            place = self._place_of[row]
            goes_on = place > 0 and int(self.rows[place - 1]) in self._made
            self._make(place, _AT_ONCE if goes_on else 1)
        return self._made.get(row, ())

    def _make(self, place: int, rows: int) -> None:
        begins = self._begins[place : place + rows + 1]
        made = list(knowns(self.facts.slice(begins[0], begins[-1] - begins[0]), self._held))
        for row, begin, end in zip(self.rows[place : place + rows].tolist(), begins, begins[1:], strict=False):
            self._made.setdefault(row, tuple(made[begin - begins[0] : end - begins[0]]))

    def columns_of_row(self, row: int) -> tuple[int, ...]:
        """The columns in which `row` has figures."""
        place = self._place_of.get(row)
        return () if place is None else self._columns[place]

    def __getitem__(self, place: Place) -> Known:
        row, column = place
        columns = self.columns_of_row(row)
        if column not in columns:
            raise KeyError(place)
        figures = self.of_row(row)
        if len(figures) == len(columns):
            return figures[columns.index(column)]
        return next(one for one in reversed(figures) if one.column == column)

    def __contains__(self, place: object) -> bool:
        return isinstance(place, tuple) and place[1] in self.columns_of_row(place[0])

    def __iter__(self) -> Iterator[Place]:
        return ((row, column) for row, columns in zip(self._place_of, self._columns, strict=True) for column in columns)

    def __len__(self) -> int:
        return sum(map(len, self._columns))

    def in_rows(self, rows: Sequence[int]) -> dict[Place, Known]:
        """The figures of `rows`."""
        wanted = [row for row in rows if row not in self._made]
        told: dict[int, list[Known]] = defaultdict(list)
        for one in knowns(self.facts.filter(pl.col("row").is_in(wanted)), self._held):
            told[one.row].append(one)
        self._made.update((row, tuple(figures)) for row, figures in told.items())
        return {(row, one.column): one for row in rows for one in self.of_row(row)}

    def in_column(self, column: int, rows: Sequence[int]) -> InColumn:
        """The figures of `column` in `rows`, in the order of the table."""
        own = (pl.col("column") == column) & pl.col("row").is_in(pl.Series(rows).implode())
        places = self.facts.select(own).to_series().arg_true()
        return InColumn(self.facts, places.filter(self.facts["row"].gather(places).is_last_distinct()))

    def rows_of(self, facts: Iterable[str]) -> set[int]:
        """The rows in which those of `facts` stand that are of this table."""
        wanted = pl.Series(list(facts), dtype=pl.String)
        return {*self.facts.filter(pl.col("fact").is_in(wanted.implode()))["row"]}

    def by_row(self, row: int) -> "OfRow":
        """The figures of `row` by column."""
        return OfRow(self, row)

    @cached_property
    def kinds(self) -> Numbers:
        """For each of `rows` a number, which those have in common whose figures stand in the same columns and units."""
        if (self.facts.group_by("column").agg(pl.col("unit").n_unique())["unit"] == 1).all():
            numbers: dict[tuple[int, ...], int] = {}
            return np.array([numbers.setdefault(columns, len(numbers)) for columns in self._columns], dtype=np.int64)
        said = pl.concat_str(pl.col("column").cast(pl.String), pl.col("unit").fill_null("")).str.join(" ")
        kinds = self.facts.group_by("row", maintain_order=True).agg(said.alias("kind"))["kind"]
        return np.asarray(kinds.rank("dense").to_numpy(), dtype=np.int64)

    def units(self) -> Iterator[tuple[Place, str | None]]:
        """The unit of each figure, with its place."""
        return zip(zip(self.facts["row"], self.facts["column"], strict=True), self.facts["unit"], strict=True)

    def of_column(self, column: int) -> OfColumn:
        """What its figures have in common."""
        if column not in self._of_columns:
            own = self.facts.filter(pl.col("column") == column)
            half = pl.col("half_unit")
            whole = own.filter(pl.col("exact") % 1 == 0, (half == 0) | (half == _HALF))
            self._of_columns[column] = OfColumn(own.height, not (own["exact"] < 0).any(), whole.height == own.height)
        return self._of_columns[column]

    def column(self, column: int, what: str) -> pl.Series:
        """`what` the facts of `column` say, a row each of `rows`, null where there is none."""
        if (column, what) not in self._said:
            own = self.facts.filter(pl.col("column") == column).select("row", what)
            own = own.filter(pl.col("row").is_last_distinct())
            rows = pl.DataFrame({"row": self.rows})
            self._said[column, what] = rows.join(own, on="row", how="left", maintain_order="left")[what]
        return self._said[column, what]


class OfRow(Mapping[int, Known]):
    """The figures of one row by column."""

    __slots__ = ("_row", "table")

    def __init__(self, table: LongFigures, row: int) -> None:
        self.table, self._row = table, row

    def __getitem__(self, column: int) -> Known:
        return self.table[self._row, column]

    def __contains__(self, column: object) -> bool:
        return column in self.table.columns_of_row(self._row)

    def __iter__(self) -> Iterator[int]:
        return iter(self.table.columns_of_row(self._row))

    def __len__(self) -> int:
        return len(self.table.columns_of_row(self._row))


class ByFact(Mapping[str, Known]):
    """The figures of a statement by fact: the `plain` ones, and those of the tables that are `long`."""

    def __init__(self, facts: pl.DataFrame, plain: Mapping[str, Known], long: Mapping[str, LongFigures]) -> None:
        self._places, self._plain, self._long = facts.select("table", "row"), plain, long

    def __getitem__(self, fact: str) -> Known:
        if fact in self._plain:
            return self._plain[fact]
        table, row = self._places.row(place_of(fact))
        found = next((one for one in self._long[table].of_row(row) if one.fact == fact), None)
        if found is None:
            raise KeyError(fact)
        return found

    def __iter__(self) -> Iterator[str]:
        yield from self._plain
        for figures in self._long.values():
            yield from figures.facts["fact"]

    def __len__(self) -> int:
        return len(self._plain) + sum(figures.facts.height for figures in self._long.values())
