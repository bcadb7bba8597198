"""Which comparisons between filings are due: noted in the transaction that changes what is compared."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import ColumnElement, CursorResult, func, text, update
from sqlmodel import Session, col, select

from shared.company_tables import PeriodCheck, Recheck
from shared.jobs import now
from shared.tables import Filing

_SETTLE_SECONDS = 0.3
_LOCK = 7_362_014


def lock_companies(session: Session) -> None:
    """Let no other transaction change who keeps company with whom, or what was found between them, until this one ends.

    Whatever writes rows of several filings or periods takes it before it reads or writes any, so that none waits for
    another in a ring and none acts on what is no longer so. SQLite lets only one write anyway.
    """
    if session.connection().dialect.name == "postgresql":
        session.connection().execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def touch(session: Session, institution_id: str, end: date) -> None:
    """Note that the filings of an institution that end on `end` changed.

    Due are the comparison of that period and those of later ones that look back on it: of its year and of the next.
    What is told of a whole year may be its plan, on which all of its quarters look, and counts for the grade of the
    second year after it. A message waits a moment, for more of a quarter to come; one that is on its way, or a worker
    that compares already and finds that it has to begin anew, is waited for.
    """
    if session.get(PeriodCheck, (institution_id, end)) is None:
        session.add(PeriodCheck(institution_id=institution_id, period_end=end, revision=0))
        session.flush()
    due = update(PeriodCheck).where(*_looking_at(institution_id, end))
    moment = now() + timedelta(seconds=_SETTLE_SECONDS)
    session.execute(due.values(revision=PeriodCheck.revision + 1, knock_at=func.coalesce(PeriodCheck.knock_at, moment)))


def _looking_at(institution_id: str, end: date) -> tuple[ColumnElement[bool], ...]:
    """The comparisons that look at filings of an institution that end on `end`."""
    whole = (end.month, end.day) == (12, 31)
    since = date(end.year, 1, 1) if whole else end
    graded = date(end.year + 2, 12, 31) if whole else end
    ends = col(PeriodCheck.period_end)
    return (
        col(PeriodCheck.institution_id) == institution_id,
        ends.between(since, date(end.year + 1, 12, 31)) | (ends == graded),
    )


def held_against_others(session: Session, filing: Filing) -> bool | None:
    """Whether no comparison that looks at `filing` is due; None where it does not say whose and of when it is."""
    if not (filing.institution_id and filing.period_end):
        return None
    due = select(PeriodCheck).where(
        *_looking_at(filing.institution_id, filing.period_end), col(PeriodCheck.compared) != col(PeriodCheck.revision)
    )
    return session.exec(due.limit(1)).first() is None


def touch_company_of(session: Session, filing: Filing) -> None:
    """Note that what `filing` is held against is due, if it says whose and of when it is."""
    if filing.institution_id and filing.period_end:
        touch(session, filing.institution_id, filing.period_end)


def anything_due(session: Session) -> bool:
    """Whether the message of a comparison or of a recheck is due."""
    dues = (select(table.knock_at).where(col(table.knock_at) <= now()).limit(1) for table in (PeriodCheck, Recheck))
    return any(session.exec(due).first() is not None for due in dues)


def due_periods(session: Session, again_seconds: float, most: int = 100) -> list[tuple[str, str]]:
    """Institution and day of the comparisons whose message is due; due again after `again_seconds`."""
    query = select(PeriodCheck).where(col(PeriodCheck.knock_at) <= now()).order_by(col(PeriodCheck.knock_at))
    rows = list(session.exec(query.limit(most).with_for_update(skip_locked=True)))
    for row in rows:
        row.knock_at = now() + timedelta(seconds=again_seconds)
        session.add(row)
    return [(row.institution_id, row.period_end.isoformat()) for row in rows]


def due_rechecks(session: Session, again_seconds: float, most: int = 100) -> list[str]:
    """The rechecks whose message is due; due again after `again_seconds`."""
    query = select(Recheck).where(col(Recheck.knock_at) <= now()).order_by(col(Recheck.knock_at))
    rows = list(session.exec(query.limit(most).with_for_update(skip_locked=True)))
    for row in rows:
        row.knock_at = now() + timedelta(seconds=again_seconds)
        session.add(row)
    return [row.id for row in rows]


def unheard(session: Session, periods: Iterable[tuple[str, str]], rechecks: Iterable[str], seconds: float) -> None:
    """Let messages that the broker did not take be due again in `seconds`."""
    lock_companies(session)
    moment = now() + timedelta(seconds=seconds)
    for institution_id, end in periods:
        of = (col(PeriodCheck.institution_id) == institution_id, col(PeriodCheck.period_end) == date.fromisoformat(end))
        session.execute(update(PeriodCheck).where(*of, col(PeriodCheck.knock_at) > moment).values(knock_at=moment))
    for recheck_id in rechecks:
        session.execute(update(Recheck).where(col(Recheck.id) == recheck_id).values(knock_at=moment))


def take_period(session: Session, institution_id: str, end: date, seconds: float) -> bool:
    """Take on the comparison of a period; False where nothing has changed since the last.

    Its message is due again in `seconds`, should nothing come of it, and not before that, whatever arrives.
    """
    due = update(PeriodCheck).where(
        *_named(institution_id, end), col(PeriodCheck.compared) != col(PeriodCheck.revision)
    )
    result = session.execute(due.values(knock_at=now() + timedelta(seconds=seconds)))
    return isinstance(result, CursorResult) and result.rowcount == 1


def give_back(session: Session, institution_id: str, end: date) -> None:
    """Let the message of a comparison that came too late for a change be due in a moment, once for all of them."""
    changed = (*_named(institution_id, end), col(PeriodCheck.compared) != col(PeriodCheck.revision))
    moment = now() + timedelta(seconds=_SETTLE_SECONDS)
    session.execute(update(PeriodCheck).where(*changed).values(knock_at=moment))


def _named(institution_id: str, end: date) -> tuple[ColumnElement[bool], ...]:
    return col(PeriodCheck.institution_id) == institution_id, col(PeriodCheck.period_end) == end


def settle(session: Session, institution_id: str, end: date, revision: int, body: dict[str, object] | None) -> bool:
    """Note that `revision` of a period was compared. False, and nothing may be written, where it has changed since."""
    done = (
        update(PeriodCheck)
        .where(*_named(institution_id, end), col(PeriodCheck.revision) == revision)
        .values(compared=revision, knock_at=None, checked_at=now(), body=body)
    )
    result = session.execute(done.execution_options(synchronize_session=False))
    return isinstance(result, CursorResult) and result.rowcount == 1
