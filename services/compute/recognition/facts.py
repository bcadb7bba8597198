"""The facts of a filing, gathered cell by cell into columns."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import polars as pl

from services.compute.arithmetic import Figure
from services.compute.reading.document import Cell
from services.compute.recognition.outline import NOWHERE, Place
from services.compute.recognition.periods import Period
from services.compute.recognition.statement import EXACT_DECIMALS, FACTS, LEAST_UNIT

Subject = tuple[str, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Row:
    """What the facts of one row have in common."""

    number: int
    table: str
    statement: str | None
    subject: Subject
    place: Place = NOWHERE


@dataclass
class Facts:
    """Facts in reading order."""

    _rows: list[tuple[Any, ...]] = field(default_factory=list)
    _by_place: dict[tuple[str, int], Row] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self._rows)

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
        exact = round(figure.value, EXACT_DECIMALS)
        half = figure.half_unit if exact == figure.value else max(figure.half_unit, LEAST_UNIT)
        self._add(row, cell, concept, None, format(figure.value, "f"), exact, half, unit, group, period, mended)
        return f"f{len(self._rows)}"

    def row_at(self, table: str, row: int) -> Row | None:
        """What the facts of row `row` of `table` have in common; None where it has stated none."""
        return self._by_place.get((table, row))

    def add_category(
        self, row: Row, cell: Cell, concept: str, said: str, group: str | None, period: Period | None
    ) -> None:
        """Take the category that `cell` states, as `said` where its text is damaged."""
        self._add(row, cell, concept, said, None, None, None, None, group, period, said != cell.text)

    def frame(self) -> pl.DataFrame:
        """The facts, with the columns of `FACTS`."""
        if not self._rows:
            return pl.DataFrame(schema=FACTS)
        columns = dict(zip(FACTS, map(list, zip(*self._rows, strict=True)), strict=True))
        return pl.DataFrame(columns, schema=FACTS)

    def _add(
        self,
        row: Row,
        cell: Cell,
        concept: str,
        category: str | None,
        value: str | None,
        exact: Decimal | None,
        half_unit: Decimal | None,
        unit: str | None,
        group: str | None,
        period: Period | None,
        mended: bool = False,
    ) -> None:
        self._by_place.setdefault((row.table, cell.row), row)
        self._rows.append(
            (
                *(f"f{len(self._rows) + 1}", row.number, row.table, cell.page, cell.line, cell.row, cell.column),
                *(cell.address, cell.text, list(cell.bbox) if cell.bbox else None, cell.confidence),
                *row.subject,
                *(concept, category, value, exact, half_unit, unit, group),
                *(row.place.section, row.place.level, row.place.parent, row.statement, mended),
                *((period.start, period.end) if period else (None, None)),
            )
        )
