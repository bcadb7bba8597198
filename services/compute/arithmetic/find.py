"""`find_relations`: the sums, averages, quotients and changes that hold a grid of texts together."""

from collections.abc import Iterator

from services.compute.arithmetic.evidence import Evidence
from services.compute.arithmetic.lines import Lines, columns_of, rows_of
from services.compute.arithmetic.numerals import Grid, numbers_of
from services.compute.arithmetic.ratios import SCALES, evidence_of_ratio, ratios
from services.compute.arithmetic.relation import Pattern, Place, Relation
from services.compute.arithmetic.sums import Sums, averages, evidence_of_sum


def find_relations(grid: Grid) -> list[Relation]:
    """Which cells of `grid` (rows of cell texts) are made of which others, across and down."""
    numbers = numbers_of(grid)
    found = []
    for lines, across in ((columns_of(numbers), True), (rows_of(numbers), False)):
        for pattern in patterns_of(lines):
            found += list(_relations(lines, pattern, across))
    return found


def patterns_of(lines: Lines) -> list[Pattern]:
    """The relations between whole `lines`."""
    sums = Sums(lines).search()
    means = averages(lines, sums)
    taken = {pattern.aggregate for pattern in [*sums, *means]}
    return [*sums, *means, *ratios(lines, taken)]


def evidence_of(lines: Lines, pattern: Pattern) -> Evidence:
    """How `pattern` comes out, cell by cell."""
    if pattern.operator in ("Sum", "Average"):
        return evidence_of_sum(lines, pattern.aggregate, pattern.parts, average=pattern.operator == "Average")
    first, second = pattern.parts
    both = (evidence_of_ratio(lines, pattern.operator, pattern.aggregate, (first, second), scale) for scale in SCALES)
    return max(both, key=lambda evidence: float(evidence.bits[pattern.begin : pattern.end].sum()))


def _relations(lines: Lines, pattern: Pattern, across: bool) -> Iterator[Relation]:
    evidence = evidence_of(lines, pattern)
    for cell in range(pattern.begin, pattern.end):
        if not evidence.applies[cell]:
            continue

        def place(line: int, cell: int = cell) -> Place:
            along, number = lines.cells[cell], lines.index[line]
            return (along, number) if across else (number, along)

        parts = tuple(place(part) for part in pattern.parts)
        yield Relation(pattern.operator, place(pattern.aggregate), parts, bool(evidence.holds[cell]))
