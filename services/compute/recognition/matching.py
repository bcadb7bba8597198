"""How a heading is matched to a concept: by its words, its group, and what a kind of statement means by them."""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from rapidfuzz import fuzz, process

from services.compute.recognition.bare_headings import MARK_IN_BRACKETS, plain
from services.compute.recognition.concepts import Concept, StatementKind
from services.compute.recognition.factors import SCALES
from services.compute.recognition.folding import fold, squash
from services.compute.recognition.look_alikes import likened
from services.compute.recognition.quotients import abbreviated_rate, quotients_of_words, rate_of_sides
from services.compute.recognition.respelled import bare, respelled
from services.compute.recognition.vocabulary import vocabulary

_LEAST_FUZZY_LETTERS = 8
_LEAST_LIKENESS = 90
_LEAST_LIKENED_LETTERS, _LIKENED = 5, 0.95
_LEAST_OWN_LIKENESS = 85
_RESPELLED = 0.95
_NAMES_OF_ROWS = frozenset({"name", "row_number"})
_FEWEST_LETTERS_LEFT = 3
_LAST_UNIT = re.compile(
    rf"(?<=\w),?\s+(?:en\s+)?(?:{SCALES}\s+de\s+)+(?:pesos|mdp)\s*$|\s+en\s+(?:pesos|mdp)\s*$", re.IGNORECASE
)
_QUOTIENT_BEHIND = re.compile(r"\(([^()]+/[^()]+)\)\s*$")
"""What a rate is of, in brackets behind its name: ``Avance de recaudación (Recaudado / Estimado)``."""
_VARIABLE = re.compile(r"\(\s*variable\s?(\d{1,2})\s*\)\s*$", re.IGNORECASE)
_MONEY_OR_TARGETS = frozenset({"budget", "targets"})
_PARTS = frozenset({"numerators", "denominators"})
_NO_TARGETS = frozenset({"budget", *_PARTS})
Reason = Literal["term", "near-term"]


@dataclass(frozen=True, slots=True)
class Match:
    """A concept and how sure it is (0 to 1): ``term`` where the words are its own, ``near-term`` where nearly so."""

    concept: Concept
    confidence: float
    reason: Reason


@lru_cache(maxsize=1 << 12)
def match(group: str, label: str, kind: StatementKind | None = None, *, nearly: bool = True) -> Match | None:
    """The concept of a column headed `label` under the group heading `group`, in a statement of `kind`; or None.

    A quotient ("Devengado/ Modificado") is matched by its two sides; "% Devengado" is no amount. Where a term means
    one thing under some group and another elsewhere, the group decides. A label that is no term but very nearly one,
    as OCR leaves them, is taken for it.
    """
    if numbered := _VARIABLE.search(label):
        return Match(Concept(f"variable_{numbered[1]}", "target"), 1.0, "term")
    words = squash(plain(label))
    if kind is not None and (own_label(label, kind) or ("%" in label and fold(label) in vocabulary().progress)):
        return None
    unmarked = squash(MARK_IN_BRACKETS.sub("", label))
    if kind is not None and words in kind.terms and not _elsewhere(kind.terms[words], group):
        return Match(vocabulary().concept(kind.terms[words]), 1.0, "term")
    if nearly and kind is not None and len(unmarked) >= _LEAST_LIKENED_LETTERS:
        for term, code in kind.terms.items():
            if likened(term) == likened(unmarked):
                return Match(vocabulary().concept(code), _LIKENED, "near-term")
    if _is_amended_by(label):
        return None
    if (behind := _QUOTIENT_BEHIND.search(label)) and (inner := match(group, behind[1])) and inner.concept.quotient:
        return inner
    texts, under = tuple(dict.fromkeys((squash(label), words, unmarked))), frozenset(_group_kinds(fold(group)))
    found = next((found for text in texts if (found := _exactly(text, under))), None)
    if found is None and (rate := abbreviated_rate(label)):
        return Match(rate, _LIKENED, "near-term")
    found = found or _respelled(plain(label), under, kind) or _without_unit(label, under)
    if nearly and found is None:
        near = (_nearly_in_kind(unmarked, group, kind), *(_nearly(text, under) for text in texts))
        likely = [one for one in near if one and not (one.concept.kind == "amount" and _of_targets(under))]
        found = max(likely, key=lambda one: one.confidence, default=None)
    if "variations" in under | _group_kinds(fold(label)) and _is_relative(found, label):
        return Match(vocabulary().concept("variation_rate"), _RESPELLED, "near-term")
    return None if found and _is_rate_of(found.concept, label) else found


def _is_relative(found: Match | None, label: str) -> bool:
    """Whether a variation is one of a quotient ("Variación Pagado/Modificado"), or, known by no term, in percent."""
    if found is not None:
        return found.concept.quotient is not None
    padded = f" {fold(label)} "
    return "%" in label or any(f" {words} " in padded for words in vocabulary().in_percent)


def _respelled(label: str, under: frozenset[str], kind: StatementKind | None) -> Match | None:
    """The concept of the term that `label` is with its cut words in full, or without what says whose its figures are:
    then it names no rows, and neither does one cut word.
    """
    terms = kind.terms if kind is not None else {}
    for text in (*respelled(label), *bare(label)):
        said = squash(text)
        concept = vocabulary().concept(terms[said]) if said in terms else None
        found = Match(concept, 1.0, "term") if concept else _exactly(said, under)
        names = found is not None and found.concept.code in _NAMES_OF_ROWS
        if found and not (names and (" " not in text or text in bare(label))):
            return replace(found, confidence=_RESPELLED)
    return None


@lru_cache(maxsize=1 << 12)
def _is_amended_by(label: str) -> bool:
    """Whether `label` holds what was modified against what was approved, and is no amount: "Modificado/ Autorizado"."""
    sides = [squash(plain(side)) for side in label.split("/")]
    found = [_exactly(side, frozenset()) for side in sides if side]
    return [one.concept.code for one in found if one] == ["modified", "approved"] and len(sides) == 2


def _without_unit(label: str, under: frozenset[str]) -> Match | None:
    """The money that `label` heads in words that end with its unit: "Aprobado en miles de pesos"."""
    rest = _LAST_UNIT.sub("", label)
    found = _exactly(squash(plain(rest)), under) if rest != label else None
    return found if found and found.concept.kind == "amount" else None


def _of_targets(under: frozenset[str]) -> bool:
    """Whether groups of the kinds `under` are of targets, and not of money."""
    return under & _MONEY_OR_TARGETS == {"targets"}


def _is_rate_of(concept: Concept, label: str) -> bool:
    """Whether `label` is of a rate, not of `concept` itself: "% Devengado"; a target may be in percent, "Meta (%)"."""
    return (concept.kind == "amount" and "%" in label) or (concept.kind == "target" and label.lstrip().startswith("%"))


def _elsewhere(code: str, group: str) -> bool:
    """Whether `group` says that its columns are of money, or of parts of a quotient, and `code` is that of a target."""
    return vocabulary().concept(code).kind == "target" and not _NO_TARGETS.isdisjoint(_group_kinds(fold(group)))


@lru_cache(maxsize=1 << 12)
def own_label(label: str, kind: StatementKind) -> str | None:
    """The heading of `kind` that keeps its own label which `label` is, or very nearly; None if it is none."""
    words = squash(plain(label))
    if words in kind.own:
        return kind.own[words]
    if len(words) < _LEAST_LIKENED_LETTERS:
        return None
    near = process.extractOne(
        likened(words), kind.own.keys(), processor=likened, scorer=fuzz.ratio, score_cutoff=_LEAST_OWN_LIKENESS
    )
    return kind.own[near[0]] if near else None


def _exactly(label: str, under: frozenset[str]) -> Match | None:
    """The concept whose own term `label` is, letter by letter."""
    for alias, kinds in _readings(label, under):
        if concept := rate_of_sides(alias) or _placed(alias, kinds, whole=alias == label):
            return Match(concept, 1.0, "term")
    concept = next((concept for rest, name in _said_behind(label) if (concept := _under(rest, name))), None)
    return Match(concept, 1.0, "term") if concept else None


def _nearly(label: str, under: frozenset[str]) -> Match | None:
    """The concept of a term that `label` is but for marks that look alike, or very nearly."""
    quotients = quotients_of_words()
    for alias, kinds in _readings(label, under):
        if len(alias) >= _LEAST_LIKENED_LETTERS:
            for term in _likened_terms().get(likened(alias), ()):
                if concept := quotients.get(term) or _placed(term, kinds, whole=alias == label):
                    return Match(concept, _LIKENED, "near-term")
        if len(alias) >= _LEAST_FUZZY_LETTERS and label not in _times():
            near = process.extractOne(alias, _all_terms(), scorer=fuzz.ratio, score_cutoff=_LEAST_LIKENESS)
            if near and (concept := quotients.get(near[0]) or _placed(near[0], kinds, whole=alias == label)):
                return Match(concept, round(near[1] / 100, 2), "near-term")
    return None


def _nearly_in_kind(label: str, group: str, kind: StatementKind | None) -> Match | None:
    """What the term of statements of `kind` means there that `label` very nearly is."""
    if kind is None or len(label) < _LEAST_FUZZY_LETTERS:
        return None
    near = process.extractOne(label, kind.terms.keys(), scorer=fuzz.ratio, score_cutoff=_LEAST_LIKENESS)
    if near is None or _elsewhere(kind.terms[near[0]], group):
        return None
    return Match(vocabulary().concept(kind.terms[near[0]]), round(near[1] / 100, 2), "near-term")


@cache
def _times() -> frozenset[str]:
    """What headings end with that say of which time their figures are, each run together."""
    return frozenset(map(squash, vocabulary().time_endings))


def _placed(term: str, kinds: frozenset[str], *, whole: bool) -> Concept | None:
    """The concept that `term` is under groups of these kinds. Only a `whole` heading names rows: behind a group's word,
    as in "Avance trimestre", none does.
    """
    meant = [concept for concept in _by_term().get(term, ()) if whole or concept.kind != "role"]
    placed = [concept for concept in meant if set(concept.under) & kinds]
    if kinds and kinds <= _PARTS and not whole:
        return next(iter(placed), None)
    placed += [concept for concept in _by_term().get("", ()) if term and set(concept.under) & kinds]
    loose = [concept for concept in meant if not concept.under]
    return next(iter(placed or loose), None)


def _readings(label: str, under: frozenset[str]) -> list[tuple[str, frozenset[str]]]:
    """`label` as it stands, and with a group's word taken off its front ("Inversión Modificado"), where more than
    the letter of a column is left ("Importe F").
    """
    readings = [(label, under)]
    for term, name in _group_terms():
        rest = label.removeprefix(term)
        if len(label) > len(rest) >= _FEWEST_LETTERS_LEFT:
            readings.append((rest, frozenset({name})))
    return readings


def _said_behind(label: str) -> list[tuple[str, str]]:
    """`label` without a group's word at its end, and that group: "Programado físico"."""
    found = ((label.removesuffix(term), name, term) for term, name in _group_terms() if name in _MONEY_OR_TARGETS)
    return [(rest, name) for rest, name, term in found if len(label) > len(rest) >= _FEWEST_LETTERS_LEFT and term]


def _under(term: str, name: str) -> Concept | None:
    """The concept that `term` means under a group of the kind `name` alone."""
    return next((concept for concept in _by_term().get(term, ()) if name in concept.under), None)


@lru_cache(maxsize=1 << 12)
def meanings(label: str) -> tuple[Concept, ...]:
    """The concepts of figures that `label`, letter by letter or its cut words in full, may mean under some group or
    under none; parts of a quotient are always said to be such.
    """
    if _is_amended_by(label):
        return ()
    texts = map(squash, (plain(label), *respelled(label), *bare(label)))
    said = next((text for text in texts if text and text in _by_term()), None)
    concepts = {concept.code: concept for concept in _by_term().get(said or squash(plain(label)), ())}
    return tuple(
        concept
        for concept in concepts.values()
        if concept.kind not in ("role", "category") and not (concept.under and _PARTS.issuperset(concept.under))
    )


def says_of_what(group: str) -> bool:
    """Whether the group heading `group` says what the figures under it are of: money, targets, ..."""
    return not vocabulary().company.keys().isdisjoint(_group_kinds(fold(group)))


def money_or_targets(label: str) -> str | None:
    """Which of the groups of money and of targets `label` says that its figures are of; None if neither, or both."""
    return next(iter(_MONEY_OR_TARGETS & _group_kinds(fold(label))), None)


@cache
def _group_terms() -> tuple[tuple[str, str], ...]:
    """The words of groups, run together, each with its group's name."""
    return tuple((squash(term), name) for name, terms in vocabulary().groups.items() for term in terms)


def _group_kinds(group: str) -> set[str]:
    """What the figures under `group` are of; not whether money or targets, where it says both: "Físico-financiero"."""
    padded = f" {group} "
    kinds = {name for name, terms in vocabulary().groups.items() if any(f" {term} " in padded for term in terms)}
    return kinds - _MONEY_OR_TARGETS if kinds >= _MONEY_OR_TARGETS else kinds


@cache
def _by_term() -> dict[str, tuple[Concept, ...]]:
    """The concepts that a squashed term may mean; under the empty term those that any term means in their group."""
    found: dict[str, tuple[Concept, ...]] = {}
    for concept in vocabulary().concepts:
        for term in concept.terms:
            found[term] = (*found.get(term, ()), concept)
    return found


@cache
def _likened_terms() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for term in _all_terms():
        found[likened(term)] = (*found.get(likened(term), ()), term)
    return found


@cache
def _all_terms() -> tuple[str, ...]:
    terms = {term for concept in vocabulary().concepts for term in concept.terms if term}
    return (*sorted(terms), *quotients_of_words())
