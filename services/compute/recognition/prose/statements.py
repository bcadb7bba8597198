"""Figures that a sentence states of something it names: the budget of a programme, how many indicators there are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from services.compute.recognition.folding import fold
from services.compute.recognition.prose.cues import CODE, cues, level
from services.compute.recognition.prose.mentions import Mention, find_mentions
from services.compute.recognition.prose.sentences import Sentence
from services.compute.recognition.vocabulary import vocabulary

_CLAUSE = re.compile(r"[,;]\s+(?=mientras que|en tanto que|por su parte)|;\s+")
_NAME = re.compile(r"[\s\"“*]*((?:[^\W\d_]+(?:\s+|(?=[,.\"”*)]|$)))+)")
_LEAST_TERM_WORDS = 2
_MOST_NAME_WORDS = 10


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure with its concept; `code` and `name` say of what, `group` what kind of thing is counted."""

    sentence: Sentence
    mention: Mention
    concept: str
    code: str | None = None
    name: str | None = None
    group: str | None = None


def find_stated(sentence: Sentence) -> Iterator[Stated]:
    """What `sentence` states in so many words: ``El presupuesto aprobado del programa E205 ..., es por $10``."""
    mentions = find_mentions(sentence.text, sentence.start)
    yield from _counts(sentence, mentions)
    begin = 0
    for end in [*(found.start() for found in _CLAUSE.finditer(sentence.text)), len(sentence.text)]:
        inside = [mention for mention in mentions if begin <= mention.start < end]
        yield from _amount(
            sentence, sentence.text[begin:end], [m for m in inside if m.kind == "amount" and not m.vague]
        )
        begin = end


def _amount(sentence: Sentence, clause: str, amounts: list[Mention]) -> Iterator[Stated]:
    if len(amounts) == 1 and (coded := coded_in(clause)) and len(concepts := _concepts(clause)) == 1:
        yield Stated(sentence, amounts[0], concepts[0], *coded)


def coded_in(clause: str) -> tuple[str, str | None] | None:
    """The code of a programme that `clause` names, and its name; None where it names none or several."""
    codes = list(CODE.finditer(clause))
    if len(codes) != 1:
        return None
    named = _NAME.match(clause, codes[0].end())
    name = named[1] if named else ""
    end = next((found for found in cues().name_ends.finditer(level(name)) if name[: found.start()].strip()), None)
    words = name[: end.start() if end else len(name)].split()[:_MOST_NAME_WORDS]
    return codes[0][0], " ".join(words) or None


def says_programme(clause: str, code: str) -> bool:
    """Whether `clause` calls `code` that of a programme."""
    return bool(cues().programme.search(level(clause.partition(code)[0])))


def _concepts(clause: str) -> list[str]:
    """The concepts of money that `clause` names by a term of several words."""
    padded = f" {fold(clause)} "
    return sorted({code for code, phrase in _phrases() if f" {phrase} " in padded})


@cache
def _phrases() -> tuple[tuple[str, str], ...]:
    of_money = [concept for concept in vocabulary().concepts if concept.kind == "amount"]
    said = ((concept.code, phrase) for concept in of_money for phrase in concept.phrases)
    return tuple((code, phrase) for code, phrase in said if len(phrase.split()) >= _LEAST_TERM_WORDS)


def _counts(sentence: Sentence, mentions: tuple[Mention, ...]) -> Iterator[Stated]:
    """``43 indicadores de gestión``; ``Los indicadores de gestión vinculados a la matriz, son 22``."""
    text = sentence.text
    leveled = level(text)
    for mention in mentions:
        if mention.kind != "count" or mention.vague:
            continue
        for noun, code in cues().counted.items():
            behind = re.match(rf"\s+{noun}\b[a-z ]{{0,40}}", leveled[mention.end :])
            before = re.search(rf"\blos {noun}\b[^.;:]*\bson\s*$", leveled[: mention.start])
            if behind:
                group = text[mention.end : mention.end + behind.end()]
                yield Stated(sentence, mention, code, group=" ".join(group.split()))
            elif before:
                group = text[before.start() : mention.start].rsplit(" son", 1)[0]
                yield Stated(sentence, mention, code, group=" ".join(group.replace("*", "").split()))
