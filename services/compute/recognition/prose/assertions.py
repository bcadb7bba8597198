"""Sentences that assert of all, so many or none of a table's rows what a figure of each row can decide.

Taken are those that say it in so many words: how many, of what, and what of it, with nothing between that could mean
other rows, another period or more than the figure tells. Of the rest it is only told that they assert something.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from services.compute.recognition.numbers import read_number
from services.compute.recognition.prose.cues import CODE, cues, level
from services.compute.recognition.prose.sentences import Sentence

_COMPARED = re.compile(r"(?P<left>\S+) (?P<sign>>=|>) (?P<right>\S+)")
_CLAUSE_ENDS = re.compile(r"[;:]\s")
_RATE = r"\d{1,3}(?:\.\d+)? ?(?:%|por ciento)"


@dataclass(frozen=True, slots=True)
class Noun:
    """What is spoken of: rows of `kind`, any where that is empty, under a heading with one of the words `heads`; rows
    that have a figure of a concept like `having`, if that says anything.
    """

    words: str
    kind: str
    heads: tuple[str, ...]
    having: str | None


@dataclass(frozen=True, slots=True)
class Test:
    """That a figure of a concept like `left` is greater than one of a concept like `right`, or than that number; or
    at least as great.
    """

    left: re.Pattern[str]
    or_equal: bool
    right: re.Pattern[str] | Decimal


@dataclass(frozen=True, slots=True)
class Predicate:
    """What is asserted, and the `tests` that decide it for a row. `empty_is_no`: a row without figures is not so."""

    words: str
    denied: str
    tests: tuple[Test, ...]
    empty_is_no: bool
    rising: bool


@dataclass(frozen=True, slots=True)
class Assertion:
    """`words` assert that of the rows of `noun` a share from `least` to `most`, or exactly `count` of `of`, are so as
    `predicate` says, or are not where it is `negated`. `clear` is false where the sentence may mean something else.
    """

    words: str
    noun: Noun
    predicate: Predicate
    negated: bool
    least: Decimal | None = None
    most: Decimal | None = None
    count: int | None = None
    of: int | None = None
    clear: bool = True


@dataclass(frozen=True, slots=True)
class _Words:
    """What ``assertions.toml`` says, compiled."""

    nouns: tuple[Noun, ...]
    predicates: tuple[Predicate, ...]
    numbers: dict[str, int]
    around: str
    scoping: re.Pattern[str]
    excepting: re.Pattern[str]
    falling: frozenset[str]


def falling() -> frozenset[str]:
    """What the direction of a row says whose figure should fall."""
    return _words().falling


def find_assertions(sentence: Sentence) -> Iterator[Assertion]:
    """What `sentence` asserts of rows: ``tres indicadores no reportan avance``."""
    leveled = level(sentence.text)
    for noun in _words().nouns:
        if re.search(rf"\b(?:{noun.words})\b", leveled):
            for predicate in _words().predicates:
                if _saying(predicate).search(leveled):
                    yield from _assertions(sentence.text, leveled, noun, predicate)


def _assertions(text: str, leveled: str, noun: Noun, predicate: Predicate) -> Iterator[Assertion]:
    taken: list[tuple[int, int]] = []
    for pattern, strict in _patterns(noun, predicate):
        for found in pattern.finditer(leveled):
            if any(start < found.end() and found.start() < stop for start, stop in taken):
                continue
            taken.append(found.span())
            groups = found.groupdict()
            count, of = (_number(groups.get(name)) for name in ("count", "of"))
            shares = _share(groups.get("share")) or _rate(groups.get("rate"))
            if count is None and shares is None:
                continue
            least, most = shares or (None, None)
            negated = bool(groups.get("denied")) != (bool(groups.get("no")) and not _is_none(groups, most))
            clear = strict and _alone(text, leveled, found.start(), found.end())
            said = text[found.start() : found.end()].strip()
            yield Assertion(said, noun, predicate, negated, least, most, count, of, clear)


def _is_none(groups: dict[str, str | None], most: Decimal | None) -> bool:
    """Whether "no" and "none" say the same once more: "no presentó subejercicio ningún programa"."""
    return most == 0 and bool(groups.get("before"))


def narrowing(text: str, leveled: str) -> str:
    """What of the words before an assertion makes it one of fewer rows than a table's: a code, a place in its order."""
    found = _words().scoping.search(leveled) or CODE.search(text)
    return leveled[found.start() :].strip(" ,") if found else ""


def _alone(text: str, leveled: str, start: int, end: int) -> bool:
    """Whether nothing before narrows what is asserted, and nothing behind takes of it."""
    begin = max((found.end() for found in _CLAUSE_ENDS.finditer(leveled[:start])), default=0)
    narrowed = narrowing(text[begin:start], leveled[begin:start].rstrip(" ,"))
    vague = cues().vague.search(leveled[:start])
    return not (narrowed or vague or _words().excepting.search(leveled[end:]))


@cache
def _saying(predicate: Predicate) -> re.Pattern[str]:
    """What every assertion of `predicate` holds; the patterns of whole assertions are long in the making."""
    return re.compile("|".join(filter(None, (predicate.words, predicate.denied))))


@cache
def _patterns(noun: Noun, predicate: Predicate) -> tuple[tuple[re.Pattern[str], bool], ...]:
    """The orders of the words that assert, those that leave no doubt first; whether each leaves none."""
    numbers = "|".join(("\\d{1,3}", *_words().numbers))
    shares = "|".join(f"(?:{words})" for words in cues().quantifiers)
    many = (
        rf"(?<![\w.,$%/\-])(?:(?P<share>{shares})|(?:el )?(?P<rate>{_RATE}) de l[oa]s"
        rf"|(?:(?:el|l[oa]s) )?(?P<count>{numbers})"
        rf"(?: de (?:l[oa]s |un total de )?(?P<of>{numbers}))?(?: de l[oa]s)?)"
    )
    said = rf"(?:(?P<denied>{predicate.denied})|(?P<yes>{predicate.words}))" if predicate.denied else (
        rf"(?P<yes>{predicate.words})"
    )  # fmt: skip
    around, end = _words().around, r"(?=\s*(?:[.,;:)]|$|y\b|e\b))"
    no, named = r"(?:(?P<no>no|ni) )?(?:si )?", rf"(?:{noun.words})"
    behind = rf"{many} {named}{around},? {no}{said}{around}{end}"
    before = rf"(?<!\w){no}(?P<before>{said}){around} {many} {named}{around}{end}"
    parted = (
        rf"(?<!\w)de (?:l[oa]s|un total de) (?P<of>{numbers}) {named}{around},? (?P<count>{numbers}),?"
        rf" {no}{said}{around}{end}"
    )
    of_which = (
        rf"(?<!\w)(?P<of>{numbers}) {named}{around},? de l[oa]s cuales (?P<count>{numbers}),? {no}{said}{around}{end}"
    )
    loose = rf"{many} {named}[^.;:]*?(?<!\w){no}{said}"
    return (
        *((re.compile(pattern), True) for pattern in (parted, of_which, behind, before)),
        (re.compile(loose), False),
    )


def _share(words: str | None) -> tuple[Decimal, Decimal] | None:
    if words is None:
        return None
    return next(bounds for pattern, bounds in cues().quantifiers.items() if re.fullmatch(pattern, words))


def _rate(words: str | None) -> tuple[Decimal, Decimal] | None:
    """The shares that a percentage may stand for, by the digits that it shows."""
    number = read_number(words.replace("por ciento", "%")) if words else None
    return (
        (number.figure.value - number.figure.half_unit, number.figure.value + number.figure.half_unit)
        if number
        else None
    )


def _number(words: str | None) -> int | None:
    if words is None or words.isdecimal():
        return None if words is None else int(words)
    return next(number for pattern, number in _words().numbers.items() if re.fullmatch(pattern, words))


@cache
def _words() -> _Words:
    content = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    around = content["around"]
    return _Words(
        nouns=tuple(
            Noun(entry["words"], entry["kind"], tuple(entry["heads"]), entry.get("having")) for entry in content["noun"]
        ),
        predicates=tuple(
            Predicate(
                "|".join(entry["words"]),
                "|".join(entry.get("denied", ())),
                tuple(map(_test, entry["tests"])),
                entry["empty"] == "no",
                entry.get("rising", False),
            )
            for entry in content["predicate"]
        ),
        numbers=content["numbers"],
        around=rf"(?:,? (?:{'|'.join(around['between'])}))*",
        scoping=re.compile("|".join(around["scoping"])),
        excepting=re.compile("|".join(around["excepting"])),
        falling=frozenset(content["falling"]["directions"]),
    )


def _test(said: str) -> Test:
    found = _COMPARED.fullmatch(said)
    if found is None:
        raise ValueError(f"no comparison: {said}")
    right = found["right"]
    number = Decimal(right) if re.fullmatch(r"\d+(?:\.\d+)?", right) else re.compile(right)
    return Test(re.compile(found["left"]), found["sign"] == ">=", number)
