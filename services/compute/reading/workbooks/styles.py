"""The cell styles of an .xlsx workbook by the index that cells name: decimals shown, indentation, what is not seen."""

from typing import NamedTuple

from services.compute.reading.workbooks.number_formats import BUILT_IN, decimals_shown, shows_nothing
from services.compute.reading.xml_events import local, number, walk

Colour = tuple[str, str, str]
"""What a colour is named by: ``rgb``, ``theme`` or ``indexed``, which of them, and its tint."""

WHITE: Colour = ("rgb", "FFFFFF", "")
BLACK: Colour = ("rgb", "000000", "")
_SAME = {
    **{("indexed", white, ""): WHITE for white in ("1", "9", "65")},
    **{("indexed", black, ""): BLACK for black in ("0", "8", "64")},
    ("theme", "0", ""): WHITE,
    ("theme", "1", ""): BLACK,
}
"""Names of white and black; 64 and 65 are the system's own, for text and for what is behind it."""


class Style(NamedTuple):
    """Decimals shown (None: unknown), indentation, and whether what a cell holds is not seen."""

    decimals: int | None = None
    indent: int = 0
    unseen: bool = False


PLAIN = Style()


def cell_styles(content: bytes) -> list[Style]:
    """The styles in ``styles.xml``, in their order."""
    codes = dict(BUILT_IN)
    styles: list[Style] = []
    inks, grounds = list[Colour](), list[Colour]()
    inside: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        if name == "numFmt":
            codes[number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif name == "font" and inside[-1:] == ["fonts"]:
            inks.append(BLACK)
        elif name == "color" and inside[-2:] == ["fonts", "font"]:
            inks[-1] = _colour(attributes, BLACK)
        elif name == "fill" and inside[-1:] == ["fills"]:
            grounds.append(WHITE)
        elif name == "patternFill" and inside[-1:] == ["fill"] and attributes.get("patternType", "none") != "none":
            grounds[-1] = BLACK if attributes["patternType"] == "solid" else _UNKNOWN
        elif name == "gradientFill":
            grounds[-1:] = [_UNKNOWN]
        elif name == "fgColor" and inside[-1:] == ["patternFill"] and grounds and grounds[-1] == BLACK:
            grounds[-1] = _colour(attributes, BLACK)
        elif name == "xf" and inside[-1:] == ["cellXfs"]:
            code = codes.get(number(attributes.get("numFmtId")), "")
            ink = _of(inks, attributes.get("fontId"), BLACK)
            unseen = ink == _of(grounds, attributes.get("fillId"), WHITE) or shows_nothing(code)
            styles.append(Style(decimals_shown(code), 0, unseen))
        elif name == "alignment" and inside[-2:] == ["cellXfs", "xf"]:
            styles[-1] = styles[-1]._replace(indent=max(number(attributes.get("indent")), 0))
        inside.append(name)

    def end(_: str) -> None:
        inside.pop()

    walk(content, start, end)
    return styles


_UNKNOWN: Colour = ("", "", "")
"""No colour: of what is behind patterns and gradients."""


def _colour(attributes: dict[str, str], otherwise: Colour) -> Colour:
    for kind in ("rgb", "theme", "indexed"):
        if value := attributes.get(kind):
            named = (kind, value.upper()[-6:], attributes.get("tint", "").rstrip("0."))
            return _SAME.get(named, named)
    return otherwise


def _of(colours: list[Colour], index: str | None, otherwise: Colour) -> Colour:
    at = number(index, 0)
    return colours[at] if 0 <= at < len(colours) else otherwise
