"""The text outside tables as paragraphs, in reading order: down each column of text, then the next."""

from collections.abc import Sequence

from services.compute.reading.pdf.phrases import Phrase, lines_of

BETWEEN_PARAGRAPHS = 0.75
"""White between two lines that parts two paragraphs, in font sizes."""
BETWEEN_COLUMNS = 1.0
"""White that parts two columns of text, in font sizes."""
DEEPEST = 12
"""Times that a block of text is parted into smaller ones."""


def paragraphs_of(phrases: Sequence[Phrase], depth: int = 0) -> list[str]:
    """The texts of paragraphs, each on one line."""
    if not phrases:
        return []
    if depth < DEEPEST:
        for parts in (_stacked(phrases), _abreast(phrases)):
            if len(parts) > 1:
                return [text for part in parts for text in paragraphs_of(part, depth + 1)]
    text = ""
    for line in lines_of(phrases):
        for phrase in line.phrases:
            broken = len(text) > 1 and text[-1] in "-‐" and text[-2].isalpha() and phrase.text[:1].islower()
            text += phrase.text if broken or not text else " " + phrase.text
    return [text]


def _stacked(phrases: Sequence[Phrase]) -> list[list[Phrase]]:
    """Phrases parted where white runs across all of them."""
    parts: list[list[Phrase]] = []
    reached = 0.0
    for phrase in sorted(phrases, key=lambda p: p.top):
        if parts and phrase.top - reached <= BETWEEN_PARAGRAPHS * phrase.size:
            parts[-1].append(phrase)
        else:
            parts.append([phrase])
        reached = max(reached, phrase.bottom) if len(parts[-1]) > 1 else phrase.bottom
    return parts


def _abreast(phrases: Sequence[Phrase]) -> list[list[Phrase]]:
    """Phrases parted where white runs from top to bottom between blocks of two lines or more."""
    parts: list[list[Phrase]] = []
    reached = 0.0
    for phrase in sorted(phrases, key=lambda p: p.left):
        if parts and phrase.left - reached <= BETWEEN_COLUMNS * phrase.size:
            parts[-1].append(phrase)
        else:
            parts.append([phrase])
        reached = max(reached, phrase.right) if len(parts[-1]) > 1 else phrase.right
    if any(len(part) < 2 for part in parts):
        return [list(phrases)]
    return parts
