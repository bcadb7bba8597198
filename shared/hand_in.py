"""How a filing is handed in: what the ingest service takes, declared once so that the API's documentation shows it."""

from typing import Any

from shared.job_part import JobPart, ProblemPart
from shared.problems import PROBLEM_MEDIA_TYPE

PATH = "/v1/filings"

_PASSWORD = {
    "type": "string",
    "format": "password",
    "description": "Opens an encrypted PDF, or those in an archive. Sent with bytes on file whose job failed for want "
    "of the right one, it runs that job again. Kept sealed, and only until the job ends",
}
_BODY = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {"file": {"type": "string", "format": "binary"}, "password": _PASSWORD},
            }
        },
        "application/json": {
            "schema": {
                "type": "object",
                "required": ["url"],
                "properties": {"url": {"type": "string"}, "password": _PASSWORD},
            },
            "example": {"url": "https://www.example.org/cuenta-publica/programas-2023.xlsx"},
        },
    },
}
_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Names this upload: repeated with the same bytes it gives the same job, with others it is refused",
    "schema": {"type": "string", "maxLength": 200},
}
_REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {"model": ProblemPart, "content": {PROBLEM_MEDIA_TYPE: {}}} for status in (400, 413, 415, 422, 507)
}

ROUTE: dict[str, Any] = {
    "methods": ["POST"],
    "status_code": 202,
    "summary": "Hand in a filing",
    "description": "As a multipart file or by URL. Answers at once with the job; the same bytes give theirs. Each file "
    "of a .zip is a filing of its own: the archive's job succeeds when they are taken, and lists them in `members`.",
    "tags": ["filings"],
    "response_model": JobPart,
    "responses": {200: {"model": JobPart, "description": "The same bytes are on file: their job"}, **_REFUSALS},
    "openapi_extra": {"requestBody": _BODY, "parameters": [_KEY]},
}
"""What `FastAPI.add_api_route` is given beside path and function."""
