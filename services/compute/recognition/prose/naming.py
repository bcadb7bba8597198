"""Of what a figure of a sentence is, and of which year, where the sentence says so plainly."""

import re

from services.compute.recognition.prose.cues import cues, level
from services.compute.recognition.prose.mentions import Mention
from services.compute.recognition.prose.sentences import Sentence

_WORD = re.compile(r"[ ]([^\W\d_]+)")
_MOST_WORDS, _MOST_COUNTED, _FARTHEST = 9, 5, 4


def subject_in(sentence: Sentence, mention: Mention) -> str | None:
    """What `mention` counts, named right behind it; else what the sentence begins with, before its verb: ``La nómina de
    pensiones`` pasó de ...; None where neither is plain.
    """
    if mention.kind == "count" and (counted := _counted(sentence.text, mention.end)):
        return counted
    leveled = level(sentence.text)
    verb = cues().subject_verbs.search(leveled[: mention.start])
    articles = [found for found in cues().article.finditer(leveled) if verb and found.end() < verb.start()]
    if verb is None or not articles:
        return None
    name = sentence.text[articles[-1].end() : verb.start()].strip()
    plain = name and len(name.split()) <= _MOST_WORDS and not cues().in_no_name.search(level(name))
    return name if plain else None


def _counted(text: str, end: int) -> str | None:
    """The words of what is counted, behind the number."""
    words: list[str] = []
    place = end
    while len(words) < _MOST_COUNTED and (found := _WORD.match(text, place)):
        if cues().no_noun.match(level(text[found.start(1) :])):
            break
        words.append(found[1])
        place = found.end()
    while words and words[-1].casefold() in cues().ends_no_name:
        words.pop()
    return " ".join(words) or None


def year_of(sentence: Sentence, mention: Mention, mentions: tuple[Mention, ...]) -> int | None:
    """The year that `sentence` says of `mention`: right behind it, or before it at the head of a clause."""
    leveled = level(sentence.text)
    behind = min((other.start for other in mentions if other.start >= mention.end), default=len(leveled))
    found = cues().when.search(leveled, mention.end, behind)
    if found:
        between = leveled[mention.end : found.start()]
        if len(between.split()) <= _FARTHEST and not cues().parts_clause.search(between):
            return int(found[1])
    heads = [
        when
        for when in cues().when.finditer(leveled[: mention.start])
        if when[0].startswith(cues().heads_clauses) and cues().begins_clause.search(leveled[: when.start()])
    ]
    return int(heads[-1][1]) if heads else None
