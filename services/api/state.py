"""What the routes stand on: the database, the broker's news, and the look-ups that several of them need."""

from dataclasses import dataclass
from typing import Annotated

import redis.asyncio
from fastapi import Depends, Request
from sqlalchemy import Engine
from sqlmodel import Session

from shared.problems import Problem
from shared.settings import Settings
from shared.tables import Filing

LONGEST_WAIT_SECONDS = 60
"""How long an answer may be held."""


@dataclass(frozen=True, slots=True)
class State:
    """Opened once, at the start of the service."""

    settings: Settings
    engine: Engine
    broker: redis.asyncio.Redis


def _state(request: Request) -> State:
    state: State = request.app.state.api
    return state


ApiState = Annotated[State, Depends(_state)]


def filing_on_file(session: Session, filing_id: str) -> Filing:
    """The filing, or the problem: unknown, or deleted by retention."""
    filing = session.get(Filing, filing_id)
    if filing is None:
        raise Problem("not-found", path=f"/v1/filings/{filing_id}")
    if filing.deleted_at is not None:
        raise Problem("filing-deleted")
    return filing
