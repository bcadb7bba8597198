"""A filing for tests of what hangs on one."""

import secrets
from datetime import datetime

from sqlmodel import Session

from shared.identity import filing_id
from shared.jobs import now
from shared.tables import Filing


def add_filing(session: Session, created_at: datetime | None = None) -> Filing:
    """A filing of random bytes."""
    sha256 = secrets.token_hex(32)
    filing = Filing(
        id=filing_id(sha256),
        sha256=sha256,
        filename="programas.txt",
        media_type="text/plain",
        size=10,
        created_at=created_at or now(),
    )
    session.add(filing)
    session.flush()
    return filing
