"""The words by which sentences state money, compiled."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from services.compute.recognition.vocabulary import vocabulary

_LEAST_TERM_WORDS = 2


@dataclass(frozen=True, slots=True)
class Change:
    """What stands `before` a rate and `behind` it where one concept is so much more or less than another."""

    before: re.Pattern[str]
    behind: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Words:
    """What ``money.toml`` says, compiled; `terms` are the words for concepts, which of them those of the vocabulary
    are `named` and the others match.
    """

    terms: re.Pattern[str]
    named: Mapping[str, str]
    codes: tuple[tuple[re.Pattern[str], str], ...]
    links: re.Pattern[str]
    shares: re.Pattern[str]
    base: re.Pattern[str]
    done: re.Pattern[str]
    passive: re.Pattern[str]
    harmless: re.Pattern[str]
    narrows: re.Pattern[str]
    elsewhen: re.Pattern[str]
    apart: re.Pattern[str]
    instead: dict[str, tuple[str, ...]]
    differences: dict[str, tuple[str, str]]
    elided: tuple[tuple[re.Pattern[str], str], ...]
    changes: tuple[Change, ...]
    represents: re.Pattern[str]
    active: re.Pattern[str]
    institutions: re.Pattern[str]
    of_all: re.Pattern[str]


@cache
def words() -> Words:
    """What the file says."""
    content: dict[str, Any] = tomllib.loads(Path(__file__).with_name("money.toml").read_text(encoding="utf-8"))
    phrased, told = content["words"], {*content["alone"].values()}
    phrases = sorted(
        ((phrase, concept.code) for concept in vocabulary().concepts if concept.code in told
         for phrase in concept.phrases if len(phrase.split()) >= _LEAST_TERM_WORDS),
        key=lambda entry: -len(entry[0]),
    )  # fmt: skip
    named: dict[str, str] = {}
    for phrase, code in phrases:
        named.setdefault(phrase, code)
        named.setdefault(f"{phrase}s", code)
    codes = [(re.compile(rf"{phrased['articles']} (?:{bare})"), code) for bare, code in content["alone"].items()]
    codes += [(re.compile(done), code) for done, code in content["done"].items()]
    any_term = [f"{phrase}s?" for phrase, _ in phrases] + [pattern.pattern for pattern, _ in codes]
    terms = rf"(?<!\w)(?:{'|'.join(any_term)})(?!\w)"
    codes += [(re.compile(bare), code) for bare, code in content["alone"].items()]
    elided = content["elided"]
    alone = "|".join(f"(?:{bare})" for bare in content["alone"])
    open_ = "|".join(content["generic"])
    codes += [(re.compile(bare), code) for bare, code in content["generic"].items()]
    return Words(
        terms=re.compile(terms),
        named=named,
        codes=tuple(codes),
        links=_any(phrased["links"]),
        shares=_any(phrased["shares"]),
        base=re.compile(
            rf"{phrased['of']} (?P<term>{terms}|{alone}|(?:{open_}){phrased['ends']})(?!\w)(?! (?:{alone})(?!\w))"
        ),
        done=re.compile("|".join(content["done"])),
        passive=re.compile(rf"{phrased['passive']}(?P<term>{alone})(?!\w)"),
        harmless=_any(phrased["harmless"]),
        narrows=re.compile(rf"(?<!\w)(?:{'|'.join(phrased['narrows'])}) \w.*"),
        elsewhen=re.compile("|".join(phrased["elsewhen"])),
        apart=re.compile("|".join(phrased["apart"])),
        elided=tuple(
            (re.compile(rf"{elided['between']}(?:{verb}){elided['behind']}"), code)
            for verb, code in elided["verbs"].items()
        ),
        changes=tuple(
            Change(
                re.compile(f"(?P<term>{terms}){way['before']}$"),
                re.compile(f"{way['behind']}(?P<base>{terms}|{alone})(?!\\w)"),
            )
            for way in content["change"]
        ),
        active=re.compile(content["active"]["verbs"]),
        institutions=_any(content["active"]["institutions"]),
        of_all=_any(phrased["of_all"]),
        represents=re.compile(rf"(?<!\w){phrased['represents']}$"),
        differences={code: (of[0], of[1]) for code, of in content["difference"].items()},
        instead={code: tuple(others) for code, others in content["instead"].items()},
    )


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    """Any of `patterns`, as whole words, the longest first."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(patterns, key=len, reverse=True))})(?!\w)")
