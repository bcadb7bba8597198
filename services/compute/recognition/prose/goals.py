"""What a sentence says was reached of what was planned: ``En Cursos se alcanzaron 90 de los 120 programados``."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from services.compute.recognition.prose.cues import level
from services.compute.recognition.prose.mentions import Mention, find_mentions
from services.compute.recognition.prose.money import StatedAmount
from services.compute.recognition.prose.sentences import Sentence

ACHIEVED, TARGET = "achieved", "target"


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


def _plain(*mentions: Mention) -> bool:
    return all(mention.kind == "count" and not mention.vague for mention in mentions)


@cache
def _words() -> dict[str, str]:
    content: dict[str, str] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return content


@cache
def _between() -> re.Pattern[str]:
    return re.compile(_words()["between"])


@cache
def _planned() -> re.Pattern[str]:
    return re.compile(_words()["planned"])
