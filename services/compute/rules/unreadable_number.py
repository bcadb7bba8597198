"""A cell in a column of figures holds something that is no figure, or one that cannot be read without doubt."""

from collections.abc import Callable

from services.compute.policy import Policy
from services.compute.recognition.statement import RowNote, Statement
from services.compute.rules.formula_error import is_formula_error
from services.compute.rules.notes import note_outcome, quoted
from services.compute.rules.rule import Finding, Outcome, Rule
from services.compute.rules.words_for_figure import is_words
from shared.report import Text

RULE = Rule(
    id="unreadable-number",
    version=3,
    severity="error",
    title=Text(es="Cifra ilegible", en="Unreadable figure"),
    why=Text(
        es="Una cifra que no se puede leer no se supone ni se toma por cero; hay que verla en el original.",
        en="A figure that cannot be read is not guessed or taken for zero; it must be looked at in the original.",
    ),
    source="A default of this project: nothing is lost and nothing invented",
    fails="460,5OO.00 (two letters O) in the column Aprobado",
    passes="460,500.00",
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a row of figures. What a failed formula shows, and words, are told by the rules on those."""
    outcome = note_outcome(statement, "unreadable", _finding)
    for why, told in (("a formula error", is_formula_error), ("words", is_words)):
        left = [finding for finding in outcome.findings if not _all(told, finding)]
        outcome.does_not_apply(why, len(outcome.findings) - len(left))
        outcome.findings = left
    return outcome


def _all(told: Callable[[str], bool], finding: Finding) -> bool:
    return bool(finding.cells) and all(told(cell.text) and cell.confidence is None for cell in finding.cells)


def _finding(note: RowNote) -> Finding:
    text, column = note.cells[0].text, quoted(note.missing)
    values = ", ".join(f"{value:,f}" for value in note.candidates)
    may = Text(es=f" Puede ser {values}.", en=f" It may be {values}.") if values else Text(es="", en="")
    return Finding(
        subject=note.subject,
        message=Text(
            es=f"No se pudo leer «{text}» como cifra en {column}.{may.es}",
            en=f"“{text}” could not be read as a figure in {column}.{may.en}",
        ),
        cells=note.cells,
        table=note.table,
        origin="reading",
    )
