"""Passwords that are given to jobs that have not ended. In the row they are sealed (`shared.sealing`)."""

from typing import Any

from sqlmodel import Session, col

from shared.jobs import Claim, now, update_job
from shared.tables import Job, JobStatus

PASSWORD_PROBLEMS = ("password-needed", "wrong-password")
"""What a job fails for where the right password may help."""


def give_password(session: Session, job_id: str, password: str) -> bool:
    """Give a job that has not ended a sealed password to open its filing with."""
    open_states = col(Job.status).in_([JobStatus.QUEUED, JobStatus.RUNNING])
    return update_job(session, job_id, [open_states], password=password)


def take_new_password(session: Session, claim: Claim) -> bool:
    """Queue a running job again where it was given another password since it was claimed."""
    given = [col(Job.password).is_not(None), col(Job.password).is_distinct_from(claim.password)]
    changes: dict[str, Any] = {"status": JobStatus.QUEUED, "token": None, "lease_until": None, "knock_at": now()}
    return update_job(session, claim.job_id, [col(Job.token) == claim.token, *given], **changes)
