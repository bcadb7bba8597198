"""Which mark parts the decimals in a table: the cells that leave no doubt decide for those that do."""

import re
from collections import Counter
from collections.abc import Iterable

from services.compute.recognition.numbers.marks import Style
from services.compute.recognition.numbers.reading import read_number

_PARTED = re.compile(r"\s*[-$]?\s*\d{1,3}(?:,\d{3})+\s*")


def style_of(texts: Iterable[str]) -> Style | None:
    """The style that `texts` write numbers in: that of most cells which tell one; None where none does.

    A comma before one or two digits (``12,50``, ``7,5``) tells a decimal comma: no thousands are parted so. Percentages
    alone do not tell it of other numbers that show a comma before every three digits (``4,00%`` beside ``90,795``).
    """
    texts = list(texts)
    others = [text for text in texts if "%" not in text]
    told = Counter(style for text in texts if (style := _told_by(text)))
    if told and not any(map(_told_by, others)) and sum(bool(_PARTED.fullmatch(text)) for text in others) > 1:
        return Style.POINT
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
