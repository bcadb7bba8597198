"""An archive opened in the cage, and each of its members handed in as a filing of its own."""

import base64
from contextlib import suppress
from typing import Any

from sqlalchemy.exc import IntegrityError

from services.compute.attempt import Attempt
from services.compute.cage import Say
from services.compute.reading.archive import members
from shared import jobs
from shared.acceptance import keep, put_on_file
from shared.database import writing
from shared.logs import logger
from shared.problems import Problem
from shared.storage import Incoming
from shared.tables import Filing

_CHUNK_BYTES = 3 << 18  # a multiple of three, so that base64 needs no padding between chunks
_TRIES = 3


def open_archive(attempt: Attempt) -> str:
    """Hand in the members of an archive; the event that tells how it ended."""
    receiver = _Receiver(attempt)

    def work(say: Say) -> None:
        for done, member in enumerate(members(attempt.content), 1):
            say({"name": member.name, "why_not": member.problem})
            for start in range(0, len(member.content), _CHUNK_BYTES):
                say({"chunk": base64.b64encode(member.content[start : start + _CHUNK_BYTES]).decode()})
            say({"whole": True})
            say({"progress": ("reading", done, done)})

    try:
        attempt.caged(work, receiver.hear)
    finally:
        receiver.close()
    for _ in range(_TRIES - 1):
        with suppress(IntegrityError):  # a member's bytes were handed in at this moment by themselves
            return _put_on_file(attempt, receiver.members)
    return _put_on_file(attempt, receiver.members)


def _put_on_file(attempt: Attempt, found: list[tuple[str, Filing | Problem]]) -> str:
    """In one transaction: the archive's job ended, its members on file with jobs of their own."""
    claim, config = attempt.claim, attempt.process.config
    listed = [{"name": name} | _why_not(member) for name, member in found]
    refusals = [_why_not(member)["problem"] for _, member in found if isinstance(member, Problem)]
    with writing(attempt.process.engine) as session:
        if len(refusals) == len(found):
            nothing = _why_not(Problem("empty-archive", filename=attempt.filing.filename))["problem"]
            failed = jobs.fail(session, claim, "reading", refusals[0] if refusals else nothing, members=listed)
            return "job.failed" if failed else "job.let_go"
        if not jobs.succeed(session, claim):
            return "job.let_go"
        for entry, (name, member) in zip(listed, found, strict=True):
            if isinstance(member, Problem):
                continue
            job, new = put_on_file(session, member, config, claim.password)
            entry |= {"filing_id": job.filing_id, "job_id": job.id}
            event = "filing.accepted" if new else "filing.known"
            logger().info(event, filing_id=job.filing_id, job_id=job.id, archive_job_id=claim.job_id, member=name)
        jobs.update_job(session, claim.job_id, [], members=listed)
    return "job.succeeded"


def _why_not(member: Filing | Problem) -> dict[str, Any]:
    return {"problem": {"slug": member.slug, "params": member.params}} if isinstance(member, Problem) else {}


class _Receiver:
    """Takes members as they come out of the cage, as an upload is taken."""

    def __init__(self, attempt: Attempt) -> None:
        self.members: list[tuple[str, Filing | Problem]] = []
        self._store, self._limit_bytes = attempt.process.store, attempt.process.config.max_upload_bytes
        self._incoming: Incoming | None = None
        self._name = ""

    def hear(self, message: dict[str, Any]) -> None:
        """A member's name, then its bytes in chunks, then its end."""
        if "name" in message:
            self._name = message["name"]
            if message["why_not"]:
                self.members.append((self._name, Problem(message["why_not"], filename=self._name)))
            else:
                self._incoming = self._store.receive(self._limit_bytes)
        elif self._incoming and "chunk" in message:
            self._incoming.write(base64.b64decode(message["chunk"]))
        elif self._incoming:
            try:
                self.members.append((self._name, keep(self._store, self._incoming, self._name)))
            except Problem as problem:
                self.members.append((self._name, problem))
            self.close()

    def close(self) -> None:
        """Let go of a member that did not come to its end."""
        if self._incoming:
            self._incoming.close()
            self._incoming = None
