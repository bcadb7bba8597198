"""Reading rows: one subject a row, or one a half where rows lie side by side; or one over the rows of its measures."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Literal

from services.compute.arithmetic import Figure
from services.compute.reading.blocks import filled
from services.compute.reading.document import Cell
from services.compute.recognition.alignment import Reading, align_all
from services.compute.recognition.columns import Column
from services.compute.recognition.down import Measure, is_blank, measures_down
from services.compute.recognition.facts import Facts, Row, Subject
from services.compute.recognition.figures import is_absent, parse
from services.compute.recognition.key_values import Block, block_of
from services.compute.recognition.lines import Line
from services.compute.recognition.looks import align_by_looks, category_of, looks_tell
from services.compute.recognition.numbers import Number, read_all
from services.compute.recognition.outline import NOWHERE, Outline, Place
from services.compute.recognition.periods import Period, month_within
from services.compute.recognition.sheets import Sheet
from services.compute.recognition.slid import slid_out
from services.compute.recognition.stated import formula_of
from services.compute.recognition.statement import RowNote, StatedFormula
from services.compute.recognition.stretches import Stretch, needs_aligning, states_rates
from services.compute.recognition.subjects import Label, is_prose, label_of, own_code
from services.compute.recognition.sums import mended_cells
from services.compute.recognition.transposed import Group
from services.compute.recognition.vocabulary import Concept, vocabulary

Measured = tuple[Cell, Column, Figure | None]
_CURRENCY = re.compile(r"\$")
_MOSTLY = 0.7
NoteKind = Literal["shifted", "ragged", "ambiguous", "unreadable", "missing", "stray"]


@dataclass
class Reader:
    """Facts and notes of a filing, gathered stretch by stretch; rows are numbered over the whole filing."""

    currency: str
    facts: Facts = field(default_factory=Facts)
    notes: list[RowNote] = field(default_factory=list)
    numeric_cells: int = 0
    rows: int = 0
    formulas: list[StatedFormula] = field(default_factory=list)
    sheet: Sheet | None = None
    _under: tuple[str, int] | None = None
    _block: Block | None = None

    def read(self, stretch: Stretch, outlines: list[Outline]) -> int:
        """Take the figures of `stretch`; how many rows stated some. `outlines`, one a half, go on from stretch to
        stretch of a table.
        """
        self._read_block(stretch)
        readings = _readings(stretch)
        halves = [
            tuple(column for column in stretch.columns if column.half == half)
            for half in range(max((column.half for column in stretch.columns), default=0) + 1)
        ]
        put_right = mended_cells([reading.cells for reading in readings], stretch.columns)
        outlines += [self._begun() for _ in halves[len(outlines) :]]
        sides = [
            _Side(self, stretch, half, outline, [_cells(reading, half) for reading in readings], put_right)
            for half, outline in zip(halves, outlines, strict=False)
        ]
        down = measures_down(stretch.body, stretch.columns) if len(sides) == 1 else {}
        if down:
            return sum(sides[0].take_down(number, down) for number in range(len(stretch.body)))
        stating = 0
        for number, (line, reading) in enumerate(zip(stretch.body, readings, strict=True)):
            begun = self.rows
            subjects = [subject for side in sides if (subject := side.take(number))]
            stating += bool(subjects)
            if subjects:
                self._note_row(stretch, line, reading, subjects[0], begun)
        return stating

    def _read_block(self, stretch: Stretch) -> None:
        """Take the block of labels and values above `stretch`; its rows belong under what that names."""
        block = block_of(stretch.pairs)
        if block is None:
            self._under = self._under if not stretch.own_headings else None
            return
        block, self._block = block.going_on(self._block), block
        kind = stretch.kind.code if stretch.kind else None
        row = Row(self.rows, f"t{stretch.table + 1}", kind, block.subject)
        for cell, column in block.figures:
            figure, concept = column.figure(cell), column.concept
            if figure is not None and concept is not None:
                unit = {"amount": self.currency, "ratio": "ratio"}.get(concept.kind)
                mended = column.mend(cell) is not None
                self.facts.add(row, cell, concept.code, figure, unit, None, stretch.period, mended)
                self.numeric_cells += 1
        self._under = (block.text, self.rows)
        self.rows += 1

    def read_sheet(self, sheet: Sheet, stretch: Stretch) -> int:
        """Take what `sheet` says of its indicator; the values that follow are that indicator's."""
        subject = ("indicator", None, sheet.name)
        row = Row(self.rows, f"t{stretch.table + 1}", stretch.kind.code if stretch.kind else None, subject)
        for concept, cell in sheet.said:
            if concept.kind == "category" or concept.code == "unit_of_measure":
                said = category_of(cell.text, concept.code)
                self.facts.add_category(row, cell, concept.code, said, None, stretch.period)
        self.sheet = sheet
        self.rows += 1
        return 1

    def read_group(self, group: Group, stretch: Stretch) -> int:
        """Take what a table of subjects across says of each; how many there are."""
        table, kind = f"t{stretch.table + 1}", stretch.kind.code if stretch.kind else None
        for standing in group.standings:
            section = standing.objective.text if standing.objective else None
            row = Row(
                self.rows, table, kind, (standing.kind, standing.code, standing.cell.text), Place(0, None, section)
            )
            for concept, cell in standing.said:
                self._add_said(row, concept, cell, stretch.period)
            self.rows += 1
        for cells in group.uneven:
            first = group.standings[0]
            subject = (first.kind, first.code, first.cell.text)
            note = RowNote("ragged", table, subject, cells, self.rows - len(group.standings), width=len(cells))
            self.notes.append(note)
        return len(group.standings)

    def _add_said(self, row: Row, concept: Concept, cell: Cell, period: Period | None) -> None:
        figure = None if concept.kind == "category" else parse(cell)
        if figure is not None:
            unit = "ratio" if figure.percent or concept.kind == "ratio" else None
            self.facts.add(row, cell, concept.code, figure, unit, None, period)
            self.numeric_cells += 1
        elif not is_absent(cell):
            said = category_of(cell.text, concept.code)
            self.facts.add_category(row, cell, concept.code, said, None, period)

    def _begun(self) -> Outline:
        """The outline of a table, under the block above it if there is one."""
        outline = Outline()
        if self._under is not None:
            outline.row(-1, 0, *self._under)
        return outline

    def _note_row(self, stretch: Stretch, line: Line, reading: Reading, subject: Subject, number: int) -> None:
        columns, row = stretch.columns, line.row
        missing = tuple(
            column.label
            for cell, column in zip(reading.cells, columns, strict=True)
            if column.is_measure and (cell is None or is_absent(cell))
        )
        note = RowNote("missing", f"t{stretch.table + 1}", subject, tuple(filled(row)), number, missing=missing)
        note = replace(note, width=len(columns))
        moved = replace(note, moved=reading.moved, moves=reading.moves, rates_met=reading.rates_met)
        ragged = len(row) < len(columns) or any(cell.text for cell in row[len(columns) :])
        if reading.outcome == "ambiguous":
            self.notes.append(replace(moved, kind="ambiguous"))
        elif ragged:
            self.notes.append(replace(moved, kind="ragged"))
        elif reading.moves:
            self.notes.append(replace(moved, kind="shifted", cells=tuple(filled(row[reading.at :]))))
        elif missing and subject[0] != "account" and not (stretch.kind and stretch.kind.subject is None):
            self.notes.append(note)


@dataclass
class _Side:
    """One half of a stretch, its cells row by row."""

    reader: Reader
    stretch: Stretch
    columns: tuple[Column, ...]
    outline: Outline
    cells: list[tuple[Cell | None, ...]]
    put_right: Mapping[tuple[int, int], tuple[Decimal, ...]]
    _waiting: Label | None = None
    _sum_above: Label | None = None
    _after: Literal["figures", "heading", "total"] = "heading"
    _subject: Row | None = None

    def take(self, number: int) -> Subject | None:
        """Take the figures of row `number`; whose they are, or None where it states none."""
        measured = self._measured(number)
        label = label_of(self.cells[number], self.columns)
        categories = self._categories(number)
        if not any(figure for _, _, figure in measured) and not (label and categories):
            if label is not None:
                self._wait(label, number)
                self._sum_above = label if label.total else None
            return None
        label = self._named(label or self._sum_above)
        self._sum_above = None
        row = self._row(self._of_sheet() or label)
        unit = self._role(number, "unit_of_measure")
        self.reader.numeric_cells += sum(1 for cell, _, figure in measured if figure or not is_absent(cell))
        self.reader.numeric_cells += sum(
            cell is not None and column.concept is None and parse(cell) is not None
            for cell, column in zip(self.cells[number], self.columns, strict=True)
        )
        for cell, column, figure in measured:
            values = self.put_right.get((number, column.index), ())
            self._add(row, cell, column, figure, unit, mended=len(values) == 1, candidates=values)
        figures = {column.concept.code: figure for _, column, figure in measured if figure and column.concept}
        for cell, column, figure in slid_out(self.cells[number], self.columns, figures):
            self._add(row, cell, column, figure, unit, mended=True)
            self.reader.numeric_cells += 1
        if formula := formula_of(self.cells[number], self.columns, row, self.reader.sheet):
            self.reader.formulas.append(formula)
        for cell, column in categories:
            if column.concept is not None:
                code, group = column.concept.code, column.group or None
                said = category_of(cell.text, code)
                self.reader.facts.add_category(row, cell, code, said, group, self.stretch.period)
        self.reader.rows += 1
        return row.subject

    def _of_sheet(self) -> Label | None:
        """The label of the indicator whose sheet stands above, where the row gives its value."""
        sheet, codes = self.reader.sheet, {column.concept.code for column in self.columns if column.concept}
        if sheet is None or "indicator_value" not in codes:
            return None
        return Label(None, sheet.name, len(self.columns), 0, False, "indicator")

    def take_down(self, number: int, down: Mapping[int, Measure]) -> bool:
        """Take the figures of row `number` of a table whose measures go down: those of a measure are its name's."""
        measured = self._measured(number)
        if number not in down:
            if not is_blank(measured):
                stated = self.take(number) is not None
                self._subject = None
                return stated
            label = label_of(self.cells[number], self.columns)
            self._subject = self._row(self._named(label)) if label else None
            self.reader.rows += label is not None
            return False
        if not any(figure for _, _, figure in measured):
            return False
        if self._subject is None:
            self._subject = self._row(None)
            self.reader.rows += 1
        self.reader.numeric_cells += sum(1 for cell, _, figure in measured if figure or not is_absent(cell))
        for cell, column, figure in measured:
            self._add_measure(self._subject, cell, column, figure, down[number])
        return True

    def _add_measure(self, row: Row, cell: Cell, column: Column, figure: Figure | None, measure: Measure) -> None:
        """Take a figure of `measure` in the category that its column is; a share stays one, of the measure."""
        if figure is None:
            if not is_absent(cell):
                self._note("unreadable", row, cell, column)
            return
        share = column.concept is not None and column.concept.kind == "ratio"
        group = f"{column.path} / {measure.label}" if share else column.path
        concept = column.concept if share and column.concept else measure.concept
        unit = {"amount": self.reader.currency, "ratio": "ratio"}.get(concept.kind)
        factor = Decimal(1) if figure.percent or share else measure.factor
        if concept.kind == "ratio" and not share:
            factor /= column.factor
        scaled = figure if factor == 1 else figure.scaled(factor)
        self.reader.facts.add(row, cell, concept.code, scaled, unit, group, column.period or self.stretch.period)

    def _measured(self, number: int) -> list[Measured]:
        return [
            (cell, column, self._figure(number, cell, column))
            for cell, column in zip(self.cells[number], self.columns, strict=True)
            if column.is_measure and cell is not None and cell.text
        ]

    def _figure(self, number: int, cell: Cell, column: Column) -> Figure | None:
        """The figure in `cell`, or that which the table's sums put in its place."""
        values = self.put_right.get((number, column.index), ())
        read = column.figure(cell)
        if len(values) != 1:
            return read
        return Figure(values[0], read.half_unit if read else Decimal("0.5").scaleb(min(0, _exponent(values[0]))))

    def _categories(self, number: int) -> list[tuple[Cell, Column]]:
        return [
            (cell, column)
            for cell, column in zip(self.cells[number], self.columns, strict=True)
            if column.is_category and cell is not None and not is_absent(cell)
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
            pair = read_all(cell.text, column.style)
            if len(pair) == 2:
                self._add_pair(row, cell, column, pair)
            elif not is_absent(cell) and any(char.isalnum() for char in cell.text):
                self._note("unreadable", row, cell, column, candidates)
            return
        if row.subject[2] is None and row.subject[1] is None and figure.value:
            self._note("stray", row, cell, column)
        units: dict[str, str | None] = {"amount": self.reader.currency, "ratio": "ratio", "target": unit}
        if _CURRENCY.search(cell.text):
            units = dict.fromkeys((*units, "other"), self.reader.currency)
        self.reader.facts.add(
            row,
            cell,
            concept.code,
            figure,
            "ratio" if figure.percent else units.get(concept.kind),
            _group(column),
            column.period or month_within(row.subject[2] or "", self.stretch.period) or self.stretch.period,
            mended or column.mend(cell) is not None,
        )

    def _add_pair(self, row: Row, cell: Cell, column: Column, pair: Sequence[Number]) -> None:
        """Take the two figures of a cell: what its column states, and what stands beside that."""
        first, second = (number.figure for number in pair)
        self._add(row, cell, column, column.scaled(first), None)
        code = column.concept.code if column.concept else ""
        beside = vocabulary().beside.get(code)
        if beside is None:
            self._note("unreadable", row, cell, column)
            return
        share = second if second.percent else second.scaled(Decimal("0.01"))
        period = column.period or self.stretch.period
        self.reader.facts.add(row, cell, beside, share, "ratio", column.path or None, period)
        self.reader.numeric_cells += 1

    def _note(self, kind: NoteKind, row: Row, cell: Cell, column: Column, candidates: tuple[Decimal, ...] = ()) -> None:
        note = RowNote(kind, row.table, row.subject, (cell,), row.number, missing=(column.label,))
        note = replace(note, candidates=candidates)
        self.reader.notes.append(replace(note, width=len(self.stretch.columns)))

    def _named(self, label: Label | None) -> Label | None:
        """The label of a row of figures; one that begins with a bracket goes on from the row above it."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None and label is not None and label.text.startswith("("):
            return replace(waiting, name=f"{waiting.text} {label.text}")
        if waiting is not None:
            self.outline.heading(waiting.place, waiting.indent, waiting.text)
        return label

    def _row(self, label: Label | None) -> Row:
        """The row of the figures now read, in its place."""
        table, kind = f"t{self.stretch.table + 1}", self.stretch.kind
        what = kind.code if kind else None
        if label is None or is_prose(label.text):
            return Row(self.reader.rows, table, what, (self._subject_kind(None), None, None))
        if label.total:
            self._after = "total"
            return Row(self.reader.rows, table, what, ("total", None, label.text), self.outline.total())
        self._after = "figures"
        place = (
            self.outline.row(label.place, label.indent, label.text, self.reader.rows, own_code(label.text))
            if label.name
            else NOWHERE
        )
        return Row(self.reader.rows, table, what, (self._subject_kind(label), label.code, label.name), place)

    def _subject_kind(self, label: Label | None = None) -> str:
        if self.stretch.kind and self.stretch.kind.subject:
            return self.stretch.kind.subject
        names = [column.concept for column in self.columns if column.names_rows and column.concept]
        own = [c.concept.subject for c in self.columns if label and c.index == label.place and c.concept]
        if own and own[0]:
            return own[0]
        if label is not None and label.subject:
            return label.subject
        told = next((concept.subject for concept in names if concept.subject), None)
        return told or ("programme" if any(concept.code == "code" for concept in names) else "account")

    def _wait(self, label: Label, number: int) -> None:
        """Hold a row without figures: a heading of those below it, unless it is an account left blank."""
        if is_prose(label.text):
            return
        follows = next(
            (found for later in range(number + 1, len(self.cells)) if (found := self._label_with_figures(later))), None
        )
        if self._waiting is not None:
            self.outline.heading(self._waiting.place, self._waiting.indent, self._waiting.text)
        self._waiting = label if follows and self._is_heading(label, follows) else None
        if self._waiting is not None:
            self._after = "heading"

    def _is_heading(self, label: Label, follows: Label) -> bool:
        if self.outline.numbers(own_code(label.text)):
            return False
        here, there = (label.place, label.indent), (follows.place, follows.indent)
        if here != there:
            return here < there
        if follows.text.startswith("("):
            return True
        if _pattern(label.text) != _pattern(follows.text):
            return True
        if label.text.isupper() != follows.text.isupper():
            return label.text.isupper()
        return own_code(label.text) is None and (self._after != "figures" or self._accounts_are_filled)

    @cached_property
    def _accounts_are_filled(self) -> bool:
        """Whether accounts without movement show zeros, so that a name without figures is no account."""
        named = [number for number in range(len(self.cells)) if label_of(self.cells[number], self.columns)]
        filled_in = sum(any(cell.text for cell, _, _ in self._measured(number)) for number in named)
        return filled_in >= _MOSTLY * len(named)

    def _label_with_figures(self, number: int) -> Label | None:
        return label_of(self.cells[number], self.columns) if any(f for _, _, f in self._measured(number)) else None

    def _role(self, number: int, code: str) -> str | None:
        for cell, column in zip(self.cells[number], self.columns, strict=True):
            if column.concept and column.concept.code == code and cell is not None and cell.text:
                return cell.text
        return None


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


def _readings(stretch: Stretch) -> list[Reading]:
    rows = [line.row for line in stretch.body]
    if looks_tell(stretch.columns) and not states_rates(stretch.columns):
        return align_by_looks(rows, stretch.columns)
    if needs_aligning(stretch):
        return align_all(rows, stretch.columns)
    width = len(stretch.columns)
    return [Reading((*row[:width], *[None] * (width - len(row)))) for row in rows]


def _cells(reading: Reading, columns: Sequence[Column]) -> tuple[Cell | None, ...]:
    return tuple(reading.cells[column.index] for column in columns)


def _pattern(text: str) -> str:
    """The form of the number or letter that a label begins with: ``a0`` for a1, ``A`` for B, nothing without one."""
    code = own_code(text) or ""
    return "".join("0" if char.isdigit() else "a" if char.islower() else "A" for char in code)
