"""Where lines box in what may be a table."""

from collections.abc import Sequence

from services.compute.reading.document import BBox
from services.compute.reading.pdf.blocks import aligned, heading_start
from services.compute.reading.pdf.lattice import Lattice, find_lattices
from services.compute.reading.pdf.phrases import Line, Phrase
from services.compute.reading.pdf.rulings import Rule, Rulings

CLOSE = 0.8
"""White between a box of lines and a row that belongs to it though it stands outside, in font sizes, at most."""


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
        top = lines[heading_start(lines, 0, first, index, rulings)].top
    return Lattice((left, top, right, bottom), lattice.level, lattice.upright)


def _joins_on(line: Line, edge: float, columns: Sequence[Phrase], box: BBox, others: Sequence[BBox]) -> bool:
    """Whether a line stands right under `edge` (right over it, where negative), its phrases in columns of the table."""
    gap = line.top - edge if edge > 0 else -edge - line.bottom
    if gap > CLOSE * line.size or len(line.phrases) < 3 or line.left < box[0] - 3 or line.right > box[2] + 3:
        return False
    if any(holds(other, p) for other in others for p in line.phrases):
        return False
    return all(any(aligned(p, q) for q in columns) for p in line.phrases)


def lattice_of(box: BBox, rulings: Rulings) -> Lattice:
    """The lines that cross a box: level ones bound bands where they run across it, upright ones part columns."""
    left, top, right, bottom = box
    level = [r for r in rulings.level if top < r.at < bottom and min(r.end, right) - max(r.start, left) > 5]
    upright = [r for r in rulings.upright if left < r.at < right and min(r.end, bottom) - max(r.start, top) > 5]
    return Lattice(box, level, [Rule(r.at, max(r.start, top), min(r.end, bottom)) for r in upright])
