"""Surveying .ods workbooks by the events of their XML (OpenDocument 1.3, part 3, 9)."""

from services.compute.reading.errors import UnreadableFiling
from services.compute.reading.package import Package, repack
from services.compute.reading.workbooks.formulas import LONGEST, UNWRITTEN
from services.compute.reading.workbooks.survey import LONGEST_ERROR_CHARACTERS, Survey, check_reach, place
from services.compute.reading.xml_events import by_local_name, local, number, walk

_PARTS = ("mimetype", "META-INF/manifest.xml", "content.xml")
_CELLS = ("table-cell", "covered-table-cell")
_HIDDEN = ("collapse", "filter")
_PERCENT = 2
_BLACK, _WHITE, _NONE = "#000000", "#ffffff", "transparent"


def survey_ods(content: bytes) -> tuple[bytes, dict[str, Survey]]:
    """As `survey_xlsx`."""
    package = Package(content)
    parts = {name: package.read(name) for name in _PARTS}
    if b"encryption-data" in parts["META-INF/manifest.xml"]:
        raise UnreadableFiling("protected-file")
    walker = _Walker()
    walk(parts["content.xml"], walker.start, walker.end, walker.text if b'"error"' in parts["content.xml"] else None)
    check_reach(survey for _, survey in walker.surveys)
    return repack(parts), dict(walker.surveys)


class _Walker:
    """The place in the sheet, and what is known of the cell there. Repeated rows and cells are counted as many."""

    def __init__(self) -> None:
        self.surveys: list[tuple[str, Survey]] = []
        self._survey = Survey()
        self._tables = 0
        self._row, self._rows = 0, 1
        self._column = 0
        self._cell: tuple[int, dict[str, str]] | None = None
        self._filled = False
        self._error: str | None = None
        self._columns = 0
        self._formats: dict[str, int] = {}
        self._styles: dict[str, int] = {}
        self._format = ""
        self._style = ""
        self._inks: dict[str, str] = {}
        self._grounds: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take a start tag."""
        name, own = local(name), by_local_name(attributes)
        if name in _CELLS:
            self._error = "" if attributes.get("calcext:value-type") == "error" else None
            self._cell = (max(number(own.get("number-columns-repeated"), 1), 1), own)
            self._filled = "value-type" in own or "formula" in own
        elif name == "p" and self._cell:
            self._filled = True
        elif name == "table-row":
            self._rows, self._column = max(number(own.get("number-rows-repeated"), 1), 1), 0
            if own.get("visibility") in _HIDDEN:
                self._survey.hidden_rows.append((self._row, self._row + self._rows - 1))
        elif name == "table-column":
            columns = max(number(own.get("number-columns-repeated"), 1), 1)
            if own.get("visibility") in _HIDDEN:
                self._survey.hidden_columns.append((self._columns, self._columns + columns - 1))
            self._columns += columns
        elif name == "table":
            self._tables += 1
            if self._tables > 1:
                raise UnreadableFiling("damaged-file")  # a table within a table: no spreadsheet has one
            self._row = self._columns = 0
            self._survey = Survey()
            self.surveys.append((own.get("name", ""), self._survey))
        else:
            self._note_style(name, own)

    def end(self, name: str) -> None:
        """Take an end tag."""
        name = local(name)
        if name in _CELLS and self._cell:
            self._note_cell(*self._cell)
            self._cell = None
        elif name == "table-row":
            self._row += self._rows
        elif name == "table":
            self._tables -= 1

    def text(self, words: str) -> None:
        """Take characters: of a cell that could not be worked out, what stands in it."""
        if self._cell and self._filled and self._error is not None:
            self._error = (self._error + words)[:LONGEST_ERROR_CHARACTERS]

    def _note_cell(self, columns: int, own: dict[str, str]) -> None:
        row, column, survey = self._row, self._column, self._survey
        self._column += columns
        spans = (number(own.get("number-rows-spanned"), 1), number(own.get("number-columns-spanned"), 1))
        if max(spans) > 1:
            survey.merge(row, column, row + spans[0] - 1, column + spans[1] - 1)
        if not self._filled:
            return
        survey.use(row, column, self._rows, columns)
        style = own.get("style-name", "")
        decimals = self._styles.get(style)
        unseen = self._inks.get(style, _BLACK) == self._grounds.get(style, _WHITE)
        for at in [place(row + down, column + right) for down in range(self._rows) for right in range(columns)]:
            if self._error:
                survey.errors[at] = self._error.strip()
            if "formula" in own:
                survey.formulas[at] = own["formula"].removeprefix("of:")[:LONGEST].lstrip("=") or UNWRITTEN
            if decimals is not None:
                survey.decimals[at] = decimals
            if unseen:
                survey.unseen.add(at)

    def _note_style(self, name: str, own: dict[str, str]) -> None:
        if name in ("number-style", "currency-style", "percentage-style"):
            self._format = own.get("name", "")
            self._formats[self._format] = _PERCENT if name == "percentage-style" else 0
        elif name == "number" and self._format in self._formats and "decimal-places" in own:
            self._formats[self._format] += number(own["decimal-places"])
        elif name == "style":
            self._style = own.get("name", "")
            if own.get("data-style-name") in self._formats:
                self._styles[self._style] = self._formats[own["data-style-name"]]
        elif name == "text-properties" and "color" in own:
            self._inks[self._style] = own["color"].lower()
        elif name == "table-cell-properties" and own.get("background-color", _NONE) != _NONE:
            self._grounds[self._style] = own["background-color"].lower()
