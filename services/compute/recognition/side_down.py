"""Reading the rows of a stretch whose measures go down: one subject over the rows of its measures."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from services.compute.arithmetic import Figure
from services.compute.reading.document import Cell
from services.compute.recognition.columns import Column
from services.compute.recognition.down import Measure, is_blank
from services.compute.recognition.facts import Row
from services.compute.recognition.figures import is_absent
from services.compute.recognition.listed import Listed
from services.compute.recognition.side import Side
from services.compute.recognition.subjects import label_of, numbers_page


@dataclass
class SideDown(Side):
    """The one half of a stretch in whose rows stand measures of the `subject` named above them, or a page before."""

    subject: Row | None = None
    _of_names: dict[tuple[object, ...], Row] = field(default_factory=dict)

    def take_down(self, number: int, down: Mapping[int, Measure]) -> bool:
        """Take the figures of row `number` of a table whose measures go down: those of a measure are its name's."""
        measured = self.measured(number)
        if number not in down:
            if not is_blank(measured):
                stated = self.take(number) is not None
                self.subject = None
                return stated
            label = label_of(self.cells[number], self.columns)
            if label and numbers_page(label.text):
                return False
            self.subject = self._row(self._named(label)) if label else None
            self.gathering.rows += label is not None
            return False
        if not any(figure for _, _, figure in measured):
            return False
        others = [None if cell and cell.text == down[number].label else cell for cell in self.cells[number]]
        label = label_of(others, self.columns)
        if label or self.subject is None:
            self.subject = self._row(self._named(label) if label else None)
            self.gathering.rows += 1
        self.gathering.numeric_cells += sum(1 for cell, _, figure in measured if figure or not is_absent(cell))
        for cell, column, figure in measured:
            self._add_measure(self.subject, cell, column, figure, down[number])
        return True

    def take_listed(self, number: int, listed: Listed) -> bool:
        """Take the figures of row `number` of a list in which each row says its measure and whose figures it gives."""
        cells, measured = self.cells[number], self.measured(number)
        self._when = self._time_of_row(number)
        own = enumerate(zip(cells, self.columns, strict=True))
        told = (
            cell.text if cell else "" for place, (cell, column) in own if column.names_rows and place != listed.place
        )
        names = (*told, self._when)
        said = cells[listed.place]
        label = label_of([None if place == listed.place else cell for place, cell in enumerate(cells)], self.columns)
        if number not in listed.measures:
            if said is None or not said.text or not is_blank(measured):
                return self.take(number) is not None
            if label is not None:
                self._stand_under(number)
                self._of_names[names] = self._row(self._named(replace(label, name=said.text, total=False)))
                self.gathering.rows += 1
            return False
        if not any(figure for _, _, figure in measured):
            return False
        if names not in self._of_names:
            self._stand_under(number)
            self._of_names[names] = self._row(self._named(label))
            self.gathering.rows += 1
        self.gathering.numeric_cells += sum(1 for cell, _, figure in measured if figure or not is_absent(cell))
        for cell, column, figure in measured:
            self._add_measure(self._of_names[names], cell, column, figure, listed.measures[number])
        return True

    def _add_measure(self, row: Row, cell: Cell, column: Column, figure: Figure | None, measure: Measure) -> None:
        """Take a figure of `measure` in the category that its column is; a share stays one, of the measure."""
        if figure is None:
            if not is_absent(cell):
                self.gathering.note_cell("unreadable", row, cell, column, len(self.stretch.columns))
            return
        share = column.concept is not None and column.concept.kind == "ratio"
        group = f"{column.path} / {measure.label}" if share else column.path
        concept = column.concept if share and column.concept else measure.concept
        unit = {"amount": self.gathering.currency, "ratio": "ratio"}.get(concept.kind)
        factor = Decimal(1) if figure.percent or share else measure.factor
        if concept.kind == "ratio" and not share:
            factor /= column.factor
        if concept.kind == "amount" and column.concept and column.concept.kind != "amount":
            factor *= self.stretch.scale or 1
        period = column.period or self._when or self.stretch.period
        scaled = figure if factor == 1 else figure.scaled(factor)
        self.gathering.facts.add(row, cell, concept.code, scaled, unit, group, period)
