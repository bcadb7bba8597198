"""The text that heads a table, and the notes that end one: neither is one of its rows."""

from collections.abc import Sequence

from services.compute.reading.pdf.assign import cut_at_gutters
from services.compute.reading.pdf.columns import column_of
from services.compute.reading.pdf.grid import Draft
from services.compute.reading.pdf.heads_apart import FARTHEST, heads, held_in_columns, over_texts, white_between
from services.compute.reading.pdf.phrases import Line, Phrase, lines_of
from services.compute.reading.pdf.pieces import DraftCell, DraftRow, Piece, row_of
from services.compute.reading.pdf.strays import Interval
from services.compute.reading.pdf.white import bands_of, parts_of

HIGHEST_GAP = 2.5
"""White between a title's last line and its table, in font sizes, at most."""
MOST_LINES = 5
"""Lines of a title at most."""
MOST_LINES_BETWEEN = 12
"""And of what stands further above."""
LONGEST = 30
"""Words that a line of a title holds at most."""
HEADING = 8
"""Words in a line of a heading, at most."""
NOTE = 7
"""Words that a note under a table holds at least."""


def take_title(draft: Draft, rest: list[Phrase]) -> str:
    """The title of a table, line by line, taken off its first rows and out of the phrases above it, which lose them."""
    inner: list[str] = []
    while len(draft.rows) > 2 and _spans(draft.rows[0], draft):
        inner.append(draft.rows[0][0].text)
        draft.rows.pop(0)
    above = _above(draft, lines_of(rest))
    taken = {id(p) for line in above for p in line.phrases}
    rest[:] = [p for p in rest if id(p) not in taken]
    return "\n".join([*said_by(above), *inner])


def take_headings(draft: Draft, rest: list[Phrase]) -> None:
    """Put the lines right above a table that stand over several of its columns on top of it; `rest` loses them.

    Headings whose edges keep no line with the figures under them may have been left out of the table.
    """
    above = _above(draft, lines_of(rest), FARTHEST)
    far = bool(above) and draft.box[1] - above[-1].bottom > HIGHEST_GAP * above[-1].size
    held = held_in_columns(draft)
    edges = white_between(draft, held)
    owners = {
        id(part): (part, phrase)
        for line in above
        for phrase in line.phrases
        for whole in parts_of(phrase)
        for part in cut_at_gutters(whole, edges)
    }
    rows: list[DraftRow] = []
    kept = 0
    for band in reversed(bands_of(lines_of(part for part, _ in owners.values()))):
        parts = [part for line in band for part in line.phrases]
        row = row_of([Piece(part, *(over_texts(part, held) or column_of(part, draft.columns))) for part in parts])
        rows.insert(0, row)
        if len(row) > 1 and all(len(c.phrases[0].words) <= HEADING and not _is_figure(c) for c in row):
            kept = len(rows)
        elif any(p.figure for p in parts) or len(rows) - kept > 1:
            break
    rows = rows[len(rows) - kept :]
    if kept and (not far or heads([Piece(p, c.first, c.last) for row in rows for c in row for p in c.phrases], draft)):
        taken = {id(owners[id(p)][1]) for row in rows for cell in row for p in cell.phrases}
        draft.rows[:0] = rows
        left, _, right, bottom = draft.box
        draft.box = (left, min(p.top for row in rows for cell in row for p in cell.phrases), right, bottom)
        rest[:] = [p for p in rest if id(p) not in taken]


def text_between(above: Draft | None, draft: Draft, rest: Sequence[Phrase]) -> str:
    """What stands over a table that has no title right above it, line by line, up to the table before."""
    floor = above.box[3] if above else float("-inf")
    between = lines_of(phrase for phrase in rest if floor < phrase.middle < draft.box[1])
    return "\n".join(said_by(between[-MOST_LINES_BETWEEN:]))


def said_by(lines: Sequence[Line]) -> list[str]:
    """What lines over a table say: first those of the block that says most, then those beside it, such as a logo's.

    What stands over or under each other is one block.
    """
    blocks: list[tuple[Interval, list[Phrase]]] = []
    for phrase in (phrase for line in lines for phrase in line.phrases):
        (left, right), held = (phrase.left, phrase.right), [phrase]
        apart = []
        for (a, b), others in blocks:
            if a < right and left < b:
                (left, right), held = (min(a, left), max(b, right)), others + held
            else:
                apart.append(((a, b), others))
        blocks = [*apart, ((left, right), held)]
    blocks.sort(key=lambda block: -sum(len(phrase.words) for phrase in block[1]))
    return [" ".join(phrase.text for phrase in line.phrases) for _, held in blocks for line in lines_of(held)]


def _is_figure(cell: DraftCell) -> bool:
    """Whether a cell holds nothing but a figure."""
    return all(p.figure for p in cell.phrases)


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


def _above(draft: Draft, lines: Sequence[Line], farthest: float = HIGHEST_GAP) -> list[Line]:
    left, top, right, _ = draft.box
    found: list[Line] = []
    for line in reversed(lines):
        if line.baseline > top + 1 or min(line.right, right) - max(line.left, left) <= 0:
            continue
        gap = (found[-1].top if found else top) - line.bottom
        outside = line.left < left - 30 or line.right > right + 30
        words = sum(len(p.words) for p in line.phrases)
        if (
            gap > (HIGHEST_GAP if found else farthest) * line.size
            or outside
            or len(found) == MOST_LINES
            or words > LONGEST
        ):
            break
        if found and gap > 1.2 * max(line.size, found[-1].size):
            break
        found.append(line)
    if len(found) == MOST_LINES:
        return []
    return found[::-1]
