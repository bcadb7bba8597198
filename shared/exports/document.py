"""A report as one document of JSON, with the marks of auditors beside its parts."""

import json
from collections.abc import Collection, Iterator
from typing import Any

from shared.parts import Parts
from shared.report import Report
from shared.review_part import ReviewPart

_encode = json.JSONEncoder(ensure_ascii=False).encode


def json_pieces(report: Report, reviews: Collection[ReviewPart]) -> Iterator[bytes]:
    """The document in pieces: of a large filing the whole is larger than memory."""
    for place, name in enumerate(type(report).model_fields):
        yield b", " if place else b"{"
        parts = getattr(report, name)
        if not isinstance(parts, Parts):
            yield _members(report.model_dump(mode="json", by_alias=True, include={name}))
            continue
        yield f'"{name}": ['.encode()
        for number, batch in enumerate(parts.batches()):
            yield b", " * bool(number) + _encode(batch)[1:-1].encode()
        yield b"]"
    if reviews:
        yield b", " + _members({"reviews": [review.model_dump(mode="json") for review in reviews]})
    yield b"}"


def _members(of: dict[str, Any]) -> bytes:
    return _encode(of)[1:-1].encode()
