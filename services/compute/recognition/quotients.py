"""Headings that name a reported rate by its two sides: ``Devengado/ Modificado``, ``Porcentaje Ejer/Orig``."""

import re
from functools import cache, lru_cache

from services.compute.recognition.concepts import Concept
from services.compute.recognition.folding import fold
from services.compute.recognition.vocabulary import vocabulary

_TWO_SIDES = re.compile(
    r"\s*(?:%|porcentaje)?\s*(?P<top>[^\W\d]{3,})\.?\s*/\s*(?P<bottom>[^\W\d]{3,})\.?\s*", re.IGNORECASE
)


@lru_cache(maxsize=1 << 12)
def rate_of_sides(words: str) -> Concept | None:
    """The rate whose sides, terms run together, `words` are."""
    codes = _codes_by_term()
    parted = [(words[:place], words[place:]) for place in range(1, len(words))]
    pairs = [(codes[top], codes[bottom]) for top, bottom in parted if top in codes and bottom in codes]
    return next((rate for rate in _rates() if any(_are_sides(rate, *pair) for pair in pairs)), None)


def abbreviated_rate(label: str) -> Concept | None:
    """The rate that `label` names by how the words for its two sides begin: "Porcentaje Ejer/Orig"."""
    found = _TWO_SIDES.fullmatch(label)
    if found is None:
        return None
    sides = fold(found["top"]), fold(found["bottom"])
    return next((rate for rate in _rates() if rate.quotient and all(map(_may_begin, sides, rate.quotient))), None)


@cache
def quotients_of_words() -> dict[str, Concept]:
    """The rates by those of their sides that are one word each, run together, as damaged headings are likened to."""
    words: dict[str, list[str]] = {}
    for concept in vocabulary().concepts:
        words.setdefault(concept.code, []).extend(term for term in concept.phrases if " " not in term)
    return {
        top + bottom: rate
        for rate in reversed(_rates())
        if rate.quotient
        for top in words[rate.quotient[0]]
        for bottom in words[rate.quotient[1]]
    }


def _are_sides(rate: Concept, tops: frozenset[str], bottoms: frozenset[str]) -> bool:
    return rate.quotient is not None and rate.quotient[0] in tops and rate.quotient[1] in bottoms


@cache
def _rates() -> tuple[Concept, ...]:
    return tuple(concept for concept in vocabulary().concepts if concept.quotient)


@cache
def _codes_by_term() -> dict[str, frozenset[str]]:
    """The concepts that are a side of some rate, by each of their terms."""
    sides = {code for rate in _rates() if rate.quotient for code in rate.quotient}
    found: dict[str, frozenset[str]] = {}
    for concept in vocabulary().concepts:
        if concept.code in sides:
            for term in concept.terms:
                found[term] = found.get(term, frozenset()) | {concept.code}
    return found


@lru_cache(maxsize=1 << 10)
def _may_begin(side: str, code: str) -> bool:
    """Whether `side` is the beginning of a word for the concept `code`."""
    return any(
        term.startswith(side) for concept in vocabulary().concepts if concept.code == code for term in concept.terms
    )
