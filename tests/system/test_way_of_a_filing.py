"""Upload, queue, worker, result: the way of a filing through real processes, on both databases."""

import asyncio
from collections import Counter
from decimal import Decimal
from pathlib import Path

import httpx
import pytest

import cotejo
from cotejo.client import AsyncClient, Client, JobFailed
from cotejo.stack.supervisor import Stack
from shared.job_part import STAGES
from tests import web
from tests.conftest import SAMPLES
from tests.cotejo.typed import cotejo as typed
from tests.programmes import row, text
from tests.system.conftest import eventually, written


def test_a_real_filing_goes_all_the_way(any_stack: Stack, isseg: bytes, tmp_path: Path) -> None:
    with Client(any_stack.url) as client:
        job = client.upload(written(tmp_path, "programas.txt", isseg))
        assert (job.status, job.attempts) == ("queued", 0)
        assert client.wait(job.id).progress == 1.0
        over_http = client.report(job.filing_id)
    in_process = cotejo.analyse(isseg, filename="programas.txt")
    assert set(over_http.timings) == set(STAGES)
    assert over_http.model_copy(update={"timings": {}}) == in_process.model_copy(update={"timings": {}})
    assert len(over_http.facts) == 459


@pytest.mark.parametrize(
    ("name", "media_type", "programmes"),
    [("programas-2022.pdf", "application/pdf", 8), ("programas-2021-escaneo.pdf", "application/pdf", 3)],
)
def test_a_pdf_and_a_scan_go_the_same_way(stack: Stack, name: str, media_type: str, programmes: int) -> None:
    with Client(stack.url) as client:
        job = client.wait(client.upload(SAMPLES / name).id)
        report = client.report(job.filing_id)
    assert (report.filing.media_type, report.filing.pages) == (media_type, 1)
    assert len({fact.subject.code for fact in report.facts}) == programmes
    assert all(fact.evidence.bbox and fact.evidence.page == 1 for fact in report.facts)
    assert "ratio-mismatch" in {anomaly.rule for anomaly in report.anomalies}


def test_the_same_bytes_are_the_same_filing(any_stack: Stack, tmp_path: Path) -> None:
    content = text([row(code="SAME")])
    with httpx.Client(base_url=any_stack.url) as http:
        first = http.post("/v1/filings", files={"file": ("one.txt", content)})
        again = http.post("/v1/filings", files={"file": ("other.txt", content)})
    assert (first.status_code, again.status_code) == (202, 200)
    assert first.headers["location"] == again.headers["location"] == f"/v1/jobs/{first.json()['id']}"
    assert again.json()["filing_id"] == first.json()["filing_id"]


def test_an_idempotency_key_belongs_to_its_bytes(any_stack: Stack) -> None:
    key = {"idempotency-key": f"key-{any_stack.url}"}
    with httpx.Client(base_url=any_stack.url) as http:
        first = http.post("/v1/filings", files={"file": ("a.txt", text([row(code="KEY1")]))}, headers=key)
        again = http.post("/v1/filings", files={"file": ("a.txt", text([row(code="KEY1")]))}, headers=key)
        other = http.post("/v1/filings", files={"file": ("a.txt", text([row(code="KEY2")]))}, headers=key)
    assert (first.status_code, again.status_code, other.status_code) == (202, 200, 422)
    assert other.json()["type"] == "urn:cotejo:problem:idempotency-key-reused"
    assert other.headers["content-type"] == "application/problem+json"


def test_events_tell_the_job_to_its_end_and_go_on_from_where_they_broke_off(stack: Stack, tmp_path: Path) -> None:
    with Client(stack.url) as client:
        job = client.upload(written(tmp_path, "a.txt", text([row(code=f"E{n}") for n in range(300)])))
        seen = list(client.follow(job.id))
    assert seen[-1].status == "succeeded"
    assert [one.revision for one in seen] == sorted(one.revision for one in seen)
    assert [one.progress for one in seen] == sorted(one.progress for one in seen)
    stages = {one.stage for one in seen}
    assert {"reading", "recognising", "deriving", "checking", "storing"} <= stages
    last = str(seen[-1].revision)
    with httpx.Client(base_url=stack.url) as http:
        earlier = http.get(f"/v1/jobs/{job.id}/events", headers={"last-event-id": str(seen[-1].revision - 1)}).text
        nothing_new = http.get(f"/v1/jobs/{job.id}/events", headers={"last-event-id": last}).text
    assert f"id: {last}\nevent: succeeded\ndata: {{" in earlier
    assert nothing_new == ""


def test_a_held_answer_comes_when_the_job_ends(client: Client, tmp_path: Path) -> None:
    job = client.upload(written(tmp_path, "a.txt", text([row(code=f"W{n}") for n in range(100)])))
    assert client.job(job.id, wait=30).status == "succeeded"


def test_the_client_for_asyncio(stack: Stack, tmp_path: Path) -> None:
    async def go() -> int:
        async with AsyncClient(stack.url) as client:
            job = await client.upload(written(tmp_path, "a.txt", text([row(code="ASYNC")])))
            assert [one.status async for one in client.follow(job.id)][-1] == "succeeded"
            await client.wait(job.id)
            return len((await client.report(job.filing_id)).facts)

    assert asyncio.run(go()) == 10


def test_the_parts_of_a_report_are_filtered_and_paged(client: Client, stack: Stack) -> None:
    job = client.wait(client.upload(SAMPLES / "programas-2024.txt").id)
    report = client.report(job.filing_id)
    with httpx.Client(base_url=f"{stack.url}/v1/filings/{job.filing_id}") as http:
        pages: list[list[str]] = []
        cursor: dict[str, str] = {}
        while True:
            page = http.get("/facts", params={"limit": 50, **cursor}).json()
            pages.append([fact["id"] for fact in page["items"]])
            if page["next"] is None:
                break
            cursor = {"cursor": page["next"]}
        assert [fact for page in pages for fact in page] == [fact.id for fact in report.facts]
        assert len(pages[0]) == 50
        accrued = http.get("/facts", params={"concept": "accrued", "code": "E001PA0102"}).json()["items"]
        assert [(fact["value"], fact["evidence"]["text"]) for fact in accrued] == [("301774.80", "301,774.80")]
        errors = http.get("/anomalies", params={"severity": "error"}).json()["items"]
        assert [anomaly["rule"] for anomaly in errors] == ["ratio-mismatch"]
        critical = http.get("/indicators", params={"rating": "critical", "name": "execution_rate_modified"}).json()
        assert {entry["rating"] for entry in critical["items"]} == {"critical"}
        table = http.get("/tables/2").json()
        assert (table["id"], table["page"], table["rows"], len(table["cells"])) == ("t2", 2, 3, 6)
        assert http.get("/tables/3").status_code == 404
        bad = http.get("/facts", params={"cursor": "nonsense"})
        assert (bad.status_code, bad.json()["type"]) == (422, "urn:cotejo:problem:invalid-parameter")


@pytest.mark.parametrize("form", ["text/csv", "application/vnd.apache.parquet"])
def test_facts_in_other_formats(client: Client, stack: Stack, tmp_path: Path, form: str) -> None:
    import io

    import polars as pl

    job = client.wait(client.upload(SAMPLES / "programas-2024.txt").id)
    answer = web.get(f"{stack.url}/v1/filings/{job.filing_id}/facts", headers={"accept": form})
    assert answer.headers["content-type"].startswith(form)
    stream = io.BytesIO(answer.content)
    frame = pl.read_csv(stream, infer_schema=False) if form == "text/csv" else pl.read_parquet(stream)
    assert frame.height == 107
    (value,) = frame.filter(concept="approved", subject_code="E001PA0101")["value"].to_list()
    assert Decimal(value) == Decimal("1250000.00")


def test_filings_are_found_by_what_they_are(client: Client, stack: Stack) -> None:
    _, wanted = (
        client.wait(client.upload(SAMPLES / name).id) for name in ("programas-2024.txt", "programas-2023.xlsx")
    )
    found = client.filings(institution="ipbea", family="investment-programmes", period="2023-06-01", status="succeeded")
    assert [entry["filing"]["id"] for entry in found["items"]] == [wanted.filing_id]
    assert found["items"][0]["anomalies"]["error"] == 1
    assert client.filings(institution="nobody")["items"] == []
    one = client.filings(limit=1)
    two = client.filings(limit=1, cursor=one["next"])
    assert one["items"][0]["filing"]["id"] != two["items"][0]["filing"]["id"]
    listed = typed("jobs", "--server", stack.url, "--limit", "1")
    assert (len(listed.stdout.splitlines()), "--limit" in listed.stderr) == (1, True)
    anomalies = web.get(f"{stack.url}/v1/anomalies", params={"rule": "accrued-exceeds-modified"}).json()["items"]
    assert {anomaly["subject"]["code"] for anomaly in anomalies} >= {"E002PA0201"}
    history = web.get(f"{stack.url}/v1/subjects/E001PA0101/history", params={"concept": "approved"}).json()
    stated = [(fact["period"]["start"], fact["value"]) for fact in history]
    assert [entry for entry in stated if entry[0] >= "2023"] == [
        ("2023-01-01", "1162500"),
        ("2024-01-01", "1250000.00"),
    ]


def test_a_code_with_a_slash_leads_to_its_history(client: Client, stack: Stack, tmp_path: Path) -> None:
    client.wait(client.upload(written(tmp_path, "a.txt", text([row(code="M007/15001")]))).id)
    facts = web.get(f"{stack.url}/v1/subjects/M007/15001/history").json()
    assert {fact["subject"]["code"] for fact in facts} == {"M007/15001"}
    assert "M007/15001" in web.get(f"{stack.url}/subjects/M007/15001").text


def test_the_rules_are_served(client: Client, stack: Stack) -> None:
    client.wait(client.upload(SAMPLES / "programas-2024.txt").id)  # the catalogue is there once a worker has begun
    rules = {rule.id: rule for rule in client.rules()}
    assert rules["large-amendment"].thresholds == {"above": "0.05"}
    assert web.get(f"{stack.url}/v1/rules/ratio-mismatch").json()["severity"] == "error"
    assert web.get(f"{stack.url}/v1/rules/none").status_code == 404


def test_operators_see_health_metrics_and_tasks_with_their_jobs(client: Client, stack: Stack, tmp_path: Path) -> None:
    job = client.wait(client.upload(written(tmp_path, "a.txt", text([row(code="OPS")]))).id)
    assert web.get(f"{stack.url}/healthz").json() == {"status": "ok"}
    assert web.get(f"{stack.url}/readyz").json()["parts"] == {"database": True, "broker": True}
    metrics = web.get(f"{stack.url}/metrics").text
    assert 'cotejo_jobs{queue="small",status="succeeded"}' in metrics
    assert "cotejo_queue_messages" in metrics
    tasks = web.get(f"{stack.url}/flower/api/tasks").json()
    named = {task["name"] for task in tasks.values()}
    assert named <= {"filing.analyse", "period.compare", None}  # None: received before Flower listened
    assert tasks[f"{job.id}.1"]["name"] == "filing.analyse"


def test_one_job_is_followed_through_the_logs_by_its_id(client: Client, stack: Stack, tmp_path: Path) -> None:
    import json

    job = client.wait(client.upload(written(tmp_path, "a.txt", text([row(code="LOGS")]))).id)

    def events() -> list[str]:
        return [
            entry["event"]
            for service in ("ingest", "compute")
            for line in stack.log(service).read_text().splitlines()
            if line.startswith("{") and (entry := json.loads(line)).get("job_id") == job.id
        ]

    eventually(lambda: "job.succeeded" in events())  # the job's row says so a moment before the log
    told = dict.fromkeys(event for event in events() if event != "job.not_taken")  # knocked at twice where it is slow
    assert list(told) == ["filing.accepted", "job.knocked", "job.claimed", "job.succeeded"]


def test_the_api_describes_itself(stack: Stack) -> None:
    paths = web.get(f"{stack.url}/openapi.json").json()["paths"]
    assert "/v1/filings/{filing_id}/report" in paths
    assert set(paths["/v1/filings"]) == {"get", "post"}
    assert set(paths["/v1/filings"]["post"]["responses"]) >= {"200", "202", "400", "413", "415"}
    schemas = web.get(f"{stack.url}/openapi.json").json()["components"]["schemas"]
    assert all("example" in schemas[part] for part in ("JobPart", "Report", "FactPart", "IndicatorPart", "AnomalyPart"))
    docs = web.get(f"{stack.url}/docs").text
    assert "https://" not in docs
    assert web.get(f"{stack.url}/static-offline-docs/swagger-ui-bundle.js").status_code == 200


def test_a_failed_job_says_why_in_the_readers_language(stack: Stack, tmp_path: Path) -> None:
    content = b"Producto\tColor\tSabor\nManzana\troja\tdulce\nPera\tverde\tagria\n"
    for language, word in (("es", "Ninguna cifra"), ("en", "No figure")):
        with Client(stack.url, language=language) as client:
            job = client.upload(written(tmp_path, "precios.txt", content))
            with pytest.raises(JobFailed, match=word) as failure:
                client.wait(job.id)
            assert "Producto, Color, Sabor" in failure.value.problem["detail"]


def test_a_filing_is_fetched_from_a_url(client: Client, stack: Stack, tmp_path: Path) -> None:
    import functools
    import http.server
    import threading

    written(tmp_path, "programas%202024.txt", b"")
    written(tmp_path, "remoto.txt", text([row(code="URL")]))
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(tmp_path))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        address = f"http://127.0.0.1:{server.server_port}"
        taken = web.post(f"{stack.url}/v1/filings", json={"url": f"{address}/remoto.txt"})
        gone = web.post(f"{stack.url}/v1/filings", json={"url": f"{address}/none.txt"})
    finally:
        server.shutdown()
    assert taken.status_code == 202
    assert client.report(client.wait(taken.json()["id"]).filing_id).filing.filename == "remoto.txt"
    assert (gone.status_code, gone.json()["type"]) == (400, "urn:cotejo:problem:url-not-fetched")


def test_every_rule_counts_its_cases(client: Client) -> None:
    job = client.wait(client.upload(SAMPLES / "programas-2024.txt").id)
    report = client.report(job.filing_id)
    failed = Counter(anomaly.rule for anomaly in report.anomalies)
    for rule in report.coverage.rules:
        assert rule.failed == failed[rule.rule]
        assert rule.not_applicable == sum(rule.why.values())
