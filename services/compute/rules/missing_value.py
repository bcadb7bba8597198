"""A row leaves a column of figures empty that the other columns of the row fill."""

from services.compute.policy import Policy
from services.compute.recognition.statement import RowNote, Statement
from services.compute.rules.notes import note_outcome, quoted
from services.compute.rules.rule import Finding, Outcome, Rule
from shared.report import Text

RULE = Rule(
    id="missing-value",
    version=1,
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


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a row of figures."""
    return note_outcome(statement, "missing", _finding)


def _finding(note: RowNote) -> Finding:
    lost = quoted(note.missing)
    return Finding(
        subject=note.subject,
        message=Text(es=f"El renglón no da {lost}.", en=f"The row does not give {lost}."),
        cells=note.cells[:1],
        table=note.table,
    )
