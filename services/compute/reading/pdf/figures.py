"""What a number looks like, and what stands where one would."""

import re

FIGURE = re.compile(r"^[($€£+\-−–\s\\]*(?:\d{1,3}(?:[,.' ]\d{3})+|\d+)(?:[.,]\d+)?\s*[%)*\s\-−]*$")
"""A cell that states a number: signs, currency (also as mark-up escapes it), thousands, decimals, percent."""

MINUS = frozenset(["-", "−", "–"])
CURRENCY = frozenset(["$", "$-", "-$", "MX$", "US$", "€", "£"])
SIGNS = MINUS | CURRENCY | {"("}
"""What may stand far left of its number and belongs to it all the same."""

_MARK = re.compile(r"^[-–—−*.…]{1,20}$|^\(?[XxNn][./]?[AaDdSs]?\.?\)?$|^\$ ?-+$|^\ufffd$")

_UNIT = re.compile(r"^\(0{3}(?:[,.]000)*\)\*{0,2}$")
"""(000): the heading of a column in thousands."""


def is_figure(text: str) -> bool:
    """Whether a cell's text is a number and nothing else."""
    return FIGURE.match(text) is not None and not _UNIT.match(text)


def stands_for_figure(text: str) -> bool:
    """Whether a cell's text stands where a number would: a dash, dots, n.a."""
    return _MARK.match(text) is not None
