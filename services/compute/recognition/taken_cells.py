"""What the cells of a row state, each under its column: a figure, two beside each other, or what cannot be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from services.compute.arithmetic import Figure
from services.compute.reading.document import UNREAD, Cell
from services.compute.recognition.columns import Column, sides_of
from services.compute.recognition.concepts import Concept
from services.compute.recognition.dated_headings import period_of_heading
from services.compute.recognition.facts import Row
from services.compute.recognition.figures import is_absent
from services.compute.recognition.lines import is_figure
from services.compute.recognition.naming import NamedRows
from services.compute.recognition.numbers import Number, part_of_whole, read_all
from services.compute.recognition.periods import Period
from services.compute.recognition.rejoined import candidates as ways_of
from services.compute.recognition.rejoined import prints_pairs, rejoined
from services.compute.recognition.vocabulary import vocabulary
from services.compute.recognition.within_years import month_within

_ONCE = 1


@dataclass
class TakenCells(NamedRows):
    """The rows of one half of a stretch, whose cells become facts. `put_right` are the values that the table's sums
    leave for cells, by row and column.
    """

    put_right: Mapping[tuple[int, int], tuple[Decimal, ...]] = field(default_factory=dict)
    _wordy: dict[int, bool] = field(default_factory=dict)
    _put_together: set[tuple[int, int]] = field(default_factory=set)
    _when: Period | None = None

    def _figure(self, number: int, cell: Cell, column: Column) -> Figure | None:
        """The figure in `cell`, or that which the table's sums put in its place."""
        values = self.put_right.get((number, column.index), ()) if self.put_right else ()
        read = column.figure(cell)
        if read is not None and len(values) != 1:
            return read
        figure = self._rejoined(number, cell, column)
        if len(values) == 1:
            half = read.half_unit if read else Decimal("0.5").scaleb(min(0, _exponent(values[0])))
            figure = Figure(values[0], half)
        if read is None and figure is not None:
            self._put_together.add((number, column.index))
        return figure

    def _rejoined(self, number: int, cell: Cell, column: Column) -> Figure | None:
        """The rate in `cell`, which a blank broke in two, where the row's own figures give it."""
        sides = sides_of(column, self.columns)
        if sides is None:
            return None
        of_row = dict(zip(self.columns, self.cells[number], strict=True))
        top, bottom = (side.figure(own) if (own := of_row[side]) is not None else None for side in sides)
        return rejoined(cell, column, top, bottom)

    def _says_words(self, column: Column) -> bool:
        """Whether most cells of `column`, of no known heading, or all of a known one are words and stand for none."""
        if column.index not in self._wordy:
            place = self.columns.index(column)
            filled = [cell for row in self.cells if (cell := row[place]) is not None and not is_absent(cell)]
            words = sum(not is_figure(cell) for cell in filled)
            own = column.reason == "own-label"
            self._wordy[column.index] = 2 * words >= len(filled) if own else _ONCE < words == len(filled)
        return self._wordy[column.index]

    def _is_broken(self, column: Column) -> bool:
        """Whether two numbers in a cell of `column` are one rate, broken: it is of rates, and prints one a cell."""
        place = self.columns.index(column)
        is_rate = column.concept is not None and column.concept.kind == "ratio"
        return is_rate and not prints_pairs(column, self.cells, place)

    def _add(
        self,
        row: Row,
        cell: Cell,
        column: Column,
        figure: Figure | None,
        unit: str | None,
        *,
        mended: bool = False,
        candidates: tuple[Decimal, ...] = (),
    ) -> None:
        concept = column.concept
        if concept is None:
            return
        if figure is None:
            if column.of and (parts := part_of_whole(cell.text)):
                self._add_parts(row, cell, column, parts)
                return
            pair = read_all(cell.text, column.style)
            if len(pair) == 2 and self._is_broken(column):
                candidates = candidates or ways_of(cell, column)
            elif len(pair) == 2:
                self._add_pair(row, cell, column, pair)
                return
            if self._says_words(column) and sum(map(str.isalpha, cell.text)) > sum(map(str.isdigit, cell.text)):
                return
            if not is_absent(cell) and any(char.isalnum() or char == UNREAD for char in cell.text):
                self.gathering.note_cell("unreadable", row, cell, column, len(self.stretch.columns), candidates)
            return
        if row.subject[1:] == (None, None) and row.subject[0] != "total" and figure.value and not self._lists:
            self.gathering.note_cell("stray", row, cell, column, len(self.stretch.columns))
        self.gathering.facts.add(
            row,
            cell,
            concept.code,
            figure,
            "ratio" if figure.percent else self._unit(concept, cell, unit),
            _group(column),
            column.period or self._period_of(row) or self.stretch.period,
            mended or column.mend(cell) is not None,
        )

    def _period_of(self, row: Row) -> Period | None:
        """The period that names `row`: a month or a quarter of the filing's year, or in a column of periods a year."""
        kind, _, name = row.subject
        within = self._when or month_within(name or "", self.stretch.period)
        return within or (period_of_heading(name, self.stretch.period)[1] if name and kind == "period" else None)

    def _unit(self, concept: Concept, cell: Cell, each: str | None) -> str | None:
        """The unit of a figure of `concept`; `each` is the row's unit of measure, which is the indicator's and not that
        of what it is worked out of, unless its heading says so.
        """
        kind = concept.kind
        if "$" in cell.text:
            return self.gathering.currency if kind in ("amount", "ratio", "target", "other") else None
        if kind == "amount":
            return self.gathering.currency
        if not self._roles.has_unit_of_row(concept):
            return None
        return "ratio" if kind == "ratio" else each if kind == "target" or concept.code == "indicator_value" else None

    def _add_pair(self, row: Row, cell: Cell, column: Column, pair: Sequence[Number]) -> None:
        """Take the two figures of a cell: what its column states, and what stands beside that."""
        first, second = (number.figure for number in pair)
        self._add(row, cell, column, column.scaled(first), None)
        code = column.concept.code if column.concept else ""
        beside = vocabulary().beside.get(code) or ("share" if second.percent and not first.percent else None)
        if beside is None:
            self.gathering.note_cell("unreadable", row, cell, column, len(self.stretch.columns))
            return
        share = second if second.percent else second.scaled(Decimal("0.01"))
        period = column.period or self.stretch.period
        self.gathering.facts.add(row, cell, beside, share, "ratio", column.path or None, period)
        self.gathering.numeric_cells += 1

    def _add_parts(self, row: Row, cell: Cell, column: Column, parts: Sequence[Number]) -> None:
        """Take the two figures of a cell that says so many of so many."""
        codes = (column.concept.code if column.concept else "", column.of)
        period = column.period or self.stretch.period
        for code, number in zip(codes, parts, strict=True):
            self.gathering.facts.add(row, cell, code, number.figure.counted(), None, column.path or None, period)
        self.gathering.numeric_cells += 1


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _group(column: Column) -> str | None:
    """What tells facts of one concept and row apart: the headings over the column; its own too, where any may stand."""
    if column.concept is None or column.reason == "year":
        return None
    if column.concept.any_label:
        return column.path
    return None if column.concept.kind == "ratio" else column.group or None
