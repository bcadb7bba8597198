"""The areas that ruling lines close off as a grid."""

from collections.abc import Sequence

from services.compute.reading.scan.detection import Box
from services.compute.reading.scan.rulings import Ruling, Rulings

_LEAST_LINES = 2


def ruled_areas(rulings: Rulings, touching: float) -> list[Box]:
    """Boxes around ruling lines that meet (within `touching` pixels), where they part both rows and columns."""
    parent = list(range(len(rulings.horizontal) + len(rulings.vertical)))

    def root(member: int) -> int:
        while parent[member] != member:
            member = parent[member]
        return member

    for across, horizontal in enumerate(rulings.horizontal):
        for down, vertical in enumerate(rulings.vertical, len(rulings.horizontal)):
            if _meet(horizontal, vertical, touching):
                parent[root(down)] = root(across)
    areas = []
    for group in {root(member) for member in range(len(parent))}:
        across_lines = [line for member, line in enumerate(rulings.horizontal) if root(member) == group]
        down_lines = [
            line for member, line in enumerate(rulings.vertical, len(rulings.horizontal)) if root(member) == group
        ]
        if len(across_lines) < _LEAST_LINES or not down_lines:
            continue
        area = _around(across_lines, down_lines)
        if any(area.left + touching < line.position < area.right - touching for line in down_lines):
            areas.append(area)
    return sorted(areas, key=lambda area: (area.top, area.left))


def _meet(horizontal: Ruling, vertical: Ruling, touching: float) -> bool:
    return (
        horizontal.start - touching <= vertical.position <= horizontal.end + touching
        and vertical.start - touching <= horizontal.position <= vertical.end + touching
    )


def _around(horizontal: Sequence[Ruling], vertical: Sequence[Ruling]) -> Box:
    """The box that the lines span; a single vertical that overshoots the horizontals does not widen it."""
    starts, ends = sorted(line.start for line in vertical), sorted(line.end for line in vertical)
    positions = [line.position for line in horizontal]
    return Box(
        round(min(line.start for line in horizontal)),
        round(min([*starts[1:2], *positions])),
        round(max(line.end for line in horizontal)),
        round(max([*ends[-2:-1], *positions])),
    )
