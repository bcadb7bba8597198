"""Tables with the pages that their rows stand on, as they are joined over pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from services.compute.reading.pdf.frame import PageFrame
from services.compute.reading.pdf.grid import Draft
from services.compute.reading.pdf.phrases import Phrase
from services.compute.reading.pdf.pieces import DraftRow
from services.compute.reading.pdf.strays import Interval

HEADINGS = 8
"""First rows of a table among which a repeated heading is sought."""
NEAR = 0.3
"""Words go on a column whose words begin, or end, this near them, in font sizes."""


@dataclass(slots=True)
class PlacedRow:
    """A row with the page (1-based) it stands on and that page's frame."""

    cells: DraftRow
    page: int
    frame: PageFrame


@dataclass(slots=True)
class PlacedTable:
    """A table over one page or several. `last` says that it is the lowest one of its last page."""

    rows: list[PlacedRow]
    columns: list[Interval]
    title: str
    page: int
    last: bool
    extents: list[Interval | None] = field(default_factory=list)


def placed(draft: Draft, title: str, page: int, frame: PageFrame, last: bool) -> PlacedTable:
    """A page's table, ready to be joined."""
    rows = [PlacedRow(row, page, frame) for row in draft.rows]
    return PlacedTable(rows, draft.columns, title, page, last, extents_of(draft.rows, len(draft.columns)))


def extents_of(rows: Sequence[DraftRow], count: int) -> list[Interval | None]:
    """Where most cells of each column begin and end."""
    lefts: list[list[float]] = [[] for _ in range(count)]
    rights: list[list[float]] = [[] for _ in range(count)]
    for row in rows:
        for cell in row:
            if cell.first == cell.last:
                left, _, right, _ = cell.extent
                lefts[cell.first].append(left)
                rights[cell.first].append(right)
    return [(median(a), median(b)) if a else None for a, b in zip(lefts, rights, strict=True)]


def words_of(row: DraftRow) -> tuple[str, ...]:
    """The words of a row, whatever their cells."""
    return words_in(p for cell in row for p in cell.phrases)


def words_in(phrases: Iterable[Phrase]) -> tuple[str, ...]:
    """All words of phrases, in the order of the alphabet."""
    return tuple(sorted(word.text.casefold() for phrase in phrases for word in phrase.words))
