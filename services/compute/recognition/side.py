"""Reading the rows of one half of a stretch, each of a subject of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from services.compute.arithmetic import Figure
from services.compute.reading.document import UNREAD, Cell
from services.compute.recognition.columns import Column, sides_of
from services.compute.recognition.concepts import Concept
from services.compute.recognition.dated_headings import period_of_heading
from services.compute.recognition.facts import Row, Subject
from services.compute.recognition.figures import is_absent, looks_numeric, parse
from services.compute.recognition.lines import is_figure
from services.compute.recognition.looks import category_of
from services.compute.recognition.naming import Measured, NamedRows
from services.compute.recognition.numbers import Number, part_of_whole, read_all
from services.compute.recognition.periods import Period
from services.compute.recognition.rejoined import candidates as ways_of
from services.compute.recognition.rejoined import prints_pairs, rejoined
from services.compute.recognition.slid import slid_out
from services.compute.recognition.stated import formula_of, gone_on, texts_of
from services.compute.recognition.statement import StatedText
from services.compute.recognition.subjects import Label, is_total, label_of, tells_when, words_beside
from services.compute.recognition.vocabulary import vocabulary
from services.compute.recognition.within_years import month_within

_ONCE = 1


@dataclass
class Side(NamedRows):
    """One half of a stretch. `put_right` are the values that the table's sums leave for cells, by row and column;
    `above` is what the rows above name, where a column of times says of when each is.
    """

    put_right: Mapping[tuple[int, int], tuple[Decimal, ...]] = field(default_factory=dict)
    _texts: list[StatedText] = field(default_factory=list)
    _wordy: dict[int, bool] = field(default_factory=dict)
    _put_together: set[tuple[int, int]] = field(default_factory=set)
    above: Label | None = None
    _when: Period | None = None

    def take(self, number: int) -> Subject | None:
        """Take the figures of row `number`; whose they are, or None where it states none."""
        measured = self.measured(number)
        label = label_of(self.cells[number], self.columns)
        if label is None and (beside := words_beside(self.cells[number], self.columns)):
            label, name = beside
            measured = [entry for entry in measured if entry[0] is not name]
        categories = self._categories(number)
        label = label or self._category_label(number, categories)
        if (when := self._cell_of_time(number)) is not None:
            label = self.above = label or self.above
        self._when = self._time_in(*when) if when else None
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

    def _categories(self, number: int) -> list[tuple[Cell, Column]]:
        cells = self.cells[number]
        return [
            (cell, column)
            for place, column in self._roles.categories
            if (cell := cells[place]) is not None and not is_absent(cell)
        ]

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
        if row.subject[2] is None and row.subject[1] is None and figure.value and not self._lists:
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
        return "ratio" if kind == "ratio" else each if kind == "target" else None

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

    def _unit_of_measure(self, number: int) -> str | None:
        said = (cell.text for place in self._roles.units if (cell := self.cells[number][place]) is not None)
        return next(filter(None, said), None)


def _states(cell: Cell, column: Column, figure: Figure | None) -> bool:
    """Whether `cell` states a figure, or two beside each other."""
    several = len(read_all(cell.text, column.style)) > 1
    return figure is not None or several or (bool(column.of) and part_of_whole(cell.text) is not None)


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


def _says_more_than_zeros(cell: Cell) -> bool:
    """Whether `cell` has a digit that is none of the zeros of a unit: ``($000)``, ``000s``."""
    return any(char.isdigit() and char != "0" for char in cell.text)
