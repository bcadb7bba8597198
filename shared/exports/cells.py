"""Cells of CSV that no spreadsheet takes for a formula."""

import re
from typing import Any

_LEADS = tuple("=+-@\t\r\n＝＋－＠")
_FIGURE = re.compile(r"[-+=@]+|[-+]?\s*[(]?\s*[-+]?\s*[$]?\s*\d[\d,. ]*[)]?\s*%?")


def harmless(value: Any) -> Any:
    """`value` as a cell: text that a spreadsheet would work out begins with an apostrophe.

    Figures stay as they are, and so does a lone sign.
    """
    if isinstance(value, str) and value.startswith(_LEADS) and not _FIGURE.fullmatch(value):
        return f"'{value}"
    return value
