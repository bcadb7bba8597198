"""Long files read range by range: how their pages are shared out, and pages kept between reading and joining.

A page keeps everything that joining asks for (`ReadPage`), so that ranges read apart, by whomever, whenever,
make up the same document as the file read in one go.
"""

import math
from collections.abc import Iterable, Iterator
from functools import cache

from pydantic import TypeAdapter

from services.compute.reading.paged import Pages, ReadPage

SCANS_A_RANGE = 4
"""Pages that OCR reads in some 15 to 20 seconds: as long as others may have to wait for the worker."""
DRAWN_A_RANGE = 100
"""Pages of drawn text, which take tens of milliseconds each."""


def share_out(pages: Pages) -> list[range]:
    """The pages (0-based) in ranges of about the same work; one range where a single reader may as well do it.

    Looks at each page of a file that may be long. Raises `UnreadableFiling`.
    """
    if pages.count <= SCANS_A_RANGE:
        return [range(pages.count)]
    work = [1 / SCANS_A_RANGE if _is_scan(pages, index) else 1 / DRAWN_A_RANGE for index in range(pages.count)]
    count = math.ceil(sum(work) - 1e-9)
    ranges: list[range] = []
    start, done = 0, 0.0
    for index, share in enumerate(work, 1):
        done += share
        if done >= sum(work) * (len(ranges) + 1) / count - 1e-9 or index == len(work):
            ranges.append(range(start, index))
            start = index
    return ranges


def _is_scan(pages: Pages, index: int) -> bool:
    from services.compute.reading.errors import UnreadableFiling

    try:
        return pages.is_scan(index)
    except UnreadableFiling:  # whoever reads the page will say so
        return False


def dump_page(page: ReadPage) -> bytes:
    """A page as one line of JSON."""
    return _adapter().dump_json(page)


def load_pages(lines: Iterable[bytes]) -> Iterator[ReadPage]:
    """Pages as they were dumped."""
    return map(_adapter().validate_json, lines)


@cache
def _adapter() -> TypeAdapter[ReadPage]:
    return TypeAdapter(ReadPage)
