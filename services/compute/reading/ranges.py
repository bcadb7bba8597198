"""Long files read range by range: how their pages are shared out, and pages kept between reading and joining.

A page keeps everything that joining asks for (`ReadPage`), so that ranges read apart, by whomever, whenever,
make up the same document as the file read in one go.
"""

import math
from collections.abc import Iterable, Iterator
from functools import cache

from pydantic import TypeAdapter

from services.compute.reading.paged import Pages, ReadPage


def share_out(pages: Pages, scans: int, drawn: int) -> list[range]:
    """The pages (0-based) in ranges of about the same work, that of `scans` scanned pages or of `drawn` of drawn text;
    one range where a single reader may as well do it.

    Looks at each page of a file that may be long. Raises `UnreadableFiling`.
    """
    if pages.count <= min(scans, drawn):
        return [range(pages.count)]
    work = [1 / scans if _is_scan(pages, index) else 1 / drawn for index in range(pages.count)]
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
