"""A long file is read page range by page range, by several workers, and nothing of it is lost."""

import json
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlmodel import func, select

import cotejo
from cotejo.client import Client
from cotejo.stack.supervisor import Stack
from shared.database import connect, reading
from shared.tables import Fragment, Job
from tests import web
from tests.programmes import row, text
from tests.system import long_files
from tests.system.conftest import eventually, written

PRINTED_PAGES = 40
"""Pages of drawn text that make three ranges, here, where sixteen are one."""
FACTS_A_PAGE = 4


def _printed(pages: int) -> bytes:
    """So many pages of one programme each."""
    return long_files.printed(pages, rows_a_page=1)


@contextmanager
def _second_worker(stack: Stack, folder: Path) -> Iterator[Path]:
    """Another worker beside the stack's own, as on another machine; its log."""
    (compute,) = (service for service in stack.plan.services if service.name == "compute")
    log = folder / "second.log"
    command = (*compute.command, "--hostname", "second@%h")
    with log.open("wb") as stream:
        worker = stack.launch(replace(compute, command=command), stream)
        try:
            eventually(lambda: b"ready" in log.read_bytes())
            yield log
        finally:
            os.killpg(worker.pid, signal.SIGKILL)
            worker.wait()


def _told(log: Path, job_id: str, event: str) -> list[dict[str, Any]]:
    """What a worker's log tells of a job's ranges."""
    lines = (line for line in log.read_text().splitlines() if line.startswith("{"))
    entries = map(json.loads, lines)
    return [entry for entry in entries if entry.get("parent_job_id") == job_id and entry["event"] == event]


def _claims(log: Path, job_id: str) -> list[list[int]]:
    """The ranges of a job that were claimed according to a worker's log."""
    return [entry["pages"] for entry in _told(log, job_id, "job.claimed")]


def _left(stack: Stack, job_id: str) -> tuple[int, int]:
    """Jobs of ranges, and fragments, that are left in the database."""
    engine = connect(stack.plan.database_url)
    with reading(engine) as session:
        jobs = session.exec(select(func.count()).where(Job.parent_id == job_id)).one()
        fragments = session.exec(select(func.count()).select_from(Fragment)).one()
    engine.dispose()
    return jobs, fragments


def _said(report: Any) -> dict[str, Any]:
    body: dict[str, Any] = report.to_dict()
    return {part: body[part] for part in ("tables", "facts", "indicators", "anomalies", "coverage")}


def test_several_workers_share_a_long_file(any_stack: Stack, tmp_path: Path) -> None:
    pages = 64
    content = _printed(pages)
    with Client(any_stack.url) as client, _second_worker(any_stack, tmp_path) as second:
        job = client.upload(written(tmp_path, "largo.pdf", content))
        seen = list(client.follow(job.id))
        report = client.report(job.filing_id)
    assert seen[-1].status == "succeeded" and seen[-1].attempts == 1
    assert [one.progress for one in seen] == sorted(one.progress for one in seen)
    assert pages in {one.total for one in seen if one.stage == "reading"}
    logs = any_stack.log("compute"), second
    first_pages, second_pages = (_claims(log, job.id) for log in logs)
    assert first_pages and second_pages
    claimed = sorted(first_pages + second_pages)
    assert [page for first, last in claimed for page in range(first, last + 1)] == list(range(1, pages + 1))
    assert len(claimed) == 4
    assert _left(any_stack, job.id) == (0, 0)
    assert len(report.facts) == FACTS_A_PAGE * pages
    assert _said(report) == _said(cotejo.analyse(content, filename="largo.pdf"))


def test_a_long_scan_leaves_room_for_short_filings(stack: Stack, client: Client, tmp_path: Path) -> None:
    job = client.upload(written(tmp_path, "escaneo.pdf", long_files.scanned(3, rows_a_page=1)))
    eventually(lambda: bool(_claims(stack.log("compute"), job.id)))
    short = client.upload(written(tmp_path, "corto.txt", text([row(code="SHORT")])))
    assert client.job(short.id, wait=20).status == "succeeded"
    assert client.job(job.id).status == "running"
    client.wait(job.id)
    assert sorted(_claims(stack.log("compute"), job.id)) == [[1, 2], [3, 3]]
    report = client.report(job.filing_id)
    assert (report.filing.pages, len(report.tables)) == (3, 1)
    assert [fact.subject.code for fact in report.facts if fact.concept == "approved"] == [f"P{n:04}" for n in range(3)]
    assert report.timings["reading"] > 1


def test_a_worker_killed_in_a_range_loses_nothing(stack: Stack, client: Client, tmp_path: Path) -> None:
    job = client.upload(written(tmp_path, "largo.pdf", _printed(PRINTED_PAGES + 1)))
    eventually(lambda: bool(_claims(stack.log("compute"), job.id)))
    os.killpg(stack.processes["compute"].pid, signal.SIGKILL)
    stack.processes["compute"].wait()
    assert client.job(job.id).status == "running"
    stack.revive()
    client.wait(job.id)
    assert len(client.report(job.filing_id).facts) == (PRINTED_PAGES + 1) * FACTS_A_PAGE
    assert _left(stack, job.id) == (0, 0)


def test_a_long_file_that_is_cancelled_leaves_nothing(stack: Stack, client: Client, tmp_path: Path) -> None:
    job = client.upload(written(tmp_path, "largo.pdf", _printed(PRINTED_PAGES + 2)))
    eventually(lambda: bool(_claims(stack.log("compute"), job.id)))
    assert client.cancel(job.id).status == "cancelled"
    assert _left(stack, job.id) == (0, 0)
    eventually(lambda: bool(_told(stack.log("compute"), job.id, "job.let_go")))
    assert client.retry(job.id).status == "queued"
    assert client.wait(job.id).status == "succeeded"


def test_a_page_that_cannot_be_loaded_is_said(stack: Stack, client: Client, tmp_path: Path) -> None:
    content = long_files.without_page(_printed(PRINTED_PAGES + 3), 20)
    job = client.wait(client.upload(written(tmp_path, "hoja-mala.pdf", content)).id)
    report = client.report(job.filing_id)
    assert report.coverage.unread_pages == [21]
    assert len(report.facts) == (PRINTED_PAGES + 2) * FACTS_A_PAGE


def test_ranges_are_not_shown_as_jobs(stack: Stack, client: Client, tmp_path: Path) -> None:
    job = client.upload(written(tmp_path, "largo.pdf", _printed(PRINTED_PAGES + 4)))
    engine = connect(stack.plan.database_url)
    found: list[str] = []

    def handed_out() -> bool:
        with reading(engine) as session:
            found[:] = session.exec(select(Job.id).where(Job.parent_id == job.id)).all()
        return bool(found)

    eventually(handed_out)
    engine.dispose()
    for path in ("", "/events"):
        assert web.get(f"{stack.url}/v1/jobs/{found[0]}{path}").status_code == 404
    assert web.get(f"{stack.url}/v1/filings/{job.filing_id}").json()["job"]["id"] == job.id
    client.cancel(job.id)
