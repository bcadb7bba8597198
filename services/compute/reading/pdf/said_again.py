"""Whether two pages print the same text, though OCR may have read it a little differently on each."""

import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection
from difflib import SequenceMatcher
from itertools import accumulate

LETTERS_PER_SLIP = 6
"""OCR misreads one letter of a word, and of a longer one no more than one in so many."""


def is_alike(one: str, other: str) -> bool:
    """Whether two readings may be of one text: blanks, accents and a letter of a word may differ, a digit may not.

    "Egresos" is thus no reading of "Ingresos", whatever stands around it.
    """
    words, other_words = sorted((_bare_words(one), _bare_words(other)), key=len, reverse=True)
    whole, other_whole = "".join(words), "".join(other_words)
    if whole == other_whole:
        return True
    if _digits(whole) != _digits(other_whole):
        return False
    ends = list(accumulate(map(len, words)))
    slips = Counter[int]()
    for kind, start, end, other_start, other_end in SequenceMatcher(None, whole, other_whole, False).get_opcodes():
        if kind != "equal":
            slips[min(bisect_right(ends, start), len(words) - 1)] += max(end - start, other_end - other_start)
    return bool(words) and all(count <= max(1, len(words[at]) // LETTERS_PER_SLIP) for at, count in slips.items())


def holds_alike(texts: Collection[str], sought: str) -> bool:
    """Whether one of `texts` may be the text that `sought` is."""
    return sought in texts or any(is_alike(text, sought) for text in texts)


def _bare_words(text: str) -> list[str]:
    parted = unicodedata.normalize("NFD", text.casefold())
    return "".join(char for char in parted if not unicodedata.combining(char)).split()


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())
