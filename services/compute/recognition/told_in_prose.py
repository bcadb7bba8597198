"""How much of the running text was held against anything: silence about a sentence is not its being right."""

from collections.abc import Iterable

from services.compute.reading.document import Document
from services.compute.recognition.asserted import texts_alone
from services.compute.recognition.prose import find_assertions, find_mentions, find_quantified, sentences_of
from services.compute.recognition.prose.sentences import Sentence
from services.compute.recognition.statement import Prose, QuantifiedClaim, StatedClaim

_FEWEST_WORDS = 4


def prose_of(document: Document, claims: Iterable[StatedClaim], quantified: Iterable[QuantifiedClaim]) -> Prose:
    """How many sentences of `document` state a figure or assert something of rows, and in how many of them some claim
    was held against figures. A line of a few words is no sentence.
    """
    held = {claim.sentence for claim in claims} | {claim.cell.text for claim in quantified}
    texts = (cell.text for cell, _ in texts_alone(document))
    told = [one.text in held for text in texts for one in sentences_of(text) if one.text in held or _says(one)]
    return Prose(len(told), sum(told))


def _says(sentence: Sentence) -> bool:
    if len(sentence.text.split()) < _FEWEST_WORDS:
        return False
    figures = any(char.isdigit() for char in sentence.text) and find_mentions(sentence.text)
    return bool(figures) or any(True for _ in find_assertions(sentence)) or any(True for _ in find_quantified(sentence))
