"""The lines and shades of a scan as the lines of a drawn page, in points, mended where scanning broke them."""

from collections.abc import Sequence

from services.compute.reading.pdf.rulings import Rule
from services.compute.reading.pdf.rulings import Rulings as DrawnRulings
from services.compute.reading.scan.rulings import Ruling, Rulings

_NEARLY = 3.0
"""Points between the end of a line and the one across it, or between a line and the edge of a shade beside it."""
_SAME_PLACE = 1.5
_WIDEST_BREAK = 14.0
"""These in points."""
_MOSTLY = 0.7


def drawn_lines(rulings: Rulings, dpi: float, middles: Sequence[float]) -> DrawnRulings:
    """The lines of a page on which print stands at the heights `middles`, in points."""
    scale = 72.0 / dpi

    def rules(lines: Sequence[Ruling]) -> list[Rule]:
        return [Rule(line.position * scale, line.start * scale, line.end * scale) for line in lines]

    level, upright = rules(rulings.horizontal), rules(rulings.vertical)
    for box in rulings.shades:
        left, top, right, bottom = box.left * scale, box.top * scale, box.right * scale, box.bottom * scale
        level += [Rule(y, left, right) for y in (top, bottom) if not _is_drawn(level, y, left, right)]
        upright += [Rule(x, top, bottom) for x in (left, right) if not _is_drawn(upright, x, top, bottom)]
    upright = _bridged(upright, middles)
    return DrawnRulings(_meeting(level, upright), _meeting(upright, level))


def _is_drawn(lines: Sequence[Rule], at: float, start: float, end: float) -> bool:
    """Whether lines run along most of the edge of a shade."""
    along = sum(max(0.0, min(end, line.end) - max(start, line.start)) for line in lines if abs(line.at - at) <= _NEARLY)
    return along >= _MOSTLY * (end - start)


def _bridged(upright: Sequence[Rule], middles: Sequence[float]) -> list[Rule]:
    """Upright lines that go on a little further down made one, if nothing is printed at the height where they break.

    Headings are often boxed apart from the rows.
    """
    bridged: list[Rule] = []
    for line in sorted(upright, key=lambda line: line.start):
        for number, above in enumerate(bridged):
            close = abs(line.at - above.at) <= _SAME_PLACE and line.start - above.end <= _WIDEST_BREAK
            if close and not any(above.end < middle < line.start for middle in middles):
                bridged[number] = Rule(above.at, above.start, max(above.end, line.end))
                break
        else:
            bridged.append(line)
    return bridged


def _meeting(lines: Sequence[Rule], across: Sequence[Rule]) -> tuple[Rule, ...]:
    """The lines, drawn out or cut back to those across them that they nearly meet, by where they are."""
    met = []
    for line in lines:
        beside = [other.at for other in across if other.start - _NEARLY <= line.at <= other.end + _NEARLY]
        start, end = _nearest(line.start, beside), _nearest(line.end, beside)
        met.append(Rule(line.at, start, end) if end > start else line)
    return tuple(sorted(met, key=lambda line: (line.at, line.start)))


def _nearest(end: float, places: Sequence[float]) -> float:
    nearest = min(places, key=lambda at: abs(at - end), default=end)
    return nearest if abs(nearest - end) <= _NEARLY else end
