"""Which printed names are one institution: compared through accents, abbreviations, acronyms and OCR damage."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz import fuzz

from services.compute.recognition.folding import fold
from services.compute.recognition.look_alikes import likened

_LEAST_LIKENESS, _LEAST_WORD = 88, 60
_LEAST_WITH_ACRONYM = 60


@dataclass(frozen=True, slots=True, order=True)
class Printed:
    """A name as a filing prints it, and its acronym where the filing gives one."""

    name: str
    acronym: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """A name down to what tells it: its words without filler, and the place that it names, if it names one."""

    words: tuple[str, ...]
    place: str | None


@lru_cache(maxsize=1 << 12)
def telling(name: str) -> Telling:
    """`name` without accents, abbreviations, filler, and its place, damaged or not, with all that follows that."""
    abbreviations, filler, begins, places = _words()
    words = " ".join(abbreviations.get(word, word) for word in fold(name).split()).split()
    text = f"{_likened(words)} "
    for begin in begins:
        for place in places:
            found = text.find(f" {_likened(begin.split())} {_likened(place.split())} ")
            if found > 0:
                before = words[: text[:found].count(" ") + 1]
                return Telling(tuple(word for word in before if word not in filler), place)
    return Telling(tuple(word for word in words if word not in filler), None)


def _likened(words: Iterable[str]) -> str:
    return " ".join(map(likened, words))


@lru_cache(maxsize=1 << 14)
def same_institution(one: Printed, other: Printed) -> bool:
    """Whether two names may be one institution: nothing in them speaks against it, and enough for it."""
    left, right = telling(one.name), telling(other.name)
    if left.place and right.place and left.place != right.place:
        return False
    acronyms = fold(one.acronym), fold(other.acronym)
    if all(acronyms) and acronyms[0] != acronyms[1]:
        return left == right
    likeness = fuzz.ratio("".join(left.words), "".join(right.words))
    if all(acronyms):
        return likeness >= _LEAST_WITH_ACRONYM
    if fold(one.name) == acronyms[1] or fold(other.name) == acronyms[0]:
        return True
    return likeness >= _LEAST_LIKENESS and _same_words(left.words, right.words)


def institutions(names: Iterable[Printed]) -> list[list[Printed]]:
    """`names` by institution, whatever order they come in.

    A name that says no place goes with the one institution of that name which does; where several do, it stands
    alone, since nothing tells which of them it is.
    """
    distinct = sorted(set(names))
    found = _joined([one for one in distinct if telling(one.name).place])
    for group in _joined([one for one in distinct if not telling(one.name).place]):
        hosts = [host for host in found if any(same_institution(one, other) for one in group for other in host)]
        if len(hosts) == 1:
            hosts[0].extend(group)
        else:
            found.append(group)
    return sorted(sorted(group) for group in found)


def _joined(names: Sequence[Printed]) -> list[list[Printed]]:
    found: list[list[Printed]] = []
    for one in names:
        near = [group for group in found if any(same_institution(one, other) for other in group)]
        found = [group for group in found if group not in near]
        found.append([other for group in near for other in group] + [one])
    return found


def _same_words(ones: Sequence[str], others: Sequence[str]) -> bool:
    """Whether no word of one name is another word, and not only a damaged one, in the other."""
    if len(ones) != len(others):
        return True
    return all(fuzz.ratio(one, other) >= _LEAST_WORD for one, other in zip(ones, others, strict=True))


@cache
def _words() -> tuple[dict[str, str], frozenset[str], tuple[str, ...], tuple[str, ...]]:
    content = tomllib.loads(Path(__file__).with_name("names.toml").read_text("utf-8"))
    places = tuple(sorted(content["places"]["names"], key=lambda name: -len(name)))
    return content["abbreviations"], frozenset(content["filler"]["words"]), tuple(content["places"]["begin"]), places
