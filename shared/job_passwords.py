"""Passwords that are given to jobs that have not ended. In the row they are sealed (`shared.sealing`), a line each.

They are tried in the order in which they were given, so that none given later takes the place of the right one.
"""

from sqlmodel import Session, col

from shared.jobs import Claim, now, update_job
from shared.tables import Job, JobStatus

PASSWORD_PROBLEMS = ("password-needed", "wrong-password")
"""What a job fails for where the right password may help."""

_MOST = 8
_TRIES = 5


def first_password(sealed: str | None) -> str | None:
    """The sealed password that is to be tried, of those that a row holds."""
    return sealed.partition("\n")[0] if sealed else None


def give_password(session: Session, job_id: str, password: str) -> bool:
    """Give a job that has not ended one more sealed password to open its filing with; the newest of too many stay."""
    open_states = col(Job.status).in_([JobStatus.QUEUED, JobStatus.RUNNING])
    for _ in range(_TRIES):
        job = session.get(Job, job_id, populate_existing=True)
        if job is None or job.status.is_end:
            return False
        given = "\n".join([*_each(job.password), password][-_MOST:])
        same = col(Job.password).is_not_distinct_from(job.password)
        if update_job(session, job_id, [open_states, same], password=given):
            return True
    return False


def take_new_password(session: Session, claim: Claim) -> bool:
    """Queue a running job again where it was given another password than the one that was tried, which is let go.

    That the password was wrong does not count as an attempt.
    """
    job = session.get(Job, claim.job_id, populate_existing=True)
    tried = first_password(claim.password)
    left = [one for one in _each(job.password) if one != tried] if job else []
    if job is None or not left:
        return False
    same = col(Job.password).is_not_distinct_from(job.password)
    return update_job(
        session,
        claim.job_id,
        [col(Job.token) == claim.token, same],
        status=JobStatus.QUEUED,
        token=None,
        lease_until=None,
        knock_at=now(),
        password="\n".join(left),
        attempts=Job.attempts - 1,
    )


def _each(sealed: str | None) -> list[str]:
    return sealed.split("\n") if sealed else []
