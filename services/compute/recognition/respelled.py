"""Headings that say shorter or longer what a known one says: ``Meta Anual Prog.``, ``Frecuencia del indicador``."""

from functools import lru_cache
from itertools import product

from services.compute.recognition.folding import fold
from services.compute.recognition.vocabulary import vocabulary

_MOST_CUT_WORDS = 4


@lru_cache(maxsize=1 << 12)
def respelled(label: str) -> tuple[str, ...]:
    """What `label` may say, folded, its cut words in full; nothing where it has none."""
    words = fold(label).split()
    cut = vocabulary().abbreviated
    if not 0 < sum(word in cut for word in words) <= _MOST_CUT_WORDS:
        return ()
    return tuple(" ".join(said) for said in product(*((*cut.get(word, ()), word) for word in words)))[:-1]


@lru_cache(maxsize=1 << 12)
def bare(label: str) -> tuple[str, ...]:
    """What is left of `label`, folded and with its cut words in full, without what may stand around a heading."""
    texts = (fold(label), *respelled(label))
    return tuple(dict.fromkeys(rest for text in texts if (rest := _without_surroundings(text)) != text))


def _without_surroundings(text: str) -> str:
    for words in vocabulary().around_before:
        text = text.removeprefix(f"{words} ")
    for words in vocabulary().around_behind:
        text = text.removesuffix(f" {words}")
    return text
