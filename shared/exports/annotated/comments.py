"""The parts that comments of a worksheet are made of: their texts, and the boxes they are drawn in."""

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape

COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_EMPTY_COMMENTS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="{namespace}"><authors></authors>'
    "<commentList></commentList></comments>"
)
_EMPTY_DRAWING = "<xml></xml>"
_NAMES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_SHAPE_TYPE = (
    f'<v:shapetype {_NAMES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    f'<v:shape {_NAMES} id="_x0000_s{{number}}" type="#_x0000_t202" style="position:absolute;visibility:hidden" '
    'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left}, 15, {top}, 4, {right}, 15, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_WIDE, _HIGH = 5, 8


def place_of(cell: str) -> tuple[int, int]:
    """Row and column, 0-based, of ``K412``. Raises `ValueError`."""
    found = _CELL.fullmatch(cell)
    if found is None:
        raise ValueError(cell)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def with_comments(part: str | None, namespace: str, author: str, said: Sequence[tuple[str, str]]) -> str:
    """The comments `part` of a sheet (None: there is none yet) with what `said` says of which cell.

    A cell that has a comment keeps it; what is said goes after it.
    """
    text = part or _EMPTY_COMMENTS.format(namespace=namespace)
    prefix = _prefix(text, "comments")
    authors = len(re.findall(rf"<{prefix}author[ >/]", text))
    text = re.sub(rf"<{prefix}(authors|commentList)\s*/>", rf"<{prefix}\1></{prefix}\1>", text)
    text = _before(text, f"</{prefix}authors>", f"<{prefix}author>{escape(author)}</{prefix}author>")
    fresh = []
    for cell, words in said:
        run = f'<{prefix}r><{prefix}t xml:space="preserve">{{}}</{prefix}t></{prefix}r>'
        known = re.search(rf'<{prefix}comment\b[^>]*\bref="{cell}"', text)
        if known:
            at = text.index(f"</{prefix}text>", known.end())
            text = text[:at] + run.format("\n\n" + _escaped(words)) + text[at:]
        else:
            fresh.append(
                f'<{prefix}comment ref="{cell}" authorId="{authors}"><{prefix}text>{run.format(_escaped(words))}'
                f"</{prefix}text></{prefix}comment>"
            )
    return _before(text, f"</{prefix}commentList>", "".join(fresh))


def with_boxes(part: str | None, cells: Sequence[str]) -> str:
    """The drawing `part` of a sheet (None: there is none yet) with a hidden box for the comment of each of `cells`."""
    text = part or _EMPTY_DRAWING
    taken = [int(number) for number in re.findall(r"_x0000_s(\d+)", text)]
    shapes = [] if "_x0000_t202" in text else [_SHAPE_TYPE]
    for number, cell in enumerate(cells, max(taken, default=1024) + 1):
        row, column = place_of(cell)
        box = {"left": column + 1, "top": max(0, row - 1), "right": column + 1 + _WIDE, "bottom": row + _HIGH}
        shapes.append(_SHAPE.format(number=number, row=row, column=column, **box))
    return _before(text, "</xml>", "".join(shapes))


def commented(part: str | None) -> set[str]:
    """The cells that have a comment already."""
    return set(re.findall(r'<(?:\w+:)?comment\b[^>]*\bref="([A-Z]+[0-9]+)"', part or ""))


def _escaped(text: str) -> str:
    return escape(_FORBIDDEN.sub("", text))


def _prefix(text: str, root: str) -> str:
    found = re.search(rf"<(\w+:)?{root}[\s>]", text)
    return (found[1] or "") if found else ""


def _before(text: str, end: str, more: str) -> str:
    at = text.rindex(end)
    return text[:at] + more + text[at:]
