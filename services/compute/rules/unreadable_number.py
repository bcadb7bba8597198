"""A cell in a column of figures holds one that cannot be read without doubt.

Its digits and marks say more than one figure, or letters stand in it that are taken for digits. What is no figure at
all, such as words, codes and ranges, is another matter.
"""

from services.compute.policy import Policy
from services.compute.reading.document import UNREAD
from services.compute.recognition.statement import RowNote, Statement
from services.compute.rules.no_figure import kind_of
from services.compute.rules.notes import note_outcome, quoted
from services.compute.rules.rule import Finding, Outcome, Rule
from services.compute.rules.wording import stored_rate
from shared.report import Text

RULE = Rule(
    id="unreadable-number",
    version=6,
    severity="error",
    title=Text(es="Cifra ilegible", en="Unreadable figure"),
    why=Text(
        es="Una cifra que no se puede leer no se supone ni se toma por cero; hay que verla en el original.",
        en="A figure that cannot be read is not guessed or taken for zero; it must be looked at in the original.",
    ),
    source=Text(
        es="Criterio propio de este proyecto: nada se pierde y nada se inventa",
        en="A default of this project: nothing is lost and nothing invented",
    ),
    fails=Text(
        es="460,5OO.00 (dos letras O) en la columna Aprobado",
        en="460,5OO.00 (two letters O) in the column Aprobado",
    ),
    passes="460,500.00",
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a row of figures. What a failed formula shows, words, and codes are no figures."""

    def why_not(note: RowNote) -> str | None:
        kind = kind_of(statement, note)
        return None if kind == "a damaged figure" else kind

    return note_outcome(statement, "unreadable", _finding, why_not)


def _finding(note: RowNote) -> Finding:
    text, column = note.cells[0].text, quoted(note.missing)
    values = ", ".join(stored_rate(value) if "%" in text else f"{value:,f}" for value in note.candidates)
    may = Text(es=f" Puede ser {values}.", en=f" It may be {values}.") if values else Text(es="", en="")
    message = Text(
        es=f"No se pudo leer «{text}» como cifra en {column}.{may.es}",
        en=f"“{text}” could not be read as a figure in {column}.{may.en}",
    )
    if text == UNREAD:
        message = Text(
            es=f"En {column} hay una cifra que no se alcanza a leer.{may.es}",
            en=f"In {column} stands a figure that cannot be made out.{may.en}",
        )
    return Finding(
        subject=note.subject,
        message=message,
        cells=note.cells,
        table=note.table,
        origin="reading",
    )
