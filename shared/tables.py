"""The database: filings, their jobs, and what came of them."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Column, Enum, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from shared.column_types import ExactDecimal, Json, UtcDateTime


class JobStatus(StrEnum):
    """Where a job stands. The last three are ends."""

    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_end(self) -> bool:
        """Whether nothing more happens to the job by itself."""
        return self in (JobStatus.SUCCEEDED, JobStatus.FAILED, JobStatus.CANCELLED)


_JOB_STATUS = Enum(JobStatus, native_enum=False, length=16, values_callable=lambda kind: [one.value for one in kind])


class Filing(SQLModel, table=True):
    """What was handed in. The id is the head of the SHA-256 of its bytes: the same bytes are the same filing.

    What the filing says of itself (family, institution, period) is filled in when its job succeeds.
    """

    __tablename__ = "filings"

    id: str = Field(primary_key=True)
    sha256: str = Field(unique=True)
    filename: str
    media_type: str
    size: int = Field(sa_column=Column(BigInteger, nullable=False))
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False, index=True))
    deleted_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    pages: int | None = None
    family: str | None = Field(default=None, index=True)
    statements: list[Any] | None = Field(default=None, sa_column=Column(Json))
    institution_name: str | None = None
    institution_acronym: str | None = Field(default=None, index=True)
    period_start: date | None = None
    period_end: date | None = None
    currency: str | None = None
    institution_id: str | None = Field(default=None, index=True)


class Job(SQLModel, table=True):
    """The work on one filing, and the outbox of its message: `knock_at` is when the next one is due.

    `token` is held by the worker that claimed the job, until `lease_until`; only its holder may write results.
    `revision` grows with every change. `worker` is the Celery node that claimed it last.

    A long filing's job hands its pages out to jobs of their own, which name it as `parent_id` and their pages (1-based,
    ends included); while they run it is running without token and lease. `members` are an archive's, as `MemberPart`
    has them. `password` opens the filing, sealed (`shared.sealing`), and is there only until the job ends.
    """

    __tablename__ = "jobs"
    __table_args__ = (Index("ix_jobs_status_knock_at", "status", "knock_at"),)

    id: str = Field(primary_key=True)
    filing_id: str = Field(foreign_key="filings.id", index=True)
    queue: str
    status: JobStatus = Field(sa_column=Column(_JOB_STATUS, nullable=False))
    stage: str | None = None
    done: int = 0
    total: int = 0
    attempts: int = 0
    revision: int = 1
    knocks: int = 0
    knock_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    token: str | None = None
    lease_until: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    problem: dict[str, Any] | None = Field(default=None, sa_column=Column(Json))
    parent_id: str | None = Field(default=None, foreign_key="jobs.id", index=True)
    first_page: int | None = None
    last_page: int | None = None
    worker: str | None = None
    password: str | None = None
    members: list[Any] | None = Field(default=None, sa_column=Column(Json))
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False, index=True))
    started_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    finished_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class Fragment(SQLModel, table=True):
    """The pages that a job of a range read, kept until the filing's own job ends.

    `pages` is zlib over a line of JSON a page; `seconds` is how long reading them took.
    """

    __tablename__ = "fragments"

    job_id: str = Field(primary_key=True, foreign_key="jobs.id")
    pages: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    seconds: float


class IdempotencyKey(SQLModel, table=True):
    """A key that a client gave, and the bytes it gave it with."""

    __tablename__ = "idempotency_keys"

    key: str = Field(primary_key=True)
    sha256: str
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class ReportHead(SQLModel, table=True):
    """What a report holds beside its facts, indicators and anomalies."""

    __tablename__ = "report_heads"

    filing_id: str = Field(primary_key=True, foreign_key="filings.id")
    tables: list[Any] = Field(sa_column=Column(Json, nullable=False))
    coverage: dict[str, Any] = Field(sa_column=Column(Json, nullable=False))
    timings: dict[str, Any] = Field(sa_column=Column(Json, nullable=False))
    policy: dict[str, Any] = Field(sa_column=Column(Json, nullable=False))
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class Grid(SQLModel, table=True):
    """The cells of one table as they were read."""

    __tablename__ = "grids"

    filing_id: str = Field(primary_key=True, foreign_key="filings.id")
    table_id: str = Field(primary_key=True)
    rows: list[Any] = Field(sa_column=Column(Json, nullable=False))


class _Subject(SQLModel):
    filing_id: str = Field(primary_key=True, foreign_key="filings.id")
    position: int = Field(primary_key=True)
    id: str
    subject_kind: str
    subject_code: str | None = Field(default=None, index=True)
    subject_name: str | None = None


class StoredFact(_Subject, table=True):
    """A fact, as `shared.report.FactPart` has it."""

    __tablename__ = "facts"

    concept: str = Field(index=True)
    value: Decimal | None = Field(default=None, sa_column=Column(ExactDecimal))
    category: str | None = None
    unit: str | None = None
    context: dict[str, Any] = Field(sa_column=Column(Json, nullable=False))
    period_start: date | None = None
    period_end: date | None = None
    evidence: dict[str, Any] = Field(sa_column=Column(Json, nullable=False))


class StoredIndicator(_Subject, table=True):
    """An indicator, as `shared.report.IndicatorPart` has it."""

    __tablename__ = "indicators"

    name: str = Field(index=True)
    value: Decimal = Field(sa_column=Column(ExactDecimal, nullable=False))
    formula: str
    inputs: list[Any] = Field(sa_column=Column(Json, nullable=False))
    unit: str | None = None
    reported: str | None = None
    reported_value: str | None = None
    difference: Decimal | None = Field(default=None, sa_column=Column(ExactDecimal))
    category: str | None = None
    rating: str | None = None


class StoredAnomaly(_Subject, table=True):
    """An anomaly, as `shared.report.AnomalyPart` has it; `key` names it among all filings.

    `unit` is the comparison that found it, where it lies between filings; null where the filing's own check did.
    """

    __tablename__ = "anomalies"
    __table_args__ = (UniqueConstraint("key"),)

    key: str
    rule: str = Field(index=True)
    severity: str = Field(index=True)
    origin: str
    message: dict[str, Any] = Field(sa_column=Column(Json, nullable=False))
    expected: Decimal | None = Field(default=None, sa_column=Column(ExactDecimal))
    observed: Decimal | None = Field(default=None, sa_column=Column(ExactDecimal))
    difference: Decimal | None = Field(default=None, sa_column=Column(ExactDecimal))
    tolerance: dict[str, Any] | None = Field(default=None, sa_column=Column(Json))
    facts: list[Any] = Field(sa_column=Column(Json, nullable=False))
    evidence: list[Any] = Field(sa_column=Column(Json, nullable=False))
    unit: str | None = Field(default=None, index=True)


class StoredRule(SQLModel, table=True):
    """A rule of the catalogue that the workers run, as `shared.report.RulePart` has it."""

    __tablename__ = "rules"

    id: str = Field(primary_key=True)
    body: dict[str, Any] = Field(sa_column=Column(Json, nullable=False))


class Review(SQLModel, table=True):
    """An auditor's mark. `anomaly` is its `shared.reviews.fingerprints` entry, which outlives the job."""

    __tablename__ = "reviews"

    filing_id: str = Field(primary_key=True, foreign_key="filings.id")
    anomaly: str = Field(primary_key=True)
    verdict: str
    note: str
    rule: str
    subject: str
    message: dict[str, Any] = Field(sa_column=Column(Json, nullable=False))
    reviewed_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


RESULT_TABLES: tuple[type[SQLModel], ...] = (ReportHead, StoredFact, StoredIndicator, StoredAnomaly, Grid)
"""What a job writes, and writes anew each time it runs. Whatever changes results locks the head first, so it leads."""
