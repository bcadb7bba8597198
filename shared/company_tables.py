"""The database, of filings in company: institutions by their printed names, periods to compare, and rechecks."""

import hashlib
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, LargeBinary
from sqlmodel import Field, SQLModel

from shared.column_types import Json, UtcDateTime

_ID_CHARACTERS = 16


class InstitutionName(SQLModel, table=True):
    """A name that filings print, with the acronym they print it with ("" where none), and whose it is."""

    __tablename__ = "institution_names"

    name: str = Field(primary_key=True)
    acronym: str = Field(default="", primary_key=True)
    institution_id: str = Field(index=True)

    @property
    def id_by_itself(self) -> str:
        """The id of the institution if this is the first of its names; links may hold it after it is so no more."""
        return hashlib.sha256(f"{self.name}\n{self.acronym}".encode()).hexdigest()[:_ID_CHARACTERS]


class PeriodCheck(SQLModel, table=True):
    """The comparison of an institution's filings that end on a day, and the outbox of its message.

    `revision` grows with every change of what is compared, `compared` is the revision that was compared last, and
    `knock_at` when a message is due. `body` is what came of it: each tie with its state, what is missing,
    and by filing how often its ties held.
    """

    __tablename__ = "period_checks"

    institution_id: str = Field(primary_key=True)
    period_end: date = Field(primary_key=True)
    revision: int = 1
    compared: int = 0
    knock_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, index=True))
    checked_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    body: dict[str, Any] | None = Field(default=None, sa_column=Column(Json))


class Recognised(SQLModel, table=True):
    """What recognition made of a filing, packed: what rules and indicators run over again without reading it."""

    __tablename__ = "recognised"

    filing_id: str = Field(primary_key=True, foreign_key="filings.id")
    body: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class Recheck(SQLModel, table=True):
    """A wish to run rules and indicators again over a filing, the outbox of its message, and its answer.

    Where it names an `anomaly`, that one's check is to be worked again from the original, and nothing else.
    """

    __tablename__ = "rechecks"

    id: str = Field(primary_key=True)
    filing_id: str = Field(foreign_key="filings.id", index=True)
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    finished_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    knock_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, index=True))
    answer: dict[str, Any] | None = Field(default=None, sa_column=Column(Json))
    problem: str | None = None
    anomaly: str | None = None
