"""Text as it is compared: without accents, case, punctuation, blanks or markup."""

import re
import unicodedata
from functools import lru_cache
from itertools import filterfalse

_FOLDED_WORD = re.compile(r"[a-z0-9]+")
_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>")


@lru_cache(maxsize=1 << 14)
def fold(text: str) -> str:
    """`text` without accents, case and punctuation, its words parted by one blank."""
    return " ".join(_FOLDED_WORD.findall(unaccented(text)))


def unaccented(text: str) -> str:
    """`text` without accents and case."""
    bare = text.casefold()
    if bare.isascii():
        return bare
    return "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFKD", bare)))


def squash(text: str) -> str:
    """`text` folded and without its blanks."""
    return fold(text).replace(" ", "")


def slug(text: str) -> str:
    """`text` folded, its words joined: what a column or row of no known concept is called by its own label."""
    return fold(text).replace(" ", "_")


def without_markup(text: str) -> str:
    """`text` without the tags that a step before left in it."""
    return " ".join(_MARKUP.sub(" ", text).split()) if "<" in text else text
