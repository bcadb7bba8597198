"""Runs of lines that may be a table without lines around it."""

from collections.abc import Sequence
from itertools import pairwise

from services.compute.reading.document import BBox
from services.compute.reading.pdf.headers import is_year
from services.compute.reading.pdf.lone_row import is_lone_row
from services.compute.reading.pdf.phrases import Line, Phrase
from services.compute.reading.pdf.prose import prose_lines
from services.compute.reading.pdf.rulings import Rulings

LARGEST_GAP = 2.2
"""White between two lines of one block, in font sizes, at most."""
TITLE_WHITE = 0.9
"""White above and below the title of a next table, in font sizes, at least."""
MOST_INNER_RULES = 3
"""Lines across a table (under its headings, over its total) besides which one more may close it."""
WIDEST_LABEL = 0.6
"""A line of one phrase wider than this share of a table is no label in it."""
WIDEST_ROW_GAP = 7.0
"""White between two rows of one table that holds the same columns above and below it, in font sizes, at most."""
SINGLES = 4
"""Lines of one phrase (headings of groups, rest of labels) that a table may hold in a row."""
ROWS_LOOKED_AT = 12
"""Lines from headings on whose figures say over which columns they stand."""
FEWEST_ROWS = 2
"""Rows of several figures that say so."""
MOST_ALIKE = 0.4
"""The share of those figures that stand in columns of the table above, at most."""
NARROW = 0.4
"""A line of one phrase no wider than this share of the table, and not at its left, is the text of an inner cell."""


def tabular_blocks(lines: Sequence[Line], rulings: Rulings) -> list[list[Line]]:
    """Runs of lines that may be a table: most hold several phrases, none is far from the next, none is prose."""
    prose = prose_lines(lines)
    blocks: list[tuple[int, int]] = []
    start: int | None = None
    singles, left, right = 0, 0.0, 0.0
    for index, line in enumerate(lines):
        single = len(line.phrases) == 1
        if start is not None and (parted := _headed_anew(lines, start, index)) is not None:
            blocks.append((start, parted))
            start = None
        aside = start is not None and _in_second_set(line, lines[start:index], left)
        if start is not None:
            far = line.top - lines[index - 1].bottom > LARGEST_GAP * line.size
            ended = single and _ends_here(lines[start:index], line, rulings)
            if far or ended or (prose[index] and not aside) or (single and singles >= SINGLES):
                blocks.append((start, index))
                start, singles = None, 0
        if (prose[index] and not aside) or (single and start is None):
            continue
        if start is None:
            start, left, right = index, line.left, line.right
        if not single:
            singles = 0
            left, right = min(left, line.left), max(right, line.right)
        elif aside:
            singles = 0
        elif line.right - line.left > NARROW * (right - left) or line.left <= left + 2:
            singles += 1
    if start is not None:
        blocks.append((start, len(lines)))
    found = []
    before = 0
    for start, end in _merged(blocks, lines):
        while end > start and len(lines[end - 1].phrases) == 1:
            end -= 1
        if end - start > 1 or is_lone_row(lines[start]):
            found.append(list(lines[heading_start(lines, before, start, end, rulings) : end]))
            before = end
    return found


def _in_second_set(line: Line, block: Sequence[Line], left: float) -> bool:
    """Whether a line holds a label of the second of two sets of labels and figures that stand side by side."""
    begin = line.phrases[-1].left
    if line.phrases[-1].figure or begin <= left + 2:
        return False
    known = [
        number
        for above in block
        for number, phrase in enumerate(above.phrases)
        if abs(phrase.left - begin) <= 2 and not phrase.figure and any(p.figure for p in above.phrases[number + 1 :])
    ]
    return any(number > 1 for number in known)


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
    alike = sum(any(aligned(p, q) or _centred(p, q) for q in known) for p in fullest)
    return len(fullest) > 2 and alike >= 0.6 * len(fullest)


def _centred(a: Phrase, b: Phrase) -> bool:
    return abs((a.left + a.right) - (b.left + b.right)) <= 4


def _headed_anew(lines: Sequence[Line], start: int, index: int) -> int | None:
    """Where a block ends whose next table has its title, with white around it, and headings from line `index` on; or
    headings alone, with white above them, over other columns.
    """
    line = lines[index]
    title = index
    while title > start and len(lines[title - 1].phrases) == 1:
        title -= 1
    if len(line.phrases) < 2 or any(p.figure for p in line.phrases):
        return None
    if title == index and not _over_other_columns(lines, start, index):
        return None
    if not any(p.figure for above in lines[start:title] for p in above.phrases):
        return None
    whites = sorted(b.top - a.bottom for a, b in pairwise(lines[start:title]))
    least = max(TITLE_WHITE * line.size, 2 * whites[len(whites) // 2] if whites else 0.0)
    around = (lines[title].top - lines[title - 1].bottom, line.top - lines[index - 1].bottom)
    return title if min(around) >= least else None


def _over_other_columns(lines: Sequence[Line], start: int, index: int) -> bool:
    """Whether the figures from line `index` on, end or begin where none above does; years are headings."""
    above = [p for line in lines[start:index] for p in line.phrases if p.figure and not is_year(p.text)]
    below = [[p for p in line.phrases if p.figure] for line in lines[index : index + ROWS_LOOKED_AT]]
    rows = [row for row in below if len(row) > 1]
    if not above or len(rows) < FEWEST_ROWS:
        return False
    figures = [p for row in rows for p in row]
    alike = sum(any(aligned(p, q) or _centred(p, q) for q in above) for p in figures)
    return alike <= MOST_ALIKE * len(figures)


def _ends_here(block: Sequence[Line], line: Line, rulings: Rulings) -> bool:
    """Whether a line under figures closes the table above a note: three words or more, or smaller print."""
    above = block[-1]
    if not any(p.figure and not is_year(p.text) for b in block for p in b.phrases):
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


def heading_start(lines: Sequence[Line], before: int, start: int, end: int, rulings: Rulings) -> int:
    """The first line of a block's headings.

    They are lines right above it that stand under a rule as wide as the block, and those of one phrase that stand
    over one of its columns.
    """
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


def aligned(a: Phrase, b: Phrase) -> bool:
    """Whether two phrases begin or end at one place."""
    return abs(a.left - b.left) <= 2 or abs(a.right - b.right) <= 2
