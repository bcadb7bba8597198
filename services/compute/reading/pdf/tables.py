"""All tables of one page."""

import statistics
from collections.abc import Sequence

from services.compute.reading.pdf.between_rules import tables_between_rules
from services.compute.reading.pdf.blocks import block_box, tabular_blocks
from services.compute.reading.pdf.columns import columns_between, find_gutters
from services.compute.reading.pdf.grid import Draft, draft_table
from services.compute.reading.pdf.heads_apart import heads_joined
from services.compute.reading.pdf.lattice import Lattice
from services.compute.reading.pdf.layout import text_columns
from services.compute.reading.pdf.lone_row import draft_of_row
from services.compute.reading.pdf.phrases import Line, Phrase, lines_of
from services.compute.reading.pdf.prose import is_list, is_prose
from services.compute.reading.pdf.regions import completed, holds, lattice_of, ruled_regions
from services.compute.reading.pdf.rulings import Rulings
from services.compute.reading.pdf.white import MORE
from services.compute.reading.pdf.wrapped import tables_of_texts

FEWEST_CELLS = 3
"""Cells with text that upright lines must part to make a table of their own."""
FULLEST = 0.25
"""The share of rows with several cells below which boxes are those of a drawing."""
FEWEST_FULL = 2
"""Where more rows than these have several cells, one with a figure alone counts as they do: a form left empty."""
NARROWEST_PROSE = 0.18
"""The share of a block's width that a column of prose takes at least."""
DEEPEST_CUT = 3
"""Times that a block is cut beside columns of prose and looked at anew."""


def find_tables(phrases: Sequence[Phrase], rulings: Rulings, more: float = MORE) -> tuple[list[Draft], list[Phrase]]:
    """The tables of a page from top to bottom, and the phrases that stand in none.

    Rows of wrapped texts stand `more` times further apart than the lines of a cell, at least.
    """
    drafts: list[Draft] = []
    rest = list(phrases)
    lines = lines_of(phrases)
    regions = ruled_regions(rulings)
    for lattice in regions:
        others = [x.box for x in regions if x is not lattice]
        rest = _take(rest, completed(lattice, lines, rulings, others), drafts)
    for draft in tables_of_texts(rest, more):
        drafts.append(draft)
        taken = {id(p) for p in rest if holds(draft.box, p)}
        rest = [p for p in rest if id(p) not in taken]
    unused: list[Phrase] = []
    for column in text_columns(rest):
        left, found = _from_text(column, rulings, 0)
        unused.extend(left)
        drafts.extend(found)
    for lattice in tables_between_rules(lines_of(unused), rulings):
        unused = _take(unused, lattice, drafts)
    drafts.sort(key=lambda d: (d.box[1], d.box[0]))
    return heads_joined(drafts, unused), unused


def _take(phrases: list[Phrase], lattice: Lattice, drafts: list[Draft]) -> list[Phrase]:
    """Add the table that stands in a box of lines to `drafts`, if one does; the phrases that are left."""
    inside = [p for p in phrases if holds(lattice.box, p)]
    found = _drafts(inside, lattice, True)
    drafts.extend(found)
    taken = set(map(id, inside)) if found else set()
    return [p for p in phrases if id(p) not in taken]


def _drafts(phrases: Sequence[Phrase], lattice: Lattice, boxed: bool) -> list[Draft]:
    """The table in a box, or nothing where it holds none."""
    if len(phrases) < 3:
        return []
    draft = draft_table(phrases, lattice)
    return [draft] if _is_table(draft, boxed) else []


def _is_table(draft: Draft, boxed: bool) -> bool:
    """Whether a draft is a table: cells that lines part, or rows and columns of figures or short texts.

    `boxed` drafts stand between lines: those may hold texts of any length, unless every column is running text.
    """
    cells = [c for row in draft.rows for c in row]
    full = [row for row in draft.rows if len(row) > 1]
    telling = full
    if len(full) > FEWEST_FULL:
        telling = [r for r in draft.rows if len(r) > 1 or any(p.figure for c in r if c.first for p in c.phrases)]
    if boxed and draft.ruled >= FEWEST_CELLS and full and len(telling) >= FULLEST * len(draft.rows):
        return len({c.first for c in cells}) >= 2
    if len(full) < 2 or len(draft.columns) < 2:
        return False
    if len(full) < 0.5 * len(draft.rows) or is_list(full):
        return False
    figures = [c for row in full for c in row if any(p.figure for p in c.phrases)]
    beside = sum(c.first > 0 for c in figures)
    if beside >= 3 and len(figures) >= 0.25 * sum(len(row) for row in full):
        return True
    if boxed and len(full) > 2:
        strips = [[p for c in cells if c.first == k for p in c.phrases] for k in {c.first for c in cells}]
        return not all(is_prose(strip) for strip in strips if len(strip) > 1)
    words = statistics.mean(len(p.words) for c in cells for p in c.phrases)
    return len(full) >= 3 and len(full) >= 0.6 * len(draft.rows) and words <= 4


def _from_text(phrases: Sequence[Phrase], rulings: Rulings, depth: int) -> tuple[list[Phrase], list[Draft]]:
    drafts: list[Draft] = []
    taken: set[int] = set()
    for block in tabular_blocks(lines_of(phrases), rulings):
        found, used = _in_block(block, rulings, depth)
        drafts.extend(found)
        taken.update(map(id, used))
    return [p for p in phrases if id(p) not in taken], drafts


def _in_block(block: Sequence[Line], rulings: Rulings, depth: int) -> tuple[list[Draft], list[Phrase]]:
    """The tables in a run of lines, and their phrases; columns of prose are cut off first."""
    box = block_box(block)
    inside = [p for line in block for p in line.phrases]
    if len(block) == 1:
        return [draft_of_row(block[0])], inside
    columns = columns_between(find_gutters(block, box[0], box[2]), box[0], box[2])
    if len(columns) < 2:
        return [], []
    strips: list[list[Phrase]] = [[] for _ in columns]
    for phrase in inside:
        middle = (phrase.left + phrase.right) / 2
        strips[next((i for i, (_, b) in enumerate(columns) if middle < b), -1)].append(phrase)
    wide = NARROWEST_PROSE * (box[2] - box[0])
    prose = [
        b - a >= wide and is_prose(strip) and not _opens_rows(block, strip)
        for strip, (a, b) in zip(strips, columns, strict=True)
    ]
    if any(prose):
        if depth >= DEEPEST_CUT:
            return [], []
        drafts: list[Draft] = []
        used: list[Phrase] = []
        group: list[Phrase] = []
        for strip, running in [*zip(strips, prose, strict=True), ([], True)]:
            if not running:
                group.extend(strip)
                continue
            if group:
                rest, found = _from_text(group, rulings, depth + 1)
                drafts.extend(found)
                left = set(map(id, rest))
                used.extend(p for p in group if id(p) not in left)
            group = []
        return drafts, used
    found = _drafts(inside, lattice_of(box, rulings), False)
    return found, inside if found else []


def _opens_rows(block: Sequence[Line], strip: Sequence[Phrase]) -> bool:
    """Whether the text of a column begins anew beside every line of figures, as descriptions do and prose does not."""
    own = set(map(id, strip))
    begins = [
        not phrase.text[:1].islower()
        for line in block
        if sum(p.figure for p in line.phrases) > 1
        for phrase in line.phrases
        if id(phrase) in own
    ]
    return len(begins) > 2 and sum(begins) >= 0.8 * len(begins)
