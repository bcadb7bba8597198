"""How many decimals a workbook's number format shows (ECMA-376, part 1, 18.8.30 and 18.8.31)."""

import re
from functools import lru_cache

_UNSEEN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_BLANK = re.compile(r"_.|\[[^\]]*\]")
_MOST_DECIMALS = 30
BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: "#,##0",
    6: "#,##0",
    7: "#,##0.00",
    8: "#,##0.00",
    9: "0%",
    10: "0.00%",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
    41: "#,##0",
    42: "#,##0",
    43: "#,##0.00",
    44: "#,##0.00",
}
"""The formats of fixed number that show a known number of decimals."""


def shows_nothing(code: str) -> bool:
    """Whether a format, ``;;;`` and its like, shows no number at all."""
    return code.count(";") > 1 and not _BLANK.sub("", code).strip("; ")


@lru_cache(maxsize=1024)
def decimals_shown(code: str) -> int | None:
    """The decimals of the stored number that ``#,##0.00`` and its like show.

    A percent sign adds two, a trailing comma (thousands) takes three away. None for general, text, dates, fractions
    and exponents.
    """
    section = _UNSEEN.sub("", code).split(";")[0].strip()
    if not any(digit in section for digit in "0#?") or re.search(r"[ymdhse/@]|general", section, re.IGNORECASE):
        return None
    rest = section.partition(".")[2]
    decimals = sum(rest.count(digit) for digit in "0#?")
    thousands = re.search(r"(,+)[^0#?,]*$", section)
    shown = decimals + 2 * section.count("%") - 3 * (len(thousands[1]) if thousands else 0)
    return shown if abs(shown) <= _MOST_DECIMALS else None
