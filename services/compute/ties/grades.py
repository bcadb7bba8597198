"""PEFA's grades: of an institution's outturns, where three years in a row are on file.

PEFA 2016, PI-1 and PI-2: the grade is that which two of the last three years keep. The policy has the limits.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from services.compute.policy import Policy
from services.compute.ties.stated import Filed

YEARS = 3
GRADED = {"aggregate_outturn": Decimal(1), "composition_variance": Decimal(0)}
"""The indicators that are graded, and what each would be if all were spent as approved."""
Measure = tuple[str, str, str | None]
"""An indicator by its name and the kind and code of its subject."""


@dataclass(frozen=True, slots=True)
class Outturn:
    """What a filing of a whole year gives for one indicator that is graded."""

    filing: str
    year: int
    measure: Measure
    value: Decimal


def whole_year(start: date, end: date) -> bool:
    """Whether the two days are the first and the last of one year: outturns of less are not graded."""
    return (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year


def grades_of(outturns: Iterable[Outturn], policy: Policy) -> dict[tuple[str, Measure], str]:
    """The grade of each outturn of one institution, by its filing and measure, where the two years before are on file.

    Years are compared of one kind of subject: an outturn by object with outturns by object. Where filings of another
    year disagree on it, there is a grade only if it is the same whichever of them is right.
    """
    by_year: dict[Measure, dict[int, list[Decimal]]] = defaultdict(lambda: defaultdict(list))
    outturns = list(outturns)
    for one in outturns:
        by_year[one.measure][one.year].append(abs(one.value - GRADED[one.measure[0]]))
    found = {}
    for one in outturns:
        years = by_year[one.measure]
        before = [years[year] for year in range(one.year - YEARS + 1, one.year) if year in years]
        own = abs(one.value - GRADED[one.measure[0]])
        grades = {policy.score(one.measure[0], [*(choose(off) for off in before), own], YEARS) for choose in (min, max)}
        if len(grades) == 1 and (grade := grades.pop()):
            found[one.filing, one.measure] = grade
    return found


def graded(
    reports: Mapping[str, dict[str, Any]], institutions: Sequence[Sequence[Filed]], policy: Policy
) -> dict[str, dict[str, Any]]:
    """`reports` with the grade as `category` of each outturn that has one."""
    held = dict(reports)
    for filings in institutions:
        found = grades_of((one for filed in filings for one in _outturns(filed, reports[filed.key])), policy)
        for key in {key for key, _ in found}:
            held[key] = held[key] | {"indicators": [_with(key, entry, found) for entry in held[key]["indicators"]]}
    return held


def _outturns(filed: Filed, report: Mapping[str, Any]) -> Iterable[Outturn]:
    if whole_year(filed.start, filed.end):
        for entry in report["indicators"]:
            if entry["name"] in GRADED:
                yield Outturn(filed.key, filed.end.year, _measure(entry), Decimal(entry["value"]))


def _measure(entry: Mapping[str, Any]) -> Measure:
    subject = entry["subject"]
    return entry["name"], subject["kind"], subject["code"]


def _with(key: str, entry: dict[str, Any], found: Mapping[tuple[str, Measure], str]) -> dict[str, Any]:
    grade = found.get((key, _measure(entry)))
    return entry | {"category": grade} if grade else entry
