"""What the text says of all, most, half or none, held against what the tables count or say of each."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

import polars as pl

from services.compute.reading.document import Document
from services.compute.recognition.folding import fold
from services.compute.recognition.prose import Quantified, find_quantified, sentences_of
from services.compute.recognition.prose.cues import cues
from services.compute.recognition.running import running_texts
from services.compute.recognition.statement import QuantifiedClaim
from services.compute.recognition.vocabulary import vocabulary
from shared.spots import RUNNING_TEXT


def quantified_claims(document: Document, facts: pl.DataFrame) -> tuple[QuantifiedClaim, ...]:
    """The claims of the paragraphs of `document` that its `facts` can decide."""
    claims: list[QuantifiedClaim] = []
    for cell in (text.cell for text in running_texts(document)):
        for sentence in sentences_of(cell.text):
            for said in find_quantified(sentence):
                found = _counted(said, facts) or _by_categories(said, facts)
                if found is not None:
                    ids, least, most, of = found
                    where = cell._replace(text=sentence.text)
                    bounds = said.least, said.most
                    claims.append(QuantifiedClaim(said.words, where, RUNNING_TEXT, ids, least, most, of, *bounds))
    return tuple(claims)


T = TypeVar("T")
Found = tuple[tuple[str, ...], int, int, int]
"""The facts that decide, at least and at most how many there are, and of how many."""


def _counted(said: Quantified, facts: pl.DataFrame) -> Found | None:
    """How many a cross table counts: a category across in its row of totals, or a row in its column of totals."""
    counts = [row for row in facts.filter(pl.col("concept") == said.concept).iter_rows(named=True) if row["group"]]
    of_total = [row for row in counts if row["subject_kind"] == "total"]
    whole = next((row for row in of_total if _is_total(row["group"])), None)
    if whole is None or not whole["exact"]:
        return None
    columns = {fold(row["group"]): row for row in of_total if not _is_total(row["group"])}
    rows = {fold(row["subject_name"] or ""): row for row in counts if _is_total(row["group"]) and row is not whole}
    total = int(whole["exact"])
    for predicate, marks in cues().all_but.items():
        left_out = [columns[mark] for mark in marks if mark in columns]
        if left_out and re.search(predicate, said.predicate):
            count = total - sum(int(row["exact"]) for row in left_out)
            return (*_ids(left_out), whole["fact"]), count, count, total
    named = list(_named(said.predicate, rows)) or list(_named(said.predicate, columns))
    if not named:
        return None
    count = sum(int(row["exact"]) for row in named)
    return (*_ids(named), whole["fact"]), count, count, total


def _by_categories(said: Quantified, facts: pl.DataFrame) -> Found | None:
    """How many subjects are said, one by one, to be what the predicate names; those of which nothing is said may be."""
    subjects = facts.filter(pl.col("subject_kind") == said.kind)["subject_row"].n_unique()
    for concept, words in vocabulary().categories.items():
        stated = facts.filter((pl.col("concept") == concept) & (pl.col("subject_kind") == said.kind))
        named = {fold(word) for word in _named(said.predicate, {fold(word): word for word in words})}
        rows = [row for row in stated.iter_rows(named=True) if fold(row["category"]) in named]
        if rows:
            unsaid = subjects - stated["subject_row"].n_unique()
            return _ids(rows), len(rows), len(rows) + unsaid, subjects
    return None


def _named(predicate: str, labels: Mapping[str, T]) -> Iterator[T]:
    """What of `labels` the predicate names, in the singular or the plural, the longest first."""
    left = f" {fold(predicate)} "
    for label in sorted(filter(None, labels), key=len, reverse=True):
        pattern = r" (?:de )?" + " ".join(rf"{word}(?:e?s)?" for word in label.split()) + r"(?= )"
        if re.search(pattern, left):
            left = re.sub(pattern, " ", left)
            yield labels[label]


def _is_total(group: str) -> bool:
    return (fold(group) + " ").startswith(vocabulary().totals)


def _ids(rows: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(str(row["fact"]) for row in rows)
