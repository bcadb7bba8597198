"""Running text cut into sentences, markup left out, each knowing where it begins."""

import re
from dataclasses import dataclass

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_END = re.compile(r"[.!?](?=\s+[\"“¿¡(*°\-]*[A-ZÁÉÍÓÚÑ\d])|\n+")
_ABBREVIATED = re.compile(
    r"(?:\b(?:No|Núm|Art|Fracc?|Lic|Dr|Dra|Ing|C|Gto|Qro|Son|Edo|etc|vs|p|pp|Cía|[A-Z])|\d+[oa])$"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as printed, without markup, from character `start` of its text on."""

    text: str
    start: int


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """The sentences of `text` in reading order."""
    plain = _TAG.sub(lambda found: "\n" + " " * (len(found[0]) - 1), text)
    found, begin = [], 0
    for end in _END.finditer(plain):
        if end[0] == "." and _ABBREVIATED.search(plain[begin : end.start()]):
            continue
        found.append((begin, end.end()))
        begin = end.end()
    found.append((begin, len(plain)))
    return tuple(
        Sentence(plain[start:end].strip(), start + len(plain[start:end]) - len(plain[start:end].lstrip()))
        for start, end in found
        if plain[start:end].strip()
    )
