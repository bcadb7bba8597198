"""The cell styles of an .xlsx workbook: decimals shown and indentation, by the index that cells name."""

from services.compute.reading.workbooks.number_formats import BUILT_IN, decimals_shown
from services.compute.reading.xml_events import local, number, walk

Style = tuple[int | None, int]


def cell_styles(content: bytes) -> list[Style]:
    """Decimals shown (None: unknown) and indentation of each style in ``styles.xml``."""
    codes = dict(BUILT_IN)
    styles: list[Style] = []
    inside: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        if name == "numFmt":
            codes[number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif name == "xf" and inside[-1:] == ["cellXfs"]:
            styles.append((decimals_shown(codes.get(number(attributes.get("numFmtId")), "")), 0))
        elif name == "alignment" and inside[-2:] == ["cellXfs", "xf"]:
            styles[-1] = (styles[-1][0], max(number(attributes.get("indent")), 0))
        inside.append(name)

    def end(_: str) -> None:
        inside.pop()

    walk(content, start, end)
    return styles
