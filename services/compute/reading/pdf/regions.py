"""Where a page's tables may be: what lines box in, and runs of lines that hold several phrases."""

import statistics
from collections.abc import Sequence

from services.compute.reading.document import BBox
from services.compute.reading.pdf.lattice import Lattice, find_lattices
from services.compute.reading.pdf.phrases import Line, Phrase
from services.compute.reading.pdf.rulings import Rule, Rulings

LARGEST_GAP = 2.2
"""White between two lines of one block, in font sizes, at most."""
SINGLES = 4
"""Lines of one phrase (headings of groups, rest of labels) that a table may hold in a row."""


def ruled_regions(rulings: Rulings, page_size: tuple[float, float]) -> list[Lattice]:
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


def tabular_blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Runs of lines that may be a table: most hold several phrases, none is far from the next."""
    blocks: list[list[Line]] = []
    current: list[Line] = []
    singles = 0
    for line in lines:
        single = len(line.phrases) == 1
        if current:
            far = line.top - current[-1].bottom > LARGEST_GAP * line.size
            if far or (single and singles >= SINGLES):
                blocks.append(current)
                current, singles = [], 0
        if single and not current:
            continue
        current.append(line)
        singles = singles + 1 if single else 0
    blocks.append(current)
    return [b for b in (_trimmed(block) for block in blocks) if len(b) > 1]


def _trimmed(lines: list[Line]) -> list[Line]:
    end = len(lines)
    while end and len(lines[end - 1].phrases) == 1:
        end -= 1
    return lines[:end]


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
    upright = [
        r for r in rulings.upright if left < r.at < right and min(r.end, bottom) - max(r.start, top) > 5
    ]
    return Lattice(box, level, [Rule(r.at, max(r.start, top), min(r.end, bottom)) for r in upright])


def is_prose(phrases: Sequence[Phrase]) -> bool:
    """Whether phrases that stand below each other read as running text: most lines go on with a sentence."""
    if len(phrases) < 3 or sum(p.figure for p in phrases) > 0.15 * len(phrases):
        return False
    if statistics.median(len(p.words) for p in phrases) < 3:
        return False
    going = sum(p.text[:1].islower() or q.text[-1:] in "-,"
                for q, p in zip(phrases[:-1], phrases[1:], strict=True))
    return going >= 0.45 * (len(phrases) - 1)
