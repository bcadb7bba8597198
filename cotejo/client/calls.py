"""Every call of the API, declared once for both clients: what is asked, and what is made of the answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar

import httpx

from cotejo.client.answers import (
    bytes_in,
    compared_in,
    job_in,
    json_in,
    nothing_in,
    report_in,
    review_in,
    reviews_in,
    rules_in,
)
from shared.job_part import JobPart
from shared.report import Report
from shared.review_part import ReviewPart, Verdict
from shared.rule_part import RulePart

Answer = TypeVar("Answer")
Form = Literal["json", "xlsx", "zip", "html", "pdf"]
WAIT_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Call(Generic[Answer]):
    """A request, its `body` sent as JSON, and how its answer is read. A `safe` one is sent again where it got none."""

    method: str
    path: str
    read: Callable[[httpx.Response], Answer]
    params: Mapping[str, str | int | float] = field(default_factory=dict)
    safe: bool = True
    body: Mapping[str, str] | None = None


def job(job_id: str, wait: float) -> Call[JobPart]:
    """Where a job stands; with `wait`, held by the server until it ends or the seconds pass."""
    return Call("GET", f"/v1/jobs/{job_id}", job_in, {"wait": wait})


def cancel(job_id: str) -> Call[JobPart]:
    """Stop a job."""
    return Call("DELETE", f"/v1/jobs/{job_id}", job_in, safe=False)


def retry(job_id: str) -> Call[JobPart]:
    """Run a failed or cancelled job again."""
    return Call("POST", f"/v1/jobs/{job_id}/retry", job_in, safe=False)


def compared(filing_id: str, wait: float) -> Call[bool]:
    """Whether a filing has been held against the others; with `wait`, held by the server until it is."""
    return Call("GET", f"/v1/filings/{filing_id}", compared_in, {"wait": wait})


def report(filing_id: str) -> Call[Report]:
    """The report of a filing."""
    return Call("GET", f"/v1/filings/{filing_id}/report", report_in)


def export(filing_id: str, form: Form) -> Call[bytes]:
    """The report of a filing as a file."""
    return Call("GET", f"/v1/filings/{filing_id}/exports/{form}", bytes_in)


def annotated(filing_id: str) -> Call[bytes]:
    """The original with its anomalies marked."""
    return Call("GET", f"/v1/filings/{filing_id}/annotated", bytes_in)


def review(filing_id: str, anomaly_id: str, verdict: Verdict, note: str) -> Call[ReviewPart]:
    """Mark an anomaly; the same mark again changes nothing."""
    body = {"verdict": verdict, "note": note}
    return Call("PUT", f"/v1/filings/{filing_id}/anomalies/{anomaly_id}/review", review_in, body=body)


def unreview(filing_id: str, anomaly_id: str) -> Call[None]:
    """Take the mark of an anomaly away, whether or not there is one."""
    return Call("DELETE", f"/v1/filings/{filing_id}/anomalies/{anomaly_id}/review", nothing_in)


def reviews(filing_id: str) -> Call[list[ReviewPart]]:
    """The marks on a filing's anomalies."""
    return Call("GET", f"/v1/filings/{filing_id}/reviews", reviews_in)


def filings(filters: Mapping[str, str | int]) -> Call[dict[str, Any]]:
    """A page of the filings on file."""
    return Call("GET", "/v1/filings", json_in, filters)


def institutions() -> Call[list[dict[str, Any]]]:
    """The institutions that filings are of."""
    return Call("GET", "/v1/institutions", json_in)


def period(institution_id: str, name: str) -> Call[dict[str, Any]]:
    """How the statements of one period stand."""
    return Call("GET", f"/v1/institutions/{institution_id}/periods/{name}", json_in)


def replay(key: str) -> Call[dict[str, Any]]:
    """One check worked again from the original."""
    return Call("GET", f"/v1/anomalies/{key}/replay", json_in, {"wait": WAIT_SECONDS})


def rules() -> Call[list[RulePart]]:
    """The catalogue of rules."""
    return Call("GET", "/v1/rules", rules_in)
