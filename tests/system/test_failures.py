"""What breaks, and what is still there afterwards."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import func
from sqlmodel import select

from cotejo.client import Client, JobFailed
from cotejo.stack.supervisor import Stack
from shared.database import connect, reading
from shared.job_part import JobPart
from shared.tables import ReportHead, StoredFact
from tests import web
from tests.conftest import ROOT
from tests.programmes import row, text
from tests.system.conftest import eventually, long_filing, written

ROWS = 500
"""As many programmes as keep a worker busy for a second or two."""


def _wait(stack: Stack, client: Client, job_id: str) -> JobPart:
    """The job once it has succeeded, as it must in time on a stack where, as under `cotejo up`, what dies is started
    again. Raises `JobFailed`.
    """

    def ended() -> bool:
        stack.revive()
        return client.job(job_id, wait=1).status.is_end

    eventually(ended)
    return client.wait(job_id)


def _kill(stack: Stack, name: str) -> None:
    """Kill a service and all its children at once, as a machine that loses power does."""
    os.killpg(stack.processes[name].pid, signal.SIGKILL)
    stack.processes[name].wait()


def _facts(stack: Stack, filing_id: str) -> tuple[int, int]:
    engine = connect(stack.plan.database_url)
    with reading(engine) as session:
        facts = session.exec(select(func.count()).where(StoredFact.filing_id == filing_id)).one()
        reports = session.exec(select(func.count()).where(ReportHead.filing_id == filing_id)).one()
    engine.dispose()
    return facts, reports


def test_a_worker_killed_mid_job_loses_nothing_and_results_stand_once(any_stack: Stack, tmp_path: Path) -> None:
    with Client(any_stack.url) as client:
        job = client.upload(written(tmp_path, "long.txt", long_filing(ROWS)))
        eventually(lambda: client.job(job.id).status == "running")
        _kill(any_stack, "compute")
        assert client.job(job.id).status == "running"
        assert any_stack.revive() == ["compute"]
        done = _wait(any_stack, client, job.id)
    assert done.attempts == 2
    assert _facts(any_stack, job.filing_id) == (10 * ROWS, 1)


def test_only_the_child_killed_the_job_still_succeeds(stack: Stack, client: Client, tmp_path: Path) -> None:
    job = client.upload(written(tmp_path, "long.txt", long_filing(ROWS + 1)))
    eventually(lambda: client.job(job.id).status == "running")
    worker = stack.processes["compute"].pid
    children = Path(f"/proc/{worker}/task/{worker}/children").read_text().split()
    for child in children:
        os.kill(int(child), signal.SIGKILL)
    assert _wait(stack, client, job.id).attempts == 2
    assert _facts(stack, job.filing_id) == (10 * ROWS + 10, 1)


def test_a_filing_that_kills_its_worker_every_time_is_given_up(stack: Stack, client: Client, tmp_path: Path) -> None:
    job = client.upload(written(tmp_path, "long.txt", long_filing(ROWS + 2)))
    for attempt in (1, 2, 3):
        eventually(lambda number=attempt: client.job(job.id).attempts == number)  # type: ignore[misc]
        eventually(lambda: client.job(job.id).status == "running")
        _kill(stack, "compute")
        stack.revive()
    with pytest.raises(JobFailed) as failure:
        _wait(stack, client, job.id)
    assert failure.value.problem["type"] == "urn:cotejo:problem:attempts-exhausted"
    assert client.retry(job.id).status == "queued"
    assert _wait(stack, client, job.id).attempts == 1


def test_filings_are_taken_without_a_broker_and_worked_on_when_it_is_back(
    stack: Stack, client: Client, tmp_path: Path
) -> None:
    _kill(stack, "valkey")
    began = time.monotonic()
    job = client.upload(written(tmp_path, "a.txt", text([row(code="BROKER")])))
    assert time.monotonic() - began < 5
    assert client.job(job.id).status == "queued"
    assert web.get(f"{stack.url}/readyz").status_code == 503
    assert web.get(f"{stack.url}/healthz").status_code == 200
    assert "valkey" in stack.revive()
    assert _wait(stack, client, job.id).status == "succeeded"


def test_a_broker_that_dies_with_a_job_in_flight_leaves_the_worker_alive(
    stack: Stack, client: Client, tmp_path: Path
) -> None:
    worker = stack.processes["compute"].pid
    job = client.upload(written(tmp_path, "long.txt", long_filing(ROWS + 4)))
    eventually(lambda: client.job(job.id).status == "running")
    _kill(stack, "valkey")
    eventually(lambda: client.job(job.id).status == "succeeded")
    assert stack.revive() == ["valkey"]
    again = client.upload(written(tmp_path, "b.txt", text([row(code="IN FLIGHT")])))
    assert _wait(stack, client, again.id).status == "succeeded"
    assert stack.processes["compute"].pid == worker
    assert stack.processes["compute"].poll() is None


def test_a_broker_that_forgot_everything_loses_nothing(stack: Stack, client: Client, tmp_path: Path) -> None:
    _kill(stack, "compute")
    job = client.upload(written(tmp_path, "a.txt", text([row(code="FORGOT")])))
    eventually(lambda: "job.knocked" in _events(stack, "ingest", job.id))
    import redis

    redis.Redis.from_url(stack.plan.broker_url).flushall()
    stack.revive()
    assert _wait(stack, client, job.id).status == "succeeded"


def test_ingest_killed_after_it_answered_has_kept_the_filing(stack: Stack, client: Client, tmp_path: Path) -> None:
    _kill(stack, "compute")
    job = client.upload(written(tmp_path, "a.txt", text([row(code="INGEST")])))
    _kill(stack, "ingest")
    assert set(stack.revive()) == {"ingest", "compute"}
    assert _wait(stack, client, job.id).status == "succeeded"


def test_a_running_job_is_cancelled_and_leaves_nothing(stack: Stack, client: Client, tmp_path: Path) -> None:
    job = client.upload(written(tmp_path, "long.txt", long_filing(ROWS + 3)))
    eventually(lambda: client.job(job.id).status == "running")
    assert client.cancel(job.id).status == "cancelled"
    eventually(lambda: "job.let_go" in _events(stack, "compute", job.id))
    assert _facts(stack, job.filing_id) == (0, 0)
    late = web.delete(f"{stack.url}/v1/jobs/{job.id}")
    assert (late.status_code, late.json()["type"]) == (409, "urn:cotejo:problem:job-over")
    assert web.get(f"{stack.url}/v1/filings/{job.filing_id}/report").status_code == 202


def _events(stack: Stack, service: str, job_id: str) -> list[str]:
    lines = (line for line in stack.log(service).read_text().splitlines() if line.startswith("{"))
    return [entry["event"] for line in lines if (entry := json.loads(line)).get("job_id") == job_id]


@pytest.mark.parametrize(
    ("by_make", "number"),
    [(False, signal.SIGINT), (False, signal.SIGKILL), (True, signal.SIGTERM)],
)
def test_an_interrupted_stack_leaves_no_process_behind(tmp_path: Path, by_make: bool, number: signal.Signals) -> None:
    command = [sys.executable, "-m", "cotejo", "up", "--port", "0", "--data", str(tmp_path)]
    if by_make:  # which passes on what ends it to a recipe of one command, not to one that a shell runs
        command = ["make", "--silent", "up", f"PORT=0 --data {tmp_path}"]
    up = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert up.stdout is not None
    try:
        assert up.stdout.readline().startswith("Cotejo")
        pids = _descendants(up.pid)
        assert len(pids) >= 6
    finally:
        up.send_signal(number)
        up.wait(timeout=20)
    eventually(lambda: not any(_alive(pid) for pid in pids), 15)
    assert "Error" not in up.stdout.read(), "told to end, it has ended well"


def _descendants(pid: int) -> set[int]:
    found: set[int] = set()
    parents = {int(path.name): _parent(path) for path in Path("/proc").glob("[0-9]*")}
    grown = {pid}
    while grown:
        grown = {child for child, parent in parents.items() if parent in grown and child not in found}
        found |= grown
    return found


def _parent(path: Path) -> int:
    try:
        return int((path / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def _alive(pid: int) -> bool:
    try:
        return (Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]) != "Z"
    except OSError:
        return False
