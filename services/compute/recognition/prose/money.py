"""Amounts that sentences state of a concept of money, and shares that they state of one concept in another.

``El presupuesto devengado ascendió a $650,025.10``, ``y el pagado a $640,000.00``, ``se ejerció 93.4 % del presupuesto
modificado``: taken where the words between concept and figure say nothing else.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from services.compute.recognition.prose.assertions import narrowing
from services.compute.recognition.prose.cues import level
from services.compute.recognition.prose.mentions import Mention, find_mentions, in_unit
from services.compute.recognition.prose.sentences import Sentence
from services.compute.recognition.vocabulary import vocabulary

_ENDS = re.compile(
    r"[,;.)$\d]|\by (?:el|un|se|de|los?|\w+o)\b|\bmientras\b|\ben tanto\b|\bcontra\b|\b(?:que|se|fue|represent\w+)\b|$"
)
_BEGINS = re.compile(r"[;:]\s|\bmientras que\b|\ben tanto que\b")
_OF_WHICH = re.compile(r"\bde l[oa]s? cual(?:es)?\b")
_GOES_ON = re.compile(r"(?: pesos| m\.n\.)*,? (?:y|que|lo que|lo cual|los cuales|monto que) ?")
_LEAST_TERM_WORDS, _MOST_COMMAS = 2, 2


@dataclass(frozen=True, slots=True)
class StatedAmount:
    """`mention` is the amount of `concept`; `scope` is what narrows it, empty where nothing does. `lead` is what stands
    before, which may name whose it is.
    """

    sentence: Sentence
    mention: Mention
    concept: str
    scope: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class StatedShare:
    """`mention` is the share that the amount of `part` is of that of `whole`, narrowed by `scope`; where `change` is 1
    or -1, what that is more or less than this. `of_all`: the share that what `lead` names has in the whole of all.
    """

    sentence: Sentence
    mention: Mention
    part: str
    whole: str
    scope: str
    lead: str = ""
    change: int = 0
    of_all: bool = False


@dataclass(frozen=True, slots=True)
class _Change:
    """What stands `before` a rate and `behind` it where one concept is so much more or less than another."""

    before: re.Pattern[str]
    behind: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Words:
    """What ``money.toml`` says, compiled; `terms` are the concepts by the words for them."""

    terms: re.Pattern[str]
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
    elided: tuple[tuple[re.Pattern[str], str], ...]
    changes: tuple[_Change, ...]
    represents: re.Pattern[str]


def find_money(sentence: Sentence, unit: Decimal | None = None) -> Iterator[StatedAmount | StatedShare]:
    """What `sentence` states of concepts of money; `unit` is what its amounts without a sign are multiplied by."""
    leveled = level(sentence.text)
    found = (mention for mention in find_mentions(sentence.text, sentence.start) if not mention.vague)
    mentions = [in_unit(mention, sentence.text, unit) for mention in found]
    last: StatedAmount | None = None
    for place, mention in enumerate(mentions):
        begin = mentions[place - 1].end if place else 0
        above, last = last, None
        if mention.kind == "amount" and (
            amount := _elided(sentence, leveled, mention, above) or _amount(sentence, leveled, mention, begin)
        ):
            last = amount
            yield amount
        elif (
            mention.kind == "percent"
            and not _words().apart.search(leveled)
            and (
                share := _change_of(sentence, leveled, mention)
                or _share_of(sentence, leveled, mention, mentions[:place])
                or _share_of_all(sentence, leveled, mention, begin)
            )
        ):
            yield share


def instead_of(concept: str) -> tuple[str, ...]:
    """What may be meant by the word for `concept` where no table states that."""
    return _words().instead.get(concept, ())


def _amount(sentence: Sentence, leveled: str, mention: Mention, begin: int) -> StatedAmount | None:
    begin = max((found.end() for found in _BEGINS.finditer(leveled[: mention.start])), default=begin)
    before = leveled[begin : mention.start]
    found = _last_term(before)
    if found is None or _words().elsewhen.search(before):
        return None
    between = before[found.end() :]
    within = _left(between, _words().links)
    told = not between.strip() or bool(_words().done.fullmatch(found[0]) or _words().links.search(between))
    if within is None or not told:
        return None
    first = _before(sentence.text[begin : begin + found.start()], before[: found.start()])
    scope = (first, within, _behind(leveled[mention.end :]))
    lead = sentence.text[begin : begin + found.start()]
    return StatedAmount(sentence, mention, _code(found[0]), " ".join(filter(None, scope)), lead)


def _elided(sentence: Sentence, leveled: str, mention: Mention, last: StatedAmount | None) -> StatedAmount | None:
    """The amount of which nothing is said but what was done with it: it is of what the `last` one is, right before."""
    if last is None:
        return None
    between = sentence.text[last.mention.end : mention.start].casefold()
    concept = next((code for pattern, code in _words().elided if pattern.fullmatch(between)), None)
    if concept is None or concept == last.concept:
        return None
    scope = " ".join(filter(None, (last.scope, _behind(leveled[mention.end :]))))
    return StatedAmount(sentence, mention, concept, scope)


def _share_of(sentence: Sentence, leveled: str, share: Mention, earlier: Sequence[Mention]) -> StatedShare | None:
    behind = _words().base.match(leveled, share.end)
    bases = [of.span() for one in earlier if one.kind == "percent" and (of := _words().base.match(leveled, one.end))]
    terms = (term for term in _words().terms.finditer(leveled[: share.start]))
    named = [term for term in terms if not any(start <= term.start() < stop for start, stop in bases)]
    if behind is None or _words().elsewhen.search(leveled[: share.start]):
        return None
    if done := _words().passive.match(leveled, behind.end()):
        narrowed = (_before(sentence.text[: share.start], leveled[: share.start]), _behind(leveled[done.end() :]))
        part, whole = _code(done["term"]), _code(behind["term"])
        return StatedShare(sentence, share, part, whole, " ".join(filter(None, narrowed)))
    if not named:
        return None
    found = named[-1]
    taken = [*bases, *((one.start, one.end) for one in earlier)]
    between = "".join(
        char
        for place, char in enumerate(leveled[found.end() : share.start], found.end())
        if not any(start <= place < stop for start, stop in taken)
    )
    within = _left(_words().shares.sub(" ", between), _words().links)
    if within is None:
        return None
    lead = leveled[: found.start()]
    scope = (_before(sentence.text[: found.start()], lead), within, _behind(leveled[behind.end() :]))
    return StatedShare(sentence, share, _code(found[0]), _code(behind["term"]), " ".join(filter(None, scope)), lead)


def _change_of(sentence: Sentence, leveled: str, rate: Mention) -> StatedShare | None:
    """``El presupuesto modificado es 14 % mayor que el aprobado``, ``... representa un incremento del 14 % respecto del
    aprobado``.
    """
    told = next((way for way in _words().changes if way.before.search(leveled[: rate.start])), None)
    behind = told.behind.match(leveled, rate.end) if told else None
    found = told.before.search(leveled[: rate.start]) if told else None
    if found is None or behind is None:
        return None
    if _words().elsewhen.search(leveled[: found.start()]) or _words().elsewhen.search(leveled, behind.end()):
        return None
    lead = leveled[: found.start()]
    scope = (_before(sentence.text[: found.start()], lead), _behind(leveled[behind.end() :]))
    falls = bool({**found.groupdict(), **behind.groupdict()}.get("falls"))
    part, whole = _code(found["term"]), _code(behind["base"])
    return StatedShare(sentence, rate, part, whole, " ".join(filter(None, scope)), lead, -1 if falls else 1)


def _share_of_all(sentence: Sentence, leveled: str, share: Mention, begin: int) -> StatedShare | None:
    """``El capítulo 1000 representa el 45 % del gasto devengado``: a row's share in all."""
    behind = _words().base.match(leveled, share.end)
    lead = leveled[begin : share.start]
    found = _words().represents.search(lead)
    if behind is None or found is None or _words().terms.search(lead) or _words().elsewhen.search(lead):
        return None
    if _behind(leveled[behind.end() :]):
        return None
    code = _code(behind["term"])
    subject = lead[: found.start()]
    if _GOES_ON.fullmatch(subject):  # "E011 devengó $10 y representa el 5 % ...": of what the clause before is of
        subject = leveled[:begin]
    return StatedShare(sentence, share, code, code, "", subject, of_all=True)


def _last_term(text: str) -> re.Match[str] | None:
    return next(iter(reversed(list(_words().terms.finditer(text)))), None)


def _code(term: str) -> str:
    return next(code for pattern, code in _words().codes if pattern.fullmatch(term))


def _left(between: str, links: re.Pattern[str]) -> str | None:
    """What `between` a concept and its figure narrows it; None where it says anything else."""
    if re.search(r"[;.]", between) or between.count(",") > _MOST_COMMAS:
        return None
    rest = " ".join(_words().harmless.sub(" ", between.replace(",", " ")).split())
    narrowed = _words().narrows.search(rest)
    outside = links.sub(" ", rest[: narrowed.start()] if narrowed else rest)
    if outside.strip(" :("):
        return None
    return _without_links(narrowed[0], links) if narrowed else ""


def _without_links(scope: str, links: re.Pattern[str]) -> str:
    """`scope` without the words that lead on to the figure; nothing where there were no others."""
    words = scope.split()
    for count in range(len(words)):
        if not links.sub(" ", " ".join(words[count:])).strip(" :("):
            return " ".join(words[:count])
    return scope


def _before(text: str, leveled: str) -> str:
    """What of the words before a concept narrows it: a code, a place in a table's order, what it was spent on."""
    last = leveled.rpartition(", ")[2] if leveled.count(", ") > _MOST_COMMAS else leveled
    rest = " ".join(_words().harmless.sub(" ", _OF_WHICH.sub(" ", last)).split())
    narrowed = _words().narrows.search(rest)
    return narrowing(text, _OF_WHICH.sub(" ", leveled)) or (
        _without_links(narrowed[0], _words().links) if narrowed else ""
    )


def _behind(text: str) -> str:
    """What narrows a figure right behind it, up to the next mark, figure or verb."""
    end = _ENDS.search(text)
    rest = " ".join(_words().harmless.sub(" ", text[: end.start() if end else len(text)]).split())
    narrowed = _words().narrows.match(rest)
    return narrowed[0] if narrowed else ""


@cache
def _words() -> _Words:
    content: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    words, told = content["words"], {*content["alone"].values()}
    phrases = sorted(
        ((phrase, concept.code) for concept in vocabulary().concepts if concept.code in told
         for phrase in concept.phrases if len(phrase.split()) >= _LEAST_TERM_WORDS),
        key=lambda entry: -len(entry[0]),
    )  # fmt: skip
    codes = [(re.compile(rf"{phrase}s?"), code) for phrase, code in phrases]
    codes += [(re.compile(rf"{words['articles']} (?:{bare})"), code) for bare, code in content["alone"].items()]
    codes += [(re.compile(done), code) for done, code in content["done"].items()]
    terms = rf"(?<!\w)(?:{'|'.join(pattern.pattern for pattern, _ in codes)})(?!\w)"
    codes += [(re.compile(bare), code) for bare, code in content["alone"].items()]
    elided = content["elided"]
    alone = "|".join(f"(?:{bare})" for bare in content["alone"])
    return _Words(
        terms=re.compile(terms),
        codes=tuple(codes),
        links=_any(words["links"]),
        shares=_any(words["shares"]),
        base=re.compile(rf"{words['of']} (?P<term>{terms}|{alone})(?!\w)"),
        done=re.compile("|".join(content["done"])),
        passive=re.compile(rf"{words['passive']}(?P<term>{alone})(?!\w)"),
        harmless=_any(words["harmless"]),
        narrows=re.compile(rf"(?<!\w)(?:{'|'.join(words['narrows'])}) \w.*"),
        elsewhen=re.compile("|".join(words["elsewhen"])),
        apart=re.compile("|".join(words["apart"])),
        elided=tuple(
            (re.compile(rf"{elided['between']}(?:{verb}){elided['behind']}"), code)
            for verb, code in elided["verbs"].items()
        ),
        changes=tuple(
            _Change(
                re.compile(f"(?P<term>{terms}){way['before']}$"),
                re.compile(f"{way['behind']}(?P<base>{terms}|{alone})(?!\\w)"),
            )
            for way in content["change"]
        ),
        represents=re.compile(rf"(?<!\w){words['represents']}$"),
        instead={code: tuple(others) for code, others in content["instead"].items()},
    )


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    """Any of `patterns`, as whole words, the longest first."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(patterns, key=len, reverse=True))})(?!\w)")
