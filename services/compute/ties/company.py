"""Which filings are company: of one institution, however its name is spelt, of one period, and of those before it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from services.compute.ties.institutions import Printed, institutions
from services.compute.ties.law import law
from services.compute.ties.stated import Filed


def by_institution(filings: Sequence[Filed]) -> list[list[Filed]]:
    """`filings` by institution, each group in the order given, whatever order that is the same groups."""
    groups = institutions(printed(filed) for filed in filings)
    return [[filed for filed in filings if printed(filed) in group] for group in groups]


def printed(filed: Filed) -> Printed:
    """The name that a filing prints."""
    return Printed(filed.institution, filed.acronym or "")


def companies(filings: Sequence[Filed]) -> list[list[Filed]]:
    """`filings` by institution and period, groups of one left in, in the order of their first filings."""
    groups: dict[tuple[int, date, date], list[Filed]] = {}
    number = {filed.key: place for place, group in enumerate(by_institution(filings)) for filed in group}
    for filed in filings:
        groups.setdefault((number[filed.key], filed.start, filed.end), []).append(filed)
    return list(groups.values())


def keep_company(filings: Sequence[Filed]) -> bool:
    """Whether there is anything in `filings` to hold against anything else: several, or one of several statements."""
    return len(filings) > 1 or any(len(filed.statements) > 1 for filed in filings)


def spans(now: Sequence[Filed]) -> list[list[Filed]]:
    """`now`, filings of one institution that end on one day, by the span of time that they are held together for.

    What law has told from the year's first day on keeps company with its neighbours even where its title names a
    quarter alone: statements of balances at once, others as far as their figures agree (`hold.hold_together`).
    """
    if not now:
        return []
    start, asked = first_day(now), set(law().asked)
    main = [filed for filed in now if filed.start == start or (filed.statements and asked.issuperset(filed.statements))]
    rest = [filed for filed in now if filed not in main]
    groups = [main, *([filed for filed in rest if filed.start == day] for day in {filed.start for filed in rest})]
    return sorted(groups, key=first_day)


def first_day(company: Sequence[Filed]) -> date:
    """The day from which most of `company` tell, the earliest of them where several are most."""
    counts = Counter(filed.start for filed in company)
    return min(counts, key=lambda start: (-counts[start], start))


def earlier(filings: Iterable[Filed], end: date) -> list[Filed]:
    """The filings of one institution that those which tell of time up to `end` are held against.

    Of each kind of statement: the newest before it in the same year, the last of the year before, and that of the same
    day a year before. Besides, the plans of the year.
    """
    filings = list(filings)
    planned = [filed for filed in filings if filed.end != end and filed.end == _last_day(end) and is_plan(filed)]
    before = [filed for filed in filings if filed.end < end and filed.end.year >= end.year - 1]
    days: dict[str, set[date]] = defaultdict(set)
    for filed in before:
        for kind in kinds(filed):
            days[kind].add(filed.end)
    wanted = {kind: set(_wanted(ends, end)) for kind, ends in days.items()}
    found = [filed for filed in before if any(filed.end in wanted[kind] for kind in kinds(filed))]
    return sorted((*found, *planned), key=lambda filed: (filed.end, filed.key))


def is_plan(filed: Filed) -> bool:
    """Whether it says what a year is to bring, and nothing of what it brought."""
    return bool(filed.statements) and law().plans.issuperset(filed.statements)


def _last_day(day: date) -> date:
    return date(day.year, 12, 31)


def kinds(filed: Filed) -> tuple[str, ...]:
    """What a filing is compared as: its kinds of statement, or its family."""
    return filed.statements or ((filed.family,) if filed.family else ())


def _wanted(days: set[date], end: date) -> Iterator[date]:
    this_year = [day for day in days if day.year == end.year]
    last_year = [day for day in days if day.year == end.year - 1]
    if this_year:
        yield max(this_year)
    if last_year:
        yield max(last_year)
        yield from (day for day in last_year if (day.month, day.day) == (end.month, end.day))
