"""One attempt at a job: the filing, the claim and what holds it, and the cage that the work is done in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from services.compute.cage import Say, run_caged
from services.compute.course import Course, Heartbeat
from services.compute.process import Process
from services.compute.reading import UnreadableFiling
from shared.jobs import Claim
from shared.tables import Filing


@dataclass(frozen=True, slots=True)
class Attempt:
    """What every kind of work is given. `content` is the filing's bytes, `password` opens them where one was given."""

    process: Process
    claim: Claim
    filing: Filing
    content: bytes = field(repr=False)
    password: str | None = field(repr=False)
    course: Course
    heartbeat: Heartbeat

    def caged(self, work: Callable[[Say], None], hear: Callable[[dict[str, Any]], None]) -> None:
        """Run `work` in the cage and hand `hear` what it says; progress goes to the course.

        Raises `UnreadableFiling` where `work` did, `CageDeath` and `Abandoned`.
        """
        problem: dict[str, Any] = {}

        def guarded(say: Say) -> None:
            try:
                work(say)
            except UnreadableFiling as error:
                say({"problem": error.problem, "params": error.params})

        def sort(message: dict[str, Any]) -> None:
            if "progress" in message:
                self.course.note(*message["progress"])
            elif "problem" in message:
                problem.update(message)
            else:
                hear(message)

        limits, beat = self.process.limits, self.heartbeat
        run_caged(guarded, limits, sort, forked=beat.begin, wanted=lambda: not beat.lost)
        if problem:
            raise UnreadableFiling(problem["problem"], **problem["params"])
