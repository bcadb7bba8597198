"""The same statement handed in twice, as PDF and as workbook or corrected: which, and where their figures differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from services.compute.recognition.folding import squash
from services.compute.ties.stated import Filed, Stated

_LEAST_IN_COMMON = 0.7
_WORKBOOK = ("spreadsheet", "excel")

Key = tuple[str, str, str, str]


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
            mine, theirs = _keyed(one), _keyed(other)
            if len(mine & theirs) >= _LEAST_IN_COMMON * min(len(mine), len(theirs)) > 0:
                pairs.append((one, other) if _weight(one) <= _weight(other) else (other, one))
    return pairs


def conflicts(one: Filed, other: Filed) -> tuple[int, list[Conflict]]:
    """How many figures two versions share, and those that differ by more than their digits allow."""
    shared = _paired(one, other)
    return len(shared), [Conflict(mine, theirs) for mine, theirs in shared if not _agree(mine, theirs)]


def _paired(one: Filed, other: Filed) -> list[tuple[Stated, Stated]]:
    """The figures of two versions by row, concept and year, those alike in that one after the other.

    One version may leave blank what the other prints as zero: where the figures are not as many, zeros are passed over.
    """
    mine, theirs = _alike(one), _alike(other)
    pairs: list[tuple[Stated, Stated]] = []
    for key in mine:
        ours, others = mine[key], theirs.get(key, [])
        if len(ours) != len(others):
            ours, others = ([stated for stated in figures if stated.value] for figures in (ours, others))
        pairs += [pair for pair in zip(ours, others, strict=False) if pair[0].value or pair[1].value]
    return pairs


def _agree(mine: Stated, theirs: Stated) -> bool:
    return abs(mine.value - theirs.value) <= mine.half_unit + theirs.half_unit


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


def _alike(filed: Filed) -> dict[Key, list[Stated]]:
    """The figures by statement, row, concept and year, in reading order."""
    found: dict[Key, list[Stated]] = {}
    for figures in filed.figures.values():
        for stated in figures:
            key = (stated.statement, squash(stated.name)[:60], stated.concept, str(stated.end))
            found.setdefault(key, []).append(stated)
    return found


def _keyed(filed: Filed) -> set[tuple[Key, int]]:
    """What the figures that are not zero are known by: their keys, and which of those alike in that they are."""
    alike = ((key, sum(bool(stated.value) for stated in figures)) for key, figures in _alike(filed).items())
    return {(key, number) for key, count in alike for number in range(count)}


def twins(versions: Sequence[tuple[Filed, Filed, int, Sequence[Conflict]]]) -> dict[tuple[str, str], Stated]:
    """By filing and fact of one version, the figure of the other that says the same of the same row."""
    found: dict[tuple[str, str], Stated] = {}
    for one, other, _, _ in versions:
        for mine, theirs in _paired(one, other):
            if _agree(mine, theirs):
                found[mine.filing, mine.fact] = theirs
                found[theirs.filing, theirs.fact] = mine
    return found
