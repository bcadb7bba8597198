"""The periods whose statements came last, and how they stand."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select, tuple_
from sqlmodel import Session, col

from shared.company_tables import PeriodCheck
from shared.period_names import period_name
from shared.tables import Filing


@dataclass(frozen=True, slots=True)
class RecentPeriod:
    """A period with company: its filings, and its ties by state; `ties` is None while it was never compared.

    While it is not `current`, `ties` are of before its last change.
    """

    institution_id: str
    institution: str
    start: date
    end: date
    filings: int
    current: bool
    ties: Counter[str] | None
    missing: int

    @property
    def name(self) -> str:
        """As addresses have it."""
        return period_name(self.end)


def recent_periods(session: Session, most: int, among: Collection[Filing] | None = None) -> list[RecentPeriod]:
    """The newest `most` periods of which there is more than one filing; of those that filings `among` are of."""
    whose, end = col(Filing.institution_id), col(Filing.period_end)
    newest = func.max(col(Filing.created_at))
    query = (
        select(whose, func.min(col(Filing.period_start)), end, func.count())
        .where(whose.is_not(None), end.is_not(None), col(Filing.deleted_at).is_(None))
        .group_by(whose, end)
        .having(func.count() > 1)
        .order_by(newest.desc())
        .limit(most)
    )
    if among is not None:
        of_them = {(one.institution_id, one.period_end) for one in among if one.institution_id and one.period_end}
        query = query.where(tuple_(whose, end).in_(of_them))
    return [_told(session, *row) for row in session.execute(query).all()]


def _told(session: Session, institution_id: str, start: date, end: date, filings: int) -> RecentPeriod:
    check = session.get(PeriodCheck, (institution_id, end))
    spans = check.body["spans"] if check and check.body else None
    current = check is not None and check.compared == check.revision
    broken: dict[str, str] = {}
    for tie in (tie for span in spans or () for tie in span["ties"]):
        if broken.get(tie["tie"]) != "does-not-hold" and tie["state"] != "cannot-be-checked":
            broken[tie["tie"]] = tie["state"]
    of_it = (col(Filing.institution_id) == institution_id, col(Filing.period_end) == end)
    names = Counter(
        session.execute(select(col(Filing.institution_acronym), col(Filing.institution_name)).where(*of_it)).all()
    )
    acronym, name = names.most_common(1)[0][0]
    ties = None if spans is None else Counter(broken.values())
    missing = sum(len(span["missing"]) for span in spans or ())
    return RecentPeriod(institution_id, acronym or name or "", start, end, filings, current, ties, missing)
