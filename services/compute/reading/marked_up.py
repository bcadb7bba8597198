"""Text with marks for how it is to look, as what reads scans writes it: emphasis, headings, breaks within a cell."""

import re

_EMPHASISED = re.compile(r"(\*{1,3}|__)(?=[^\s*_])(?P<text>(?:(?!\1).|(?<=\s)\1(?=\s))*[^\s*_])\1")
_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_NOTHING = re.compile(r"`{3,}\w*|<!--.*-->|!\[[^\]]*\]\([^)]*\)|([-*_=])\1{2,}")
"""Fences around what stands as it is, comments, where a picture stood, and lines drawn across."""
_MARKS = frozenset("#*_`<!-=")
_WORDS = re.compile(r"[^\W\d_]{2}")


def plain_cell(text: str) -> str:
    """The bare `text` of a cell without the marks of emphasis around it, nor breaks between its words. Figures keep all
    else that stands among them.
    """
    if text[:1] in ("*", "_") and (whole := _EMPHASISED.fullmatch(text)):
        text = whole["text"]
    if "<" in text and _WORDS.search(text):
        text = _BREAK.sub(" ", text).strip()
    return _EMPHASISED.sub(r"\g<text>", text) if "**" in text and _WORDS.search(text) else text


def plain_line(text: str) -> str:
    """The bare `text` of a line by itself without the marks of a heading, nor of emphasis around all of it; nothing
    where it is but a mark.
    """
    text = _BREAK.sub(" ", text).strip() if "<" in text else text
    if text[:1] not in _MARKS:
        return text
    if _NOTHING.fullmatch(text):
        return ""
    text = text[heading.end() :] if (heading := _HEADING.match(text)) else text
    whole = _EMPHASISED.fullmatch(text)
    return whole["text"] if whole else text
