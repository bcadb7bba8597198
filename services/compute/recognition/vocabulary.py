"""The words that filings use, read from ``vocabulary.toml``, and how a heading is matched to a concept."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

Kind = Literal["amount", "target", "ratio", "role"]


@dataclass(frozen=True, slots=True)
class Concept:
    """What a column of figures states. `quotient` names numerator and denominator of a reported rate."""

    code: str
    kind: Kind
    terms: frozenset[str]
    under: tuple[str, ...] = ()
    quotient: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """A kind of filing: the titles it bears and the concepts its columns have."""

    code: str
    titles: tuple[str, ...]
    subject: str
    concepts: frozenset[str]


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
    totals: frozenset[str]

    def quotients(self) -> dict[str, tuple[str, str]]:
        """Numerator and denominator by the code of each reported rate."""
        return {concept.code: concept.quotient for concept in self.concepts if concept.quotient}


def fold(text: str) -> str:
    """`text` without accents, case and punctuation, its words parted by one blank."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"[a-z0-9]+", "".join(char for char in bare if not unicodedata.combining(char))))


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
                frozenset(entry["terms"]),
                tuple(entry.get("under", ())),
                (entry["quotient"][0], entry["quotient"][1]) if "quotient" in entry else None,
            )
            for entry in content["concept"]
        ),
        groups={name: tuple(terms) for name, terms in content["groups"].items()},
        families=tuple(
            Family(entry["code"], tuple(entry["titles"]), entry["subject"], frozenset(entry["concepts"]))
            for entry in content["family"]
        ),
        institution_words=frozenset(content["institution"]["words"]),
        institution_labels=tuple(content["institution"]["labels"]),
        months=months | content["months"]["also"],
        quarters=content["quarters"]["names"],
        absent=frozenset(content["absent"]["marks"]),
        totals=frozenset(content["totals"]["words"]),
    )


def match(group: str, label: str) -> Concept | None:
    """The concept of a column headed `label` under the group heading `group`, or None.

    A quotient ("Devengado/ Modificado") is matched by its two sides. Where a term means one thing under some group
    and another elsewhere, the group decides.
    """
    words = vocabulary()
    if "/" in label and (rate := _match_quotient(label)):
        return rate
    folded, under = fold(label), _group_kinds(fold(group))
    for alias, kinds in _readings(folded, under):
        found = [concept for concept in words.concepts if alias in concept.terms]
        placed = [concept for concept in found if set(concept.under) & kinds]
        loose = [concept for concept in found if not concept.under]
        if placed or loose:
            return (placed or loose)[0]
    return None


def _readings(label: str, under: set[str]) -> list[tuple[str, set[str]]]:
    """`label` as it stands, and with a group's word taken off its front ("Inversión Modificado")."""
    readings = [(label, under)]
    for name, terms in vocabulary().groups.items():
        readings += [(label[len(term) + 1 :], {name}) for term in terms if label.startswith(term + " ")]
    return readings


def _group_kinds(group: str) -> set[str]:
    padded = f" {group} "
    return {name for name, terms in vocabulary().groups.items() if any(f" {term} " in padded for term in terms)}


def _match_quotient(label: str) -> Concept | None:
    numerator, _, denominator = (fold(side) for side in label.partition("/"))
    for concept in vocabulary().concepts:
        if concept.quotient and all(
            any(side in other.terms for other in vocabulary().concepts if other.code == code)
            for side, code in zip((numerator, denominator), concept.quotient, strict=True)
        ):
            return concept
    return None
