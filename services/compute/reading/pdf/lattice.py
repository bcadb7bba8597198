"""Boxes that ruling lines draw: which lines belong together, and the cells between them."""

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from services.compute.reading.document import BBox
from services.compute.reading.pdf.phrases import Phrase
from services.compute.reading.pdf.rulings import Rule, Rulings

Place = tuple[float, float]

TOUCH = 2.5
"""Lines that end this near another one, in points, meet it."""
SAME_PLACE = 3.0
"""Lines no further apart than this, in points, bound the same row or column."""
COVERED = 0.6
"""A cell's edge is ruled where a line runs along this share of it."""
COVERED_ACROSS = 0.96
"""So is the whole width of a table, which lines under headings of several columns run along in part."""


@dataclass(slots=True)
class Lattice:
    """Lines that meet: `box` is what they span, `level` and `upright` the lines, in order."""

    box: BBox
    level: list[Rule]
    upright: list[Rule]

    def places(self, phrases: Sequence[Phrase] = ()) -> tuple[list[Place], list[Place]]:
        """Where its columns and its rows are parted, as (lowest, highest) in points, edges of `box` included.

        Lines with no text between them and less than a letter's room are one place: the ground of a cell may end a
        little inside its edge.
        """
        left, top, right, bottom = self.box
        size = median(p.size for p in phrases) if phrases else 0.0
        across = sorted((p.left + p.right) / 2 for p in phrases)
        down = sorted(p.middle for p in phrases)
        xs = _narrowed(_places(self.upright, left, right), across, size)
        return xs, _narrowed(_places(self.level, top, bottom), down, 0.7 * size)


def find_lattices(rulings: Rulings) -> list[Lattice]:
    """Groups of lines that meet or cross, at least one of each direction, from top to bottom."""
    level, upright = list(rulings.level), list(rulings.upright)
    parent = list(range(len(level) + len(upright)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, rule in enumerate(level):
        for j, post in enumerate(upright):
            if post.at > rule.end + TOUCH:
                break
            if post.at >= rule.start - TOUCH and post.start - TOUCH <= rule.at <= post.end + TOUCH:
                parent[root(i)] = root(len(level) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate(level):
        groups.setdefault(root(i), ([], []))[0].append(rule)
    for j, post in enumerate(upright):
        groups.setdefault(root(len(level) + j), ([], []))[1].append(post)
    lattices = []
    for rules, posts in groups.values():
        if not rules or not posts:
            continue
        box = (
            min(min(r.start for r in rules), posts[0].at),
            min(rules[0].at, min(p.start for p in posts)),
            max(max(r.end for r in rules), posts[-1].at),
            max(rules[-1].at, max(p.end for p in posts)),
        )
        lattices.append(Lattice(box, rules, posts))
    return sorted(lattices, key=lambda lattice: (lattice.box[1], lattice.box[0]))


def _places(rules: Sequence[Rule], low: float, high: float) -> list[Place]:
    places: list[Place] = []
    for at in sorted(r.at for r in rules):
        if places and at - places[-1][0] <= SAME_PLACE:
            places[-1] = (places[-1][0], at)
        else:
            places.append((at, at))
    if not places or places[0][0] - low > SAME_PLACE:
        places.insert(0, (low, low))
    if high - places[-1][1] > SAME_PLACE:
        places.append((high, high))
    return places


def _narrowed(places: list[Place], middles: Sequence[float], room: float) -> list[Place]:
    """Places closer than `room` with no text's middle between them made one."""
    narrowed = places[:1]
    for place in places[1:]:
        start = narrowed[-1][1]
        if place[0] - start <= room and bisect(middles, place[0]) == bisect(middles, start):
            narrowed[-1] = (narrowed[-1][0], place[1])
        else:
            narrowed.append(place)
    return narrowed


def _at_places(rules: Sequence[Rule], places: Sequence[Place]) -> list[list[Rule]]:
    """The lines at each of `places`."""
    return [[r for r in rules if low - 1 <= r.at <= high + 1] for low, high in places]


def ruled(rules: Sequence[Rule], start: float, end: float, share: float = COVERED) -> bool:
    """Whether lines at one place run along most of `start` to `end`."""
    if not rules:
        return False
    spans = sorted((max(r.start, start), min(r.end, end)) for r in rules)
    along, reached = 0.0, start
    for a, b in spans:
        along += max(0.0, b - max(a, reached))
        reached = max(reached, b)
    return along >= share * (end - start)


@dataclass(slots=True)
class Box:
    """A cell between lines: rows `top`..`bottom` and columns `left`..`right` of the lattice, ends included."""

    top: int
    bottom: int
    left: int
    right: int


def boxes_of(lattice: Lattice, phrases: Sequence[Phrase]) -> tuple[list[float], list[float], list[Box]]:
    """Where columns and rows are parted, and the cells: neighbours with no line between them are one cell."""
    columns, bands = lattice.places(phrases)
    posts, rules = _at_places(lattice.upright, columns), _at_places(lattice.level, bands)
    xs, ys = [(a + b) / 2 for a, b in columns], [(a + b) / 2 for a, b in bands]
    done: list[Box] = []
    open_above: list[Box] = []
    for row in range(len(ys) - 1):
        here: list[Box] = []
        first = 0
        for column in range(1, len(xs)):
            last = column == len(xs) - 1
            if last or ruled(posts[column], ys[row], ys[row + 1]):
                here.append(Box(row, row, first, column - 1))
                first = column
        above = {(b.left, b.right): b for b in open_above}
        merged: list[Box] = []
        for box in here:
            upper = above.get((box.left, box.right))
            share = COVERED_ACROSS if len(here) == 1 else COVERED
            if upper and not ruled(rules[row], xs[box.left], xs[box.right + 1], share):
                upper.bottom = row
                merged.append(upper)
            else:
                merged.append(box)
        kept = set(map(id, merged))
        done.extend(b for b in open_above if id(b) not in kept)
        open_above = merged
    done.extend(open_above)
    return xs, ys, sorted(done, key=lambda b: (b.top, b.left))
