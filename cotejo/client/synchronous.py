"""The synchronous client."""

import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx

from cotejo.client import calls
from cotejo.client.answers import checked, job_in, succeeded
from cotejo.client.calls import WAIT_SECONDS, Call, Form
from cotejo.client.events import Events
from cotejo.client.sending import TIMEOUT, UNANSWERED, UPLOAD_TIMEOUT, headers_for, pauses
from shared.job_part import JobPart
from shared.report import Report
from shared.review_part import ReviewPart, Verdict
from shared.rule_part import RulePart

Answer = TypeVar("Answer")


class Client:
    """A synchronous client of one server. Use it in a ``with`` block, or `close` it.

    What changes nothing, and an upload, which changes nothing the second time, is sent again where no answer comes;
    after the third time `httpx.HTTPError` is raised. Whatever the server refuses raises `ServerProblem`.
    """

    def __init__(
        self,
        server: str,
        api_key: str | None = None,
        *,
        language: str = "es",
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        headers = headers_for(api_key, language)
        self._http = httpx.Client(base_url=server, headers=headers, timeout=TIMEOUT, transport=transport)

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
        data = {"password": password} if password else {}
        waits = pauses(safe=True)
        while True:
            with Path(path).open("rb") as stream:
                files = {"file": (Path(path).name, stream)}
                request = self._http.build_request(
                    "POST", "/v1/filings", files=files, data=data, headers=headers, timeout=UPLOAD_TIMEOUT
                )
                if (answer := self._sent(request, waits)) is not None:
                    return job_in(answer)

    def job(self, job_id: str, *, wait: float = 0) -> JobPart:
        """Where a job stands; with `wait`, held by the server until it ends or the seconds pass."""
        return self._done(calls.job(job_id, wait))

    def follow(self, job_id: str) -> Iterator[JobPart]:
        """The job at each change until it ends; where the stream breaks off it is taken up again."""
        events, waits = Events(), pauses(safe=True)
        while not events.over:
            broke: httpx.TransportError | None = None
            try:
                with self._http.stream("GET", f"/v1/jobs/{job_id}/events", headers=events.headers()) as answer:
                    if not answer.is_success:
                        answer.read()
                        checked(answer)
                    for line in answer.iter_lines():
                        if job := events.take(line):
                            waits = pauses(safe=True)
                            yield job
            except httpx.TransportError as error:
                broke = error
            if not events.over:
                if (pause := next(waits, None)) is None:
                    raise broke or httpx.RemoteProtocolError("the stream of events ended before its job")
                time.sleep(pause)

    def wait(self, job_id: str, *, company: bool = False) -> JobPart:
        """The job once it has succeeded; with `company`, once its filing was held against the others too, so that the
        report tells what lies between them. Raises `JobFailed`.
        """
        job = self.job(job_id, wait=WAIT_SECONDS)
        while not job.status.is_end:
            job = self.job(job_id, wait=WAIT_SECONDS)
        succeeded(job)
        while company and not self.compared(job.filing_id, wait=WAIT_SECONDS):
            pass
        return job

    def compared(self, filing_id: str, *, wait: float = 0) -> bool:
        """Whether a filing has been held against the others of its institution as they are now.

        True where it does not say whose and of when it is; with `wait`, held by the server until it is so or the
        seconds pass.
        """
        return self._done(calls.compared(filing_id, wait))

    def report(self, filing_id: str) -> Report:
        """The report of a filing. Raises `NotReady`."""
        return self._done(calls.report(filing_id))

    def export(self, filing_id: str, form: Form) -> bytes:
        """The report of a filing as a file. Raises `NotReady`."""
        return self._done(calls.export(filing_id, form))

    def annotated(self, filing_id: str) -> bytes:
        """The original with its anomalies marked: XLSX and PDF; XLS, XLSB and ODS come as XLSX. Raises `NotReady`."""
        return self._done(calls.annotated(filing_id))

    def review(self, filing_id: str, anomaly_id: str, verdict: Verdict, note: str = "") -> ReviewPart:
        """Mark an anomaly ``confirmed``, ``dismissed`` or ``explained``; a mark that was there is written over."""
        return self._done(calls.review(filing_id, anomaly_id, verdict, note))

    def unreview(self, filing_id: str, anomaly_id: str) -> None:
        """Take the mark of an anomaly away, whether or not there is one."""
        self._done(calls.unreview(filing_id, anomaly_id))

    def reviews(self, filing_id: str) -> list[ReviewPart]:
        """The marks on a filing's anomalies, the oldest first."""
        return self._done(calls.reviews(filing_id))

    def filings(self, **filters: str | int) -> dict[str, Any]:
        """A page of the filings on file, as the API gives it."""
        return self._done(calls.filings(filters))

    def institutions(self) -> list[dict[str, Any]]:
        """The institutions that filings are of, with their periods, as the API gives them."""
        return self._done(calls.institutions())

    def period(self, institution_id: str, name: str) -> dict[str, Any]:
        """How the statements of one period (``2019-q3``) stand against each other, as the API gives it."""
        return self._done(calls.period(institution_id, name))

    def replay(self, filing_id: str, anomaly_id: str) -> dict[str, Any]:
        """One check worked again from the stored original, as the API gives it; ask again while it is not `done`."""
        return self._done(calls.replay(f"{filing_id}.{anomaly_id}"))

    def rules(self) -> list[RulePart]:
        """The catalogue of rules."""
        return self._done(calls.rules())

    def cancel(self, job_id: str) -> JobPart:
        """Stop a job."""
        return self._done(calls.cancel(job_id))

    def retry(self, job_id: str) -> JobPart:
        """Run a failed or cancelled job again."""
        return self._done(calls.retry(job_id))

    def _done(self, call: Call[Answer]) -> Answer:
        waits = pauses(call.safe)
        while True:
            request = self._http.build_request(call.method, call.path, params=dict(call.params), json=call.body)
            if (answer := self._sent(request, waits)) is not None:
                return call.read(answer)

    def _sent(self, request: httpx.Request, waits: Iterator[float]) -> httpx.Response | None:
        """The answer; None, after a pause, where none came and the request is to be made again."""
        pause = None
        try:
            answer = self._http.send(request)
            if answer.status_code not in UNANSWERED or (pause := next(waits, None)) is None:
                return answer
        except httpx.TransportError:
            if (pause := next(waits, None)) is None:
                raise
        time.sleep(pause)
        return None
