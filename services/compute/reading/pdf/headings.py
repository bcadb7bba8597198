"""The text that heads a table, and the notes that end one: neither is one of its rows."""

from collections.abc import Sequence

from services.compute.reading.pdf.grid import Draft
from services.compute.reading.pdf.phrases import Line, Phrase, lines_of
from services.compute.reading.pdf.pieces import DraftRow

HIGHEST_GAP = 2.5
"""White between a title's last line and its table, in font sizes, at most."""
MOST_LINES = 5
"""Lines of a title at most."""
LONGEST = 30
"""Words that a line of a title holds at most."""
NOTE = 7
"""Words that a note under a table holds at least."""


def take_title(draft: Draft, rest: list[Phrase]) -> str:
    """The title of a table, taken off its first rows and out of the phrases above it, which lose them."""
    inner: list[str] = []
    while len(draft.rows) > 2 and _spans(draft.rows[0], draft):
        inner.append(draft.rows[0][0].text)
        draft.rows.pop(0)
    above = _above(draft, lines_of(rest))
    taken = {id(p) for line in above for p in line.phrases}
    rest[:] = [p for p in rest if id(p) not in taken]
    return " ".join([*(p.text for line in above for p in line.phrases), *inner])


def take_notes(draft: Draft, rest: list[Phrase]) -> None:
    """Give the last rows of a table back to `rest` where they are sentences and nothing else, and no lines box them."""
    while len(draft.rows) > 2 and not draft.gridded:
        row = draft.rows[-1]
        words = [w for c in row for p in c.phrases for w in p.words]
        alone = len(row) == 1 and len(words) >= NOTE and (row[0].first == 0 or row[0].last > row[0].first)
        if not alone or any(p.figure for p in row[0].phrases):
            return
        rest.extend(row[0].phrases)
        draft.rows.pop()


def _spans(row: DraftRow, draft: Draft) -> bool:
    """Whether a row holds one text that stands over the whole table."""
    if len(row) != 1 or row[0].phrases[0].figure:
        return False
    left, _, right, _ = draft.box
    cell = row[0].extent
    middle = (cell[0] + cell[2]) / 2
    wide = row[0].last - row[0].first + 1 >= max(2, 0.6 * len(draft.columns))
    return wide and row[0].first == 0 and left + 0.3 * (right - left) <= middle <= right - 0.3 * (right - left)


def _above(draft: Draft, lines: Sequence[Line]) -> list[Line]:
    left, top, right, _ = draft.box
    found: list[Line] = []
    for line in reversed(lines):
        if line.baseline > top + 1 or min(line.right, right) - max(line.left, left) <= 0:
            continue
        gap = (found[-1].top if found else top) - line.bottom
        outside = line.left < left - 30 or line.right > right + 30
        words = sum(len(p.words) for p in line.phrases)
        if gap > HIGHEST_GAP * line.size or outside or len(found) == MOST_LINES or words > LONGEST:
            break
        if found and gap > 1.2 * max(line.size, found[-1].size):
            break
        found.append(line)
    if len(found) == MOST_LINES:
        return []
    return found[::-1]
