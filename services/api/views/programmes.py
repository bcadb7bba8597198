"""Programmes, activities and indicators with the figures and rates that the pictures show."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sqlalchemy import select
from sqlmodel import Session, col

from shared.summary import TOTALS, UNIT_TOLD_BY, in_another_unit
from shared.tables import StoredAnomaly, StoredFact, StoredIndicator

SUBJECTS = ("programme", "activity", "indicator", "objective")
MOMENTS = ("approved", "modified", "accrued")
CONCEPTS = (*MOMENTS, "target_modified", "achieved")
_ASKED = (*CONCEPTS, "exercised")
EXECUTION, ACHIEVEMENT = "execution_rate_modified", "achievement_rate_modified"
Key = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Programme:
    """One subject's figures by concept, and its rates with their ratings by the indicator's name; and those of its
    facts that are told to stand in another unit than others.
    """

    kind: str
    code: str | None
    name: str | None
    figures: dict[str, Decimal] = field(default_factory=dict)
    rates: dict[str, tuple[Decimal, str | None]] = field(default_factory=dict)
    unlike: list[str] = field(default_factory=list)

    @property
    def stake(self) -> Decimal:
        """The money that it moves."""
        return max((abs(self.figures.get(name, Decimal(0))) for name in MOMENTS), default=Decimal(0))

    @property
    def execution(self) -> Decimal | None:
        """Accrued over modified."""
        return self.rates[EXECUTION][0] if EXECUTION in self.rates else None

    @property
    def achievement(self) -> Decimal | None:
        """Achieved over target."""
        return self.rates[ACHIEVEMENT][0] if ACHIEVEMENT in self.rates else None


def programmes_of(session: Session, filing_id: str) -> list[Programme]:
    """The subjects of a filing that have such figures, in reading order.

    Two rows of one code and name are two: the second begins where a concept comes again. Of a programme that states
    its money by categories and in all, what the totals of the filing add up is taken.
    """
    summed = _summed(session, filing_id)
    unlike = _in_another_unit(session, filing_id)
    found: list[Programme] = []
    last: dict[Key, Programme] = {}
    rows = session.execute(
        select(
            col(StoredFact.id),
            col(StoredFact.subject_kind),
            col(StoredFact.subject_code),
            col(StoredFact.subject_name),
            col(StoredFact.concept),
            col(StoredFact.value),
        )
        .where(
            col(StoredFact.filing_id) == filing_id,
            col(StoredFact.concept).in_(_ASKED),
            col(StoredFact.subject_kind).in_(SUBJECTS),
        )
        .order_by(col(StoredFact.position))
    )
    for fact, kind, code, name, concept, value in rows:
        if summed and kind == "programme" and concept in MOMENTS and fact not in summed:
            continue
        programme = last.get((code, name))
        if programme is None or concept in programme.figures:
            programme = last[code, name] = Programme(kind, code, name)
            found.append(programme)
        if value is not None:
            programme.figures[concept] = value
        if fact in unlike:
            programme.unlike.append(fact)
    _add_rates(session, filing_id, found)
    return found


def pictured(programmes: Sequence[Programme], most: int) -> tuple[list[Programme], int]:
    """Those that move most money of `programmes`, so many at most, of which there is a rate to draw; and of how many
    there is one.
    """
    drawn = [one for one in programmes if one.execution is not None or one.achievement is not None]
    return sorted(drawn, key=lambda one: -one.stake)[:most], len(drawn)


def _summed(session: Session, filing_id: str) -> set[str]:
    """The facts of programmes that the totals of a filing add up; none where it has no such totals."""
    of_totals = (col(StoredIndicator.filing_id) == filing_id, col(StoredIndicator.name).in_(TOTALS))
    found = {
        fact for (inputs,) in session.execute(select(col(StoredIndicator.inputs)).where(*of_totals)) for fact in inputs
    }
    kinds = select(col(StoredFact.subject_kind)).where(
        col(StoredFact.filing_id) == filing_id, col(StoredFact.id).in_(sorted(found)[:1])
    )
    return found if session.execute(kinds).scalar() == "programme" else set()


def _in_another_unit(session: Session, filing_id: str) -> set[str]:
    """The facts that are told to stand in another unit than their like."""
    query = select(col(StoredAnomaly.facts), col(StoredAnomaly.expected), col(StoredAnomaly.observed)).where(
        col(StoredAnomaly.filing_id) == filing_id,
        col(StoredAnomaly.rule) == UNIT_TOLD_BY,
        col(StoredAnomaly.unit).is_(None),
    )
    return {facts[0] for facts, *figures in session.execute(query) if in_another_unit(UNIT_TOLD_BY, *figures)}


def _add_rates(session: Session, filing_id: str, programmes: list[Programme]) -> None:
    waiting: dict[Key, list[Programme]] = {}
    for programme in programmes:
        waiting.setdefault((programme.code, programme.name), []).append(programme)
    rows = session.execute(
        select(
            col(StoredIndicator.subject_code),
            col(StoredIndicator.subject_name),
            col(StoredIndicator.name),
            col(StoredIndicator.value),
            col(StoredIndicator.rating),
        )
        .where(col(StoredIndicator.filing_id) == filing_id, col(StoredIndicator.name).in_((EXECUTION, ACHIEVEMENT)))
        .order_by(col(StoredIndicator.position))
    )
    for code, name, indicator, value, rating in rows:
        free = (one for one in waiting.get((code, name), ()) if indicator not in one.rates)
        if one := next(free, None):
            one.rates[indicator] = (value, rating)
