"""One subject over the periods on file: its figures, and the line that they draw."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from shared.tables import Filing, StoredFact

DRAWN = ("approved", "modified", "accrued")
WIDTH, HEIGHT = 760, 260
"""Of the plot, without the room for its labels."""
_ALIKE_DAYS = 25
_LABEL_WIDTH = 95


@dataclass(slots=True)
class Told:
    """What one filing says of the subject: by concept its value and the fact that states it. `section` is what heads
    its row, where something does.
    """

    filing: Filing
    name: str | None
    section: str | None = None
    figures: dict[str, tuple[Decimal, str]] = field(default_factory=dict)

    def value(self, concept: str) -> Decimal | None:
        """The figure for `concept`; None where the filing gives none."""
        return self.figures[concept][0] if concept in self.figures else None

    def rate(self, over: str, under: str) -> Decimal | None:
        """One figure over another; None where one is missing or there is nothing to divide by."""
        top, bottom = self.value(over), self.value(under)
        return top / bottom if top is not None and bottom else None


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the time axis, the period that ends there, and whether its label stands lower than others."""

    x: float
    start: date
    end: date
    low: bool


@dataclass(frozen=True, slots=True)
class Plot:
    """Lines by concept, each of some strokes of points (x, y from the top); `marks` along the time axis.

    A stroke ends where figures begin anew: within a year they grow from quarter to quarter.
    """

    highest: Decimal
    marks: tuple[Mark, ...]
    lines: Mapping[str, tuple[tuple[tuple[float, float], ...], ...]]


def told_by(rows: Iterable[tuple[StoredFact, Filing]]) -> dict[str, list[Told]]:
    """By institution, what its filings say, the oldest period first. Two rows of a filing are two.

    An institution whose name filings print in several ways goes by the first of them.
    """
    names: dict[str, str] = {}
    found: dict[str, dict[tuple[str, str | None, str | None, int], Told]] = {}
    for fact, filing in rows:
        if fact.value is None:
            continue
        printed = filing.institution_acronym or filing.institution_name or ""
        of_institution = found.setdefault(names.setdefault(filing.institution_id or printed, printed), {})
        name, section = fact.subject_name, str(fact.context.get("section") or "") or None
        nth = 0
        while (told := of_institution.get((filing.id, name, section, nth))) and fact.concept in told.figures:
            nth += 1
        told = of_institution.setdefault((filing.id, name, section, nth), Told(filing, name, section))
        told.figures[fact.concept] = fact.value, fact.id
    return {
        who: sorted(of_it.values(), key=lambda one: (one.filing.period_end or date.min, one.filing.created_at))
        for who, of_it in found.items()
    }


def parted(told: Sequence[Told]) -> list[tuple[str, list[Told]]]:
    """`told` by what they are called, where one filing has several of one code; else all of them, under no name.

    Where one filing has several of one name too, what heads their rows tells them apart.
    """
    names, both = Counter[str](), Counter[str]()
    for key in {(one.filing.id, _plain(one.name), _plain(one.section)) for one in told}:
        both[key[0]] += 1
    for named in {(one.filing.id, _plain(one.name)) for one in told}:
        names[named[0]] += 1
    if max(both.values(), default=0) < 2:
        return [("", list(told))]
    by_section = both != names
    found: dict[tuple[str, str], list[Told]] = {}
    for one in told:
        found.setdefault((_plain(one.name), _plain(one.section) if by_section else ""), []).append(one)
    return [
        (" · ".join(part for part in (of_it[0].name, of_it[0].section if by_section else None) if part), of_it)
        for of_it in found.values()
    ]


def _plain(text: str | None) -> str:
    return " ".join((text or "").split()).casefold()


def plot(told: Sequence[Told]) -> Plot | None:
    """The line of the first row of each period; None where there are not two periods, or no money to draw."""
    first: dict[tuple[date, date], Told] = {}
    for one in told:
        if one.filing.period_start and one.filing.period_end:
            first.setdefault((one.filing.period_start, one.filing.period_end), one)
    highest = max((value for one in first.values() for name in DRAWN if (value := one.value(name))), default=Decimal(0))
    if len({end for _, end in first}) < 2 or highest <= 0:
        return None
    ends = sorted({end for _, end in first})
    days = (ends[-1] - ends[0]).days
    places = {end: round((end - ends[0]).days / days * WIDTH, 1) for end in ends}
    spans = sorted(first, key=lambda span: (span[1], span[0]))
    lines: dict[str, tuple[tuple[tuple[float, float], ...], ...]] = {}
    for name in DRAWN:
        strokes: list[list[tuple[float, float]]] = []
        before: tuple[date, date] | None = None
        for span in spans:
            value = first[span].value(name)
            if value is None:
                continue
            if before is None or not _goes_on(before, span):
                strokes.append([])
            share = max(Decimal(0), value) / highest
            strokes[-1].append((places[span[1]], round(HEIGHT * float(1 - share), 1)))
            before = span
        if strokes:
            lines[name] = tuple(map(tuple, strokes))
    return Plot(highest, _marks(spans, places), lines)


def _marks(spans: Sequence[tuple[date, date]], places: Mapping[date, float]) -> tuple[Mark, ...]:
    marks: list[Mark] = []
    for start, end in spans:
        low = bool(marks) and not marks[-1].low and places[end] - marks[-1].x < _LABEL_WIDTH
        marks.append(Mark(places[end], start, end, low))
    return tuple(marks)


def _goes_on(before: tuple[date, date], after: tuple[date, date]) -> bool:
    """Whether the figures of two periods can be joined: they grow from one start, or both periods are as long."""
    if before[0] == after[0]:
        return True
    lengths = [(end - start).days for start, end in (before, after)]
    return abs(lengths[0] - lengths[1]) < _ALIKE_DAYS
