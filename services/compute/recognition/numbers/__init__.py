"""Numbers as filings print them, in every notation: which figure the marks say, and what had to be mended to say so.

Pure. Imports `arithmetic` and the vocabulary's words, nothing else of the services.
"""

from services.compute.recognition.numbers.marks import Number, Style
from services.compute.recognition.numbers.reading import (
    bare_figure,
    counts_with_rate,
    is_bare,
    part_of_whole,
    read_all,
    read_number,
)
from services.compute.recognition.numbers.style import style_of

__all__ = [
    "Number",
    "Style",
    "bare_figure",
    "counts_with_rate",
    "is_bare",
    "part_of_whole",
    "read_all",
    "read_number",
    "style_of",
]
