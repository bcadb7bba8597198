"""The words that filings use, read from ``vocabulary.toml``, and how a heading is matched to a concept."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from rapidfuzz import fuzz, process

_LEAST_FUZZY_LETTERS = 8
_LEAST_LIKENESS = 90

Kind = Literal["amount", "target", "ratio", "role", "other"]


@dataclass(frozen=True, slots=True)
class Concept:
    """What a column of figures states. `quotient` names numerator and denominator of a reported rate.

    `terms` are squashed: folded, and without blanks, which a narrow column may break a word by.
    """

    code: str
    kind: Kind
    terms: frozenset[str]
    under: tuple[str, ...] = ()
    quotient: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """A kind of filing: the titles it bears, the concepts its columns have, and those that tell it without a title."""

    code: str
    titles: tuple[str, ...]
    columns: frozenset[str]
    all_columns: frozenset[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything in ``vocabulary.toml``, with terms folded."""

    concepts: tuple[Concept, ...]
    groups: dict[str, tuple[str, ...]]
    families: tuple[Family, ...]
    institution_words: frozenset[str]
    institution_labels: tuple[str, ...]
    months: dict[str, int]
    quarters: dict[str, int]
    absent: frozenset[str]
    totals: tuple[str, ...]

    def quotients(self) -> dict[str, tuple[str, str]]:
        """Numerator and denominator by the code of each reported rate."""
        return {concept.code: concept.quotient for concept in self.concepts if concept.quotient}


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """`text` without accents, case and punctuation, its words parted by one blank."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"[a-z0-9]+", "".join(char for char in bare if not unicodedata.combining(char))))


def squash(text: str) -> str:
    """`text` folded and without its blanks."""
    return fold(text).replace(" ", "")


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary that comes with the product."""
    content = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    months = {name: number for number, name in enumerate(content["months"]["names"], 1)}
    return Vocabulary(
        concepts=tuple(
            Concept(
                entry["code"],
                entry["kind"],
                frozenset(map(squash, entry["terms"])),
                tuple(entry.get("under", ())),
                (entry["quotient"][0], entry["quotient"][1]) if "quotient" in entry else None,
            )
            for entry in content["concept"]
        ),
        groups={name: tuple(terms) for name, terms in content["groups"].items()},
        families=tuple(
            Family(entry["code"], tuple(entry["titles"]), frozenset(entry["columns"]), frozenset(entry["all_columns"]))
            for entry in content["family"]
        ),
        institution_words=frozenset(content["institution"]["words"]),
        institution_labels=tuple(content["institution"]["labels"]),
        months=months | content["months"]["also"],
        quarters=content["quarters"]["names"],
        absent=frozenset(content["absent"]["marks"]),
        totals=tuple(word + " " for word in content["totals"]["words"]),
    )


def match(group: str, label: str) -> Concept | None:
    """The concept of a column headed `label` under the group heading `group`, or None.

    A quotient ("Devengado/ Modificado") is matched by its two sides. Where a term means one thing under some group
    and another elsewhere, the group decides. A label that is no term but very nearly one, as OCR leaves them, is taken
    for it.
    """
    readings = _readings(squash(label), _group_kinds(fold(group)))
    quotients = _quotient_terms()
    for alias, kinds in readings:
        if concept := quotients.get(alias) or _placed(alias, kinds):
            return concept
    for alias, kinds in readings:
        if len(alias) >= _LEAST_FUZZY_LETTERS:
            near = process.extractOne(alias, _all_terms(), scorer=fuzz.ratio, score_cutoff=_LEAST_LIKENESS)
            if near and (concept := quotients.get(near[0]) or _placed(near[0], kinds)):
                return concept
    return None


def _placed(term: str, kinds: set[str]) -> Concept | None:
    """The concept that `term` is under groups of these kinds."""
    found = [concept for concept in vocabulary().concepts if term in concept.terms]
    placed = [concept for concept in found if set(concept.under) & kinds]
    loose = [concept for concept in found if not concept.under]
    return next(iter(placed or loose), None)


def _readings(label: str, under: set[str]) -> list[tuple[str, set[str]]]:
    """`label` as it stands, and with a group's word taken off its front ("Inversión Modificado")."""
    readings = [(label, under)]
    for name, terms in vocabulary().groups.items():
        readings += [(label.removeprefix(squash(term)), {name}) for term in terms if label.startswith(squash(term))]
    return readings


def _group_kinds(group: str) -> set[str]:
    padded = f" {group} "
    return {name for name, terms in vocabulary().groups.items() if any(f" {term} " in padded for term in terms)}


@cache
def _quotient_terms() -> dict[str, Concept]:
    """The reported rates by their two sides, run together."""
    concepts = vocabulary().concepts
    sides = {concept.code: [c for c in concepts if c.code == concept.code] for concept in concepts}
    return {
        top + bottom: rate
        for rate in reversed(concepts)
        if rate.quotient
        for numerator in sides[rate.quotient[0]]
        for denominator in sides[rate.quotient[1]]
        for top in numerator.terms
        for bottom in denominator.terms
    }


@cache
def _all_terms() -> tuple[str, ...]:
    terms = {term for concept in vocabulary().concepts for term in concept.terms}
    return (*sorted(terms), *_quotient_terms())
