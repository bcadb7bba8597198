"""Pictures of the pages that evidence stands on, drawn on demand in a process that may die."""

import json
import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from services.api.child import run_child
from services.api.page_drawing import DRAWN

_WALL_SECONDS = 20.0
_AT_ONCE = 2
_KEPT = 24


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as WebP, and its size in points, in which places on it are given."""

    webp: bytes
    width: float
    height: float


class PagePictures:
    """Draws pages, a few at once, and keeps the last ones in memory: they belong to a filing and go with it."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, int], PagePicture] = OrderedDict()
        self._lock = threading.Lock()
        self._turns = threading.BoundedSemaphore(_AT_ONCE)

    def page(self, path: Path, media_type: str, number: int) -> PagePicture | None:
        """Page `number` (1-based) of the filing whose bytes are at `path`; None where it cannot be drawn."""
        if media_type not in DRAWN:
            return None
        key = (path.name, number)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        with self._turns:
            picture = _draw(path, media_type, number)
        if picture:
            with self._lock:
                self._kept[key] = picture
                while len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
        return picture


def _draw(path: Path, media_type: str, number: int) -> PagePicture | None:
    drawn = run_child("services.api.page_drawing", (media_type, str(number)), path, _WALL_SECONDS)
    if drawn is None:
        return None
    head, _, webp = drawn.partition(b"\n")
    return PagePicture(webp, **json.loads(head))
