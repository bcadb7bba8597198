"""The figures that a text may print of which some marks are letters taken for digits or for the currency's sign."""

from collections.abc import Iterator
from itertools import product

from services.compute.recognition.numbers.confusable import digits_like

_MOST_LETTERS, _EDGES = 2, "$\\ "
_SIGNS = "Ss58"
"""What the sign of pesos is easily read for."""


def readings_of(text: str) -> Iterator[str]:
    """`text` with each of its letters, two at most, as a digit that it is easily read for, or as the currency's sign at
    its front; nothing where one of them is like none.
    """
    bare = text.strip(_EDGES)
    letters = [place for place, char in enumerate(bare) if char.isalpha()]
    if not letters or len(letters) > _MOST_LETTERS or not any(map(str.isdigit, bare)):
        return
    ways = [digits_like(bare[place]) for place in letters]
    if letters[0] == 0 and bare[0] in _SIGNS:
        ways[0] = ["", *ways[0]]
    for digits in product(*ways):
        read = list(bare)
        for place, digit in zip(letters, digits, strict=True):
            read[place] = digit
        yield "".join(read)
