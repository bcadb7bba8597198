"""The way from a document to a statement: titles, columns, then row by row the figures."""

from dataclasses import dataclass, field
from typing import Any

import polars as pl

from services.compute.arithmetic import Figure
from services.compute.reading.blocks import filled
from services.compute.reading.document import Cell, Document, Table
from services.compute.recognition.alignment import Reading, align
from services.compute.recognition.columns import Column, with_scales
from services.compute.recognition.context import (
    Period,
    amount_factor,
    find_family,
    find_institution,
    find_period,
)
from services.compute.recognition.figures import is_absent
from services.compute.recognition.headings import Headings, find_headings
from services.compute.recognition.statement import (
    FACTS,
    RecognisedTable,
    RowNote,
    Statement,
    by_subject,
)
from services.compute.recognition.vocabulary import fold, vocabulary

Subject = tuple[str, str | None, str | None]


def recognise(document: Document, currency: str) -> Statement:
    """Find what `document` states. Figures whose meaning or value is in doubt become notes, never facts.

    `currency` (ISO 4217) is that of money columns, which filings of one country do not name.
    """
    titles = [table.title for table in document.tables if table.title]
    texts = [paragraph.text for paragraph in document.paragraphs]
    facts = _Facts(currency)
    tables: list[RecognisedTable] = []
    headings: Headings | None = None
    period = next(filter(None, map(find_period, titles + texts)), None)
    for number, table in enumerate(document.tables, 1):
        headings = find_headings(table) or _carried(headings, table)
        columns: tuple[Column, ...] = ()
        data_rows = 0
        if headings:
            columns = with_scales(headings.columns, table.rows, amount_factor([table.title, *texts]))
            facts.begin_table(f"t{number}", columns, find_period(table.title) or period)
            for row in table.rows:
                if row[0].row not in headings.rows and not headings.repeated_by(row):
                    data_rows += facts.add_row(row)
        tables.append(RecognisedTable(f"t{number}", table, columns, data_rows))
    codes = frozenset(column.concept.code for table in tables for column in table.columns if column.concept)
    family = find_family(titles + texts, codes)
    frame = pl.DataFrame(facts.columns, schema=FACTS)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row if "(" in cell.text]
    return Statement(
        family=family.code if family else None,
        institution=find_institution(titles + texts, texts + cells),
        period=period,
        currency=currency,
        pages=document.pages,
        tables=tuple(tables),
        facts=frame,
        subjects=by_subject(frame),
        notes=tuple(facts.notes),
        numeric_cells=facts.numeric_cells,
    )


def _carried(headings: Headings | None, table: Table) -> Headings | None:
    """The headings of the table before, for a table that goes on from it: as wide, and with none of its own."""
    if headings and table.width == len(headings.columns):
        return Headings(headings.columns, frozenset(), headings.said)
    return None


@dataclass
class _Facts:
    """Facts gathered column by column, and the notes on the rows they came from."""

    currency: str
    columns: dict[str, list[Any]] = field(default_factory=lambda: {name: [] for name in FACTS})
    notes: list[RowNote] = field(default_factory=list)
    numeric_cells: int = 0
    _subject_row: int = 0
    _table: str = ""
    _layout: tuple[Column, ...] = ()
    _period: Period | None = None

    def begin_table(self, table: str, layout: tuple[Column, ...], period: Period | None) -> None:
        self._table, self._layout, self._period = table, layout, period

    def add_row(self, row: tuple[Cell, ...]) -> bool:
        """Take the figures of `row`. False where it states none: a title, a note, a blank."""
        reading = align(row, self._layout)
        measures = [
            (cell, column)
            for cell, column in zip(reading.cells, self._layout, strict=True)
            if column.is_measure and cell is not None and cell.text
        ]
        figures = [(cell, column, column.figure(cell)) for cell, column in measures]
        if not any(figure for _, _, figure in figures):
            return False
        subject = self._subject(reading, row)
        unit = self._role(reading, "unit_of_measure")
        self.numeric_cells += sum(1 for cell, _, _ in figures if not is_absent(cell))
        for cell, column, figure in figures:
            if figure is not None:
                self._add(cell, column, figure, subject, unit)
            elif not is_absent(cell):
                self._note("unreadable", subject, (cell,), missing=(column.label,))
        self._note_row(reading, row, subject)
        self._subject_row += 1
        return True

    def _note_row(self, reading: Reading, row: tuple[Cell, ...], subject: Subject) -> None:
        missing = tuple(
            column.label
            for cell, column in zip(reading.cells, self._layout, strict=True)
            if column.is_measure and (cell is None or not cell.text)
        )
        if reading.outcome == "ambiguous":
            self._note("ambiguous", subject, tuple(filled(row)), reading, missing)
        elif len(row) != len(self._layout):
            self._note("ragged", subject, tuple(filled(row)), reading, missing)
        elif reading.moved:
            self._note("shifted", subject, tuple(filled(row[reading.at :])), reading, missing)
        elif missing:
            self._note("missing", subject, tuple(filled(row)), missing=missing)

    def _note(
        self,
        kind: Any,
        subject: Subject,
        cells: tuple[Cell, ...],
        reading: Reading | None = None,
        missing: tuple[str, ...] = (),
    ) -> None:
        moved, rates_met = (reading.moved, reading.rates_met) if reading else (0, 0)
        note = RowNote(
            kind, self._table, subject, cells, self._subject_row, moved, rates_met, missing, len(self._layout)
        )
        self.notes.append(note)

    def _subject(self, reading: Reading, row: tuple[Cell, ...]) -> Subject:
        code, name = self._role(reading, "code"), self._role(reading, "name")
        first = next((cell.text for cell in filled(row)), "")
        if not code and fold(name or first).split(" ")[0] in vocabulary().totals:
            return "total", None, name or first
        return "programme", code, name

    def _role(self, reading: Reading, code: str) -> str | None:
        for cell, column in zip(reading.cells, self._layout, strict=True):
            if column.concept and column.concept.code == code and cell is not None and cell.text:
                return cell.text
        return None

    def _add(self, cell: Cell, column: Column, figure: Figure, subject: Subject, unit: str | None) -> None:
        concept = column.concept
        if concept is None:
            return
        units = {"amount": self.currency, "ratio": "ratio", "target": unit}
        columns = self.columns
        columns["fact"].append(f"f{len(columns['fact']) + 1}")
        columns["subject_row"].append(self._subject_row)
        columns["table"].append(self._table)
        columns["page"].append(cell.page)
        columns["line"].append(cell.line)
        columns["row"].append(cell.row)
        columns["column"].append(cell.column)
        columns["cell"].append(cell.address)
        columns["text"].append(cell.text)
        columns["bbox"].append(list(cell.bbox) if cell.bbox else None)
        columns["subject_kind"].append(subject[0])
        columns["subject_code"].append(subject[1])
        columns["subject_name"].append(subject[2])
        columns["concept"].append(concept.code)
        columns["value"].append(format(figure.value, "f"))
        columns["exact"].append(figure.value)
        columns["half_unit"].append(figure.half_unit)
        columns["unit"].append(units.get(concept.kind))
        columns["group"].append(None if concept.kind == "ratio" else column.group or None)
        columns["period_start"].append(self._period.start if self._period else None)
        columns["period_end"].append(self._period.end if self._period else None)
