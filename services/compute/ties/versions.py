"""The same statement handed in twice, as PDF and as workbook or corrected: which, and where their figures differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from services.compute.recognition.vocabulary import squash
from services.compute.ties.stated import Filed, Stated

_LEAST_IN_COMMON = 0.7
_WORKBOOK = ("spreadsheet", "excel")

Key = tuple[str, str, str, str, int]


@dataclass(frozen=True, slots=True)
class Conflict:
    """One figure that two versions of a statement give differently."""

    one: Stated
    other: Stated


def versions_of(company: Sequence[Filed]) -> list[tuple[Filed, Filed]]:
    """The pairs of `company` that are versions of each other: of the same kinds, most of their rows the same.

    The second of each is the one to go by: the workbook before others, then the one that states more. Of versions alike
    in that, what they state decides, so that it is the same however and in whatever order they came.
    """
    pairs: list[tuple[Filed, Filed]] = []
    for one, other in combinations(company, 2):
        if one.statements and set(one.statements) == set(other.statements):
            mine, theirs = set(_keyed(one)), set(_keyed(other))
            if len(mine & theirs) >= _LEAST_IN_COMMON * min(len(mine), len(theirs)) > 0:
                pairs.append((one, other) if _weight(one) <= _weight(other) else (other, one))
    return pairs


def conflicts(one: Filed, other: Filed) -> tuple[int, list[Conflict]]:
    """How many figures two versions share, and those that differ by more than their digits allow."""
    mine, theirs = _keyed(one), _keyed(other)
    shared = [key for key in mine if key in theirs]
    differing = [
        Conflict(mine[key], theirs[key])
        for key in shared
        if abs(mine[key].value - theirs[key].value) > mine[key].half_unit + theirs[key].half_unit
    ]
    return len(shared), differing


def once_each(company: Sequence[Filed], pairs: Sequence[tuple[Filed, Filed]]) -> list[Filed]:
    """`company` with one version of each statement, that which `pairs`, as `versions_of` gives them, says to go by."""
    dropped: set[str] = set()
    for one, other in pairs:
        if one.key not in dropped and other.key not in dropped:
            dropped.add(one.key)
    return [filed for filed in company if filed.key not in dropped]


def _weight(filed: Filed) -> tuple[bool, int, list[tuple[str, str, Decimal]]]:
    stated = sorted((one.statement, one.concept, one.value) for told in filed.figures.values() for one in told)
    return _is_workbook(filed), len(stated), stated


def _is_workbook(filed: Filed) -> bool:
    return any(word in filed.media_type for word in _WORKBOOK)


def _keyed(filed: Filed) -> dict[Key, Stated]:
    """The figures by statement, row, concept, year and which of the rows that read so."""
    keyed: dict[Key, Stated] = {}
    for figures in filed.figures.values():
        seen: dict[tuple[str, str, str, str], int] = {}
        for stated in figures:
            if not stated.value:
                continue
            base = (stated.statement, squash(stated.name)[:60], stated.concept, str(stated.end))
            seen[base] = seen.get(base, 0) + 1
            keyed[(*base, seen[base])] = stated
    return keyed


def twins(versions: Sequence[tuple[Filed, Filed, int, Sequence[Conflict]]]) -> dict[tuple[str, str], Stated]:
    """By filing and fact of one version, the figure of the other that says the same of the same row."""
    found: dict[tuple[str, str], Stated] = {}
    for one, other, _, _ in versions:
        mine, theirs = _keyed(one), _keyed(other)
        for key in mine.keys() & theirs.keys():
            if abs(mine[key].value - theirs[key].value) <= mine[key].half_unit + theirs[key].half_unit:
                found[mine[key].filing, mine[key].fact] = theirs[key]
                found[theirs[key].filing, theirs[key].fact] = mine[key]
    return found
