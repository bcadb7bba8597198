"""Accepting a filing: its type, its place on disk, and filing and job in one transaction."""

from pathlib import PurePosixPath

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from shared.database import writing
from shared.identity import filing_id
from shared.jobs import LARGE, SMALL, job_of, now, open_job
from shared.logs import logger
from shared.media_types import ENCRYPTED_OFFICE, READABLE, DamagedArchive, sniff
from shared.problems import Problem
from shared.settings import Settings
from shared.storage import Incoming, Store
from shared.tables import Filing, IdempotencyKey, Job

_MOST_NAME_CHARACTERS = 200


def accept(
    engine: Engine, store: Store, incoming: Incoming, filename: str, key: str | None, settings: Settings
) -> tuple[Job, bool]:
    """Keep what came and open its job; the job, and whether it is new. The same bytes give the job that exists.

    Raises `Problem` where the bytes are nothing that can be read, or `key` was used with other bytes.
    """
    filename = PurePosixPath(filename).name[:_MOST_NAME_CHARACTERS] or "file"
    if incoming.size == 0:
        raise Problem("empty-file", filename=filename)
    try:
        media_type = sniff(incoming.stream)
    except DamagedArchive as error:
        raise Problem("damaged-file", filename=filename) from error
    if media_type == ENCRYPTED_OFFICE:
        raise Problem("password-needed", filename=filename)
    if media_type not in READABLE:
        raise Problem("unsupported-type", filename=filename, media_type=media_type)
    sha256 = store.keep(incoming)
    filing = Filing(
        id=filing_id(sha256),
        sha256=sha256,
        filename=filename,
        media_type=media_type,
        size=incoming.size,
        created_at=now(),
    )
    queue = LARGE if incoming.size > settings.large_filing_bytes else SMALL
    try:
        job, new = _open(engine, filing, queue, key)
    except IntegrityError:  # the same bytes came twice at one moment, and the other request was first
        job, new = _open(engine, filing, queue, key)
    event = "filing.accepted" if new else "filing.known"
    logger().info(event, filing_id=job.filing_id, job_id=job.id, size=incoming.size, media_type=media_type)
    return job, new


def _open(engine: Engine, filing: Filing, queue: str, key: str | None) -> tuple[Job, bool]:
    with writing(engine) as session:
        if key:
            _note_key(session, key, filing.sha256)
        known = session.get(Filing, filing.id)
        if known and known.deleted_at is None:
            job = job_of(session, known.id)
            if job:
                return job, False
        if known:
            known.deleted_at, known.filename, known.created_at = None, filing.filename, filing.created_at
        else:
            session.add(Filing(**filing.model_dump()))
            session.flush()
        return open_job(session, filing.id, queue), True


def _note_key(session: Session, key: str, sha256: str) -> None:
    noted = session.get(IdempotencyKey, key)
    if noted is None:
        session.add(IdempotencyKey(key=key, sha256=sha256, created_at=now()))
    elif noted.sha256 != sha256:
        raise Problem("idempotency-key-reused")
