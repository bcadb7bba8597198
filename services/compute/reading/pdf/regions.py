"""Where a page's tables may be: what lines box in, and runs of lines that hold several phrases."""

import statistics
from collections.abc import Sequence
from itertools import pairwise

from services.compute.reading.document import BBox
from services.compute.reading.pdf.lattice import Lattice, find_lattices
from services.compute.reading.pdf.phrases import Line, Phrase
from services.compute.reading.pdf.rows import opens_item
from services.compute.reading.pdf.rulings import Rule, Rulings

LARGEST_GAP = 2.2
"""White between two lines of one block, in font sizes, at most."""
MOST_INNER_RULES = 3
"""Lines across a table (under its headings, over its total) besides which one more may close it."""
WIDEST_LABEL = 0.6
"""A line of one phrase wider than this share of a table is no label in it."""
CLOSE = 0.8
"""White between a box of lines and a row that belongs to it though it stands outside, in font sizes, at most."""
WORDY = 4.5
"""Words that each phrase of a line of prose has at least, on average."""
WIDEST_ROW_GAP = 7.0
"""White between two rows of one table that holds the same columns above and below it, in font sizes, at most."""
SINGLES = 4
"""Lines of one phrase (headings of groups, rest of labels) that a table may hold in a row."""
NARROW = 0.4
"""A line of one phrase no wider than this share of the table, and not at its left, is the text of an inner cell."""


def ruled_regions(rulings: Rulings) -> list[Lattice]:
    """Boxes of lines that may be tables, the outer ones first; a mere frame is none."""
    found = [x for x in find_lattices(rulings) if x.box[2] - x.box[0] > 30 and x.box[3] - x.box[1] > 8]
    found.sort(key=lambda x: (x.box[0] - x.box[2]) * (x.box[3] - x.box[1]))
    kept: list[Lattice] = []
    for lattice in found:
        outer = next((k for k in kept if _inside(lattice.box, k.box)), None)
        if outer:
            outer.level = sorted([*outer.level, *lattice.level], key=lambda r: r.at)
            outer.upright = sorted([*outer.upright, *lattice.upright], key=lambda r: r.at)
        elif not _is_frame(lattice):
            kept.append(lattice)
    return sorted(kept, key=lambda x: (x.box[1], x.box[0]))


def _is_frame(lattice: Lattice) -> bool:
    xs, ys = lattice.places()
    return len(xs) <= 2 and len(ys) <= 4


def _inside(inner: BBox, outer: BBox) -> bool:
    return (
        inner[0] >= outer[0] - 3 and inner[1] >= outer[1] - 3 and inner[2] <= outer[2] + 3 and inner[3] <= outer[3] + 3
    )


def holds(box: BBox, phrase: Phrase) -> bool:
    """Whether a phrase's middle lies in a box."""
    middle = (phrase.left + phrase.right) / 2
    return box[0] - 1 <= middle <= box[2] + 1 and box[1] - 1 <= phrase.middle <= box[3] + 1


def completed(lattice: Lattice, lines: Sequence[Line], rulings: Rulings, others: Sequence[BBox]) -> Lattice:
    """A lattice with the rows that its lines leave out: what is shaded or ruled may be a part of the table.

    Lines of text right above or below are taken in where their phrases stand in its columns, `others` kept apart.
    """
    left, top, right, bottom = lattice.box
    inside = [line for line in lines if top <= line.baseline - 0.3 * line.size <= bottom]
    if not inside:
        return lattice
    columns = [p for line in inside for p in line.phrases if left - 2 <= p.left and p.right <= right + 2]
    index = lines.index(inside[-1]) + 1
    while index < len(lines) and _joins_on(lines[index], bottom, columns, lattice.box, others):
        bottom = lines[index].bottom
        index += 1
    first = start = lines.index(inside[0])
    while first > 0 and _joins_on(lines[first - 1], -top, columns, lattice.box, others):
        first -= 1
        top = lines[first].top
    if first < start:
        top = lines[_heading_start(lines, 0, first, index, rulings)].top
    return Lattice((left, top, right, bottom), lattice.level, lattice.upright)


def _joins_on(line: Line, edge: float, columns: Sequence[Phrase], box: BBox, others: Sequence[BBox]) -> bool:
    """Whether a line stands right under `edge` (right over it, where negative), its phrases in columns of the table."""
    gap = line.top - edge if edge > 0 else -edge - line.bottom
    if gap > CLOSE * line.size or len(line.phrases) < 3 or line.left < box[0] - 3 or line.right > box[2] + 3:
        return False
    if any(holds(other, p) for other in others for p in line.phrases):
        return False
    return all(any(_aligned(p, q) for q in columns) for p in line.phrases)


def _aligned(a: Phrase, b: Phrase) -> bool:
    return abs(a.left - b.left) <= 2 or abs(a.right - b.right) <= 2


def tabular_blocks(lines: Sequence[Line], rulings: Rulings) -> list[list[Line]]:
    """Runs of lines that may be a table: most hold several phrases, none is far from the next, none is prose."""
    prose = _prose_lines(lines)
    blocks: list[tuple[int, int]] = []
    start: int | None = None
    singles, left, right = 0, 0.0, 0.0
    for index, line in enumerate(lines):
        single = len(line.phrases) == 1
        if start is not None:
            far = line.top - lines[index - 1].bottom > LARGEST_GAP * line.size
            ended = single and _ends_here(lines[start:index], line, rulings)
            if far or ended or prose[index] or (single and singles >= SINGLES):
                blocks.append((start, index))
                start, singles = None, 0
        if prose[index] or (single and start is None):
            continue
        if start is None:
            start, left, right = index, line.left, line.right
        if not single:
            singles = 0
            left, right = min(left, line.left), max(right, line.right)
        elif line.right - line.left > NARROW * (right - left) or line.left <= left + 2:
            singles += 1
    if start is not None:
        blocks.append((start, len(lines)))
    found = []
    before = 0
    for start, end in _merged(blocks, lines):
        while end > start and len(lines[end - 1].phrases) == 1:
            end -= 1
        if end - start > 1:
            found.append(list(lines[_heading_start(lines, before, start, end, rulings) : end]))
            before = end
    return found


def _merged(blocks: Sequence[tuple[int, int]], lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Blocks with only white, or the text of inner cells, between them made one where their columns are the same."""
    merged: list[tuple[int, int]] = []
    for start, end in blocks:
        if merged and _same_columns(merged[-1], start, end, lines):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def _same_columns(upper: tuple[int, int], start: int, end: int, lines: Sequence[Line]) -> bool:
    above = lines[upper[0] : upper[1]]
    left, right = min(line.left for line in above), max(line.right for line in above)
    for index in range(upper[1], start + 1):
        line = lines[index]
        gap = line.top - lines[index - 1].bottom
        inner = len(line.phrases) == 1 and line.right - line.left < WIDEST_LABEL * (right - left)
        if gap > WIDEST_ROW_GAP * line.size or (index < start and not inner):
            return False
    first = next(line for line in lines[start:end] if len(line.phrases) > 1)
    headed = len(first.phrases) > 2 and not any(p.figure for p in first.phrases)
    if start - upper[1] > SINGLES or headed:
        return False
    known = [p for line in above for p in line.phrases]
    fullest = max(lines[start:end], key=lambda line: len(line.phrases)).phrases
    alike = sum(any(_aligned(p, q) or _centred(p, q) for q in known) for p in fullest)
    return len(fullest) > 2 and alike >= 0.6 * len(fullest)


def _centred(a: Phrase, b: Phrase) -> bool:
    return abs((a.left + a.right) - (b.left + b.right)) <= 4


def _prose_lines(lines: Sequence[Line]) -> list[bool]:
    """Which lines belong to a run of running text, in one column or in several."""
    wordy = [
        sum(len(p.words) for p in line.phrases) >= WORDY * len(line.phrases) and not any(p.figure for p in line.phrases)
        for line in lines
    ]
    prose = [False] * len(lines)
    start = 0
    for index in range(len(lines) + 1):
        if index < len(lines) and wordy[index]:
            continue
        if index - start >= 3:
            prose[start:index] = [True] * (index - start)
        start = index + 1
    return prose


def _ends_here(block: Sequence[Line], line: Line, rulings: Rulings) -> bool:
    """Whether a line under figures closes the table above a note: three words or more, or smaller print."""
    above = block[-1]
    if not any(p.figure for b in block for p in b.phrases):
        return False
    left, right = min(b.left for b in block), max(b.right for b in block)
    across = [
        r.at for r in rulings.level if r.length >= 0.8 * (right - left) and r.start <= left + 0.1 * (right - left)
    ]
    closed = any(above.baseline - 1 <= at <= line.baseline - 0.4 * line.size for at in across)
    between_rows = sum(block[0].top <= at < above.baseline - 1 for at in across)
    next_row = any(line.baseline < at < line.baseline + 3.5 * line.size for at in across)
    return (
        closed
        and not next_row
        and between_rows <= MOST_INNER_RULES
        and (len(line.phrases[0].words) >= 3 or line.size < 0.9 * above.size)
    )


def _heading_start(lines: Sequence[Line], before: int, start: int, end: int, rulings: Rulings) -> int:
    """The first line of a block's headings: those of one phrase that stand over one of its columns, or under a rule
    as wide as the block."""
    left, top, right, _ = block_box(lines[start:end])
    width = right - left
    over = [r for r in rulings.level if r.length >= 0.7 * width and r.start <= left + 0.15 * width]
    for first in range(start - 1, max(before, start - 5) - 1, -1):
        line, below = lines[first], lines[first + 1]
        if below.top - line.bottom > 1.2 * line.size or line.left < left - 5 or line.right > right + 5:
            break
        if any(line.baseline + 1 < r.at < top - 1 and r.at < below.top + 2 for r in over):
            break
        if any(line.top - 1.5 * line.size <= r.at <= line.baseline - 0.4 * line.size for r in over):
            return first
    first = start
    figures = [p.left for p in lines[start].phrases if p.figure]
    if figures and first > before:
        # The first line of a label whose figures stand on its last line, or on the one between.
        line, below = lines[first - 1], lines[first]
        label = len(line.phrases) == 1 and left - 2 <= line.left and line.right < min(figures)
        if label and below.baseline - line.baseline <= 1.5 * line.size:
            first -= 1
    while first > before:
        line, below = lines[first - 1], lines[first]
        phrase = line.phrases[0]
        centre = (line.left + line.right - left - right) / 2
        room = 1.5 if abs(centre) < 0.03 * width else 2.2
        narrow = len(line.phrases) == 1 and line.right - line.left <= 0.35 * width and line.left > left + 0.2 * width
        parted = any(line.baseline < r.at < below.baseline - 0.4 * below.size for r in over)
        stands = any(min(p.right, phrase.right) > max(p.left, phrase.left) for p in below.phrases)
        if not narrow or parted or not stands or below.baseline - line.baseline > room * line.size:
            break
        first -= 1
    return first


def block_box(lines: Sequence[Line]) -> BBox:
    """The box that lines fill."""
    return (
        min(line.left for line in lines),
        min(line.top for line in lines),
        max(line.right for line in lines),
        max(line.bottom for line in lines),
    )


def lattice_of(box: BBox, rulings: Rulings) -> Lattice:
    """The lines that cross a box: level ones bound bands where they run across it, upright ones part columns."""
    left, top, right, bottom = box
    level = [r for r in rulings.level if top < r.at < bottom and min(r.end, right) - max(r.start, left) > 5]
    upright = [r for r in rulings.upright if left < r.at < right and min(r.end, bottom) - max(r.start, top) > 5]
    return Lattice(box, level, [Rule(r.at, max(r.start, top), min(r.end, bottom)) for r in upright])


def is_prose(phrases: Sequence[Phrase]) -> bool:
    """Whether phrases that stand below each other read as running text: most lines go on with a sentence."""
    if len(phrases) < 3 or sum(p.figure for p in phrases) > 0.15 * len(phrases):
        return False
    if statistics.median(len(p.words) for p in phrases) < 4:
        return False
    going = sum((p.text[:1].islower() and not opens_item(p.text)) or q.text[-1:] in "-," for q, p in pairwise(phrases))
    return going >= 0.45 * (len(phrases) - 1)
