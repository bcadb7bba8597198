"""Web pages, and what institutions call .xls and is one: only tables and text are wanted of them.

The tokenizer is of our own and short, for `html.parser` takes quadratic time over tags and comments that do not end;
which ends are implied is known to `Flow`.
"""

import re
from collections.abc import Iterator
from html import unescape

from services.compute.reading.document import Document
from services.compute.reading.errors import UnreadableFiling
from services.compute.reading.flow import Flow
from shared.encodings import decode

_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body caption center dd div dl dt fieldset figcaption figure footer form "
        "h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section ul",
    )
)
_UNSEEN = frozenset(["script", "style", "template", "noscript", "title", "select", "svg", "textarea"])
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_TAG = re.compile(r"<(?:(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*)|(?P<comment>!--)|(?P<other>[!?/]))")
_SPAN = re.compile(r"""\b(colspan|rowspan)\s*=\s*["']?\s*(\d{1,9})""", re.IGNORECASE)
_LONGEST_QUOTED_CHARACTERS = 4096


def read_html(content: bytes, media_type: str) -> Document:
    """Read the tables, with cells that reach over others, and the text around them. Raises `UnreadableFiling`.

    Where these are tables within text, which is no page, its lines stand each by itself outside of them.
    """
    text = decode(content)
    if text is None:
        raise UnreadableFiling("damaged-file")
    is_page = _PAGE.search(text) is not None
    flow = Flow(marked_up=not is_page)
    for words, name, ends, attributes in _tokens(text):
        if is_page or flow.in_table:
            flow.text(unescape(words))
        else:
            for line in words.splitlines(keepends=True):
                flow.text(unescape(line))
                if line.endswith("\n"):
                    flow.end_paragraph()
        if name in ("td", "th"):
            if ends:
                flow.end_cell()
            else:
                spans = {key.lower(): int(value) for key, value in _SPAN.findall(attributes)}
                flow.begin_cell(spans.get("colspan", 1), spans.get("rowspan", 1))
        elif name == "tr":
            (flow.end_row if ends else flow.begin_row)()
        elif name == "table":
            (flow.end_table if ends else flow.begin_table)()
        elif name in ("thead", "tbody", "tfoot"):
            flow.end_row()
        elif name in _BLOCKS:
            flow.end_paragraph()
        elif name == "br":
            flow.text(" ")
    return flow.document(media_type)


def _tokens(text: str) -> Iterator[tuple[str, str, bool, str]]:
    """Text, and the tag after it: its name in small letters, whether it is an end, and what stands in it.

    Comments, declarations and what a browser does not show are passed over. Takes time in proportion to the text.
    """
    at = 0
    never_closed: set[str] = set()
    while True:
        tag = _TAG.search(text, at)
        if tag is None:
            yield text[at:], "", False, ""
            return
        if tag["comment"]:
            end = text.find("-->", tag.end())
            close = end + 3 if end >= 0 else len(text)
        else:
            close = _close(text, tag.end(), quotes=bool(tag["name"]))
        name, begin = (tag["name"] or "").lower(), at
        at = close
        if name in _UNSEEN and name not in never_closed and not tag["end"] and not text.endswith("/>", 0, close):
            closing = re.compile(f"</{name}", re.IGNORECASE).search(text, close)
            if closing:
                at = closing.start()
            else:
                never_closed.add(name)
        yield text[begin : tag.start()], name, bool(tag["end"]), text[tag.end() : close]


def _close(text: str, at: int, *, quotes: bool) -> int:
    """Where the tag that goes on at `at` has ended: at the next ``>`` outside quotes, if these are closed soon."""
    end = text.find(">", at)
    if end < 0:
        return len(text)
    limit = end + _LONGEST_QUOTED_CHARACTERS
    while quotes and text.count('"', at, end) % 2:
        closing = text.find('"', end, limit)
        further = text.find(">", closing, limit) if closing >= 0 else -1
        if further < 0:
            break
        at, end = closing + 1, further
    return end + 1
