"""Documents of word processors (.docx) by the events of their XML (ECMA-376, part 1, 17)."""

import re

from services.compute.reading.document import Document
from services.compute.reading.flow import Flow
from services.compute.reading.package import Package
from services.compute.reading.xml_events import by_local_name, local, number, walk

_BODY = "word/document.xml"
_HEADER = re.compile(r"word/header\d*\.xml")
_FOOTNOTES = re.compile(r"word/(footnotes|footer\d*)\.xml")
_TWIPS_A_LEVEL = 360
_UNSEEN = frozenset({"Fallback", "del", "moveFrom", "instrText"})


def read_docx(content: bytes, media_type: str) -> Document:
    """Read what the pages' headers say, then body, footers and footnotes: tables with merged cells, and paragraphs.

    Pages are counted by the breaks that the word processor noted as it last laid the document out. Text that was
    deleted under tracking is not read. Raises `UnreadableFiling`: over a limit, damaged-file, entities-declared.
    """
    package = Package(content)
    names = sorted(package.entries)
    flow = Flow()
    for name in [name for name in names if _HEADER.fullmatch(name)]:
        _take(package.read(name), flow)
    _take(package.read(_BODY), flow)
    for name in [name for name in names if _FOOTNOTES.fullmatch(name)]:
        _take(package.read(name), flow)
    return flow.document(media_type)


def _take(content: bytes, flow: Flow) -> None:
    walker = _Walker(flow, break_word="lastRenderedPageBreak" if b"lastRenderedPageBreak" in content else "br")
    walk(content, walker.start, walker.end, walker.text)
    flow.end_paragraph()


class _Walker:
    def __init__(self, flow: Flow, break_word: str) -> None:
        self._flow = flow
        self._break = break_word
        self._unseen = 0
        self._in_text = False
        self._span, self._continues, self._cell_begun = 1, False, True

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take a start tag. A cell begins at its first paragraph, when its properties are known."""
        name, flow = local(name), self._flow
        if self._unseen or name in _UNSEEN:
            self._unseen += 1
        elif name == "t":
            self._in_text = True
        elif name in ("p", "tbl"):
            self._begin_cell()
            (flow.end_paragraph if name == "p" else flow.begin_table)()
        elif name == "tr":
            flow.begin_row()
        elif name == "tc":
            self._span, self._continues, self._cell_begun = 1, False, False
        elif attributes or name in ("tab", "br", "cr", "noBreakHyphen", "vMerge", self._break):
            self._note(name, by_local_name(attributes))

    def end(self, name: str) -> None:
        """Take an end tag."""
        name, flow = local(name), self._flow
        if self._unseen:
            self._unseen -= 1
        elif name == "t":
            self._in_text = False
        elif name == "p":
            flow.end_paragraph()
        elif name == "tc":
            self._begin_cell()
            flow.end_cell()
        elif name == "tr":
            flow.end_row()
        elif name == "tbl":
            flow.end_table()

    def text(self, text: str) -> None:
        """Take characters."""
        if self._in_text and not self._unseen:
            self._flow.text(text)

    def _begin_cell(self) -> None:
        if self._cell_begun:
            return
        self._cell_begun = True
        self._flow.begin_cell(self._span, belongs_above=self._continues)

    def _note(self, name: str, own: dict[str, str]) -> None:
        flow = self._flow
        if name == self._break and (name != "br" or own.get("type") == "page"):
            flow.break_page()
        elif name in ("tab", "br", "cr"):
            flow.text(" ")
        elif name == "noBreakHyphen":
            flow.text("-")
        elif name == "gridSpan":
            self._span = number(own.get("val"), 1)
        elif name == "vMerge":
            self._continues = own.get("val", "continue") == "continue"
        elif name == "gridBefore":
            flow.skip_columns(number(own.get("val")))
        elif name == "ind":
            left = number(own.get("left") or own.get("start"))
            flow.set_in(max(left, 0) // _TWIPS_A_LEVEL)
