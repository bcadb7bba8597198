"""Which kind of statement a table is, told by its title and its columns, and which family a filing is of."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from rapidfuzz import fuzz

from services.compute.recognition.concepts import StatementKind
from services.compute.recognition.folding import fold, squash
from services.compute.recognition.look_alikes import likened
from services.compute.recognition.vocabulary import vocabulary

_LEAST_LIKENESS = 92
_LEAST_FUZZY_LETTERS = 10
_LEAST_ACROSS = 3


@lru_cache(maxsize=1 << 12)
def kinds_titled(title: str, rows: str = "") -> tuple[StatementKind, ...]:
    """The kinds of statement that `title` names, those of the longest phrases first.

    Of a kind's phrases the first must stand in the title; the others may stand in `rows`, what the first rows and the
    columns of names say. Phrases may be damaged as OCR damages words; short ones must stand as they are.
    """
    places = [(f" {fold(text)} ", likened(squash(text))) for text in (title, f"{title} {rows}")]
    scored = []
    for kind in vocabulary().statements:
        if any(f" {word} " in places[0][0] for word in kind.without):
            continue
        for first, *others in kind.titles:
            likeness = [_likeness(first, *places[0]), *(_likeness(phrase, *places[1]) for phrase in others)]
            if all(likeness):
                scored.append((sum(likeness), kind))
    scored.sort(key=lambda entry: -entry[0])
    return tuple(dict.fromkeys(kind for _, kind in scored))


def _likeness(phrase: str, words: str, run: str) -> float:
    """How many letters of `phrase` stand in the title: 0 where it does not. `run` is the title run together, its marks
    that look alike made one.
    """
    if f" {phrase} " in words:
        return len(phrase)
    wanted = _run_together(phrase)
    if len(wanted) < _LEAST_FUZZY_LETTERS or len(run) < len(wanted):
        return 0
    return len(phrase) * fuzz.partial_ratio(wanted, run, score_cutoff=_LEAST_LIKENESS) / 100


@cache
def _run_together(phrase: str) -> str:
    return likened(squash(phrase))


def find_kind(title: str, concepts: frozenset[str], rows: str = "") -> StatementKind | None:
    """The kind of a table under `title` with columns of `concepts`; None if none fits. `rows` as in `kinds_titled`."""
    for kind in kinds_titled(title, rows):
        if kind.columns <= concepts:
            return kind
    return next((kind for kind, columns in _told_by_columns() if columns <= concepts), None)


def kind_across(labels: Sequence[str]) -> StatementKind | None:
    """The kind of a table whose headings are words of one category, as where things are counted by how they stand."""
    said = {fold(label) for label in labels}
    for kind in vocabulary().statements:
        words = vocabulary().categories.get(kind.across or "", ())
        if sum(fold(word) in said for word in words) >= _LEAST_ACROSS:
            return kind
    return None


@cache
def _told_by_columns() -> tuple[tuple[StatementKind, frozenset[str]], ...]:
    """The kinds that columns tell, each with a set of concepts that does."""
    kinds = vocabulary().statements
    ways = ((kind, columns) for kind in kinds for columns in (kind.all_columns, *kind.or_columns))
    return tuple((kind, columns) for kind, columns in ways if columns)


def find_family(titles: Iterable[str], figures: Counter[str]) -> str | None:
    """The family of a filing with these `titles` whose statements hold so many `figures` each."""
    text = " ".join(f" {fold(title)} " for title in titles)
    for family in vocabulary().families:
        if (family.statements & set(figures) or not family.statements) and all(
            f" {phrase} " in text for phrase in family.phrases
        ):
            return family.code
    families: Counter[str] = Counter()
    by_code = {kind.code: kind.family for kind in vocabulary().statements}
    for code, count in figures.items():
        families[by_code[code]] += count
    return families.most_common(1)[0][0] if families else None
