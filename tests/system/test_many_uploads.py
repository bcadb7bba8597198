"""Many filings at once: messages stay in proportion to the jobs that wait, and a period is compared a few times."""

import json
import os
import signal
import time
from collections import Counter
from pathlib import Path

import pytest
import redis

from cotejo.client import Client
from cotejo.stack.supervisor import Stack
from shared.jobs import QUEUES
from tests.programmes import row, text
from tests.system.conftest import IMPATIENT, eventually, written

_FILINGS = 20
_KNOCKS_AGAIN = 3
_MOST_COMPARISONS = 8


@pytest.fixture
def stack(own_stack: Stack) -> Stack:
    return own_stack


def _messages(stack: Stack) -> int:
    client = redis.Redis.from_url(stack.plan.broker_url)
    return sum(int(client.llen(queue)) for queue in QUEUES)


def _told(stack: Stack, service: str) -> Counter[str]:
    lines = (line for line in stack.log(service).read_text().splitlines() if line.startswith("{"))
    return Counter(json.loads(line)["event"] for line in lines)


def test_messages_stay_in_proportion_and_comparisons_of_a_period_run_together(stack: Stack, tmp_path: Path) -> None:
    os.killpg(stack.processes["compute"].pid, signal.SIGKILL)  # all stand in the queue, for a while
    stack.processes["compute"].wait()
    with Client(stack.url, language="en") as client:
        jobs = []
        for number in range(_FILINGS):
            content = text([row(code=f"A{number}", name=f"Programa {number}")], institution="INSTITUTO DE LA COLA")
            jobs.append(client.upload(written(tmp_path, f"{number}.txt", content)).id)
        time.sleep(_KNOCKS_AGAIN * float(IMPATIENT["COTEJO_KNOCK_AGAIN_SECONDS"]) + 1)
        assert _messages(stack) == _FILINGS, "one for each"
        assert stack.revive() == ["compute"]
        most = 0

        def done() -> bool:
            nonlocal most
            most = max(most, _messages(stack))
            return all(client.job(job).status == "succeeded" for job in jobs)

        eventually(done, 180)
        assert most <= _FILINGS + _MOST_COMPARISONS
        eventually(lambda: client.wait(jobs[-1], company=True).status == "succeeded")
        eventually(lambda: _messages(stack) == 0)
    told = _told(stack, "compute")
    assert 1 <= told["period.compared"] + told["period.changed"] <= _MOST_COMPARISONS
    assert _told(stack, "ingest")["job.knocked"] <= 2 * _FILINGS
