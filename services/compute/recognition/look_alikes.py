"""Marks that OCR takes for each other, made one, so that words damaged by it can be compared."""

from functools import lru_cache

_ALIKE = str.maketrans(
    {"0": "o", "1": "l", "i": "l", "j": "l", "t": "l", "5": "s", "8": "b", "c": "e", "q": "g", "9": "g", "6": "b"}
)
_PAIRS = (("rn", "m"), ("el", "d"), ("vv", "w"), ("ll", "u"))
"""Two marks that look like one, as `_ALIKE` leaves them."""
_DIGITS = str.maketrans({"o": "0", "l": "1", "i": "1", "s": "5", "b": "8", "z": "2", "g": "9"})


@lru_cache(maxsize=1 << 14)
def likened(word: str) -> str:
    """A folded word with one mark for each group of those that are easily confused."""
    word = word.translate(_ALIKE)
    for pair, one in _PAIRS:
        word = word.replace(pair, one)
    return word


def digits_in(word: str) -> str:
    """A folded word with the letters that stand for digits made those."""
    return word.translate(_DIGITS)
