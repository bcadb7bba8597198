"""Reading rows whose measures go across: one subject a row, or one a half where rows lie side by side."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from services.compute.arithmetic import Figure
from services.compute.reading.blocks import filled
from services.compute.reading.document import Cell
from services.compute.recognition.alignment import Reading, align_all
from services.compute.recognition.columns import Column
from services.compute.recognition.facts import Facts, Row, Subject
from services.compute.recognition.figures import is_absent, parse
from services.compute.recognition.key_values import block_of
from services.compute.recognition.lines import Line
from services.compute.recognition.looks import align_by_looks, category_in, looks_tell
from services.compute.recognition.outline import NOWHERE, Outline
from services.compute.recognition.statement import RowNote
from services.compute.recognition.stretches import Stretch, needs_aligning, states_rates
from services.compute.recognition.subjects import Label, is_prose, label_of, own_code

Measured = tuple[Cell, Column, Figure | None]
_CURRENCY = re.compile(r"\$")
NoteKind = Literal["shifted", "ragged", "ambiguous", "unreadable", "missing", "stray"]


@dataclass
class Reader:
    """Facts and notes of a filing, gathered stretch by stretch; rows are numbered over the whole filing."""

    currency: str
    facts: Facts = field(default_factory=Facts)
    notes: list[RowNote] = field(default_factory=list)
    numeric_cells: int = 0
    rows: int = 0
    _under: tuple[str, int] | None = None

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
        outlines += [self._begun() for _ in halves[len(outlines) :]]
        sides = [
            _Side(self, stretch, half, outline, [_cells(reading, half) for reading in readings])
            for half, outline in zip(halves, outlines, strict=False)
        ]
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
    _waiting: Label | None = None
    _sum_above: Label | None = None
    _after: Literal["figures", "heading", "total"] = "heading"

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
        row = self._row(label)
        unit = self._role(number, "unit_of_measure")
        self.reader.numeric_cells += sum(1 for cell, _, figure in measured if figure or not is_absent(cell))
        self.reader.numeric_cells += sum(
            cell is not None and column.concept is None and parse(cell) is not None
            for cell, column in zip(self.cells[number], self.columns, strict=True)
        )
        for cell, column, figure in measured:
            self._add(row, cell, column, figure, unit)
        for cell, column in categories:
            if column.concept is not None:
                code, group = column.concept.code, column.group or None
                said = category_in(cell.text, code) or cell.text
                self.reader.facts.add_category(row, cell, code, said, group, self.stretch.period)
        self.reader.rows += 1
        return row.subject

    def _measured(self, number: int) -> list[Measured]:
        return [
            (cell, column, column.figure(cell))
            for cell, column in zip(self.cells[number], self.columns, strict=True)
            if column.is_measure and cell is not None and cell.text
        ]

    def _categories(self, number: int) -> list[tuple[Cell, Column]]:
        return [
            (cell, column)
            for cell, column in zip(self.cells[number], self.columns, strict=True)
            if column.is_category and cell is not None and not is_absent(cell)
        ]

    def _add(self, row: Row, cell: Cell, column: Column, figure: Figure | None, unit: str | None) -> None:
        concept = column.concept
        if concept is None:
            return
        if figure is None:
            if not is_absent(cell):
                self._note("unreadable", row, cell, column)
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
            None if concept.kind == "ratio" or column.reason == "year" else column.group or None,
            column.period or self.stretch.period,
            column.mend(cell) is not None,
        )

    def _note(self, kind: NoteKind, row: Row, cell: Cell, column: Column) -> None:
        note = RowNote(kind, row.table, row.subject, (cell,), row.number, missing=(column.label,))
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
        place = self.outline.row(label.place, label.indent, label.text, self.reader.rows) if label.name else NOWHERE
        return Row(self.reader.rows, table, what, (self._subject_kind(label), label.code, label.name), place)

    def _subject_kind(self, label: Label | None) -> str:
        if self.stretch.kind and self.stretch.kind.subject:
            return self.stretch.kind.subject
        if label is not None and label.subject:
            return label.subject
        names = [column.concept for column in self.columns if column.names_rows and column.concept]
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
        here, there = (label.place, label.indent), (follows.place, follows.indent)
        if here != there:
            return here < there
        if follows.text.startswith("("):
            return True
        if _pattern(label.text) != _pattern(follows.text):
            return True
        if label.text.isupper() != follows.text.isupper():
            return label.text.isupper()
        return own_code(label.text) is None and self._after != "figures"

    def _label_with_figures(self, number: int) -> Label | None:
        return label_of(self.cells[number], self.columns) if any(f for _, _, f in self._measured(number)) else None

    def _role(self, number: int, code: str) -> str | None:
        for cell, column in zip(self.cells[number], self.columns, strict=True):
            if column.concept and column.concept.code == code and cell is not None and cell.text:
                return cell.text
        return None


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
