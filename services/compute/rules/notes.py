"""Rules about how rows were read, which recognition noted as it went."""

from collections.abc import Callable

from services.compute.recognition.statement import RowNote, Statement
from services.compute.rules.rule import Finding, Outcome


def note_outcome(statement: Statement, kind: str, finding: Callable[[RowNote], Finding]) -> Outcome:
    """A finding for each note of `kind`; every other row of figures passes."""
    notes = [note for note in statement.notes if note.kind == kind]
    rows = {note.subject_row for note in notes}
    return Outcome([finding(note) for note in notes], passed=statement.subjects.height - len(rows))


def quoted(labels: tuple[str, ...]) -> str:
    """Column labels as messages name them."""
    return ", ".join(f"«{label}»" for label in labels)
