"""Which filings are company: of one institution, however its name is spelt, and of one period."""

from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from services.compute.recognition.vocabulary import fold
from services.compute.ties.stated import Filed

_LEAST_LIKENESS = 88
_SMALL = frozenset(["de", "del", "la", "las", "los", "el", "y", "e", "en", "para", "a"])


def companies(filings: Sequence[Filed]) -> list[list[Filed]]:
    """`filings` grouped by institution and period, each group in the order given, groups of one left in."""
    groups: list[list[Filed]] = []
    for filed in filings:
        for group in groups:
            first = group[0]
            if (first.start, first.end) == (filed.start, filed.end) and same_institution(
                first.institution, filed.institution
            ):
                group.append(filed)
                break
        else:
            groups.append([filed])
    return groups


@lru_cache(maxsize=1 << 14)
def same_institution(one: str, other: str) -> bool:
    """Whether two names are of one institution: the same words, or damaged by accents, abbreviation or OCR."""
    first, second = institution_key(one), institution_key(other)
    if first == second:
        return True
    shorter, longer = sorted((first, second), key=len)
    if len(shorter.split()) > 2 and f" {longer} ".startswith(f" {shorter} "):
        return True
    return fuzz.ratio(first, second) >= _LEAST_LIKENESS and _same_places(first, second)


def institution_key(name: str) -> str:
    """The words of a name that tell it, folded."""
    return " ".join(word for word in fold(name).split() if word not in _SMALL)


def _same_places(first: str, second: str) -> bool:
    """Whether no word of one name is another word, and not only a damaged one, in the other."""
    ones, others = first.split(), second.split()
    if len(ones) != len(others):
        return True
    return all(fuzz.ratio(one, other) >= 60 for one, other in zip(ones, others, strict=True))
