"""Tables set between level lines of one length, as books set them: a line above, one under the headings, one below."""

from collections.abc import Sequence
from itertools import pairwise

from services.compute.reading.pdf.lattice import Lattice
from services.compute.reading.pdf.phrases import Line, lines_of
from services.compute.reading.pdf.regions import holds
from services.compute.reading.pdf.rulings import Rule, Rulings

SHORTEST = 90.0
"""Lines shorter than this many points bound no table."""
SAME_END = 4.0
"""Lines whose ends are this near each other, in points, bound one table."""
LONGEST_HEADING = 5
"""Words of a line that may stand alone between two lines within a table: the heading of a group."""


def tables_between_rules(lines: Sequence[Line], rulings: Rulings) -> list[Lattice]:
    """Boxes from the first to the last of a run of lines of one length with rows of several phrases between them."""
    found: list[Lattice] = []
    for rules in _by_extent(rulings.level):
        run: list[Rule] = []
        tabular = 0
        for upper, lower in pairwise(rules):
            kind = _kind(_between(lines, upper, lower))
            if kind == "text":
                found.extend(_lattice(run, tabular, rulings))
                run, tabular = [], 0
                continue
            run = run or [upper]
            run.append(lower)
            tabular += kind == "rows"
        found.extend(_lattice(run, tabular, rulings))
    return sorted(found, key=lambda lattice: lattice.box[1])


def _by_extent(level: Sequence[Rule]) -> list[list[Rule]]:
    groups: list[list[Rule]] = []
    for rule in level:
        if rule.length < SHORTEST:
            continue
        for group in groups:
            if abs(group[0].start - rule.start) <= SAME_END and abs(group[0].end - rule.end) <= SAME_END:
                group.append(rule)
                break
        else:
            groups.append([rule])
    return [group for group in groups if len(group) > 2]


def _between(lines: Sequence[Line], upper: Rule, lower: Rule) -> list[Line]:
    box = (upper.start, upper.at, upper.end, lower.at)
    return lines_of(p for line in lines for p in line.phrases if holds(box, p))


def _kind(lines: Sequence[Line]) -> str:
    """What stands between two lines: `rows` of several phrases, a short `heading`, nothing (`blank`) or `text`."""
    if not lines:
        return "blank"
    if any(len(line.phrases) > 1 for line in lines):
        return "rows"
    short = len(lines) == 1 and len(lines[0].phrases[0].words) <= LONGEST_HEADING
    return "heading" if short else "text"


def _lattice(run: Sequence[Rule], tabular: int, rulings: Rulings) -> list[Lattice]:
    if len(run) < 3 or tabular < 2:
        return []
    left, right = min(r.start for r in run), max(r.end for r in run)
    top, bottom = run[0].at, run[-1].at
    level = [r for r in rulings.level if top - 1 <= r.at <= bottom + 1 and r.end > left and r.start < right]
    return [Lattice((left, top, right, bottom), level, [])]
