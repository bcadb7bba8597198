"""Data sheets: rows of labels with what they announce in the row below, as indicators are described.

A sheet goes on over the end of a page: its next labels, or the rest of its texts, head the table below.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from services.compute.reading.blocks import filled
from services.compute.reading.document import Cell, Document, Table
from services.compute.recognition.concepts import Concept, StatementKind
from services.compute.recognition.continued import parted_by_page
from services.compute.recognition.dated_headings import is_of_whole_year, match_of_any_time, without_time
from services.compute.recognition.folding import fold
from services.compute.recognition.lines import is_figure
from services.compute.recognition.vocabulary import vocabulary

Pair = tuple[Concept, Cell, str]
"""What a label announces, the cell that says it, and the label, folded."""
_FEWEST_LABELS, _FEWEST_PAIRS, _MOST_PAIRS_A_ROW, _MOSTLY = 3, 5, 3, 0.8


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a sheet says of one indicator: its `name`, what it says under each known label, and the text of its formula.

    `tables` are the 0-based numbers of the tables that it stands in, `places` those of the tables where it says each;
    `of_year` tells whether its label speaks of the whole year.
    """

    name: str
    said: tuple[tuple[Concept, Cell], ...]
    tables: frozenset[int]
    places: tuple[int, ...]
    of_year: tuple[bool, ...] = ()

    def cell(self, code: str) -> Cell | None:
        """What it says under the label of concept `code`."""
        return next((cell for concept, cell in self.said if concept.code == code), None)


def sheets_of(document: Document) -> tuple[Sheet, ...]:
    """The sheets of `document`, in reading order."""
    sheets: list[Sheet] = []
    reading: _Reading | None = None
    taken: frozenset[int] = frozenset()
    for number, table in enumerate(document.tables):
        if number in taken:
            continue
        if paired := _in_pairs(document, number):
            sheets += [*(reading.sheet() if reading else ()), paired]
            reading, taken = None, paired.tables
            continue
        parted = any(paragraph.tables_before == number for paragraph in document.paragraphs)
        if reading is not None and not (not parted and reading.goes_on(table)):
            sheets += reading.sheet()
            reading = None
        if reading is None and _begins_sheet(table):
            reading = _Reading(table.width)
        if reading is not None:
            reading.take(number, table)
    return (*sheets, *(reading.sheet() if reading else ()))


def kind_of_sheet(sheet: Sheet) -> StatementKind | None:
    """The kind of statement that a sheet is of itself: one that gives its indicator's level is of a matrix."""
    kinds = (kind for kind in vocabulary().statements if "mir_level" in kind.columns)
    return next(kinds, None) if sheet.cell("mir_level") is not None else None


def _in_pairs(document: Document, number: int) -> Sheet | None:
    """The sheet that begins with table `number`, where its rows are known labels each beside what it announces, one or
    two a row: "Nombre del indicador", a name; "Meta programada", a figure. Over the end of a page it goes on with such
    rows that say nothing again.
    """
    said: dict[tuple[str, str], tuple[Concept, Cell, int]] = {}
    count, name = 0, None
    for place in range(number, len(document.tables)):
        pairs = _paired_rows(document.tables[place])
        again = any(_key(c, label) in said or c.kind == "amount" or c.code == "name" for c, _, label in pairs)
        if not pairs or (place > number and (again or not parted_by_page(document, place))):
            break
        for concept, cell, label in pairs:
            said.setdefault(_key(concept, label), (concept, cell, place))
        named = (cell.text for concept, cell, _ in pairs if concept.code == "name" and concept.subject == "indicator")
        count, name = count + len(pairs), name or next(named, None)
        if name is None:
            break
    measured = any(concept.kind == "target" and is_figure(cell) for concept, cell, _ in said.values())
    if count < _FEWEST_PAIRS or not (name and measured):
        return None
    places = tuple(place for *_, place in said.values())
    of_year = tuple(is_of_whole_year(label) for _, label in said)
    stated = tuple((concept, cell) for concept, cell, _ in said.values())
    return Sheet(name, stated, frozenset(places), places, of_year)


def _key(concept: Concept, label: str) -> tuple[str, str]:
    """What tells apart what a sheet says: figures of one concept are of several times, as their labels say."""
    return concept.code, label if concept.kind not in ("role", "category") else ""


def _paired_rows(table: Table) -> list[Pair]:
    """What the rows of `table` announce, where nearly all do."""
    rows = [cells for row in table.rows if len(cells := filled(row)) > 1]
    paired = [found for cells in rows if (found := _pairs(cells))]
    return [pair for found in paired for pair in found] if len(paired) >= _MOSTLY * len(rows) else []


def _pairs(cells: Sequence[Cell]) -> list[Pair]:
    """What the labels of a row announce, each in the cell to the right; nothing where one is not known."""
    labels, values = cells[::2], cells[1::2]
    if len(labels) != len(values) or len(labels) > _MOST_PAIRS_A_ROW or any(map(is_figure, labels)):
        return []
    texts = [label.text.rstrip(": ") for label in labels]
    found = [_announced(text, value) for text, value in zip(texts, values, strict=True)]
    told = zip(found, values, map(fold, texts), strict=True)
    return [(concept, value, text) for concept, value, text in told if concept] if all(found) else []


def _announced(text: str, value: Cell) -> Concept | None:
    """What the label `text` announces: progress beside a figure is what was achieved."""
    if named := match_of_any_time(text):
        return named.concept
    label = fold(text)
    words = {label, without_time(label, None) or label}
    progress = is_figure(value) and not words.isdisjoint(vocabulary().progress_values)
    return vocabulary().concept("achieved") if progress and "%" not in value.text else None


def _begins_sheet(table: Table) -> bool:
    first = next((row for row in table.rows if len(filled(row)) > 1), ())
    labels = _labels(first)
    return any(concept.code == "name" for concept in labels.values()) and any(
        concept.code == "formula" for concept in labels.values()
    ) and not any(concept.kind not in ("role", "category") for concept in labels.values())  # fmt: skip


def _labels(row: Sequence[Cell]) -> dict[int, Concept]:
    """The concepts that the texts of `row` name, by column, where it is a row of labels; else empty."""
    cells = filled(row)
    found = {cell.column: named.concept for cell in cells if (named := match_of_any_time(cell.text))}
    return found if len(cells) >= _FEWEST_LABELS and len(found) >= len(cells) - 1 else {}


class _Reading:
    """A sheet being read."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._labels: dict[int, Concept] = {}
        self._answered = False
        self._said: dict[str, tuple[Concept, Cell, int]] = {}
        self._name: list[str] = []
        self._tables: set[int] = set()

    def goes_on(self, table: Table) -> bool:
        """Whether `table` goes on with the sheet: as wide, and labels stand in it or are still to be answered."""
        return table.width == self._width and (not self._answered or any(_labels(row) for row in table.rows))

    def take(self, number: int, table: Table) -> None:
        self._tables.add(number)
        for row in table.rows:
            labels = _labels(row)
            if labels:
                self._labels, self._answered = labels, False
                continue
            for cell in filled(row):
                concept = self._labels.get(cell.column)
                if concept is None:
                    continue
                self._answered = True
                if concept.code == "name":
                    self._name.append(cell.text)
                self._said.setdefault(concept.code, (concept, cell, number))

    def sheet(self) -> tuple[Sheet, ...]:
        """The sheet read; none where it names no indicator."""
        if not self._name:
            return ()
        said = tuple((concept, cell) for concept, cell, _ in self._said.values())
        places = tuple(number for *_, number in self._said.values())
        return (Sheet(" ".join(self._name), said, frozenset(self._tables), places),)
