"""One subject of a statement: its figures, their units, the categories and the words that its row gives."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import polars as pl

from services.compute.recognition.folding import fold
from services.compute.recognition.statement import Statement, place_of


@dataclass(frozen=True, slots=True)
class Subject:
    """A row of `Statement.subjects`, the `units` of all facts, what categories it states (as folded words) and in which
    facts, and its texts by concept.
    """

    row: Mapping[str, Any]
    units: pl.Series
    said: Mapping[str, str] = field(default_factory=dict)
    said_in: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)

    def states(self, *concepts: str) -> bool:
        """Whether it states a figure of each of `concepts`."""
        row = self.row
        for concept in concepts:  # noqa: SIM110  (asked dozens of times a row: a generator takes thrice as long)
            if row.get(concept) is None:
                return False
        return True

    def figure(self, concept: str) -> Decimal:
        """Its figure of `concept`, which it states."""
        figure: Decimal = self.row[concept]
        return figure

    def fact(self, concept: str) -> str | None:
        """The fact that states its figure of `concept`, or its category; None where it states none."""
        return self.row.get(f"{concept}.fact") or self.said_in.get(concept)

    def unit(self, concept: str) -> str | None:
        """The unit of its figure of `concept`."""
        fact = self.row.get(f"{concept}.fact")
        return self.units[place_of(fact)] if fact else None

    @property
    def kind(self) -> str:
        """What kind of thing it is."""
        return str(self.row["subject_kind"])

    @property
    def target(self) -> str | None:
        """The concept of the target in force: the modified one, unless it is left at nothing; None where it has none.

        Forms print 0 as modified target where it was not modified.
        """
        for concept in ("target_modified", "target_original"):
            if self.row.get(concept):
                return concept
        return next((c for c in ("target_modified", "target_original") if self.states(c)), None)

    def as_part(self) -> dict[str, Any]:
        """As `shared.report.SubjectPart` has it."""
        return {"kind": self.kind, "code": self.row["subject_code"], "name": self.row["subject_name"]}


def subjects_of(statement: Statement) -> Iterator[Subject]:
    """The subjects of `statement` that are no totals, in reading order."""
    facts = statement.facts
    said: dict[int, dict[str, str]] = {}
    said_in: dict[int, dict[str, str]] = {}
    categories = facts.filter(pl.col("category").is_not_null() & pl.col("exact").is_null())
    for row, concept, category, fact in categories.select("subject_row", "concept", "category", "fact").iter_rows():
        said.setdefault(row, {}).setdefault(concept, fold(category))
        said_in.setdefault(row, {}).setdefault(concept, fact)
    texts: dict[int, dict[str, str]] = {}
    for text in statement.texts:
        texts.setdefault(text.subject_row, {}).setdefault(text.concept, text.text)
    for row in statement.subjects.iter_rows(named=True):
        number = row["subject_row"]
        if row["subject_kind"] != "total":
            yield Subject(row, facts["unit"], said.get(number, {}), said_in.get(number, {}), texts.get(number, {}))
