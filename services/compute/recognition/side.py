"""Reading the rows of one half of a stretch, each of a subject of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from services.compute.arithmetic import Figure
from services.compute.reading.document import Cell
from services.compute.recognition.columns import Column
from services.compute.recognition.dated_headings import period_of_heading
from services.compute.recognition.facts import Subject
from services.compute.recognition.figures import is_absent, looks_numeric, parse
from services.compute.recognition.looks import category_of
from services.compute.recognition.nameless import nameless_totals
from services.compute.recognition.naming import Measured
from services.compute.recognition.numbers import part_of_whole, read_all
from services.compute.recognition.periods import Period
from services.compute.recognition.slid import slid_out
from services.compute.recognition.stated import formula_of, gone_on, texts_of
from services.compute.recognition.statement import StatedText
from services.compute.recognition.subjects import Label, is_total, label_of, tells_when, words_beside
from services.compute.recognition.taken_cells import TakenCells
from services.compute.recognition.times_of_rows import time_of
from services.compute.recognition.within_years import month_within


@dataclass
class Side(TakenCells):
    """One half of a stretch. `above` is what the rows above name, where a column of times says of when each is."""

    _texts: list[StatedText] = field(default_factory=list)
    above: Label | None = None

    def take(self, number: int) -> Subject | None:
        """Take the figures of row `number`; whose they are, or None where it states none."""
        measured = self.measured(number)
        label = label_of(self.cells[number], self.columns)
        if label is None and (beside := words_beside(self.cells[number], self.columns)):
            label, name = beside
            measured = [entry for entry in measured if entry[0] is not name]
        categories = self._categories(number)
        label = label or self._category_label(number, categories)
        if label is None and number in self._nameless_totals:
            label = Label(None, None, 0, 0, True)
        if (when := self._cell_of_time(number)) is not None:
            label = self.above = label or self.above
        self._when = self._time_in(*when) if when else self._time_of_row(number)
        if not any(_states(*entry) for entry in measured) and not (label and categories):
            unread = any(looks_numeric(cell) and (label or _says_more_than_zeros(cell)) for cell, _, _ in measured)
            if unread or (label is not None and self._says_none(label, measured)):
                return self._take_unread(label, measured)
            if not self._go_on(number) and label is not None:
                self._wait(label, number)
                self._sum_above = label if label.total else None
            return None
        label = self._named(label or self._sum_above)
        self._sum_above = None
        self._stand_under(number)
        row = self._row(self._of_sheet() or label)
        unit = self._unit_of_measure(number)
        self.gathering.numeric_cells += sum(1 for cell, _, figure in measured if figure or not is_absent(cell))
        self.gathering.numeric_cells += sum(
            (cell := self.cells[number][place]) is not None and parse(cell) is not None for place in self._roles.unknown
        )
        for cell, column, figure in measured:
            values = self.put_right.get((number, column.index), ())
            put_together = (number, column.index) in self._put_together
            self._add(row, cell, column, figure, unit, mended=put_together or len(values) == 1, candidates=values)
        figures = {column.concept.code: figure for _, column, figure in measured if figure and column.concept}
        for cell, column, figure in slid_out(self.cells[number], self.columns, figures):
            self._add(row, cell, column, figure, unit, mended=True)
            self.gathering.numeric_cells += 1
        if self._roles.states_formulas and (
            formula := formula_of(self.cells[number], self.columns, row, self.gathering.sheet)
        ):
            self.gathering.formulas.append(formula)
        tells = row.subject[0] == "indicator" or self._roles.tells_of_indicators
        self._texts = texts_of(self.cells[number], self.columns, row) if tells else []
        self.gathering.texts += self._texts
        for cell, column in categories:
            if column.concept is not None:
                code, group = column.concept.code, column.group or None
                said = category_of(cell.text, code)
                self.gathering.facts.add_category(row, cell, code, said, group, self.stretch.period)
        self.gathering.rows += 1
        return row.subject

    @cached_property
    def _nameless_totals(self) -> frozenset[int]:
        return nameless_totals(self.cells, self.columns)

    def _category_label(self, number: int, categories: Sequence[tuple[Cell, Column]]) -> Label | None:
        """The category that a row begins with, where no column names rows: "Fin", "Propósito" name them then."""
        first = next((cell for cell in self.cells[number] if cell is not None and cell.text), None)
        if any(column.names_rows for column in self.columns):
            return None
        own = next((cell for cell, _ in categories if cell is first), None)
        return Label(None, own.text, own.column, own.indent, is_total(own.text)) if own else None

    def _cell_of_time(self, number: int) -> tuple[Cell, Column] | None:
        """The cell of row `number` that says of when its figures are, beside the column of names, and its column."""
        cells = zip(self.cells[number], self.columns, strict=True)
        return next(((cell, c) for cell, c in cells if cell and cell.text and tells_when(c, self.columns)), None)

    def _time_of_row(self, number: int) -> Period | None:
        """Of when row `number` says that it is, in columns of its year or its days; a year that the statement's period
        is part of says no more than this.
        """
        if not self._roles.tells_when:
            return None
        period, own = self.stretch.period, time_of(self.cells[number], self.columns)
        within = own is not None and period is not None and own.start <= period.start and period.end <= own.end
        return period if within and own is not None and own.whole_year else own

    def _time_in(self, cell: Cell, column: Column) -> Period | None:
        """The period that `cell` names: "Segundo" under "Trimestre" is a quarter of the year of the statement."""
        period = self.stretch.period
        within = month_within(cell.text, period) or month_within(f"{cell.text} {column.label}", period)
        return within or period_of_heading(cell.text, period)[1]

    def _says_none(self, label: Label, measured: Sequence[Measured]) -> bool:
        """Whether a row says of each measure that there is no figure: no heading then, unless accounts stand below."""
        every = sum(column.is_measure for column in self.columns)
        absent = len(measured) == every > 1 and all(is_absent(cell) for cell, _, _ in measured)
        return absent and not label.total and self._subject_kind(label) != "account"

    def _take_unread(self, label: Label | None, measured: Sequence[Measured]) -> Subject:
        """Take a row of which no figure can be read, noting what stands in their place."""
        row = self._row(self._named(label))
        for cell, column, _ in measured:
            if not is_absent(cell):
                self.gathering.numeric_cells += 1
                self.gathering.note_cell("unreadable", row, cell, column, len(self.stretch.columns))
        self.gathering.rows += 1
        return row.subject

    def _go_on(self, number: int) -> bool:
        """Take a row of words alone as more of what the row above it says; whether it is that."""
        texts = gone_on(self._texts, self.cells[number], self.columns)
        if texts is None:
            return False
        self.gathering.texts[len(self.gathering.texts) - len(self._texts) :] = texts
        self._texts = texts
        return True

    def _of_sheet(self) -> Label | None:
        """The label of the indicator whose sheet stands above, where the row gives its value."""
        sheet = self.gathering.sheet
        if sheet is None or all(c.concept is None or c.concept.code != "indicator_value" for c in self.columns):
            return None
        return Label(None, sheet.name, len(self.columns), 0, False, "indicator")

    def _categories(self, number: int) -> list[tuple[Cell, Column]]:
        cells = self.cells[number]
        return [
            (cell, column)
            for place, column in self._roles.categories
            if (cell := cells[place]) is not None and not is_absent(cell)
        ]

    def _unit_of_measure(self, number: int) -> str | None:
        said = (cell.text for place in self._roles.units if (cell := self.cells[number][place]) is not None)
        return next(filter(None, said), None)


def _states(cell: Cell, column: Column, figure: Figure | None) -> bool:
    """Whether `cell` states a figure, or two beside each other."""
    several = len(read_all(cell.text, column.style)) > 1
    return figure is not None or several or (bool(column.of) and part_of_whole(cell.text) is not None)


def _says_more_than_zeros(cell: Cell) -> bool:
    """Whether `cell` has a digit that is none of the zeros of a unit: ``($000)``, ``000s``."""
    return any(char.isdigit() and char != "0" for char in cell.text)
