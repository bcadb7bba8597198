"""Accepting what a request brought."""

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from shared.acceptance import keep, put_on_file
from shared.database import writing
from shared.jobs import now
from shared.logs import logger
from shared.problems import Problem
from shared.sealing import Seal
from shared.settings import Settings
from shared.storage import Incoming, Store
from shared.tables import Filing, IdempotencyKey, Job


def accept(
    engine: Engine,
    store: Store,
    incoming: Incoming,
    filename: str,
    key: str | None,
    password: str | None,
    settings: Settings,
) -> tuple[Job, bool]:
    """Keep what came and open its job; the job, and whether there is new work. The same bytes give the job that exists.

    Raises `Problem` where the bytes are nothing that can be read, or `key` was used with other bytes.
    """
    filing = keep(store, incoming, filename)
    sealed = Seal(settings.data_dir).close(password) if password else None
    try:
        job, new = _open(engine, filing, key, sealed, settings)
    except IntegrityError:  # the same bytes came twice at one moment, and the other request was first
        job, new = _open(engine, filing, key, sealed, settings)
    event = "filing.accepted" if new else "filing.known"
    logger().info(event, filing_id=job.filing_id, job_id=job.id, size=filing.size, media_type=filing.media_type)
    return job, new


def _open(engine: Engine, filing: Filing, key: str | None, sealed: str | None, settings: Settings) -> tuple[Job, bool]:
    with writing(engine) as session:
        if key:
            _note_key(session, key, filing.sha256)
        return put_on_file(session, filing, settings, sealed)


def _note_key(session: Session, key: str, sha256: str) -> None:
    noted = session.get(IdempotencyKey, key)
    if noted is None:
        session.add(IdempotencyKey(key=key, sha256=sha256, created_at=now()))
    elif noted.sha256 != sha256:
        raise Problem("idempotency-key-reused")
