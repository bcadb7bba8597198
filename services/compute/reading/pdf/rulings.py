"""Level and upright lines of a page, placed in its reading plane and joined where they touch."""

from dataclasses import dataclass

import numpy as np

from services.compute.reading.document import BBox
from services.compute.reading.pdf.frame import Frame
from services.compute.reading.pdf.strokes import THICKEST, Strokes

MOST_RULES = 3_000
"""Lines of one direction that are kept of one page, the longest ones."""

SHORTEST = 3.0
"""A line shorter than this many points is a mark."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A line parted from text by nothing but ink: at `at` across its direction, from `start` to `end` along it."""

    at: float
    start: float
    end: float

    @property
    def length(self) -> float:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Rulings:
    """Level and upright lines of a page in its reading plane, joined and sorted by where they are."""

    level: tuple[Rule, ...]
    upright: tuple[Rule, ...]


def read_rulings(page: int, frame: Frame) -> Rulings:
    """The lines of an open page, in the plane of `frame`."""
    reader = Strokes()
    reader.read_page(page)
    level: list[Rule] = []
    upright: list[Rule] = []
    width, height = frame.size
    edges = placed_boxes(reader.lines, frame)
    for fills in reader.fills.values():
        edges.extend(_edges(placed_boxes(fills, frame)))
    for left, top, right, bottom in edges:
        if right < 0 or bottom < 0 or left > width or top > height:
            continue
        across, down = right - left, bottom - top
        if across >= down:
            level.append(Rule((top + bottom) / 2, max(left, 0.0), min(right, width)))
        else:
            upright.append(Rule((left + right) / 2, max(top, 0.0), min(bottom, height)))
    return Rulings(_joined(level), _joined(upright))


def _longest(rules: list[Rule]) -> list[Rule]:
    """No more lines than a table has: a drawing of many thousand strokes bounds no cells with the shortest of them."""
    return rules if len(rules) <= MOST_RULES else sorted(rules, key=lambda r: -r.length)[:MOST_RULES]


def placed_boxes(boxes: list[BBox], frame: Frame) -> list[BBox]:
    """Boxes of page space in the plane of `frame`; those that are none are left out."""
    if not boxes:
        return []
    array = np.array(boxes)
    placed = np.column_stack(frame.place(array[:, 0], array[:, 1], array[:, 2], array[:, 3]))
    return [tuple(row) for row in placed[np.isfinite(placed).all(axis=1)].tolist()]


def _edges(fills: list[BBox]) -> list[BBox]:
    """The edges of filled boxes, those left out along which a box of the same width and colour goes on."""
    boxes = set(fills)
    tops = {(round(a), round(c), round(b)) for a, b, c, _ in boxes}
    bottoms = {(round(a), round(c), round(d)) for a, _, c, d in boxes}
    edges: list[BBox] = []
    for a, b, c, d in boxes:
        edges += [(a, b, a, d), (c, b, c, d)]
        if not _near(bottoms, a, c, b):
            edges.append((a, b, c, b))
        if not _near(tops, a, c, d):
            edges.append((a, d, c, d))
    return edges


def _near(edges: set[tuple[int, int, int]], left: float, right: float, at: float) -> bool:
    return any((round(left), round(right), round(at) + step) in edges for step in (-1, 0, 1))


def _joined(rules: list[Rule]) -> tuple[Rule, ...]:
    """Lines at one place made one where they touch; what stays shorter than `SHORTEST` is dropped."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda r: r.at):
        if groups and rule.at - groups[-1][-1].at <= 1.0 and rule.at - groups[-1][0].at <= THICKEST:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    joined: list[Rule] = []
    for group in groups:
        pending: list[Rule] = []
        for rule in sorted(group, key=lambda r: r.start):
            if pending and rule.start <= max(r.end for r in pending) + 2.0:
                pending.append(rule)
            else:
                joined.extend(_one(pending))
                pending = [rule]
        joined.extend(_one(pending))
    return tuple(sorted(_longest(joined), key=lambda r: (r.at, r.start)))


def _one(rules: list[Rule]) -> list[Rule]:
    if not rules:
        return []
    start, end = min(r.start for r in rules), max(r.end for r in rules)
    if end - start < SHORTEST:
        return []
    weight = sum(r.length for r in rules)
    at = sum(r.at * r.length for r in rules) / weight if weight > 0 else rules[0].at
    return [Rule(at, start, end)]
