"""What the statements of a period have against themselves, apart from what lies between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from services.api.views.groups import Told
from shared.tables import StoredAnomaly

_GRAVE = ("error", "warning")
_MOST_OF_ONE = 3


@dataclass(frozen=True, slots=True)
class OwnAnomalies:
    """The gravest of one filing's own anomalies, and how many more it has of that kind."""

    filing_id: str
    anomalies: tuple[Told, ...]
    more: int


def by_themselves(session: Session, statements: Mapping[str, Sequence[str]]) -> list[OwnAnomalies]:
    """Of the filings that `statements` names by id, in their order; of a statement in two files the first."""
    first = {tuple(kinds): filing_id for filing_id, kinds in reversed(list(statements.items())) if kinds}
    wanted = [filing_id for filing_id in statements if filing_id in set(first.values())]
    columns = [col(getattr(StoredAnomaly, name)) for name in Told.__slots__]
    query = (
        select(col(StoredAnomaly.filing_id), *columns)
        .where(
            col(StoredAnomaly.filing_id).in_(wanted),
            col(StoredAnomaly.unit).is_(None),
            col(StoredAnomaly.severity).in_(_GRAVE),
        )
        .order_by(col(StoredAnomaly.position))
    )
    found: dict[str, list[Told]] = {}
    for filing_id, *told in session.execute(query):
        found.setdefault(filing_id, []).append(Told(*told))
    return [
        OwnAnomalies(filing_id, tuple(found[filing_id][:_MOST_OF_ONE]), len(found[filing_id][_MOST_OF_ONE:]))
        for filing_id in wanted
        if filing_id in found
    ]
