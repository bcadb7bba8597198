"""What a sentence says was reached of what was planned: ``En Cursos se alcanzaron 90 de los 120 programados``."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from services.compute.recognition.folding import fold
from services.compute.recognition.prose.cues import cues, level
from services.compute.recognition.prose.mentions import Mention, find_mentions
from services.compute.recognition.prose.money import StatedAmount, who_of
from services.compute.recognition.prose.rates import adds_nothing
from services.compute.recognition.prose.sentences import Sentence

ACHIEVED, TARGET = "achieved", "target"
_AND = re.compile(r",|\by\b")
_NOUN = r"(?P<noun>(?: [^\W\d_]+){1,6}?)"


@dataclass(frozen=True, slots=True)
class StatedCount:
    """`mention` is how many were done of what `lead` says: "impartieron cursos"."""

    sentence: Sentence
    mention: Mention
    lead: str
    scope: str = ""


def find_goals(sentence: Sentence) -> Iterator[StatedAmount]:
    """The figure reached and the one planned that `sentence` states, `lead` being what stands before."""
    mentions = find_mentions(sentence.text, sentence.start)
    leveled = level(sentence.text)
    for reached, planned in pairwise(mentions):
        between = leveled[reached.end : planned.start]
        if not _plain(reached, planned) or not _between().fullmatch(between):
            continue
        if _planned().match(leveled, planned.end) is None or any(other.end <= reached.start for other in mentions):
            continue
        lead = f"{sentence.text[: reached.start]} {between}"
        yield StatedAmount(sentence, reached, ACHIEVED, "", lead)
        yield StatedAmount(sentence, planned, TARGET, "", lead)


def find_done(sentence: Sentence) -> Iterator[StatedCount]:
    """How many of something `sentence` says were done: ``Se impartieron 132 cursos``."""
    mentions = find_mentions(sentence.text, sentence.start)
    leveled = level(sentence.text)
    for place, mention in enumerate(mentions):
        before = leveled[(mentions[place - 1].end if place else 0) : mention.start].rstrip()
        done = re.search(_words()["done"], before)
        noun = re.match(_NOUN + _words()["ends"], leveled[mention.end :])
        ahead = before[: done.start()] if done else ""
        alone = not who_of(_AND.split(ahead)[-1] if place else ahead)
        if _plain(mention) and done and noun and alone and not cues().no_noun.match(noun["noun"].strip()):
            yield StatedCount(sentence, mention, f"{done['verb']}{noun['noun']}")


def of_one_stem(said: str, name: str) -> bool:
    """Whether `said` and `name` are of the same words, but for their endings and the words that join them."""
    return _stems(said) == _stems(name) != frozenset()


@lru_cache(maxsize=1 << 12)
def _stems(text: str) -> frozenset[str]:
    return frozenset(word[: int(_words()["stem"])] for word in fold(text).split() if not adds_nothing(word, ""))


def _plain(*mentions: Mention) -> bool:
    return all(mention.kind == "count" and not mention.vague for mention in mentions)


@cache
def _words() -> dict[str, Any]:
    content: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return content


@cache
def _between() -> re.Pattern[str]:
    return re.compile(_words()["between"])


@cache
def _planned() -> re.Pattern[str]:
    return re.compile(_words()["planned"])
