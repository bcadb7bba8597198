"""A range of a long filing's pages, read and kept for whoever puts the filing together."""

import time
import zlib
from typing import Any

from services.compute.attempt import Attempt
from services.compute.cage import Say
from services.compute.reading.paged import open_pages, read_pages
from services.compute.reading.ranges import dump_page
from shared.database import writing
from shared.ranges import finish_range

_FASTEST = 1


def read_range(attempt: Attempt) -> str:
    """Read the pages of a range; the event that tells how it ended."""
    first, last = attempt.claim.pages or (1, 0)
    packer = zlib.compressobj(_FASTEST)
    packed: list[bytes] = []
    begun = time.perf_counter()

    def work(say: Say) -> None:
        def note(done: int, total: int) -> None:
            say({"progress": ("reading", done, total)})

        with open_pages(attempt.content, attempt.filing.media_type, attempt.password) as pages:
            for page in read_pages(pages, range(first - 1, last), note):
                say({"page": dump_page(page).decode()})

    def hear(message: dict[str, Any]) -> None:
        packed.append(packer.compress(message["page"].encode() + b"\n"))

    attempt.caged(work, hear)
    packed.append(packer.flush())
    seconds = time.perf_counter() - begun
    with writing(attempt.process.engine) as session:
        finished = finish_range(session, attempt.claim, b"".join(packed), seconds)
    return "job.range_read" if finished else "job.let_go"
