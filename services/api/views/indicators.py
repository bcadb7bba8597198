"""What was worked out, one by one: each indicator with its formula in words and the figures that went into it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from shared.figures import figure, stored_number
from shared.names import concept_name, formula_in_words, indicator_name
from shared.problems import Language
from shared.tables import StoredFact, StoredIndicator
from shared.wording import rate

FILING = "filing"
"""The kind of subject that the whole filing is."""
_MOST_INPUTS = 6
_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Input:
    """A figure that went into an indicator: what it is, as it is printed, and the fact it is."""

    concept: str
    text: str
    fact: str


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator as it is shown. Of more than a handful of figures `count` alone is told, and `inputs` is empty."""

    name: str
    value: str
    formula: str
    inputs: tuple[Input, ...]
    count: int
    reported: str | None
    category: str | None
    rating: str | None


@dataclass(frozen=True, slots=True)
class SubjectLines:
    """The indicators of one subject, and how many of them have which rating."""

    kind: str
    code: str | None
    name: str | None
    lines: tuple[Line, ...]

    @property
    def ratings(self) -> Counter[str]:
        return Counter(line.rating for line in self.lines if line.rating)


def subjects_of(session: Session, filing_id: str) -> list[list[int]]:
    """The positions of the indicators of each subject of a filing, the whole filing first.

    Of two rows that bear one code and name each is a subject: an indicator that comes again begins another.
    """
    columns = (StoredIndicator.subject_kind, StoredIndicator.subject_code, StoredIndicator.subject_name)
    query = (
        select_columns(*map(col, columns), col(StoredIndicator.name), col(StoredIndicator.position))
        .where(col(StoredIndicator.filing_id) == filing_id)
        .order_by(col(StoredIndicator.position))
    )
    found: list[tuple[bool, dict[str, int]]] = []
    of_subject: dict[tuple[str | None, ...], list[dict[str, int]]] = {}
    for *subject, name, position in session.execute(query):
        of_it = of_subject.setdefault(tuple(subject), [])
        row = next((row for row in of_it if name not in row), None)
        if row is None:
            row = {}
            of_it.append(row)
            found.append((subject[0] != FILING, row))
        row[name] = position
    return [list(row.values()) for _, row in sorted(found, key=lambda one: one[0])]


def indicators_of(
    session: Session, filing_id: str, subjects: Sequence[Sequence[int]], language: Language
) -> list[SubjectLines]:
    """The indicators at the positions of `subjects`, as `subjects_of` gives them."""
    places = [position for positions in subjects for position in positions]
    query = select(StoredIndicator).where(
        StoredIndicator.filing_id == filing_id, col(StoredIndicator.position).in_(places)
    )
    rows = {row.position: row for row in session.exec(query)}
    facts = _inputs(session, filing_id, list(rows.values()))
    found = []
    for positions in subjects:
        first = rows[positions[0]]
        lines = tuple(_line(rows[position], facts, language) for position in positions)
        found.append(SubjectLines(first.subject_kind, first.subject_code, first.subject_name, lines))
    return found


def _inputs(session: Session, filing_id: str, rows: Sequence[StoredIndicator]) -> dict[str, StoredFact]:
    wanted = {fact for row in rows if len(row.inputs) <= _MOST_INPUTS for fact in row.inputs}
    query = select(StoredFact).where(StoredFact.filing_id == filing_id, col(StoredFact.id).in_(wanted))
    return {fact.id: fact for fact in session.exec(query)}


def _line(row: StoredIndicator, facts: dict[str, StoredFact], language: Language) -> Line:
    inputs = [facts[fact] for fact in row.inputs if fact in facts] if len(row.inputs) <= _MOST_INPUTS else []
    return Line(
        name=indicator_name(row.name, language),
        value=_shown(row.value, row.unit),
        formula=formula_in_words(row.formula, language),
        inputs=tuple(Input(concept_name(fact.concept, language), _printed(fact), fact.id) for fact in inputs),
        count=len(row.inputs),
        reported=None if row.reported_value is None else _shown(Decimal(row.reported_value), row.unit),
        category=row.category,
        rating=row.rating,
    )


def _shown(value: Decimal, unit: str | None) -> str:
    if unit == "ratio":
        return rate(value, _DIGITS)
    return figure(value) if unit is None or "/" in unit else f"{value:,.2f}"


def _printed(fact: StoredFact) -> str:
    text = str(fact.evidence["text"])
    return stored_number(text) if fact.evidence.get("cell") else text
