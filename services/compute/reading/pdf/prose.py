"""What reads as running text or as a list, told from the labels and the cells of a table."""

import re
import statistics
from collections.abc import Sequence
from itertools import pairwise

from services.compute.reading.pdf.phrases import Line, Phrase
from services.compute.reading.pdf.pieces import DraftRow
from services.compute.reading.pdf.rows import opens_item

WORDS, GOING = 4, 0.45
"""Words of the usual line of prose at least, and the share of its lines that go on with a sentence."""
MANY, MOSTLY_GOING = 8, 0.7
"""Lines of a narrow column of prose, in which one word less will do, and the share of them that go on."""
WORDY = 4.5
"""Words that each phrase of a line of prose has at least, on average."""


_ITEM = re.compile(r"^(?:[\W_]|\(?\d+(?:\.\d+)*[.)]?|\(?[A-Za-z][.)])$")


def prose_lines(lines: Sequence[Line]) -> list[bool]:
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


def is_prose(phrases: Sequence[Phrase]) -> bool:
    """Whether phrases that stand below each other read as running text: most lines go on with a sentence."""
    if len(phrases) < 3 or sum(p.figure for p in phrases) > 0.15 * len(phrases):
        return False
    words = statistics.median(len(p.words) for p in phrases)
    going = sum((p.text[:1].islower() and not opens_item(p.text)) or q.text[-1:] in "-," for q, p in pairwise(phrases))
    share = going / (len(phrases) - 1)
    return share >= GOING if words >= WORDS else words >= WORDS - 1 and len(phrases) >= MANY and share >= MOSTLY_GOING


def is_list(rows: Sequence[DraftRow]) -> bool:
    """Whether rows are the items of a list: a bullet or a number, and a text."""
    items = sum(len(row) == 2 and _ITEM.match(row[0].text) is not None and not row[1].phrases[0].figure for row in rows)
    return items >= 0.7 * len(rows)
