"""The facts of a filing, gathered cell by cell into columns."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

import polars as pl

from services.compute.arithmetic import Figure
from services.compute.reading.document import Cell
from services.compute.recognition.outline import NOWHERE, Place
from services.compute.recognition.periods import Period
from services.compute.recognition.statement import EXACT_DECIMALS, FACTS, LEAST_UNIT
from services.compute.tight import column, once_each

_GATHERED = 50_000
Subject = tuple[str, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Row:
    """What the facts of one row have in common."""

    number: int
    table: str
    statement: str | None
    subject: Subject
    place: Place = NOWHERE


class _Fact(NamedTuple):
    """A figure, or where it is a category what is `said`, in `cell` of `row`."""

    row: Row
    cell: Cell
    concept: str
    said: str | None
    figure: Figure | None
    unit: str | None
    group: str | None
    period: Period | None
    mended: bool


@dataclass
class Facts:
    """Facts in reading order. Those gathered first go into columns, where they take a third of the room."""

    _count: int = 0
    _facts: list[_Fact] = field(default_factory=list)
    _frames: list[pl.DataFrame] = field(default_factory=list)
    _by_place: dict[tuple[str, int], Row] = field(default_factory=dict)
    _by_code: dict[str, Subject] = field(default_factory=dict)

    def __len__(self) -> int:
        return self._count

    def add(
        self,
        row: Row,
        cell: Cell,
        concept: str,
        figure: Figure,
        unit: str | None,
        group: str | None,
        period: Period | None,
        mended: bool = False,
    ) -> str:
        """Take the figure that `cell` states; the id of its fact."""
        return self._add(_Fact(row, cell, concept, None, figure, unit, group, period, mended))

    def row_at(self, table: str, row: int) -> Row | None:
        """What the facts of row `row` of `table` have in common; None where it has stated none."""
        return self._by_place.get((table, row))

    def coded(self, code: str) -> Subject | None:
        """Whom the first row of `code` is of; None where no row has that code."""
        return self._by_code.get(code)

    def add_category(
        self, row: Row, cell: Cell, concept: str, said: str, group: str | None, period: Period | None
    ) -> None:
        """Take the category that `cell` states, as `said` where its text is damaged."""
        self._add(_Fact(row, cell, concept, said, None, None, group, period, said != cell.text))

    def frame(self) -> pl.DataFrame:
        """The facts, with the columns of `FACTS`."""
        self._put_into_columns()
        return once_each(pl.concat(self._frames))

    def _put_into_columns(self) -> None:
        first = self._count - len(self._facts) + 1
        columns = {"fact": pl.Series([f"f{number}" for number in range(first, self._count + 1)], dtype=pl.String)}
        of_facts = [fact.row for fact in self._facts]
        rows = {id(row): row for row in of_facts}
        place = {row: number for number, row in enumerate(rows)}
        at = pl.Series([place[id(row)] for row in of_facts], dtype=pl.UInt32)
        for name, of_row in _OF_ROWS.items():
            columns[name] = pl.Series(list(map(of_row, rows.values())), dtype=FACTS[name]).gather(at)
        for name, of_fact in _OF_FACTS.items():
            columns[name] = column(name, list(map(of_fact, self._facts)), FACTS[name])
        self._frames.append(pl.DataFrame({name: columns[name] for name in FACTS}))
        self._facts.clear()

    def _add(self, fact: _Fact) -> str:
        if (place := (fact.row.table, fact.cell.row)) not in self._by_place:
            self._by_place[place] = fact.row
            if code := fact.row.subject[1]:
                self._by_code.setdefault(code, fact.row.subject)
        self._facts.append(fact)
        self._count += 1
        if len(self._facts) == _GATHERED:
            self._put_into_columns()
        return f"f{self._count}"


def _exact(figure: Figure | None) -> Decimal | None:
    return None if figure is None else round(figure.value, EXACT_DECIMALS)


def _half_unit(figure: Figure | None) -> Decimal | None:
    if figure is None or _exact(figure) == figure.value:
        return figure and figure.half_unit
    return max(figure.half_unit, LEAST_UNIT)


_OF_ROWS: dict[str, Callable[[Row], Any]] = {
    "subject_row": lambda row: row.number,
    "table": lambda row: row.table,
    "subject_kind": lambda row: row.subject[0],
    "subject_code": lambda row: row.subject[1],
    "subject_name": lambda row: row.subject[2],
    "section": lambda row: row.place.section,
    "level": lambda row: row.place.level,
    "parent": lambda row: row.place.parent,
    "statement": lambda row: row.statement,
}
_OF_FACTS: dict[str, Callable[[_Fact], Any]] = {
    "page": lambda fact: fact.cell.page,
    "line": lambda fact: fact.cell.line,
    "row": lambda fact: fact.cell.row,
    "column": lambda fact: fact.cell.column,
    "cell": lambda fact: fact.cell.address,
    "text": lambda fact: fact.cell.text,
    "bbox": lambda fact: fact.cell.bbox and list(fact.cell.bbox),
    "confidence": lambda fact: fact.cell.confidence,
    "concept": lambda fact: fact.concept,
    "category": lambda fact: fact.said,
    "value": lambda fact: fact.figure and format(fact.figure.value, "f"),
    "exact": lambda fact: _exact(fact.figure),
    "half_unit": lambda fact: _half_unit(fact.figure),
    "unit": lambda fact: fact.unit,
    "group": lambda fact: fact.group,
    "mended": lambda fact: fact.mended,
    "period_start": lambda fact: fact.period and fact.period.start,
    "period_end": lambda fact: fact.period and fact.period.end,
}
