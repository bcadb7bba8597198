"""The figures of a row stand a cell away from their columns.

Happens when a table is turned into text and an empty cell slips in or out. The row was read under the columns where
its own reported rates come out; what stood where is kept in the evidence.
"""

from services.compute.policy import Policy
from services.compute.recognition.statement import RowNote, Statement
from services.compute.rules.notes import note_outcome, quoted
from services.compute.rules.rule import Finding, Outcome, Rule
from shared.report import Text

RULE = Rule(
    id="shifted-row",
    version=3,
    severity="warning",
    title=Text(es="Renglón recorrido", en="Shifted row"),
    why=Text(
        es="Leído tal cual, el renglón daría cifras de otro concepto; se leyó como su aritmética dice.",
        en="Read as it stands the row would give figures of another kind; it was read as its arithmetic says.",
    ),
    source=Text(
        es="Aritmética del renglón: los porcentajes informados se sostienen en una sola lectura",
        en="Arithmetic of the row: the reported rates hold under one reading only",
    ),
    fails=Text(
        es="una celda vacía antes de las metas, con lo que una meta queda en la columna de unidades",
        en="an empty cell before the targets, so that a target stands in the column of units",
    ),
    passes=Text(es="cada celda tiene lo que su columna pide", en="every cell holds what its column asks for"),
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a row of figures."""
    return note_outcome(statement, "shifted", _finding)


def _finding(note: RowNote) -> Finding:
    count, lost = abs(note.moved) or note.moves, quoted(note.missing)
    es = "a la derecha" if note.moved < 0 else "a la izquierda"
    en = "to the right" if note.moved < 0 else "to the left"
    rest = Text(
        es=f" Quedó sin cifra {lost}." if lost else "",
        en=f" Left without a figure: {lost}." if lost else "",
    )
    told = Text(
        es=f"donde concuerda{'n' * (note.rates_met > 1)} {note.rates_met} de sus porcentajes",
        en=f"where {note.rates_met} of its rates agree{'s' * (note.rates_met == 1)}",
    )
    if not note.rates_met:
        told = Text(es="por lo que cada celda parece", en="by what each cell looks like")
    return Finding(
        subject=note.subject,
        message=Text(
            es=f"Renglón recorrido {count} celda{'s' * (count > 1)} {es}; se leyó en su lugar, {told.es}.{rest.es}",
            en=f"Row shifted {count} cell{'s' * (count > 1)} {en}; read in its place, {told.en}.{rest.en}",
        ),
        cells=note.cells,
        table=note.table,
        origin="reading",
    )
