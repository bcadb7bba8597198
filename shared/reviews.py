"""What auditors say of anomalies: kept beside the results, so that a filing analysed anew keeps its marks."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable

from sqlalchemy import delete
from sqlmodel import Session, col, select

from shared.jobs import now
from shared.review_part import ReviewPart, Verdict
from shared.tables import Review, StoredAnomaly


def fingerprints(anomalies: Iterable[StoredAnomaly]) -> dict[str, str]:
    """What makes each anomaly of one filing the same when it is analysed anew, by its id.

    That is its rule, its subject, and what stands in its cells: not its id, its place or its words, which a better
    reading changes. Those that agree in all of it are told apart by their order.
    """
    seen: Counter[str] = Counter()
    found = {}
    for anomaly in anomalies:
        subject = (anomaly.subject_kind, anomaly.subject_code, anomaly.subject_name)
        texts = [(spot.get("filing"), spot["text"]) for spot in anomaly.evidence]
        same = hashlib.sha256(json.dumps([anomaly.rule, subject, texts]).encode()).hexdigest()[:32]
        found[anomaly.id] = f"{same}.{seen[same]}"
        seen[same] += 1
    return found


def anomalies_of(session: Session, filing_id: str) -> list[StoredAnomaly]:
    """The anomalies of a filing, in their order."""
    query = select(StoredAnomaly).where(StoredAnomaly.filing_id == filing_id).order_by(col(StoredAnomaly.position))
    return list(session.exec(query))


def copies(session: Session, anomaly: StoredAnomaly) -> list[StoredAnomaly]:
    """The rows of `anomaly`: one that lies between filings has one with each of them, and what is said of it is said of
    them all.
    """
    if anomaly.unit is None:
        return [anomaly]
    query = select(StoredAnomaly).where(StoredAnomaly.unit == anomaly.unit, StoredAnomaly.id == anomaly.id)
    return list(session.exec(query.order_by(col(StoredAnomaly.filing_id))))


def reviews_of(session: Session, filing_id: str) -> dict[str, Review]:
    """The marks on a filing, by fingerprint."""
    rows = session.exec(select(Review).where(Review.filing_id == filing_id).order_by(col(Review.reviewed_at)))
    return {row.anomaly: row for row in rows}


def reviews_by_anomaly(session: Session, filing_id: str) -> dict[str, ReviewPart]:
    """The marks on anomalies that a filing still has, by the anomaly's id."""
    marks = reviews_of(session, filing_id)
    prints = fingerprints(anomalies_of(session, filing_id)) if marks else {}
    return {anomaly: review_part(marks[mark], anomaly) for anomaly, mark in prints.items() if mark in marks}


def mark(session: Session, anomaly: StoredAnomaly, fingerprint: str, verdict: Verdict, note: str) -> Review:
    """Put a mark on `anomaly`, in the place of what it had."""
    subject = " ".join(part for part in (anomaly.subject_code, anomaly.subject_name) if part)
    return session.merge(
        Review(
            filing_id=anomaly.filing_id,
            anomaly=fingerprint,
            verdict=verdict,
            note=note,
            rule=anomaly.rule,
            subject=subject,
            message=anomaly.message,
            reviewed_at=now(),
        )
    )


def unmark(session: Session, filing_id: str, fingerprint: str) -> None:
    """Take the mark away, if there is one."""
    session.execute(delete(Review).where(col(Review.filing_id) == filing_id, col(Review.anomaly) == fingerprint))


def delete_reviews(session: Session, filing_id: str) -> None:
    """Delete all marks on a filing."""
    session.execute(delete(Review).where(col(Review.filing_id) == filing_id))


def review_part(row: Review, anomaly: str | None) -> ReviewPart:
    """A stored mark as users see it."""
    return ReviewPart.model_validate(row.model_dump() | {"anomaly": anomaly})
