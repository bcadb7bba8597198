"""A period held against earlier ones: what is cumulative may not fall, what is approved may not change."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.compute.policy import Policy
from services.compute.ties.company import is_plan
from services.compute.ties.stated import Filed, Stated
from services.compute.ties.succession import Row, gone, pairs, rows_of

FIXED = ("approved", "estimated", "baseline")
TARGETS = ("target_original",)
CUMULATIVE = ("accrued", "exercised", "paid", "collected")
CUMULATIVE_COUNTS = ("achieved",)
YEARLY = ("approved", "estimated", "accrued", "collected")
_BALANCES = ("financial-position", "ldf-financial-position")
_COUNTED = ("programme", "activity")
_MOST_CHANGED = Decimal("0.5")

Pairs = Sequence[tuple[Row, Row]]


@dataclass(frozen=True, slots=True)
class Change:
    """What an earlier filing and a later one say of one subject; `new` is None where the later one says nothing."""

    rule: str
    row: Row
    old: Stated
    new: Stated | None
    others: tuple[str, ...] = ()

    @property
    def stake(self) -> Decimal:
        """The money that the two lie apart."""
        if not self.old.money:
            return Decimal(0)
        return abs(self.old.value - (self.new.value if self.new else 0))


def changes(now: Sequence[Filed], before: Sequence[Filed], policy: Policy) -> Iterator[Change]:
    """What the filings of one period say against those of earlier ones; `before` is what `company.earlier` gives."""
    plans = [filed for filed in (*now, *before) if is_plan(filed)]
    told = [filed for filed in now if not is_plan(filed)]
    if told:
        end = told[0].end
        yield from _against_plan(told, [filed for filed in plans if filed.end.year == end.year])
        yield from _against_earlier(told, [filed for filed in before if filed not in plans], end, policy)
    elif now:
        end = now[0].end
        yield from _against_earlier(now, [filed for filed in plans if filed.end < end], end, policy)


def _against_earlier(now: Sequence[Filed], before: Sequence[Filed], end: date, policy: Policy) -> Iterator[Change]:
    same_year = [filed for filed in before if filed.end.year == end.year]
    last_year = [filed for filed in before if filed.end.year == end.year - 1]
    closing = [filed for filed in last_year if (filed.end.month, filed.end.day) == (12, 31)]
    year_ago = [filed for filed in last_year if (filed.end.month, filed.end.day) == (end.month, end.day)]
    if same_year:
        yield from _within_year(list(pairs(now, same_year)))
        yield from _vanished(now, same_year)
    if closing:
        yield from _opening(list(pairs(now, closing)), end)
    if year_ago:
        yield from _jumps(list(pairs(now, year_ago)), policy)


def _against_plan(now: Sequence[Filed], plans: Sequence[Filed]) -> Iterator[Change]:
    """What was planned for the year against what a part of it reports as planned."""
    found = list(pairs(now, plans))
    yield from _fixed(found)
    planned = [row for filed in plans for row in rows_of(filed) if row.first.kind in _COUNTED]
    known = {(old.filed.key, old.first.table, old.first.row) for _, old in found}
    lost = [row for row in planned if (row.filed.key, row.first.table, row.first.row) not in known]
    if len(lost) <= _MOST_CHANGED * len(planned):
        keys = tuple(filed.key for filed in now if any(row.first.kind in _COUNTED for row in rows_of(filed)))
        for row in lost:
            yield _lost(row, keys)


def _lost(row: Row, others: tuple[str, ...]) -> Change:
    return Change("vanished-programme", row, max(row.figures, key=lambda one: abs(one.value)), None, others)


def _fixed(found: Pairs) -> Iterator[Change]:
    """What may not change in a year: what was approved, and targets."""
    yield from _where("restated-value", found, FIXED, _differ)
    for kind in sorted({row.first.kind for row, _ in found}):
        alike = [pair for pair in found if pair[0].first.kind == kind]
        changed = list(_where("target-changed", alike, TARGETS, _differ))
        stating = sum(any(_only(row, target) for target in TARGETS) for row, _ in alike)
        if len(changed) <= _MOST_CHANGED * stating:  # where most change, they are each period's own targets
            yield from changed


def _within_year(found: Pairs) -> Iterator[Change]:
    yield from _fixed(found)
    cumulative = [pair for pair in found if pair[0].filed.start == pair[1].filed.start]
    counted = [pair for pair in cumulative if pair[0].first.kind in _COUNTED]
    yield from _where("cumulative-decrease", cumulative, CUMULATIVE, _falls)
    yield from _where("cumulative-decrease", counted, CUMULATIVE_COUNTS, _falls)


def _vanished(now: Sequence[Filed], before: Sequence[Filed]) -> Iterator[Change]:
    lost = gone(now, before)
    listed = sum(row.named for row, _ in pairs(before, before))
    if len(lost) > _MOST_CHANGED * listed:
        return  # another list, not the same one with programmes taken off it
    for row in lost:
        kind = row.first.statement or row.filed.family
        others = tuple(filed.key for filed in now if kind in (*filed.statements, filed.family))
        yield _lost(row, others)


def _opening(found: Pairs, end: date) -> Iterator[Change]:
    """Opening balances, and the column of the year before, against what was filed at the end of that year."""
    for row, old in found:
        opening, closing = _only(row, "opening_balance"), _only(old, "closing_balance")
        if opening and closing and _differ(opening, closing):
            yield Change("opening-balance-mismatch", row, closing, opening)
        before, own = _only(row, "amount", end.year - 1), _only(old, "amount", end.year - 1)
        if before is None or own is None or not _differ(before, own):
            continue
        if row.first.statement in _BALANCES:
            yield Change("opening-balance-mismatch", row, own, before)
        elif (end.month, end.day) == (12, 31) and row.first.statement == "activities":
            yield Change("restated-value", row, own, before)


def _jumps(found: Pairs, policy: Policy) -> Iterator[Change]:
    above, share = (policy.threshold("year-over-year-jump", name) for name in ("above", "share"))
    largest: dict[tuple[str, str], Decimal] = {}
    for row, _ in found:
        for figure in row.figures:
            place = (row.filed.key, figure.concept)
            largest[place] = max(largest.get(place, Decimal(0)), abs(figure.value))
    for row, old in found:
        if not (row.named or row.first.total or row.first.level == 0):
            continue
        for concept in YEARLY:
            new, was = _only(row, concept), _only(old, concept)
            if not new or not was or new.value <= 0 or was.value <= 0:
                continue
            times = max(new.value / was.value, was.value / new.value)
            least = share * largest[row.filed.key, concept]
            if times > above and abs(new.value - was.value) >= least:
                yield Change("year-over-year-jump", row, was, new)


def _where(
    rule: str, found: Pairs, concepts: Sequence[str], fails: Callable[[Stated, Stated], bool]
) -> Iterator[Change]:
    for row, old in found:
        for concept in concepts:
            new, was = _only(row, concept), _only(old, concept)
            if new and was and fails(new, was):
                yield Change(rule, row, was, new)


def _differ(new: Stated, old: Stated) -> bool:
    if (new.unit == "ratio") != (old.unit == "ratio"):
        return False  # of different measures
    return abs(new.value - old.value) > new.half_unit + old.half_unit


def _falls(new: Stated, old: Stated) -> bool:
    return new.value < old.value - new.half_unit - old.half_unit


def _only(row: Row, concept: str, year: int | None = None) -> Stated | None:
    """The row's only figure of `concept`, in the column of `year`, or of its own year."""
    figures = [figure for figure in row.figures if figure.concept == concept]
    if year is not None or len(figures) > 1:
        wanted = year or row.filed.end.year
        figures = [figure for figure in figures if figure.end and figure.end.year == wanted]
    return figures[0] if len(figures) == 1 else None
