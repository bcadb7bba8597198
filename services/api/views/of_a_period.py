"""What is of a period and of none of its filings, with what auditors said of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from shared.between import OF_A_PERIOD
from shared.reviews import anomalies_of, fingerprints, reviews_of
from shared.tables import Review, StoredAnomaly


@dataclass(frozen=True, slots=True)
class OfAPeriod:
    """An anomaly of a period, by the filing that carries it and its id there, and the mark on it."""

    filing_id: str
    anomaly_id: str
    review: Review | None


def missing_of(session: Session, filings: Sequence[str]) -> list[OfAPeriod]:
    """What says that statements are missing beside `filings`."""
    query = select(StoredAnomaly).where(col(StoredAnomaly.filing_id).in_(filings), StoredAnomaly.rule == OF_A_PERIOD)
    found = []
    for anomaly in session.exec(query.order_by(col(StoredAnomaly.filing_id), col(StoredAnomaly.position))):
        reviews = reviews_of(session, anomaly.filing_id)
        mark_of = fingerprints(anomalies_of(session, anomaly.filing_id))[anomaly.id] if reviews else ""
        found.append(OfAPeriod(anomaly.filing_id, anomaly.id, reviews.get(mark_of)))
    return found
