"""Boxes that ruling lines draw: which lines belong together, and the cells between them."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.compute.reading.document import BBox
from services.compute.reading.pdf.rulings import Rule, Rulings

TOUCH = 2.5
"""Lines that end this near another one, in points, meet it."""
SAME_PLACE = 3.0
"""Lines no further apart than this, in points, bound the same row or column."""
COVERED = 0.6
"""A cell's edge is ruled where a line runs along this share of it."""
COVERED_ACROSS = 0.9
"""So is the whole width of a table, which lines under headings of several columns run along in part."""


@dataclass(slots=True)
class Lattice:
    """Lines that meet: `box` is what they span, `level` and `upright` the lines, in order."""

    box: BBox
    level: list[Rule]
    upright: list[Rule]

    def places(self) -> tuple[list[float], list[float]]:
        """Where its columns and its rows are parted: (xs, ys), edges of `box` included, in order."""
        left, top, right, bottom = self.box
        return _places(self.upright, left, right), _places(self.level, top, bottom)


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


def _places(rules: Sequence[Rule], low: float, high: float) -> list[float]:
    groups: list[list[Rule]] = []
    for rule in rules:
        if groups and rule.at - groups[-1][0].at <= SAME_PLACE:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    places = [sum(r.at * r.length for r in g) / max(sum(r.length for r in g), 1e-6) for g in groups]
    if not places or places[0] - low > SAME_PLACE:
        places.insert(0, low)
    if high - places[-1] > SAME_PLACE:
        places.append(high)
    return places


def ruled(rules: Sequence[Rule], at: float, start: float, end: float, share: float = COVERED) -> bool:
    """Whether lines at `at` run along most of `start` to `end`."""
    along = sum(
        max(0.0, min(r.end, end) - max(r.start, start)) for r in rules if abs(r.at - at) <= SAME_PLACE
    )
    return along >= share * (end - start)


@dataclass(slots=True)
class Box:
    """A cell between lines: rows `top`..`bottom` and columns `left`..`right` of the lattice, ends included."""

    top: int
    bottom: int
    left: int
    right: int


def boxes_of(lattice: Lattice) -> tuple[list[float], list[float], list[Box]]:
    """Places of columns and rows, and the cells: neighbours with no line between them are one cell."""
    xs, ys = lattice.places()
    done: list[Box] = []
    open_above: list[Box] = []
    for row in range(len(ys) - 1):
        here: list[Box] = []
        first = 0
        for column in range(1, len(xs)):
            last = column == len(xs) - 1
            if last or ruled(lattice.upright, xs[column], ys[row], ys[row + 1]):
                here.append(Box(row, row, first, column - 1))
                first = column
        above = {(b.left, b.right): b for b in open_above}
        merged: list[Box] = []
        for box in here:
            upper = above.get((box.left, box.right))
            share = COVERED_ACROSS if len(here) == 1 else COVERED
            if upper and not ruled(lattice.level, ys[row], xs[box.left], xs[box.right + 1], share):
                upper.bottom = row
                merged.append(upper)
            else:
                merged.append(box)
        done.extend(b for b in open_above if b not in merged)
        open_above = merged
    done.extend(open_above)
    return xs, ys, sorted(done, key=lambda b: (b.top, b.left))
