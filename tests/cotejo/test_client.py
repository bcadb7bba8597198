"""The client over a server that does not always answer: what is sent again, and what must not be."""

import asyncio
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

import cotejo
from cotejo import following
from cotejo.client import AsyncClient, Client, JobFailed, NotReady, ServerProblem, sending
from shared import examples
from shared.job_part import JobPart
from shared.problems import Language

Answer = Callable[[httpx.Request], httpx.Response]
JOB: dict[str, Any] = JobPart.model_config["json_schema_extra"]["example"]  # type: ignore[index, assignment]


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "_PAUSES_SECONDS", (0.0, 0.0, 0.0))


class Server:
    """Answers each request with the next of `answers`, of which an exception means that none came."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self._answers = list(answers)
        self.asked: list[tuple[str, str]] = []
        self.bodies: list[bytes] = []
        self.headers: list[httpx.Headers] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append((request.method, request.url.path))
        self.bodies.append(request.read())
        self.headers.append(request.headers)
        answer = self._answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def client(self) -> Client:
        return Client("http://server", "key", transport=httpx.MockTransport(self))


def _job(**other: Any) -> httpx.Response:
    return httpx.Response(200, json=JOB | other)


def _gone() -> Exception:
    return httpx.ConnectError("nobody")


def test_what_changes_nothing_is_asked_again() -> None:
    server = Server(_gone(), httpx.Response(503), httpx.Response(200, json=examples.REPORT))
    with server.client() as client:
        assert client.report("f").facts
    assert server.asked == [("GET", "/v1/filings/f/report")] * 3
    assert server.headers[0]["authorization"] == "Bearer key"


def test_it_is_given_up_after_the_fourth_time() -> None:
    server = Server(*(_gone() for _ in range(4)))
    with server.client() as client, pytest.raises(httpx.ConnectError):
        client.rules()
    assert len(server.asked) == 4


def test_an_upload_is_sent_whole_again(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"uno\tdos\n" * 1000)
    server = Server(httpx.ReadError("cut"), _job())
    with server.client() as client:
        assert client.upload(path, idempotency_key="k", password="p").id == JOB["id"]
    assert all(b"uno\tdos\n" * 1000 in body and b"password" in body for body in server.bodies)
    assert [headers["idempotency-key"] for headers in server.headers] == ["k", "k"]


@pytest.mark.parametrize("name", ["cancel", "retry"])
def test_what_changes_something_is_sent_once(name: str) -> None:
    server = Server(_gone())
    with server.client() as client, pytest.raises(httpx.ConnectError):
        getattr(client, name)("j")
    assert len(server.asked) == 1


def test_a_refusal_is_not_sent_again() -> None:
    server = Server(httpx.Response(404, json={"title": "Not found", "detail": "x", "status": 404}))
    with server.client() as client, pytest.raises(ServerProblem, match="Not found: x"):
        client.report("f")


def test_a_stream_that_breaks_off_is_taken_up_where_it_was() -> None:
    def stream(revision: int, status: str) -> str:
        return (
            f"id: {revision}\nevent: {status}\ndata: {json.dumps(JOB | {'status': status, 'revision': revision})}\n\n"
        )

    def cut() -> Iterator[bytes]:
        yield stream(3, "running").encode()
        raise httpx.ReadError("cut")

    server = Server(httpx.Response(200, content=cut()), httpx.Response(200, text=": x\n\n" + stream(5, "succeeded")))
    with server.client() as client:
        assert [str(job.status) for job in client.follow("j")] == ["running", "succeeded"]
    assert [headers.get("last-event-id") for headers in server.headers] == [None, "3"]


def test_what_is_not_over_or_failed_is_raised() -> None:
    problem = {"type": "urn:cotejo:problem:no-table", "title": "No tables", "detail": "None.", "status": 422}
    server = Server(httpx.Response(202, json=JOB), _job(status="failed", problem=problem))
    with server.client() as client:
        with pytest.raises(NotReady):
            client.annotated("f")
        with pytest.raises(JobFailed, match="No tables"):
            client.wait("j")


def _filing(compared: bool | None) -> httpx.Response:
    return httpx.Response(200, json={"compared": compared})


def test_a_filing_with_company_is_waited_for_until_it_was_held_against_it() -> None:
    asked = [("GET", f"/v1/filings/{JOB['filing_id']}")] * 2
    server = Server(_job(status="succeeded"), _filing(False), _filing(True))
    with server.client() as client:
        client.wait("j", company=True)
    assert server.asked[1:] == asked
    server = Server(_job(status="succeeded"), _filing(False), _filing(None))

    async def wait() -> None:
        async with AsyncClient("http://server", transport=httpx.MockTransport(server)) as client:
            await client.wait("j", company=True)

    asyncio.run(wait())
    assert server.asked[1:] == asked


def test_what_is_not_yet_held_against_the_others_is_said_when_patience_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"uno")
    told: dict[Language, str] = {"es": "Pendiente: a los 0 segundos", "en": "Pending: after 0 seconds"}
    for language, said in told.items():
        rules = httpx.Response(200, json=[])
        server = Server(_job(status="succeeded"), _filing(False), httpx.Response(200, json=examples.REPORT), rules)
        client = server.client()
        monkeypatch.setattr(following, "Client", lambda *_, client=client, **__: client)
        outcome = following.upload((str(path),), "http://server", wait=True, language=language, show_all=False)
        assert outcome.pending and said in capsys.readouterr().out


def test_the_asynchronous_client_has_every_call_and_does_the_same(tmp_path: Path) -> None:
    public = [name for name in vars(Client) if not name.startswith("_")]
    assert public == [name for name in vars(AsyncClient) if not name.startswith("_")]
    path = tmp_path / "a.txt"
    path.write_bytes(b"uno")
    server = Server(_gone(), _job(), httpx.Response(502), httpx.Response(200, json=examples.REPORT))

    async def ask() -> None:
        async with AsyncClient("http://server", transport=httpx.MockTransport(server)) as client:
            assert (await client.upload(path)).id == JOB["id"]
            assert (await client.report("f")).facts

    asyncio.run(ask())
    assert [method for method, _ in server.asked] == ["POST", "POST", "GET", "GET"]


REVIEW = {
    **{"anomaly": "a1", "verdict": "explained", "note": "Oficio 12", "rule": "ratio-mismatch", "subject": "E001"},
    **{"message": {"es": "No da", "en": "It does not"}, "reviewed_at": "2024-05-02T10:00:00Z"},
}


def test_an_anomaly_is_marked_and_the_mark_taken_away_again() -> None:
    def answers() -> list[httpx.Response]:
        return [httpx.Response(200, json=REVIEW), httpx.Response(200, json=[REVIEW]), httpx.Response(204)]

    server, again = Server(_gone(), *answers()), Server(*answers())
    with server.client() as client:
        mark = client.review("f", "a1", "explained", "Oficio 12")
        assert (mark.verdict, mark.note, client.reviews("f")) == ("explained", "Oficio 12", [mark])
        client.unreview("f", "a1")

    async def ask() -> None:
        async with AsyncClient("http://server", transport=httpx.MockTransport(again)) as client:
            assert await client.review("f", "a1", "explained", "Oficio 12") == mark
            assert await client.reviews("f") == [mark]
            await client.unreview("f", "a1")

    asyncio.run(ask())
    path = "/v1/filings/f/anomalies/a1/review"
    assert server.asked[1:] == again.asked == [("PUT", path), ("GET", "/v1/filings/f/reviews"), ("DELETE", path)]
    assert json.loads(server.bodies[1]) == json.loads(again.bodies[0]) == {"verdict": "explained", "note": "Oficio 12"}
    assert server.bodies[2:] == [b"", b""]


def test_what_may_be_asked_for_is_listed() -> None:
    assert {"AsyncClient", "Client", "UnreadableFiling", "analyse", "polars_frame"} <= set(dir(cotejo))
    assert dir(cotejo) == sorted(set(dir(cotejo)))
