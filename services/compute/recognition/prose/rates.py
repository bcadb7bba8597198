"""Rates that sentences state by name, or of a target; how much more or less something was than in another year.

``El avance financiero global fue de 92.3 %``, ``En Cursos se alcanzó el 90 % de la meta``, ``El gasto creció 4.5 %
respecto de 2023``; and amounts by the name of a row: ``El activo circulante fue de $10``.
"""

import re
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from services.compute.recognition.folding import fold
from services.compute.recognition.prose.cues import CODE, cues, level
from services.compute.recognition.prose.mentions import Mention, find_mentions
from services.compute.recognition.prose.money import StatedShare, behind_of, left_between
from services.compute.recognition.prose.money_words import words as money_words
from services.compute.recognition.prose.sentences import Sentence

_BEGINS = re.compile(r"[;:]\s|\bmientras que\b|\ben tanto que\b|,\s")
_FIGURES = re.compile(r"\$?\s?\d[\d.,']*\d|\d")
_MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class StatedGrowth:
    """`mention` is what `lead` names was more, or less where it `falls`, than in `year`; None is the year before."""

    sentence: Sentence
    mention: Mention
    lead: str
    falls: bool
    year: int | None
    scope: str = ""


@dataclass(frozen=True, slots=True)
class StatedOfRow:
    """`mention` is the amount of what `lead` names."""

    sentence: Sentence
    mention: Mention
    lead: str
    scope: str = ""


@dataclass(frozen=True, slots=True)
class _Rate:
    """A rate by its name, as ``rates.toml`` says."""

    words: re.Pattern[str]
    stated: tuple[str, ...]
    part: str
    whole: str
    named: bool


def find_rates(sentence: Sentence, taken: Collection[int]) -> Iterator[StatedShare | StatedGrowth | StatedOfRow]:
    """What `sentence` states so, but for the figures that begin at those `taken`."""
    leveled = level(sentence.text)
    mentions = find_mentions(sentence.text, sentence.start)
    last: StatedOfRow | None = None
    for place, mention in enumerate(mentions):
        if mention.vague or mention.at in taken:
            continue
        begin = max([mentions[place - 1].end if place else 0, *_clauses(leveled, mention)])
        before, behind = leveled[begin : mention.start], leveled[mention.end :]
        if mention.kind == "percent" and not money_words().apart.search(leveled):
            found = _growth(sentence, mention, before, behind) or (
                None
                if money_words().elsewhen.search(before)
                else _met(sentence, mention, before, behind)
                or _named(sentence, mention, before, behind, leveled[:begin])
            )
            if found:
                yield found
        elif mention.kind == "amount" and (
            named := _of_row(sentence, mention, before, behind)
            or (replace(last, mention=mention) if last and _pattern("to").fullmatch(before) else None)
        ):
            last = named
            yield named


def adds_nothing(said: str, name: str) -> bool:
    """Whether `said` holds no word but those of `name`, of what kind of thing it is, and those that join sentences."""
    known = {*fold(name).split(), *_kinds()}
    plain = money_words().terms.sub(" ", money_words().harmless.sub(" ", level(said)))
    return all(word in known or word.isdigit() for word in fold(plain).split())


def is_of_money(word: str) -> bool:
    """Whether `word`, folded, names money spent or to be spent, as the totals of tables do."""
    return word in _content()["kinds"]["money"]


def names_one(text: str) -> bool:
    """Whether `text` speaks of one programme, work or part, of which what follows may be said."""
    return bool(_pattern("one").search(level(text)) or CODE.search(text))


def _clauses(leveled: str, mention: Mention) -> Iterator[int]:
    """Where clauses begin before `mention`, but for the last if nothing but the rate's own verb stands in it."""
    return (found.end() for found in _BEGINS.finditer(leveled[: mention.start]))


def _growth(sentence: Sentence, rate: Mention, before: str, behind: str) -> StatedGrowth | None:
    if _pattern("guards").search(level(sentence.text)):
        return None
    for ahead, after in _growths():
        found, against = ahead.search(before), after.match(behind)
        if not (found and against):
            continue
        subject = _subject(before[: found.start()])
        parts = found.groupdict() | {name: text for name, text in against.groupdict().items() if text}
        if not subject or money_words().elsewhen.search(before[: found.start()]):
            return None
        year = int(parts["year"]) if parts.get("year") else None
        return StatedGrowth(sentence, rate, subject, bool(parts.get("falls")), year)
    return None


def _met(sentence: Sentence, rate: Mention, before: str, behind: str) -> StatedShare | None:
    """``En Cursos se alcanzó el 90 % de la meta``."""
    met = re.search(rf"(?<!\w){_words()['met']} ?$", before)
    of = re.match(rf"{_words()['of_target']}{_words()['ends']}", behind)
    subject = _subject(before[: met.start()]) if met else ""
    if not (met and of and subject):
        return None
    said = _words()
    stated = tuple(said["stated_met"])
    return StatedShare(sentence, rate, said["part_met"], said["whole_met"], subject, stated=stated, named=True)


def _named(sentence: Sentence, rate: Mention, before: str, behind: str, ahead: str) -> StatedShare | None:
    """``El avance financiero global fue de 92.3 %``, ``la obra Techo lleva un avance físico de 45 %``. A clause that
    goes on is of what the words `ahead` of it are.
    """
    for known in _rates():
        found = next(iter(reversed(list(known.words.finditer(before)))), None)
        if found is None:
            continue
        between = before[found.end() :]
        within = left_between(between)
        lead = re.sub(rf"(?<!\w)(?:{_words()['shows']}) ?$", "", before[: found.start()].rstrip() + " ")
        if within is None or not between.strip() or _is_long(lead):
            return None
        said = before[: found.start()].strip()
        if ahead and _pattern("goes_on").match(said):
            rest = _pattern("leads").sub(" ", _pattern("goes_on").sub(" ", said, count=1))
            lead = f"{_FIGURES.sub(' ', ahead)} {rest}"
        narrowed = (_subject(lead), within, behind_of(behind))
        scope = " ".join(" ".join(_pattern("of_all").sub(" ", words).split()) for words in narrowed if words).strip()
        scope = "" if adds_nothing(scope, "") and not names_one(scope) else scope
        return StatedShare(sentence, rate, known.part, known.whole, scope, stated=known.stated, named=known.named)
    return None


def _of_row(sentence: Sentence, amount: Mention, before: str, behind: str) -> StatedOfRow | None:
    found = re.search(rf"(?<!\w){_words()['amounts']} ?$", before)
    if found is None or money_words().elsewhen.search(before) or money_words().terms.search(before):
        return None
    subject = _subject(before[: found.start()])
    if not subject or _is_long(subject) or behind_of(behind) or cues().in_no_name.search(subject):
        return None
    return StatedOfRow(sentence, amount, subject)


def _subject(before: str) -> str:
    """What the words before a verb name, without what they say of the time."""
    return " ".join(money_words().harmless.sub(" ", before).strip(" ,").split())


def _is_long(text: str) -> bool:
    return len(text.split()) > _MOST_WORDS


@cache
def _content() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _words() -> dict[str, Any]:
    words: dict[str, Any] = _content()["words"]
    return words


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_words()[name])


@cache
def _kinds() -> frozenset[str]:
    return frozenset(_content()["kinds"]["words"])


@cache
def _rates() -> tuple[_Rate, ...]:
    return tuple(
        _Rate(
            re.compile(rf"(?<!\w)(?:{entry['words']})(?!\w)"),
            tuple(entry["stated"]),
            entry.get("part", ""),
            entry.get("whole", ""),
            entry["named"],
        )
        for entry in _content()["rate"]
    )


@cache
def _growths() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """What stands before a rate and behind it where it tells growth from a year."""
    said = _words()
    year = rf"{said['other']} (?:{said['year']}|{said['before']}){said['ends']}"
    turn = rf"(?:{said['up']}|(?P<falls>{said['down']})){said['by']}"
    noun = rf"{said['has']} una? (?:{said['rise']}|(?P<falls>{said['fall']}))(?: anual)? del?(?: un)?"
    compared = rf" (?:{said['more']}|(?P<falls>{said['less']}))(?: (?:que|al?)){year}"
    return (
        (re.compile(rf"(?<!\w){turn} ?$"), re.compile(said["against"] + year)),
        (re.compile(rf"(?<!\w){noun} ?$"), re.compile(said["against"] + year)),
        (re.compile(rf"(?<!\w){said['was']} ?$"), re.compile(compared)),
    )
