"""The HTTP client, on httpx: hand in filings, follow their jobs, fetch reports."""

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx

from shared.job_part import JobPart
from shared.report import Report
from shared.rule_part import RulePart

_TIMEOUT = httpx.Timeout(30, read=90)
_UPLOAD_SECONDS = 600
_WAIT_SECONDS = 30


class ServerProblem(Exception):
    """The server refused: RFC 9457 problem details in `problem`."""

    def __init__(self, problem: dict[str, Any]) -> None:
        super().__init__(f"{problem.get('title', '')}: {problem.get('detail', '')}".strip(": "))
        self.problem = problem


class JobFailed(ServerProblem):
    """The job ended without results."""


class NotReady(Exception):
    """The report is not there yet; `job` says how far it is."""

    def __init__(self, job: JobPart) -> None:
        super().__init__(f"job {job.id} is {job.status}")
        self.job = job


def _headers(api_key: str | None, language: str) -> dict[str, str]:
    headers = {"accept-language": language}
    return headers | {"authorization": f"Bearer {api_key}"} if api_key else headers


def _checked(response: httpx.Response) -> Any:
    """The JSON of an answer. Raises `ServerProblem`."""
    if response.is_success:
        return response.json()
    problem: dict[str, Any] = {"title": f"HTTP {response.status_code}", "detail": response.text[:300]}
    with suppress(ValueError):
        problem = response.json()
    raise ServerProblem(problem)


def _report(response: httpx.Response) -> Report:
    body = _checked(response)
    if response.status_code == 202:
        raise NotReady(JobPart.model_validate(body))
    return Report.model_validate(body)


def _ended(job: JobPart) -> JobPart:
    if job.problem:
        raise JobFailed(job.problem.model_dump())
    if job.status != "succeeded":
        raise JobFailed({"title": str(job.status), "detail": job.id})
    return job


def _body(response: httpx.Response) -> bytes:
    """The bytes of an answer. Raises `NotReady`, `ServerProblem`."""
    if response.status_code == 202:
        raise NotReady(JobPart.model_validate(response.json()))
    if not response.is_success:
        _checked(response)
    return response.content


class _Events:
    """Puts the lines of server-sent events together."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def take(self, line: str) -> JobPart | None:
        """The job that an event carries, at the blank line that ends it."""
        if line:
            self._lines.append(line)
            return None
        text = "\n".join(kept[5:].lstrip() for kept in self._lines if kept.startswith("data:"))
        self._lines.clear()
        return JobPart.model_validate(json.loads(text)) if text else None


class Client:
    """A synchronous client of one server. Use it in a ``with`` block, or `close` it."""

    def __init__(self, server: str, api_key: str | None = None, *, language: str = "es") -> None:
        self._http = httpx.Client(base_url=server, headers=_headers(api_key, language), timeout=_TIMEOUT)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    def upload(self, path: str | Path, *, idempotency_key: str | None = None, password: str | None = None) -> JobPart:
        """Hand in the file at `path`, streamed from disk; its job. `password` opens an encrypted PDF.

        The job of an archive lists its files, each a filing of its own, in `members` once it has succeeded. Raises
        `ServerProblem`, `OSError`.
        """
        headers = {"idempotency-key": idempotency_key} if idempotency_key else {}
        with Path(path).open("rb") as stream:
            files, data = {"file": (Path(path).name, stream)}, {"password": password} if password else {}
            answer = self._http.post("/v1/filings", files=files, data=data, headers=headers, timeout=_UPLOAD_SECONDS)
        return JobPart.model_validate(_checked(answer))

    def job(self, job_id: str, *, wait: float = 0) -> JobPart:
        """Where a job stands; with `wait`, held by the server until it ends or the seconds pass."""
        answer = self._http.get(f"/v1/jobs/{job_id}", params={"wait": wait})
        return JobPart.model_validate(_checked(answer))

    def follow(self, job_id: str) -> Iterator[JobPart]:
        """The job at each change until it ends."""
        with self._http.stream("GET", f"/v1/jobs/{job_id}/events") as answer:
            if not answer.is_success:
                answer.read()
                _checked(answer)
            events = _Events()
            for line in answer.iter_lines():
                if job := events.take(line):
                    yield job

    def wait(self, job_id: str) -> JobPart:
        """The job once it has succeeded. Raises `JobFailed`."""
        job = self.job(job_id, wait=_WAIT_SECONDS)
        while not job.status.is_end:
            job = self.job(job_id, wait=_WAIT_SECONDS)
        return _ended(job)

    def report(self, filing_id: str) -> Report:
        """The report of a filing. Raises `NotReady`, `ServerProblem`."""
        return _report(self._http.get(f"/v1/filings/{filing_id}/report"))

    def annotated(self, filing_id: str) -> bytes:
        """The original with its anomalies marked; XLSX and PDF have such a form. Raises `NotReady`, `ServerProblem`."""
        return _body(self._http.get(f"/v1/filings/{filing_id}/annotated"))

    def filings(self, **filters: str | int) -> dict[str, Any]:
        """A page of the filings on file, as the API gives it."""
        page: dict[str, Any] = _checked(self._http.get("/v1/filings", params=filters))
        return page

    def rules(self) -> list[RulePart]:
        """The catalogue of rules."""
        return [RulePart.model_validate(rule) for rule in _checked(self._http.get("/v1/rules"))]

    def cancel(self, job_id: str) -> JobPart:
        """Stop a job."""
        return JobPart.model_validate(_checked(self._http.delete(f"/v1/jobs/{job_id}")))

    def retry(self, job_id: str) -> JobPart:
        """Run a failed or cancelled job again."""
        return JobPart.model_validate(_checked(self._http.post(f"/v1/jobs/{job_id}/retry")))


class AsyncClient:
    """The same for asyncio. Use it in an ``async with`` block, or `close` it."""

    def __init__(self, server: str, api_key: str | None = None, *, language: str = "es") -> None:
        self._http = httpx.AsyncClient(base_url=server, headers=_headers(api_key, language), timeout=_TIMEOUT)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Let go of the connections."""
        await self._http.aclose()

    async def upload(
        self, path: str | Path, *, idempotency_key: str | None = None, password: str | None = None
    ) -> JobPart:
        """Hand in the file at `path`; its job. `password` opens an encrypted PDF. Raises `ServerProblem`, `OSError`."""
        headers = {"idempotency-key": idempotency_key} if idempotency_key else {}
        with Path(path).open("rb") as stream:  # noqa: ASYNC230  (httpx reads it in pieces as it sends)
            files, data = {"file": (Path(path).name, stream)}, {"password": password} if password else {}
            answer = await self._http.post(
                "/v1/filings", files=files, data=data, headers=headers, timeout=_UPLOAD_SECONDS
            )
        return JobPart.model_validate(_checked(answer))

    async def job(self, job_id: str, *, wait: float = 0) -> JobPart:
        """Where a job stands; with `wait`, held by the server until it ends or the seconds pass."""
        answer = await self._http.get(f"/v1/jobs/{job_id}", params={"wait": wait})
        return JobPart.model_validate(_checked(answer))

    async def follow(self, job_id: str) -> AsyncIterator[JobPart]:
        """The job at each change until it ends."""
        async with self._http.stream("GET", f"/v1/jobs/{job_id}/events") as answer:
            if not answer.is_success:
                await answer.aread()
                _checked(answer)
            events = _Events()
            async for line in answer.aiter_lines():
                if job := events.take(line):
                    yield job

    async def wait(self, job_id: str) -> JobPart:
        """The job once it has succeeded. Raises `JobFailed`."""
        job = await self.job(job_id, wait=_WAIT_SECONDS)
        while not job.status.is_end:
            job = await self.job(job_id, wait=_WAIT_SECONDS)
        return _ended(job)

    async def report(self, filing_id: str) -> Report:
        """The report of a filing. Raises `NotReady`, `ServerProblem`."""
        return _report(await self._http.get(f"/v1/filings/{filing_id}/report"))

    async def annotated(self, filing_id: str) -> bytes:
        """The original with its anomalies marked; XLSX and PDF have such a form. Raises `NotReady`, `ServerProblem`."""
        return _body(await self._http.get(f"/v1/filings/{filing_id}/annotated"))
