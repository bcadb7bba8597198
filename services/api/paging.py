"""Pages of a long list, by a cursor that says where the last page ended."""

import base64
import json
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel, Field

from shared.invalid import unusable

Item = TypeVar("Item")
Limit = Annotated[int, Query(ge=1, le=1000, description="how many at most")]
Cursor = Annotated[str | None, Query(description="`next` of the page before")]


class Page(BaseModel, Generic[Item]):
    """Some of a list; `next` is the cursor of those that follow, null at the end."""

    items: list[Item]
    next: str | None = Field(default=None, examples=["WzUwXQ"])


def encode(*position: str | int) -> str:
    """The cursor for a position."""
    return base64.urlsafe_b64encode(json.dumps(position).encode()).decode().rstrip("=")


def decode(cursor: str, *kinds: type) -> list[Any]:
    """The position that a cursor names. Raises `Problem` where it is none of ours."""
    try:
        position = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except ValueError:
        position = None
    if not isinstance(position, list) or [type(part) for part in position] != list(kinds):
        raise unusable("cursor", "cursor", cursor)
    return position
