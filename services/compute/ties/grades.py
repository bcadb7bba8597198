"""PEFA's grades: of an institution's outturns, where three years in a row are on file.

PEFA 2016, PI-1 and PI-2: the grade is that which two of the last three years keep. The policy has the limits.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from services.compute.policy import Policy
from services.compute.ties.stated import Filed

_YEARS = 3
_GRADED = {"aggregate_outturn": Decimal(1), "composition_variance": Decimal(0)}
"""What each would be if all were spent as approved."""
Measure = tuple[str, str, str | None]


def graded(
    reports: Mapping[str, dict[str, Any]], institutions: Sequence[Sequence[Filed]], policy: Policy
) -> dict[str, dict[str, Any]]:
    """`reports` with the grade as `category` of each outturn that the two years before it are on file for.

    Years are compared of one kind of statement: an outturn by object with outturns by object.
    """
    held = dict(reports)
    for filings in institutions:
        by_year: dict[Measure, dict[int, Decimal]] = {}
        for filed in filings:
            for measure, value in _measures(reports[filed.key], filed):
                by_year.setdefault(measure, {}).setdefault(filed.end.year, value)
        for filed in filings:
            found = {
                measure: grade
                for measure, _ in _measures(reports[filed.key], filed)
                if (grade := _grade(policy, measure[0], by_year[measure], filed.end.year))
            }
            if found:
                held[filed.key] = held[filed.key] | {
                    "indicators": [_with(entry, found) for entry in held[filed.key]["indicators"]]
                }
    return held


def _measures(report: Mapping[str, Any], filed: Filed) -> list[tuple[Measure, Decimal]]:
    """The outturns of a filing of a whole year, none of any other."""
    if (filed.start.month, filed.start.day, filed.end.month, filed.end.day) != (1, 1, 12, 31):
        return []
    return [(_measure(entry), Decimal(entry["value"])) for entry in report["indicators"] if entry["name"] in _GRADED]


def _measure(entry: Mapping[str, Any]) -> Measure:
    subject = entry["subject"]
    return entry["name"], subject["kind"], subject["code"]


def _grade(policy: Policy, name: str, by_year: Mapping[int, Decimal], year: int) -> str | None:
    years = [by_year[one] for one in range(year - _YEARS + 1, year + 1) if one in by_year]
    return policy.score(name, [abs(value - _GRADED[name]) for value in years], _YEARS)


def _with(entry: dict[str, Any], found: Mapping[Measure, str]) -> dict[str, Any]:
    grade = found.get(_measure(entry))
    return entry | {"category": grade} if grade else entry
