"""Sentences that speak of all, most, half or none of something: how many they say, and what they say of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from services.compute.recognition.prose.cues import cues, level
from services.compute.recognition.prose.sentences import Sentence

_PREDICATE_ENDS = re.compile(r"[.;:]|, por lo que|, lo que|, debido|\bdebido a\b")


@dataclass(frozen=True, slots=True)
class Quantified:
    """`words` of `sentence` say that a share from `least` to `most` of subjects of `kind`, counted by `concept`, is
    what `predicate`, without accents and case, says.
    """

    sentence: Sentence
    words: str
    least: Decimal
    most: Decimal
    kind: str
    concept: str
    predicate: str


def find_quantified(sentence: Sentence) -> Iterator[Quantified]:
    """What `sentence` says of all, most, half or none: ``todos los indicadores reportan avance``."""
    leveled = level(sentence.text)
    for words, (least, most) in cues().quantifiers.items():
        for noun, (kind, concept) in cues().quantified.items():
            for found in re.finditer(rf"(?<!\w){words} {noun}\b", leveled):
                rest = leveled[found.end() :]
                end = _PREDICATE_ENDS.search(rest)
                predicate = rest[: end.start()] if end else rest
                said = sentence.text[found.start() : found.end() + len(predicate)]
                yield Quantified(sentence, said.strip(), least, most, kind, concept, predicate)
