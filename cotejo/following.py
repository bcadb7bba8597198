"""Handing in files from a terminal, and following their jobs to the reports."""

import httpx
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from cotejo.client import Client, JobFailed, ServerProblem
from cotejo.terminal import print_report, words
from shared.job_part import JobPart
from shared.problems import Language


def upload(
    paths: tuple[str, ...], server: str, wait: bool, language: Language, show_all: bool
) -> tuple[bool, set[str]]:
    """Hand in `paths` one after the other; whether all went well, and the severities of what was found."""
    console, errors = Console(highlight=False), Console(stderr=True, highlight=False, soft_wrap=True)
    severities: set[str] = set()
    well = True
    with Client(server, language=language) as client:
        for path in paths:
            try:
                job = client.upload(path)
                if not wait:
                    console.print(f"{path}: {words(language, job.status)} · {server}/v1/jobs/{job.id}", soft_wrap=True)
                    continue
                _follow(client, job, path, console, language)
                report = client.report(job.filing_id)
                titles = {rule.id: rule.title for rule in client.rules()}
                print_report(console, report, titles, language, show_all)
                severities |= {anomaly.severity for anomaly in report.anomalies}
            except (ServerProblem, OSError) as error:
                errors.print(f"cotejo: {path}: {error}", markup=False)
                well = False
            except httpx.HTTPError as error:
                errors.print(f"cotejo: {server}: {words(language, 'no-server')} ({error})", markup=False)
                return False, severities
    return well, severities


def _follow(client: Client, job: JobPart, path: str, console: Console, language: Language) -> None:
    """Show how far `job` is until it ends. Raises `JobFailed`."""
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
