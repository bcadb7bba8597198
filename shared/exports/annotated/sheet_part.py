"""A worksheet's own part: whose boxes it refers to, and where a reference to boxes belongs in it."""

from dataclasses import dataclass
from xml.parsers import expat

_AFTER_BOXES = frozenset(
    ("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst")
)
"""What stands behind that reference, by the order that the format gives (ECMA-376, CT_Worksheet)."""
_STRICT = "http://purl.oclc.org/ooxml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True, slots=True)
class SheetPart:
    """`boxes` is the key by which it refers to its boxes, None where it has none; `place` a byte in it."""

    namespace: str
    prefix: str
    boxes: str | None
    place: int

    @property
    def relations(self) -> str:
        """What begins the names of kinds of reference."""
        return f"{_STRICT}/officeDocument/relationships" if self.namespace.startswith(_STRICT) else _OFFICE

    def reference(self, key: str) -> bytes:
        """The reference to boxes by `key`."""
        return f'<{self.prefix}legacyDrawing xmlns:r="{self.relations}" r:id="{key}"/>'.encode()


def sheet_part(body: bytes) -> SheetPart:
    """What the XML `body` of a worksheet says of its boxes. Raises `ValueError` and `expat.ExpatError`."""
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise ValueError("not UTF-8")
    found: dict[str, str] = {}
    places: list[int] = []
    depth = 0
    parser = expat.ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        prefix, _, local = name.rpartition(":")
        if depth == 0:
            found["prefix"] = f"{prefix}:" if prefix else ""
            found["namespace"] = attributes.get(f"xmlns:{prefix}" if prefix else "xmlns", "")
        elif depth == 1 and local == "legacyDrawing":
            found["boxes"] = next(value for key, value in attributes.items() if key.endswith(":id"))
        elif depth == 1 and local in _AFTER_BOXES:
            places.append(parser.CurrentByteIndex)
        depth += 1

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1
        if depth == 0:
            places.append(parser.CurrentByteIndex)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(body, True)
    return SheetPart(found["namespace"], found["prefix"], found.get("boxes"), places[0])
