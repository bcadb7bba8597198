"""A workbook with its anomalies as comments. Only the parts that comments need are touched; all else is as it was."""

import io
import zipfile
from collections.abc import Sequence

from shared.exports.annotated.comments import COMMENTS_TYPE, DRAWING_TYPE, commented, with_boxes, with_comments
from shared.exports.annotated.notes import AUTHOR, Note
from shared.exports.annotated.package import Package, parsed
from shared.exports.annotated.sheet_part import sheet_part

_WORKBOOK = "xl/workbook.xml"
_BOXES_KEY, _COMMENTS_KEY = "cotejoBoxes", "cotejoComments"


def annotate_workbook(content: bytes, notes: Sequence[Note]) -> bytes:
    """`content`, an XLSX workbook, with what `notes` say as comments of their cells.

    Raises whatever a damaged package makes its readers raise.
    """
    said: dict[str, list[tuple[str, str]]] = {}
    for note in notes:
        if note.text and note.place.cell:
            sheet, _, cell = note.place.cell.rpartition("!")
            said.setdefault(sheet, []).append((cell, note.text))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        package = Package(archive)
        for number, (sheet, path) in enumerate(_sheets(package).items(), 1):
            if sheet in said:
                _comment(package, path, said[sheet], number)
        return package.saved()


def _sheets(package: Package) -> dict[str, str]:
    """The paths of the worksheets by the names of their tabs."""
    targets = {key: target for key, kind, target in package.relations(_WORKBOOK) if kind == "worksheet"}
    found = {}
    for entry in parsed(package.text(_WORKBOOK) or "").iter():
        key = next((value for name, value in entry.attrib.items() if name.endswith("}id")), "")
        if entry.tag.endswith("}sheet") and key in targets and package.has(targets[key]):
            found[entry.get("name", "")] = targets[key]
    return found


def _comment(package: Package, sheet: str, said: Sequence[tuple[str, str]], number: int) -> None:
    """Put what is `said` into the comments of the worksheet at `sheet`, with a box for each that is new."""
    part, relations = sheet_part(package.read(sheet)), package.relations(sheet)
    comments = next((target for _, kind, target in relations if kind == "comments"), None)
    boxes = next((target for key, _, target in relations if key == part.boxes), None)
    fresh = [cell for cell, _ in said if cell not in commented(package.text(comments))]
    comments_at = comments or f"xl/comments-cotejo-{number}.xml"
    boxes_at = boxes or f"xl/drawings/boxes-cotejo-{number}.vml"
    package.write(comments_at, with_comments(package.text(comments), part.namespace, AUTHOR, said))
    package.write(boxes_at, with_boxes(package.text(boxes), fresh))
    if comments is None:
        package.relate(sheet, _COMMENTS_KEY, f"{part.relations}/comments", comments_at)
        package.declare("Override", f"/{comments_at}", COMMENTS_TYPE)
    if boxes is None:
        package.relate(sheet, _BOXES_KEY, f"{part.relations}/vmlDrawing", boxes_at)
        package.declare("Default", "vml", DRAWING_TYPE)
        body = package.read(sheet)
        package.write(sheet, body[: part.place] + part.reference(_BOXES_KEY) + body[part.place :])
