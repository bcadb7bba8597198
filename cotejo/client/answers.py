"""What the server answers: taken apart into parts of the report, or raised."""

from contextlib import suppress
from typing import Any

import httpx

from shared.job_part import JobPart
from shared.report import Report
from shared.review_part import ReviewPart
from shared.rule_part import RulePart


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


def checked(response: httpx.Response) -> httpx.Response:
    """A success. Raises `ServerProblem`."""
    if response.is_success:
        return response
    problem: dict[str, Any] = {"title": f"HTTP {response.status_code}", "detail": response.text[:300]}
    with suppress(ValueError):
        problem = response.json()
    raise ServerProblem(problem)


def job_in(response: httpx.Response) -> JobPart:
    """A job."""
    return JobPart.model_validate(checked(response).json())


def report_in(response: httpx.Response) -> Report:
    """A report. Raises `NotReady` where its job is not over."""
    return Report.model_validate(_ready(response).json())


def bytes_in(response: httpx.Response) -> bytes:
    """A file. Raises `NotReady` where its job is not over."""
    return _ready(response).content


def rules_in(response: httpx.Response) -> list[RulePart]:
    """The catalogue."""
    return [RulePart.model_validate(rule) for rule in checked(response).json()]


def compared_in(response: httpx.Response) -> bool:
    """Whether a filing has been held against the others of its institution; one that has none need not be."""
    return checked(response).json()["compared"] is not False


def review_in(response: httpx.Response) -> ReviewPart:
    """A mark on an anomaly."""
    return ReviewPart.model_validate(checked(response).json())


def reviews_in(response: httpx.Response) -> list[ReviewPart]:
    """The marks on a filing's anomalies."""
    return [ReviewPart.model_validate(review) for review in checked(response).json()]


def nothing_in(response: httpx.Response) -> None:
    """No more than that it went well."""
    checked(response)


def json_in(response: httpx.Response) -> Any:
    """Plain values, as the API gives them."""
    return checked(response).json()


def succeeded(job: JobPart) -> JobPart:
    """A job that has ended well. Raises `JobFailed`."""
    if job.problem:
        raise JobFailed(job.problem.model_dump())
    if job.status != "succeeded":
        raise JobFailed({"title": str(job.status), "detail": job.id})
    return job


def _ready(response: httpx.Response) -> httpx.Response:
    if response.status_code == 202:
        raise NotReady(JobPart.model_validate(response.json()))
    return checked(response)
