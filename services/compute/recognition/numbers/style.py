"""Which mark parts the decimals in a table: the cells that leave no doubt decide for those that do."""

from collections import Counter
from collections.abc import Iterable

from services.compute.recognition.numbers.marks import Style
from services.compute.recognition.numbers.reading import read_number


def style_of(texts: Iterable[str]) -> Style | None:
    """The style that `texts` write numbers in: that of most cells which tell one; None where none does.

    A comma before one or two digits (``12,50``, ``7,5``) tells a decimal comma: no thousands are parted so.
    """
    told = Counter(style for text in texts if (style := _told_by(text)))
    if told[Style.COMMA] == told[Style.POINT]:
        return Style.POINT if told[Style.POINT] else None
    return max(told, key=lambda style: told[style])


def _told_by(text: str) -> Style | None:
    alone = read_number(text)
    if alone is not None and alone.style is not None:
        return alone.style
    if alone is None or alone.mend == "comma-for-point":
        in_comma = read_number(text, Style.COMMA)
        return in_comma.style if in_comma is not None else None
    return None
