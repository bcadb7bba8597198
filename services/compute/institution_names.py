"""Whose a filing on file is, by the name that it prints. Knows the database, as `companions` does."""

from sqlalchemy import Engine, delete, update
from sqlmodel import Session, col, select

from services.compute.ties.institutions import Printed, institutions
from shared.company import lock_companies, touch
from shared.company_tables import InstitutionName
from shared.database import reading, writing
from shared.tables import Filing, StoredAnomaly


def institution_of(session: Session, filing: Filing) -> str | None:
    """Whose filing it is; a name not seen before is held against all others, and may bring two together."""
    if not filing.institution_name:
        return None
    printed = Printed(filing.institution_name, filing.institution_acronym or "")
    known = session.get(InstitutionName, (printed.name, printed.acronym))
    if known:
        return known.institution_id
    row = InstitutionName(name=printed.name, acronym=printed.acronym, institution_id="")
    session.add(row)
    session.flush()
    _group(session)
    return row.institution_id


def _group(session: Session) -> None:
    """Hold all printed names against each other, and let each be of the institution that comes of it."""
    rows = {Printed(row.name, row.acronym): row for row in session.exec(select(InstitutionName))}
    for group in institutions(rows):
        institution_id = rows[group[0]].id_by_itself
        for one in group:
            if rows[one].institution_id != institution_id:
                _move(session, rows[one], institution_id)
    session.flush()


def forget_names(engine: Engine, institution_id: str) -> None:
    """Let names that no filing prints any more, since it was replaced or deleted, no longer tell who is who."""
    with reading(engine) as session:
        if not _no_longer_printed(session, institution_id):
            return
    with writing(engine) as session:
        lock_companies(session)
        for row in _no_longer_printed(session, institution_id):
            session.delete(row)
        session.flush()
        _group(session)


def _no_longer_printed(session: Session, institution_id: str) -> list[InstitutionName]:
    query = select(Filing.institution_name, Filing.institution_acronym).distinct()
    on_file = query.where(Filing.institution_id == institution_id, col(Filing.deleted_at).is_(None))
    printed = {(name, acronym or "") for name, acronym in session.exec(on_file)}
    rows = session.exec(select(InstitutionName).where(InstitutionName.institution_id == institution_id))
    return [row for row in rows if (row.name, row.acronym) not in printed]


def _move(session: Session, row: InstitutionName, institution_id: str) -> None:
    """Let the filings of a printed name be those of `institution_id`.

    What was found between them and others is no longer so: comparisons with and without them are due.
    """
    acronym = row.acronym or None
    of_name = (col(Filing.institution_name) == row.name, col(Filing.institution_acronym).is_not_distinct_from(acronym))
    on_file = session.exec(select(Filing).where(*of_name, col(Filing.deleted_at).is_(None))).all()
    for end in sorted({filing.period_end for filing in on_file if filing.period_end}):
        if row.institution_id:
            touch(session, row.institution_id, end)
        touch(session, institution_id, end)
    of_these = col(StoredAnomaly.filing_id).in_([filing.id for filing in on_file])
    session.execute(delete(StoredAnomaly).where(of_these, col(StoredAnomaly.unit).is_not(None)))
    session.execute(update(Filing).where(*of_name).values(institution_id=institution_id))
    row.institution_id = institution_id
    session.add(row)
