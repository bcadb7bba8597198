"""Cells of CSV that no spreadsheet takes for a formula."""

import re
from typing import Any

LEADS = frozenset("=+-@\t\r\n＝＋－＠")
"""What text that a spreadsheet would work out begins with."""
_FIGURE = re.compile(r"[-+=@]+|[-+]?\s*[(]?\s*[-+]?\s*[$]?\s*\d[\d,. ]*[)]?\s*%?")


def harmless(value: Any) -> Any:
    """`value` as a cell: text that a spreadsheet would work out begins with an apostrophe.

    Figures stay as they are, and so does a lone sign.
    """
    if isinstance(value, str) and value[:1] in LEADS and not _FIGURE.fullmatch(value):
        return f"'{value}"
    return value
