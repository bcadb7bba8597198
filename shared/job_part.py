"""A job as users see it."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from shared.problems import Language, render_problem
from shared.tables import Job, JobStatus

STAGES = ("reading", "recognising", "deriving", "checking", "storing")
"""The stages of a job, in order."""


class ProblemPart(BaseModel):
    """RFC 9457 problem details."""

    type: str
    title: str
    status: int
    detail: str


class MemberPart(BaseModel):
    """One file of an archive: the filing that it is and its job, or why it is none."""

    name: str = Field(description="with its folders in the archive")
    filing_id: str | None = None
    job_id: str | None = None
    job: str | None = Field(default=None, description="where its job is told of")
    report: str | None = Field(default=None, description="where its results are, once its job has succeeded")
    problem: ProblemPart | None = Field(default=None, description="why it was not taken")


class JobPart(BaseModel):
    """Where the work on a filing stands."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "id": "5f0c2b8e9a7d4c1f3e2a6b90",
                "filing_id": "0b3f7c55e1d24f90a6c81e72",
                "status": "running",
                "stage": "recognising",
                "progress": 0.3,
                "done": 1,
                "total": 2,
                "place": None,
                "attempts": 1,
                "revision": 4,
                "created_at": "2026-01-15T17:03:22.120000Z",
                "started_at": "2026-01-15T17:03:22.190000Z",
                "finished_at": None,
                "problem": None,
                "report": "/v1/filings/0b3f7c55e1d24f90a6c81e72/report",
                "members": None,
            }
        }
    )

    id: str
    filing_id: str
    status: JobStatus
    stage: str | None = Field(description="reading, recognising, deriving, checking or storing")
    progress: float = Field(description="0 to 1, over all stages")
    done: int = Field(description="of the stage")
    total: int = Field(description="of the stage")
    place: int | None = Field(default=None, description="place in the queue while queued; 1 is next")
    attempts: int
    revision: int = Field(description="grows with every change")
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    problem: ProblemPart | None = Field(description="why it failed")
    report: str = Field(description="where its results are, once it has succeeded")
    members: list[MemberPart] | None = Field(
        default=None, description="of an archive, once it was opened: its files, each a filing of its own"
    )


def job_part(job: Job, language: Language, place: int | None = None, news: dict[str, Any] | None = None) -> JobPart:
    """`job` for a reader of `language`. `news`, heard from its workers, may be ahead of the row; or behind it, where
    one of several tells later what it counted earlier.
    """
    stage, done, total = job.stage, job.done, job.total
    if news and job.status == JobStatus.RUNNING and (news["stage"] != stage or news["done"] >= done):
        stage, done, total = news["stage"], news["done"], news["total"]
    problem = None
    if job.problem:
        problem = ProblemPart(**render_problem(job.problem["slug"], job.problem["params"], language))
    return JobPart(
        **job.model_dump(exclude={"stage", "done", "total", "problem", "members"}),
        stage=stage,
        done=done,
        total=total,
        place=place,
        progress=1.0 if job.status == JobStatus.SUCCEEDED else _progress(stage, done, total),
        problem=problem,
        report=f"/v1/filings/{job.filing_id}/report",
        members=None if job.members is None else [_member_part(member, language) for member in job.members],
    )


def _member_part(member: dict[str, Any], language: Language) -> MemberPart:
    """A member as its archive's job keeps it: its name, and filing and job or a problem."""
    if problem := member.get("problem"):
        said = ProblemPart(**render_problem(problem["slug"], problem["params"], language))
        return MemberPart(name=member["name"], problem=said)
    filing_id, job_id = member["filing_id"], member["job_id"]
    return MemberPart(**member, job=f"/v1/jobs/{job_id}", report=f"/v1/filings/{filing_id}/report")


def _progress(stage: str | None, done: int, total: int) -> float:
    if stage not in STAGES:
        return 0.0
    return round((STAGES.index(stage) + (done / total if total else 0)) / len(STAGES), 3)
