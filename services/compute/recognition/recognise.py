"""The way from a document to a statement: titles, columns, then row by row the figures."""

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

import polars as pl

from services.compute.arithmetic import Figure
from services.compute.reading.blocks import filled
from services.compute.reading.document import Cell, Document, Table
from services.compute.recognition.alignment import Reading, align, align_all
from services.compute.recognition.columns import Column, looks_like_code
from services.compute.recognition.context import (
    Period,
    find_family,
    find_institution,
    find_period,
)
from services.compute.recognition.figures import is_absent, parse
from services.compute.recognition.headings import Headings, find_headings, has_headings, numbers_columns
from services.compute.recognition.scales import settle
from services.compute.recognition.statement import (
    EXACT_DECIMALS,
    FACTS,
    LEAST_UNIT,
    RecognisedTable,
    RowNote,
    Statement,
    by_subject,
)
from services.compute.recognition.vocabulary import fold, vocabulary

Subject = tuple[str, str | None, str | None]
_ROWS_THAT_TELL = 20


def recognise(document: Document, currency: str) -> Statement:
    """Find what `document` states. Figures whose meaning or value is in doubt become notes, never facts.

    `currency` (ISO 4217) is that of money columns, which filings of one country do not name.
    """
    titles = [text for table in document.tables for text in (table.title, _head_lines(table)) if text]
    texts = [paragraph.text for paragraph in document.paragraphs]
    facts = _Facts(currency)
    tables: list[RecognisedTable] = []
    period = next(filter(None, map(find_period, titles + texts)), None)
    layouts = _layouts(document)
    for number, table in enumerate(document.tables, 1):
        headings = layouts[number - 1]
        columns: tuple[Column, ...] = ()
        data_rows = 0
        if headings:
            pairs = zip(document.tables, layouts, strict=True)
            alike = [(other, heads) for other, heads in pairs if heads and _alike(heads, headings)]
            telling = [row for other, heads in alike for row in other.rows if not _heads(row, heads)]
            rows = [row for row in table.rows if not _heads(row, headings)]
            columns = settle(headings.columns, telling, [table.title, _head_lines(table), *texts])
            facts.begin_table(f"t{number}", columns, find_period(table.title) or period)
            readings = align_all(rows, columns)
            data_rows = sum(facts.add_row(row, reading) for row, reading in zip(rows, readings, strict=True))
        else:
            facts.numeric_cells += sum(parse(cell) is not None for row in table.rows for cell in row)
        tables.append(RecognisedTable(f"t{number}", table, columns, data_rows))
    codes = frozenset(column.concept.code for table in tables for column in table.columns if column.concept)
    family = find_family(titles + texts, codes)
    frame = pl.DataFrame(facts.columns, schema=FACTS)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row if "(" in cell.text]
    return Statement(
        family=family.code if family else None,
        institution=find_institution(titles + texts + _labelled_names(document), texts + cells),
        period=period,
        currency=currency,
        pages=document.pages,
        tables=tuple(tables),
        facts=frame,
        subjects=by_subject(frame),
        notes=tuple(facts.notes),
        numeric_cells=facts.numeric_cells,
    )


def _head_lines(table: Table) -> str:
    """What stands alone in the first rows of `table`: its title, where it lies within the grid."""
    lines = []
    for row in table.rows:
        cells = filled(row)
        if len(cells) != 1:
            break
        lines.append(cells[0].text)
    return "\n".join(lines)


def _heads(row: tuple[Cell, ...], headings: Headings) -> bool:
    """Whether `row` is one of the headings, says them again, or numbers the columns."""
    return row[0].row in headings.rows or headings.repeated_by(row) or numbers_columns(row)


def _labelled_names(document: Document) -> list[str]:
    """What stands beside a cell such as ``Ente Público:``, which names who files."""
    names = []
    for table in document.tables:
        for row in table.rows:
            cells = filled(row)
            names += [
                name.text for label, name in pairwise(cells) if fold(label.text) in vocabulary().institution_labels
            ]
    return names


def _layouts(document: Document) -> list[Headings | None]:
    """The headings of each table: its own, or those of the table that it goes on from."""
    layouts: list[Headings | None] = []
    last: Headings | None = None
    title = ""
    for table in document.tables:
        own = find_headings(table)
        if own:
            last, title = own, table.title
            layouts.append(own)
        else:
            layouts.append(replace(last, rows=frozenset()) if last and _goes_on(table, last, title) else None)
    return layouts


def _goes_on(table: Table, headings: Headings, title: str) -> bool:
    """Whether `table` goes on under the headings of one before it: as wide, under no other title, with no headings of
    its own, and its rows fit.
    """
    if table.width != len(headings.columns) or table.title not in ("", title) or has_headings(table):
        return False
    rows = [row for row in table.rows if len(filled(row)) > 1][:_ROWS_THAT_TELL]
    fitting = [row for row in rows if align(row, headings.columns).outcome != "ambiguous"]
    return 2 * len(fitting) > len(rows)


def _alike(one: Headings, other: Headings) -> bool:
    """Whether two tables have the same columns, so that the one's rows tell of the other's."""
    return [(c.concept, c.index) for c in one.columns] == [(c.concept, c.index) for c in other.columns]


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

    def add_row(self, row: tuple[Cell, ...], reading: Reading) -> bool:
        """Take the figures of `row` as read. False where it states none: a title, a note, a blank."""
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
        self.numeric_cells += sum(
            cell is not None and column.concept is None and parse(cell) is not None
            for cell, column in zip(reading.cells, self._layout, strict=True)
        )
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
            if column.is_measure and (cell is None or is_absent(cell))
        )
        width = len(self._layout)
        ragged = len(row) < width or any(cell.text for cell in row[width:])
        if reading.outcome == "ambiguous":
            self._note("ambiguous", subject, tuple(filled(row)), reading, missing)
        elif ragged:
            self._note("ragged", subject, tuple(filled(row)), reading, missing)
        elif reading.moves:
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
        note = RowNote(kind, self._table, subject, cells, self._subject_row, missing=missing, width=len(self._layout))
        if reading:
            note = replace(note, moved=reading.moved, moves=reading.moves, rates_met=reading.rates_met)
        self.notes.append(note)

    def _subject(self, reading: Reading, row: tuple[Cell, ...]) -> Subject:
        code, name = self._role(reading, "code"), self._role(reading, "name")
        first = next((cell.text for cell in filled(row)), "")
        words = fold(code or name or first) + " "
        if words.startswith(vocabulary().totals) and not (code and looks_like_code(code)):
            return "total", None, code or name or first
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
        units = {
            "amount": self.currency,
            "ratio": "ratio",
            "target": unit,
            "other": "ratio" if figure.percent else None,
        }
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
        columns["confidence"].append(cell.confidence)
        columns["subject_kind"].append(subject[0])
        columns["subject_code"].append(subject[1])
        columns["subject_name"].append(subject[2])
        columns["concept"].append(concept.code)
        columns["value"].append(format(figure.value, "f"))
        exact = round(figure.value, EXACT_DECIMALS)
        columns["exact"].append(exact)
        columns["half_unit"].append(figure.half_unit if exact == figure.value else max(figure.half_unit, LEAST_UNIT))
        columns["unit"].append(units.get(concept.kind))
        columns["group"].append(None if concept.kind == "ratio" else column.group or None)
        columns["period_start"].append(self._period.start if self._period else None)
        columns["period_end"].append(self._period.end if self._period else None)
