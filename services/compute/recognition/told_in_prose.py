"""How much of the running text was held against anything: silence about a sentence is not its being right."""

from collections import Counter
from collections.abc import Iterable, Sequence

import polars as pl

from services.compute.reading.document import Document
from services.compute.recognition.asserted import texts_alone
from services.compute.recognition.prose import find_assertions, find_mentions, find_quantified, sentences_of
from services.compute.recognition.prose.sentences import Sentence
from services.compute.recognition.statement import Prose, QuantifiedClaim, StatedClaim

_FEWEST_WORDS = 4


def prose_of(
    document: Document, facts: pl.DataFrame, claims: Sequence[StatedClaim], quantified: Sequence[QuantifiedClaim]
) -> Prose:
    """How many sentences of `document` state a figure or assert something of rows, in how many of them each figure took
    part in a claim that was held, and in how many only some did. A line of a few words is no sentence.
    """
    asserted: dict[str, list[str]] = {}
    for said in quantified:
        asserted.setdefault(said.cell.text, []).append(said.words)
    held = {claim.sentence for claim in claims} | asserted.keys()
    figures = _held_in(facts, claims)
    counts: Counter[str] = Counter()
    for cell, table in texts_alone(document):
        for one in sentences_of(cell.text):
            words = asserted.get(one.text, [])
            if one.text in held:
                left = _left(one, words) - figures[table, cell.row, one.text]
                counts["partly" if left > 0 or len(list(find_assertions(one))) > len(words) > 0 else "held"] += 1
            counts["sentences"] += one.text in held or _says(one)
    return Prose(counts["sentences"], counts["held"], counts["partly"])


def _held_in(facts: pl.DataFrame, claims: Iterable[StatedClaim]) -> Counter[tuple[str, int, str]]:
    """How many figures of each sentence, by the table and row that it stands in, took part in some claim."""
    taken = {fact for claim in claims for fact in (claim.stated, *claim.of)}
    rows = facts.filter(pl.col("fact").is_in(list(taken))).select("table", "row", "text").iter_rows()
    return Counter((str(table), int(row), str(text).strip()) for table, row, text in rows)


def _left(sentence: Sentence, asserted: Sequence[str]) -> int:
    """How many figures `sentence` states, but for estimates and those of the words of what it asserts."""
    said = [mention for mention in find_mentions(sentence.text) if not mention.vague]
    return sum(not any(mention.text in words for words in asserted) for mention in said)


def _says(sentence: Sentence) -> bool:
    if len(sentence.text.split()) < _FEWEST_WORDS:
        return False
    figures = any(char.isdigit() for char in sentence.text) and find_mentions(sentence.text)
    return bool(figures) or any(True for _ in find_assertions(sentence)) or any(True for _ in find_quantified(sentence))
