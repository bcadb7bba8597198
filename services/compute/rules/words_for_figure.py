"""A cell in a column of figures holds no figure: "pendiente", "n/aplica", a range, a heading that comes again.

Nothing was misread; the figure is not there. Letters that OCR takes for digits are no words. Codes that number rows,
of one shape all along their column, are no figures either, and nothing is amiss.
"""

from services.compute.policy import Policy
from services.compute.recognition.statement import RowNote, Statement
from services.compute.rules.no_figure import kind_of
from services.compute.rules.notes import note_outcome, quoted
from services.compute.rules.rule import Finding, Outcome, Rule
from shared.report import Text

RULE = Rule(
    id="words-for-figure",
    version=2,
    severity="warning",
    title=Text(es="Palabras en lugar de una cifra", en="Words in place of a figure"),
    why=Text(
        es="Donde la columna pide una cifra y hay palabras, la cifra no se informó; no se toma por cero.",
        en="Where a column asks for a figure and has words, the figure was not reported; it is not taken for zero.",
    ),
    source=Text(
        es="Criterio propio de este proyecto: nada se pierde y nada se inventa",
        en="A default of this project: nothing is lost and nothing invented",
    ),
    fails=Text(es="«pendiente» en la columna Devengado", en="“pendiente” in the column Devengado"),
    passes=Text(
        es="un guion, n.d. o nada, que dicen que no la hay",
        en="a dash, n.d. or a blank, which say that there is none",
    ),
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a row of figures; what OCR read is never words."""

    def why_not(note: RowNote) -> str | None:
        kind = kind_of(statement, note)
        return None if kind == "words" else kind

    return note_outcome(statement, "unreadable", _finding, why_not)


def _finding(note: RowNote) -> Finding:
    text, column = note.cells[0].text, quoted(note.missing)
    return Finding(
        subject=note.subject,
        message=Text(
            es=f"En lugar de una cifra dice «{text}» en {column}.",
            en=f"In place of a figure it says “{text}” in {column}.",
        ),
        cells=note.cells,
        table=note.table,
    )
