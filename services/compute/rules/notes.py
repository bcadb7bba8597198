"""Rules about how rows were read, which recognition noted as it went."""

from collections.abc import Callable
from dataclasses import replace

import polars as pl

from services.compute.recognition.statement import RowNote, Said, Statement
from services.compute.rules.cut import cut_rows
from services.compute.rules.rule import Finding, Outcome
from shared.report import Text


def note_outcome(
    statement: Statement,
    kind: str,
    finding: Callable[[RowNote], Finding],
    why_not: Callable[[RowNote], str | None] = lambda _: None,
) -> Outcome:
    """A finding for each note of `kind`, but those that another rule tells, as `why_not` says; every other row of
    figures passes. Rows cut short are another rule's.

    Of the cells that a finding points at, those that became facts are named as facts.
    """
    cut = cut_rows(statement)
    every = [(note, why_not(note)) for note in statement.notes if note.kind == kind and note.subject_row not in cut]
    notes = [note for note, why in every if why is None]
    rows = {note.subject_row for note, _ in every}
    facts = statement.facts.filter(pl.col("subject_row").is_in(list(rows))) if rows else statement.facts.clear()
    by_cell = {(table, row, column): fact for fact, table, row, column in facts.select(_CELL).iter_rows()}
    findings = [_with_facts(finding(note), by_cell) for note in notes]
    outcome = Outcome(findings, passed=statement.subjects.height - len(rows))
    for why in (why for _, why in every if why is not None):
        outcome.does_not_apply(why)
    return outcome


def conflict_outcome(
    statement: Statement, kind: str, named: bool, otherwise: str, say: Callable[[Said, Said], Text]
) -> Outcome:
    """A finding for each title that says otherwise than the filing's own; one case a filing that is `named`."""
    outcome = Outcome()
    for note in statement.filing_notes:
        if note.kind == kind:
            own, *others = note.said
            outcome.findings += [_of_titles(say(own, other), own, other) for other in others]
    if not named:
        outcome.does_not_apply(otherwise)
    elif not outcome.findings:
        outcome.passed = 1
    return outcome


def _of_titles(message: Text, own: Said, other: Said) -> Finding:
    return Finding(
        ("period", None, None), message, cells=(other.cell,), table=other.table, elsewhere=((own.table, own.cell),)
    )


_CELL = ("fact", "table", "row", "column")


def _with_facts(finding: Finding, by_cell: dict[tuple[str, int, int], str]) -> Finding:
    found = {cell: by_cell.get((finding.table, cell.row, cell.column)) for cell in finding.cells}
    return replace(
        finding,
        facts=tuple(fact for fact in found.values() if fact),
        cells=tuple(cell for cell, fact in found.items() if not fact),
    )


def quoted(labels: tuple[str, ...]) -> str:
    """Column labels as messages name them."""
    return ", ".join(f"«{label}»" for label in labels)
