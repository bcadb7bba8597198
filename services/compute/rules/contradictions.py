"""Where the relations that hold a table together fail: the cells concerned, and which is most likely wrong."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from services.compute.arithmetic.broken import Instance, instances
from services.compute.recognition.statement import RecognisedTable, Statement

Place = tuple[int, int]
_LEAST_SUSPECTS = 1


@dataclass(frozen=True, slots=True)
class Known:
    """The figure of a fact: its id, exact value and half of its last digit."""

    fact: str
    value: Decimal
    half: Decimal


@dataclass(frozen=True, slots=True)
class Broken:
    """A relation that fails. `made` is what its parts come to, `stated` what its aggregate says, by exact figures."""

    instance: Instance
    aggregate: Known
    parts: tuple[Known, ...]
    made: Decimal
    tolerance: Decimal

    @property
    def stated(self) -> Decimal:
        """What the aggregate says."""
        return self.aggregate.value

    def mended(self, fact: str) -> Decimal | None:
        """The value that `fact` would need for the relation to hold."""
        off = self.stated - self.made
        if fact == self.aggregate.fact:
            return self.made
        part = next((part for part in self.parts if part.fact == fact), None)
        if part is None:
            return None
        if self.instance.operator == "Sum":
            return part.value + off
        if self.instance.operator == "Average":
            return part.value + off * len(self.parts)
        return None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One error: the relations that fail by it, and the suspects, likeliest first, with what would mend them.

    `sure` says that one suspect stands out from the others.
    """

    table: RecognisedTable
    broken: tuple[Broken, ...]
    suspects: tuple[tuple[Known, Decimal | None], ...]
    sure: bool


@dataclass
class TableArithmetic:
    """What the figures of one table say of each other."""

    table: RecognisedTable
    held: int = 0
    checked: set[str] = field(default_factory=set)
    contradictions: list[Contradiction] = field(default_factory=list)
    rounded: list[Broken] = field(default_factory=list)


def arithmetic_of(statement: Statement) -> Iterator[TableArithmetic]:
    """The arithmetic of every table of `statement`."""
    known = _known(statement)
    for table in statement.tables:
        figures = known.get(table.id, {})
        if figures:
            yield _of(table, figures)


def _known(statement: Statement) -> dict[str, dict[Place, Known]]:
    found: dict[str, dict[Place, Known]] = defaultdict(dict)
    columns = statement.facts.select("fact", "table", "row", "column", "exact", "half_unit")
    for fact, table, row, column, exact, half in columns.iter_rows():
        if exact is not None:
            found[table][row, column] = Known(fact, exact, half)
    return found


def _of(table: RecognisedTable, figures: dict[Place, Known]) -> TableArithmetic:
    grid = tuple(
        tuple(cell.text if (cell.row, cell.column) in figures else "" for cell in row) for row in table.table.rows
    )
    found = TableArithmetic(table)
    broken: list[Broken] = []
    holding: Counter[str] = Counter()
    for instance in instances(grid):
        weighed = _weigh(instance, figures)
        if weighed is None:
            continue
        facts = [weighed.aggregate.fact, *(part.fact for part in weighed.parts)]
        found.checked.update(facts)
        off = abs(weighed.stated - weighed.made)
        if off > weighed.tolerance:
            broken.append(weighed)
            continue
        found.held += 1
        if off > weighed.aggregate.half and instance.operator == "Sum":
            found.rounded.append(weighed)
        if instance.telling:
            holding.update(facts)
    found.contradictions = list(_contradictions(table, broken, holding))
    return found


def _weigh(instance: Instance, figures: dict[Place, Known]) -> Broken | None:
    aggregate = figures.get(instance.aggregate)
    parts = tuple(figures[place] for place in instance.parts if place in figures)
    if aggregate is None or not parts:
        return None
    halves = sum((part.half for part in parts), Decimal(0))
    if instance.operator == "Sum":
        return Broken(instance, aggregate, parts, _total(parts), aggregate.half + halves)
    if instance.operator == "Average":
        count = len(parts)
        return Broken(instance, aggregate, parts, _total(parts) / count, aggregate.half + halves / count)
    if len(parts) != 2 or (divisor := parts[1] if instance.operator == "Division" else parts[0]).value == 0:
        return None
    first, second = parts
    top = first.value if instance.operator == "Division" else second.value - first.value
    made = top / divisor.value
    slack = (first.half + second.half) * (1 + abs(made)) / abs(divisor.value)
    return min(
        (
            Broken(instance, aggregate, parts, made * scale, aggregate.half + slack * scale)
            for scale in (Decimal(1), Decimal(100))
        ),
        key=lambda weighed: abs(weighed.stated - weighed.made),
    )


def _total(parts: Sequence[Known]) -> Decimal:
    return sum((part.value for part in parts), Decimal(0))


def _contradictions(
    table: RecognisedTable, broken: Sequence[Broken], holding: Counter[str]
) -> Iterator[Contradiction]:
    """Lay the failing relations at as few cells as will do, those that most of them blame first."""
    left = list(broken)
    while left:
        ranked = _ranked(left, holding)
        (fact, expected), (most, _) = ranked[0]
        blamed = [one for one in left if _blames(one, fact, expected)]
        peers = [entry for entry, score in ranked if score == ranked[0][1]]
        known = {part.fact: part for one in blamed for part in (one.aggregate, *one.parts)}
        suspects = [entry for entry, _ in ranked if entry[0] in known and _mends_all(entry, blamed)]
        yield Contradiction(
            table, tuple(blamed), tuple((known[name], value) for name, value in suspects), len(peers) == 1
        )
        left = [one for one in left if one not in blamed]


Suspect = tuple[str, Decimal | None]


def _ranked(broken: Sequence[Broken], holding: Counter[str]) -> list[tuple[Suspect, tuple[int, int]]]:
    """Every fact with the value that mends most relations, by how many it mends and how few that hold it stands in."""
    votes: Counter[Suspect] = Counter()
    for one in broken:
        for part in (one.aggregate, *one.parts):
            votes[part.fact, one.mended(part.fact)] += 1
    scored = [(suspect, (count, -holding[suspect[0]])) for suspect, count in votes.items()]
    return sorted(scored, key=lambda entry: entry[1], reverse=True)


def _blames(one: Broken, fact: str, expected: Decimal | None) -> bool:
    named = fact == one.aggregate.fact or any(part.fact == fact for part in one.parts)
    return named and one.mended(fact) == expected


def _mends_all(suspect: Suspect, broken: Sequence[Broken]) -> bool:
    return all(_blames(one, *suspect) for one in broken)
