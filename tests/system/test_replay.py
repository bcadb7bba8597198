"""A check worked again from the stored original gives what it gave, from what is printed."""

import httpx
import pytest

from cotejo.client import Client
from cotejo.stack.supervisor import Stack
from shared.storage import Store
from tests import web
from tests.conftest import SAMPLES
from tests.system.conftest import eventually


@pytest.fixture
def stack(own_stack: Stack) -> Stack:
    return own_stack


def _replayed(stack: Stack, key: str) -> httpx.Response:
    return web.get(f"{stack.url}/v1/anomalies/{key}/replay", params={"wait": 60}, timeout=90)


def test_a_ratio_is_worked_again_from_what_is_printed(stack: Stack, client: Client) -> None:
    job = client.wait(client.upload(SAMPLES / "programas-2024.txt").id)
    (anomaly,) = [one for one in client.report(job.filing_id).anomalies if one.rule == "ratio-mismatch"]
    key = f"{job.filing_id}.{anomaly.id}"
    answer = _replayed(stack, key)
    told = answer.json()
    assert (answer.status_code, told["done"], told["stands"]) == (200, True, True)
    assert told["formula"].startswith("90,318.27 ÷ 142,500.00 = 0.63")
    assert {"36%": "0.36", "90,318.27": "90318.27"}.items() <= {
        one["text"]: one["value"] for one in told["figures"]
    }.items()
    assert all(one["text"] == one["text_before"] for one in told["figures"])
    for part in ("expected", "observed", "difference"):
        assert told[part] == getattr(anomaly, part)
    assert told["tolerance"] == (anomaly.tolerance and anomaly.tolerance.model_dump())
    assert _replayed(stack, key).json()["finished_at"] == told["finished_at"], "an answer is kept"
    assert _replayed(stack, f"{job.filing_id}.a999").status_code == 404
    assert _replayed(stack, "nothing.a1").status_code == 404


def test_what_lies_between_statements_is_worked_again_from_both(stack: Stack, client: Client) -> None:
    jobs = [client.wait(client.upload(path).id) for path in sorted((SAMPLES / "trimestre-2024-2").glob("*.xlsx"))]
    odd = jobs[1].filing_id

    def found() -> list[str]:
        return [one.id for one in client.report(odd).anomalies if one.observed == "11081945.95"]

    eventually(lambda: bool(found()))
    told = _replayed(stack, f"{odd}.{found()[0]}").json()
    assert told["stands"] is True
    assert told["figures"][0]["text"] == "11081945.95" and told["expected"] == "11809945.95"
    assert len({one["filing"] for one in told["figures"]}) == 3


def test_without_its_original_it_is_said(stack: Stack, client: Client) -> None:
    job = client.wait(client.upload(SAMPLES / "programas-2023.xlsx").id)
    anomaly = client.report(job.filing_id).anomalies[0]
    Store(stack.data).delete(client.report(job.filing_id).filing.sha256)
    answer = _replayed(stack, f"{job.filing_id}.{anomaly.id}")
    assert (answer.status_code, answer.json()["type"]) == (410, "urn:cotejo:problem:filing-deleted")
