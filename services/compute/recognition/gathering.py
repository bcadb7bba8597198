"""What is gathered from a filing as its rows are read: facts, notes, formulas, and how many rows there were."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from services.compute.reading.document import Cell
from services.compute.recognition.columns import Column
from services.compute.recognition.facts import Facts, Row
from services.compute.recognition.sheets import Sheet
from services.compute.recognition.statement import RowNote, StatedFormula, StatedText

NoteKind = Literal["shifted", "ragged", "ambiguous", "unreadable", "missing", "stray"]


@dataclass
class Gathering:
    """Facts and notes of a filing; rows are numbered over the whole filing. `sheet` is the data sheet read last."""

    currency: str
    facts: Facts = field(default_factory=Facts)
    notes: list[RowNote] = field(default_factory=list)
    numeric_cells: int = 0
    rows: int = 0
    formulas: list[StatedFormula] = field(default_factory=list)
    sheet: Sheet | None = None
    texts: list[StatedText] = field(default_factory=list)

    def note_cell(
        self, kind: NoteKind, row: Row, cell: Cell, column: Column, width: int, candidates: tuple[Decimal, ...] = ()
    ) -> None:
        """Note what is amiss with the figure in `cell`; `candidates` are the values that it may state."""
        note = RowNote(kind, row.table, row.subject, (cell,), row.number, missing=(column.label,))
        self.notes.append(replace(note, width=width, candidates=candidates))
