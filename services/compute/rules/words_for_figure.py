"""A cell in a column of figures holds words: "pendiente", "n/aplica", a heading that comes again.

Nothing was misread; the figure is not there. Letters that OCR takes for digits are no words.
"""

from services.compute.policy import Policy
from services.compute.reading.document import Cell
from services.compute.recognition.look_alikes import digits_in
from services.compute.recognition.statement import RowNote, Statement
from services.compute.recognition.vocabulary import fold
from services.compute.rules.formula_error import is_formula_error
from services.compute.rules.notes import note_outcome, quoted
from services.compute.rules.rule import Finding, Outcome, Rule
from shared.report import Text

RULE = Rule(
    id="words-for-figure",
    version=1,
    severity="warning",
    title=Text(es="Palabras en lugar de una cifra", en="Words in place of a figure"),
    why=Text(
        es="Donde la columna pide una cifra y hay palabras, la cifra no se informó; no se toma por cero.",
        en="Where a column asks for a figure and has words, the figure was not reported; it is not taken for zero.",
    ),
    source="A default of this project: nothing is lost and nothing invented",
    fails="pendiente in the column Devengado",
    passes="a dash, n.d. or a blank, which say that there is none",
)


def is_words(text: str) -> bool:
    """Whether `text` has more letters than digits, letters that look like digits left aside."""
    letters = sum(char.isalpha() for char in digits_in(fold(text)))
    return letters > sum(char.isdigit() for char in text)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a row of figures; what OCR read is never words."""
    outcome = note_outcome(statement, "unreadable", _finding)
    words = [finding for finding in outcome.findings if finding.cells and all(map(_words, finding.cells))]
    outcome.does_not_apply("no words", len(outcome.findings) - len(words))
    outcome.findings = words
    return outcome


def _words(cell: Cell) -> bool:
    return cell.confidence is None and is_words(cell.text) and not is_formula_error(cell.text)


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
