"""The words of dates, put right where OCR or a typist damaged them."""

import re
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from services.compute.recognition.look_alikes import digits_in, likened
from services.compute.recognition.vocabulary import vocabulary

_LEAST_MONTH_LETTERS, _LEAST_LIKENESS = 5, 84
_LINKS = ("de", "del", "al")
_YEAR_DIGITS = 4
_A_YEAR = re.compile(r"(?:19|20)\d\d")


def mended(folded: str) -> str:
    """`folded` with words that are very nearly those of a period made them ("diiembre", "5eptiembre", "2o19", "a1"), as
    typed or as OCR reads.
    """
    if not any(char.isdigit() for char in folded):
        return folded
    words = folded.split(" ")
    return " ".join(_mended_word(word) for word in words)


@lru_cache(maxsize=1 << 12)
def _mended_word(word: str) -> str:
    names = vocabulary().months
    if word in names or word.isdecimal() or word in _LINKS:
        return word
    if len(word) == _YEAR_DIGITS and _A_YEAR.fullmatch(year := digits_in(word)):
        return year
    if len(word) <= max(map(len, _LINKS)):
        return _links().get(likened(word), word)
    if len(word) < _LEAST_MONTH_LETTERS:
        return word
    near = process.extractOne(word, names.keys(), scorer=fuzz.ratio, score_cutoff=_LEAST_LIKENESS)
    return near[0] if near else _months_likened().get(likened(word), word)


@cache
def _links() -> dict[str, str]:
    return {likened(word): word for word in _LINKS}


@cache
def _months_likened() -> dict[str, str]:
    return {likened(name): name for name in vocabulary().months}
