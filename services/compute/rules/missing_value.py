"""A row leaves a column of figures empty that the other columns of the row fill.

A total of amounts lacks nothing but amounts: what programmes are to reach, in units of their own, and rates add up to
nothing.
"""

from collections.abc import Mapping
from dataclasses import replace

from services.compute.policy import Policy
from services.compute.reading.document import Cell
from services.compute.recognition.columns import label_among
from services.compute.recognition.statement import RowNote, Statement
from services.compute.rules.notes import note_outcome, quoted
from services.compute.rules.rule import Finding, Outcome, Rule
from shared.report import Text

RULE = Rule(
    id="missing-value",
    version=3,
    severity="information",
    title=Text(es="Cifra faltante", en="Missing figure"),
    why=Text(
        es="Una celda vacía no es un cero: lo que falta no se puede revisar.",
        en="An empty cell is not a zero: what is missing cannot be checked.",
    ),
    source=Text(
        es="Criterio propio de este proyecto: nada se pierde y nada se inventa",
        en="A default of this project: nothing is lost and nothing invented",
    ),
    fails=Text(
        es="la columna Devengado vacía junto a Aprobado y Modificado con cifras",
        en="the column Devengado empty beside filled Aprobado and Modificado",
    ),
    passes=Text(es="0.00 en la columna Devengado", en="0.00 in the column Devengado"),
)

_MOST_SAID = 80


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a row of figures."""
    lacking = _lacking(statement)

    def finding(note: RowNote) -> Finding:
        return _finding(replace(note, missing=lacking.get(note.subject_row, note.missing)))

    def why_not(note: RowNote) -> str | None:
        return None if lacking.get(note.subject_row, note.missing) else "a total of amounts, which gives them all"

    return note_outcome(statement, "missing", finding, why_not)


def _lacking(statement: Statement) -> dict[int, tuple[str, ...]]:
    """The columns of amounts that totals of amounts leave empty, by `subject_row`."""
    notes = [note for note in statement.notes if note.kind == "missing" and note.subject[0] == "total"]
    if not notes:
        return {}
    is_money = statement.facts["unit"] == statement.currency
    columns = set(statement.facts.select("table", "column").filter(is_money).unique().iter_rows())
    totals = set(statement.facts["subject_row"].filter(is_money).unique())
    labels = {
        table.id: {
            label_among(column, table.columns) for column in table.columns if (table.id, column.index) in columns
        }
        for table in statement.tables
    }
    return {
        note.subject_row: tuple(label for label in note.missing if label in labels[note.table])
        for note in notes
        if note.subject_row in totals
    }


def _finding(note: RowNote) -> Finding:
    """What the row lacks, and what stands there in its place, word for word."""
    said = {label: cell for label, cell in note.instead if label in note.missing}
    return Finding(
        subject=note.subject,
        message=Text(
            es=f"El renglón no da {_listed(note.missing, said, 'dice')}.",
            en=f"The row does not give {_listed(note.missing, said, 'it says')}.",
        ),
        cells=tuple(said.values()) or note.cells[:1],
        table=note.table,
    )


def _listed(labels: tuple[str, ...], said: Mapping[str, Cell], says: str) -> str:
    return ", ".join(
        f"{quoted((label,))} ({says} «{said[label].text[:_MOST_SAID]}»)" if label in said else quoted((label,))
        for label in labels
    )
