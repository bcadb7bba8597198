"""Accepting a filing: what it is, its place on disk, and filing and job in one transaction."""

from pathlib import PurePosixPath

from sqlmodel import Session

from shared.identity import filing_id
from shared.job_passwords import PASSWORD_PROBLEMS, give_password
from shared.jobs import LARGE, SMALL, job_of, now, open_job, retry
from shared.media_types import ARCHIVES, ENCRYPTED_OFFICE, READABLE, DamagedArchive, sniff
from shared.problems import Problem
from shared.settings import Settings
from shared.storage import Incoming, Store
from shared.tables import Filing, Job, JobStatus

_MOST_NAME_CHARACTERS = 200


def keep(store: Store, incoming: Incoming, filename: str) -> Filing:
    """Keep the bytes that came; the filing that they are, not yet on file.

    Raises `Problem` where they are nothing that can be read.
    """
    filename = PurePosixPath(filename).name[:_MOST_NAME_CHARACTERS] or "file"
    if incoming.size == 0:
        raise Problem("empty-file", filename=filename)
    try:
        media_type = sniff(incoming.stream)
    except DamagedArchive as error:
        raise Problem("damaged-file", filename=filename) from error
    if media_type == ENCRYPTED_OFFICE:
        raise Problem("protected-file", filename=filename)
    if media_type not in READABLE and media_type not in ARCHIVES:
        raise Problem("unsupported-type", filename=filename, media_type=media_type)
    sha256 = store.keep(incoming)
    return Filing(
        id=filing_id(sha256),
        sha256=sha256,
        filename=filename,
        media_type=media_type,
        size=incoming.size,
        created_at=now(),
    )


def put_on_file(session: Session, filing: Filing, settings: Settings, password: str | None) -> tuple[Job, bool]:
    """Put a filing on file and open its job; the job, and whether there is work to do that there was not before.

    The same bytes give the job that exists. With a (sealed) `password` it is queued again where it failed for want of
    one, and given the password where it has not ended. Raises `IntegrityError` where another put the same bytes on file
    at the same moment.
    """
    known = session.get(Filing, filing.id)
    if known and known.deleted_at is None:
        job = job_of(session, known.id)
        if job:
            return job, bool(password) and _try_password(session, job, password or "")
    if known:
        known.deleted_at, known.filename, known.created_at = None, filing.filename, filing.created_at
    else:
        session.add(Filing(**filing.model_dump()))
        session.flush()
    queue = LARGE if filing.size > settings.large_filing_bytes else SMALL
    return open_job(session, filing.id, queue, password), True


def _try_password(session: Session, job: Job, password: str) -> bool:
    again = job.status == JobStatus.FAILED and (job.problem or {}).get("slug") in PASSWORD_PROBLEMS
    done = retry(session, job.id, password) if again else give_password(session, job.id, password)
    session.refresh(job)
    return again and done
