"""Handing in files from a terminal, and following their jobs to the reports."""

import time
from collections import deque
from contextlib import nullcontext
from dataclasses import dataclass, field

import httpx
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from cotejo.client import Client, JobFailed, ServerProblem
from cotejo.commands import options
from cotejo.terminal import print_reports
from shared.job_part import JobPart, MemberPart
from shared.problems import Language
from shared.report import Report
from shared.words import words

_HELD_SECONDS = 5.0


@dataclass(slots=True)
class Outcome:
    """How handing in ended: how many files were `refused` or failed, and the severities of what was found.

    `pending`: not all were held against the other filings of their institutions before the patience was over.
    """

    refused: int = 0
    severities: set[str] = field(default_factory=set)
    pending: bool = False


def upload(
    paths: tuple[str, ...],
    server: str,
    wait: bool,
    language: Language,
    show_all: bool,
    password: str | None = None,
    patience: float = 0,
) -> Outcome:
    """Hand in `paths`; with `wait`, follow their jobs and show the reports.

    A report tells what lies between its filing and others once they were held against each other: `patience` is how
    many seconds that may take after the last job. An archive's job is followed by those of its files.
    """
    console = Console(highlight=False)
    handing = _Handing(console, language)
    try:
        with Client(server, language=language) as client:
            taken = handing.hand_in(client, paths, password)
            if not wait:
                for path, job in taken:
                    place = f"{server}/filings/{job.filing_id}"
                    console.print(f"{path}: {words(language, job.status)} · {place}", soft_wrap=True)
                return handing.outcome
            done = handing.follow_all(client, taken)
            handing.await_company(client, [job for _, job in done], patience)
            reports = handing.fetch(client, done)
            rules = {rule.id: rule for rule in client.rules()} if reports else {}
            print_reports(console, reports, rules, language, show_all, handing.outcome.refused)
            if handing.outcome.pending:
                console.print(words(language, "pending-company").format(f"{patience:g}"), style="bold", soft_wrap=True)
    except httpx.HTTPError as error:
        handing.refuse(server, RuntimeError(f"{words(language, 'no-server')} ({error})"))
    return handing.outcome


class _Handing:
    """One go of handing in: what is told on the way, and how it ends."""

    def __init__(self, console: Console, language: Language) -> None:
        self.outcome = Outcome()
        self._console, self._language = console, language
        self._errors = Console(stderr=True, highlight=False, soft_wrap=True)

    def refuse(self, path: str, error: Exception) -> None:
        """Tell why nothing came of `path`."""
        self.outcome.refused += 1
        why = options.not_opened(error, self._language) if isinstance(error, OSError) else error
        self._errors.print(f"cotejo: {path}: {why}", markup=False)

    def hand_in(self, client: Client, paths: tuple[str, ...], password: str | None) -> list[tuple[str, JobPart]]:
        """The jobs of the files that were taken."""
        taken = []
        for path in paths:
            try:
                taken.append((path, client.upload(path, password=password)))
            except (ServerProblem, OSError) as error:
                self.refuse(path, error)
        return taken

    def follow_all(self, client: Client, taken: list[tuple[str, JobPart]]) -> list[tuple[str, JobPart]]:
        """The jobs that succeeded, those of an archive's files in its place."""
        waiting, done = deque(taken), []
        while waiting:
            path, job = waiting.popleft()
            try:
                job = self._follow(client, job, path)
            except ServerProblem as error:
                self.refuse(path, error)
                continue
            if job.members is None:
                done.append((path, job))
            else:
                waiting.extendleft(reversed(self._members(client, path, job.members)))
        return done

    def await_company(self, client: Client, jobs: list[JobPart], patience: float) -> None:
        """Wait until the filings of `jobs` are held against the others; what is not by then is pending."""
        until = time.monotonic() + patience
        said = words(self._language, "comparing-company")
        with self._console.status(said) if self._console.is_terminal else nullcontext():
            for job in jobs:
                while not client.compared(job.filing_id, wait=max(0.0, min(_HELD_SECONDS, until - time.monotonic()))):
                    if time.monotonic() >= until:
                        self.outcome.pending = True
                        return

    def fetch(self, client: Client, done: list[tuple[str, JobPart]]) -> list[tuple[str, Report]]:
        """The reports, whose severities count for the outcome."""
        reports = []
        for path, job in done:
            try:
                reports.append((path, client.report(job.filing_id)))
            except ServerProblem as error:
                self.refuse(path, error)
        self.outcome.severities |= {anomaly.severity for _, report in reports for anomaly in report.anomalies}
        return reports

    def _members(self, client: Client, path: str, members: list[MemberPart]) -> list[tuple[str, JobPart]]:
        """The jobs of an archive's files; those that were not taken are told as refused."""
        jobs = []
        for member in members:
            if member.problem:
                self.refuse(f"{path}/{member.name}", ServerProblem(member.problem.model_dump()))
            elif member.job_id:
                jobs.append((f"{path}/{member.name}", client.job(member.job_id)))
        return jobs

    def _follow(self, client: Client, job: JobPart, path: str) -> JobPart:
        """Show how far `job` is until it ends; how it ended. Raises `JobFailed`."""
        console, language = self._console, self._language
        columns = (TextColumn("{task.description}"), BarColumn(bar_width=24), TextColumn("{task.fields[stage]}"))
        with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
            task = bar.add_task(path.rpartition("/")[2], total=1.0, stage="")
            stages: list[str] = []
            while not job.status.is_end:
                for change in client.follow(job.id):
                    job = change
                    stage = words(language, job.stage or job.status)
                    if job.place:
                        stage += f", {words(language, 'place-in-queue').format(job.place)}"
                    if stage not in stages:
                        stages.append(stage)
                    bar.update(task, completed=job.progress, stage=stage)
            bar.update(task, completed=job.progress, stage=words(language, job.status))
        if not console.is_terminal:
            console.print(f"{path}: {' · '.join([*stages, words(language, job.status)])}", soft_wrap=True)
        if job.status != "succeeded":
            raise JobFailed(job.problem.model_dump() if job.problem else {"title": words(language, job.status)})
        return job
