"""Handing in files from a terminal, and following their jobs to the reports."""

from collections import deque
from collections.abc import Callable

import httpx
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from cotejo.client import Client, JobFailed, ServerProblem
from cotejo.terminal import print_report
from shared.job_part import JobPart, MemberPart
from shared.problems import Language
from shared.report import Text
from shared.words import words


def upload(
    paths: tuple[str, ...], server: str, wait: bool, language: Language, show_all: bool, password: str | None = None
) -> tuple[bool, set[str]]:
    """Hand in `paths`, then show each report; whether all went well, and the severities of what was found.

    An archive's job is followed by those of its files.
    """
    console, errors = Console(highlight=False), Console(stderr=True, highlight=False, soft_wrap=True)
    severities: set[str] = set()
    taken: deque[tuple[str, JobPart]] = deque()
    well = True

    def refused(path: str, error: Exception) -> None:
        nonlocal well
        well = False
        errors.print(f"cotejo: {path}: {error}", markup=False)

    try:
        with Client(server, language=language) as client:
            for path in paths:
                try:
                    taken.append((path, client.upload(path, password=password)))
                except (ServerProblem, OSError) as error:
                    refused(path, error)
            if not wait:
                for path, job in taken:
                    place = f"{server}/filings/{job.filing_id}"
                    console.print(f"{path}: {words(language, job.status)} · {place}", soft_wrap=True)
                return well, severities
            titles: dict[str, Text] = {}
            told: set[str] = set()
            while taken:
                path, job = taken.popleft()
                try:
                    job = _follow(client, job, path, console, language)
                    if job.members is not None:
                        taken.extendleft(reversed(_members(client, path, job.members, refused)))
                        continue
                    report = client.report(job.filing_id)
                except ServerProblem as error:
                    refused(path, error)
                else:
                    titles = titles or {rule.id: rule.title for rule in client.rules()}
                    print_report(console, report, titles, language, show_all, told)
                    severities |= {anomaly.severity for anomaly in report.anomalies}
    except httpx.HTTPError as error:
        refused(server, RuntimeError(f"{words(language, 'no-server')} ({error})"))
    return well, severities


def _members(
    client: Client, path: str, members: list[MemberPart], refused: Callable[[str, Exception], None]
) -> list[tuple[str, JobPart]]:
    """The jobs of an archive's files; those that were not taken are told as refused."""
    jobs = []
    for member in members:
        if member.problem:
            refused(f"{path}/{member.name}", ServerProblem(member.problem.model_dump()))
        elif member.job_id:
            jobs.append((f"{path}/{member.name}", client.job(member.job_id)))
    return jobs


def _follow(client: Client, job: JobPart, path: str, console: Console, language: Language) -> JobPart:
    """Show how far `job` is until it ends; how it ended. Raises `JobFailed`."""
    columns = (TextColumn("{task.description}"), BarColumn(bar_width=24), TextColumn("{task.fields[stage]}"))
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task(path.rpartition("/")[2], total=1.0, stage="")
        stages: list[str] = []
        while not job.status.is_end:
            for change in client.follow(job.id):
                job = change
                stage = words(language, job.stage or job.status)
                if job.place:
                    stage += f" ({job.place})"
                if stage not in stages:
                    stages.append(stage)
                bar.update(task, completed=job.progress, stage=stage)
        bar.update(task, completed=job.progress, stage=words(language, job.status))
    if not console.is_terminal:
        console.print(f"{path}: {' · '.join([*stages, words(language, job.status)])}", soft_wrap=True)
    if job.status != "succeeded":
        raise JobFailed(job.problem.model_dump() if job.problem else {"title": words(language, job.status)})
    return job
