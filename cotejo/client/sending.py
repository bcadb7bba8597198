"""How requests go out: with which headers and patience, and when one is sent again."""

from collections.abc import Iterator

import httpx

TIMEOUT = httpx.Timeout(30, read=90)
UPLOAD_TIMEOUT = httpx.Timeout(600)
UNANSWERED = (502, 503, 504)
"""Statuses of a front door behind which nobody answered."""
_PAUSES_SECONDS = (0.2, 0.6, 1.8)


def headers_for(api_key: str | None, language: str) -> dict[str, str]:
    """What every request bears."""
    headers = {"accept-language": language}
    return headers | {"authorization": f"Bearer {api_key}"} if api_key else headers


def pauses(safe: bool) -> Iterator[float]:
    """How long to wait before each further try; none where a request must not be sent twice."""
    return iter(_PAUSES_SECONDS if safe else ())
