"""How the statements of one period stand: a map of who shares what, and each figure that they do not agree on."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from pydantic import TypeAdapter

from shared.report import SaidInBoth, Text

State = Literal["holds", "does-not-hold", "cannot-be-checked"]
Mark = Literal["agrees", "odd", "disputed"]
_SOURCE: TypeAdapter[Text] = TypeAdapter(SaidInBoth)
_GRAVEST: tuple[State, ...] = ("does-not-hold", "holds", "cannot-be-checked")


@dataclass(frozen=True, slots=True)
class Place:
    """A figure's own place: the filing, its file's name, and the fact."""

    filing_id: str
    filing: str
    fact: str


@dataclass(frozen=True, slots=True)
class Said:
    """What one statement says. `odd` where it stands against most; `difference` is then how far from them."""

    statement: str
    value: Decimal
    odd: bool
    difference: Decimal | None
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One figure that statements share. `rows` counts those that hold where it is one of many."""

    concept: str
    time: str
    row: str | None
    rows: int | None
    state: State
    why: str | None
    expected: Decimal | None
    said: tuple[Said, ...]

    @property
    def odd(self) -> tuple[Said, ...]:
        """Those that stand against most; all of them where no side is larger."""
        return tuple(one for one in self.said if one.odd)

    @property
    def agreeing(self) -> tuple[Said, ...]:
        """Those that say what most say."""
        return tuple(one for one in self.said if not one.odd)

    @property
    def others(self) -> list[str]:
        """The statements of which every figure says what most say."""
        odd = {one.statement for one in self.odd}
        return list(dict.fromkeys(one.statement for one in self.agreeing if one.statement not in odd))

    @property
    def divided(self) -> list[str]:
        """The statements that are of two minds: one table of them says what most say, another does not."""
        odd = {one.statement for one in self.odd}
        return list(dict.fromkeys(one.statement for one in self.agreeing if one.statement in odd))


@dataclass(frozen=True, slots=True)
class Tie:
    """What law makes one figure: what it says, where that comes from, and its figures, the broken ones first."""

    id: str
    says: Mapping[str, str]
    source: Text
    lines: tuple[Line, ...]

    @property
    def state(self) -> State:
        """Broken where one of its figures is; held where one holds and none is broken."""
        return next(state for state in _GRAVEST if any(line.state == state for line in self.lines))


@dataclass(frozen=True, slots=True)
class Row:
    """A statement on the map: the filings that are it, or none where it is missing, and its mark by tie.

    A mark is `odd` where the statement stands against most, `disputed` where two sides are equal.
    """

    statement: str
    filings: tuple[str, ...]
    marks: dict[str, Mark] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PeriodMap:
    """One span of time: its ties, the broken ones first, and its statements, in the order of `statements`."""

    ties: tuple[Tie, ...]
    rows: tuple[Row, ...]
    versions: tuple[tuple[str, str, int, int], ...]

    @property
    def broken(self) -> list[Tie]:
        """Ties of which a figure does not hold."""
        return [tie for tie in self.ties if tie.state == "does-not-hold"]

    @property
    def held(self) -> list[Tie]:
        """Ties that hold."""
        return [tie for tie in self.ties if tie.state == "holds"]

    @property
    def figures(self) -> Counter[State]:
        """How many figures those ties are about, by whether they agree."""
        counts: Counter[State] = Counter()
        for line in (line for tie in self.ties for line in tie.lines):
            counts[line.state] += line.rows or 1
        return counts

    @property
    def open(self) -> list[Tie]:
        """Ties that cannot be checked."""
        return [tie for tie in self.ties if tie.state == "cannot-be-checked"]

    @property
    def drawn(self) -> list[Tie]:
        """Ties that a statement on the map bears a mark of."""
        return [tie for tie in self.ties if any(tie.id in row.marks for row in self.rows)]


def period_map(
    told: Sequence[Mapping[str, Any]],
    missing: Sequence[str],
    versions: Sequence[Mapping[str, Any]],
    statements: Mapping[str, Sequence[str]],
    order: Sequence[str],
) -> PeriodMap:
    """The map of one span, whose ties, missing statements and versions are as `shared.company_tables` keeps them.

    `statements` are those of each filing by its id; `order` is that of all kinds of statement.
    """
    by_id: dict[str, list[Mapping[str, Any]]] = {}
    for tie in told:
        by_id.setdefault(tie["tie"], []).append(tie)
    ties = sorted((_tie(entries) for entries in by_id.values()), key=lambda tie: _GRAVEST.index(tie.state))
    kinds = {kind for of_filing in statements.values() for kind in of_filing} | set(missing)
    rows = tuple(
        Row(kind, tuple(id_ for id_, of_filing in statements.items() if kind in of_filing), _marks(kind, ties))
        for kind in sorted(kinds, key=lambda kind: (order.index(kind) if kind in order else len(order), kind))
    )
    pairs = tuple((*pair["filings"], pair["compared"], pair["differing"]) for pair in versions)
    return PeriodMap(tuple(ties), rows, pairs)


def _tie(entries: Sequence[Mapping[str, Any]]) -> Tie:
    lines = sorted(map(_line, entries), key=lambda line: _GRAVEST.index(line.state))
    first = entries[0]
    return Tie(first["tie"], first["says"], _SOURCE.validate_python(first["source"]), tuple(lines))


def _line(entry: Mapping[str, Any]) -> Line:
    expected = None if entry["expected"] is None else Decimal(entry["expected"])
    return Line(
        concept=entry["concept"],
        time=entry["time"],
        row=entry["row"],
        rows=entry.get("rows"),
        state=entry["state"],
        why=entry["why"],
        expected=expected,
        said=tuple(_said(voice, expected) for voice in entry["voices"]),
    )


def _said(voice: Mapping[str, Any], expected: Decimal | None) -> Said:
    value, odd = Decimal(voice["value"]), not voice["agrees"]
    places = tuple(Place(**place) for place in voice["facts"])
    return Said(voice["statement"], value, odd, value - expected if odd and expected is not None else None, places)


def _marks(kind: str, ties: Sequence[Tie]) -> dict[str, Mark]:
    marks: dict[str, Mark] = {}
    for tie in ties:
        checked = (line for line in tie.lines if line.state != "cannot-be-checked")
        heard = [(line, one) for line in checked for one in line.said if kind in one.statement.split(" + ")]
        if any(one.odd and line.agreeing for line, one in heard):
            marks[tie.id] = "odd"
        elif any(one.odd for _, one in heard):
            marks[tie.id] = "disputed"
        elif heard:
            marks[tie.id] = "agrees"
    return marks
