"""A report to print and attach to a file: what was handed in, how it was read, what does not add up and where."""

from shared.exports.printed.html import to_html
from shared.exports.printed.pdf import to_pdf

__all__ = ["to_html", "to_pdf"]
