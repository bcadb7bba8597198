"""The heads that a budget is parted into: programmes, or the main accounts of a statement of spending.

Taken only where they add up to the total that the filing prints, if it prints one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl

from services.compute.recognition.listed_again import figures_again
from services.compute.recognition.statement import Statement
from services.compute.recognition.subject_rows import figures_of
from services.compute.recognition.vocabulary import vocabulary
from shared.spots import RUNNING_TEXT

Row = dict[str, Any]
_PARTS = ("programme", "activity")
MOMENTS = ("approved", "modified", "accrued")
_OF_REVENUE = ("estimated", "collected")
_WHICH = ("subject_row", "table", "subject_kind", "subject_code", "subject_name", "parent")
_FEWEST_HEADS = 3
_CENTAVO = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Heads:
    """Rows of `Statement.subjects` that part a whole; `total` is the row that prints it. `subject` is what they are of,
    as `shared.report.SubjectPart` has it.
    """

    subject: dict[str, Any]
    rows: tuple[Row, ...]
    total: Row | None

    def stating(self, *concepts: str) -> list[Row]:
        """The heads that state a figure of each of `concepts`."""
        return [row for row in self.rows if all(row.get(concept) is not None for concept in concepts)]

    def whole(self, concept: str) -> Decimal | None:
        """All of `concept`: as the total prints it, or the heads' sum; None where neither states any."""
        if self.total is not None and self.total.get(concept) is not None:
            printed: Decimal = self.total[concept]
            return printed
        stated = [row[concept] for row in self.stating(concept)]
        return sum(stated, Decimal(0)) if stated else None


def heads_of(statement: Statement) -> list[Heads]:
    """The heads in `statement`: its programmes, and what they are made of; or those of each statement of spending."""
    if not set(MOMENTS) & set(statement.subjects.columns):
        return []
    subjects = statement.subjects.select(*_WHICH, *figures_of(statement.subjects, (*MOMENTS, *_OF_REVENUE)))
    name = statement.institution.name if statement.institution else None
    subject = {"kind": "filing", "code": None, "name": name}
    again = figures_again(statement.facts).filter(pl.col("concept").is_in(MOMENTS))["subject_row"]
    once = subjects.filter(~pl.col("subject_row").is_in(again.implode()))
    found = [heads for kind in _PARTS if (heads := _of_kind(once, kind, subject))]
    if found:
        return found
    return [one for table in statement.tables if (one := _of_statement(subjects, table.id, table.statement, name))]


def _of_kind(subjects: pl.DataFrame, kind: str, subject: dict[str, Any]) -> Heads | None:
    """The programmes, or activities, of a filing that are no sums of others; None where there are none."""
    alike = subjects.filter(pl.col("subject_kind") == kind)
    parents = set(alike["parent"].drop_nulls().to_list())
    rows = [
        row
        for row in alike.iter_rows(named=True)
        if row["subject_row"] not in parents and any(row.get(moment) is not None for moment in MOMENTS)
    ]
    rows = [row for row in rows if row["table"] != RUNNING_TEXT] or rows  # what a sentence says again adds nothing
    tables = dict.fromkeys(row["table"] for row in rows)
    totals = [total for table in tables for total in _totals(subjects, table)]
    return Heads(subject, tuple(rows), _printed_total(rows, totals)) if rows else None


def _of_statement(subjects: pl.DataFrame, table: str, kind: str | None, name: str | None) -> Heads | None:
    """The main accounts of one statement of spending that add up to its total; None where none do."""
    mixed = {entry.code for entry in vocabulary().statements if entry.mixes_revenue}
    if kind is None or kind in mixed or not {"approved", "accrued"} <= set(subjects.columns):
        return None
    rows = [
        row
        for row in subjects.filter((pl.col("table") == table) & (pl.col("subject_kind") == "account")).iter_rows(
            named=True
        )
        if (row["subject_name"] or row["subject_code"])
        and row["approved"] is not None
        and all(row.get(concept) is None for concept in _OF_REVENUE)
    ]
    totals = list(_totals(subjects, table))
    for heads in _levels(rows):
        total = _printed_total(heads, totals)
        if total is not None and len(heads) >= _FEWEST_HEADS:
            return Heads({"kind": "statement", "code": kind, "name": name}, tuple(heads), total)
    return None


def _levels(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows at the outermost level, then one level further in, those without any further in kept."""
    children: dict[int | None, list[Row]] = {}
    known = {row["subject_row"] for row in rows}
    for row in rows:
        children.setdefault(row["parent"] if row["parent"] in known else None, []).append(row)
    level = children.get(None, [])
    while level:
        yield level
        inner = [child for row in level for child in children.get(row["subject_row"], [row])]
        if len(inner) == len(level):
            return
        level = inner


def _totals(subjects: pl.DataFrame, table: str) -> Iterator[Row]:
    yield from subjects.filter((pl.col("table") == table) & (pl.col("subject_kind") == "total")).iter_rows(named=True)


def _printed_total(heads: Sequence[Row], totals: Sequence[Row]) -> Row | None:
    """The row of `totals` that the approved and accrued amounts of `heads` add up to."""
    for total in totals:
        stated = [moment for moment in ("approved", "accrued") if total.get(moment) is not None]
        if stated and all(_adds_up(heads, total, moment) for moment in stated):
            return total
    return None


def _adds_up(heads: Sequence[Row], total: Row, moment: str) -> bool:
    parts = [row for row in heads if row.get(moment) is not None]
    room = sum((row[f"{moment}.half"] for row in parts), total[f"{moment}.half"]) + _CENTAVO
    return bool(abs(sum((row[moment] for row in parts), Decimal(0)) - total[moment]) <= room)
