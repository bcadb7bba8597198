"""A PDF's bytes to a `Document`, page by page, tables joined over pages."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from services.compute.reading.document import BBox, Cell, Document, Paragraph, Table
from services.compute.reading.errors import UnreadableFiling
from services.compute.reading.pdf import engine
from services.compute.reading.pdf.frame import PageFrame
from services.compute.reading.pdf.grid import Draft
from services.compute.reading.pdf.headings import take_headings, take_notes, take_title, text_between
from services.compute.reading.pdf.join import goes_on
from services.compute.reading.pdf.last_rows import take_last_rows
from services.compute.reading.pdf.page import Page, read_page
from services.compute.reading.pdf.paragraphs import paragraphs_of
from services.compute.reading.pdf.phrases import Phrase
from services.compute.reading.pdf.placed import PlacedTable, placed
from services.compute.reading.pdf.tables import find_tables

MEDIA_TYPE = "application/pdf"


@dataclass(slots=True)
class DraftPage:
    """What was found on one page (1-based `number`), before its tables are joined to those of the pages before.

    `rest` is what stands in no table. Plain values throughout: it may be kept, and joined elsewhere.
    """

    number: int
    frame: PageFrame
    drafts: list[Draft]
    rest: list[Phrase]
    slanted: str = ""


def read_pdf(data: bytes, *, password: str | None = None, pages: range | None = None) -> Document:
    """Read the text and the tables of a PDF.

    `pages` are 0-based indices of the pages to read, all if none are given; `Document.pages` counts all pages of
    the file. Cells and paragraphs carry 1-based pages. Raises `UnreadableFiling`: `password-needed`,
    `wrong-password`, or `damaged-file` where the bytes or one of the pages asked for cannot be read.
    """
    joining = Joining()
    with opened(data, password) as document:
        count = engine.count_pages(document)
        if count < 1:
            raise UnreadableFiling("damaged-file")
        for index in range(count) if pages is None else pages:
            if not 0 <= index < count:
                raise UnreadableFiling("damaged-file")
            joining.add(draft_page(document, index))
    return Document(MEDIA_TYPE, count, joining.tables(), tuple(joining.paragraphs))


@contextmanager
def opened(data: bytes, password: str | None) -> Iterator[int]:
    """A document of the engine's, open for the ``with`` block. Raises `UnreadableFiling`."""
    document = engine.open_document(data, len(data), password.encode() if password else None)
    if not document:
        if engine.last_error() == engine.PASSWORD_ERROR:
            raise UnreadableFiling("wrong-password" if password else "password-needed")
        raise UnreadableFiling("damaged-file")
    try:
        yield document
    finally:
        engine.close_document(document)


def draft_page(document: int, index: int) -> DraftPage:
    """Read the page of a document at `index` (0-based) by itself. Raises `UnreadableFiling` (damaged-file)."""
    page = _page(document, index)
    drafts, rest = find_tables(page.phrases, page.rulings)
    return DraftPage(index + 1, page.frame, drafts, rest, page.slanted)


def _page(document: int, index: int) -> Page:
    handle = engine.open_page(document, index)
    if not handle:
        raise UnreadableFiling("damaged-file")
    try:
        return read_page(handle)
    finally:
        engine.close_page(handle)


def finished(page: DraftPage) -> tuple[tuple[Table, ...], tuple[Paragraph, ...]]:
    """The tables and paragraphs of one page that is joined to no other; its drafts are used up."""
    joining = Joining()
    joining.add(page)
    return joining.tables(), tuple(joining.paragraphs)


class Joining:
    """Pages put together in their order, tables that go on over several made one.

    Only the last table may go on; those before it are finished at once, so that little of a long file is held.
    """

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self._finished: list[Table] = []
        self._open: list[PlacedTable] = []
        self._after: list[Table] = []

    def add(self, page: DraftPage) -> None:
        """Put the next page under those before; its drafts are used up."""
        _add_page(page, self._open, self.paragraphs)
        self._finish(len(self._open) - 1)

    def add_found(self, tables: Iterable[Table], paragraphs: Iterable[Paragraph]) -> None:
        """Put in what was found on the same page by other means."""
        (self._after if self._open else self._finished).extend(tables)
        self.paragraphs.extend(paragraphs)

    def tables(self) -> tuple[Table, ...]:
        """All tables; nothing is added any more."""
        self._finish(len(self._open))
        return tuple(self._finished)

    def _finish(self, count: int) -> None:
        if count > 0:
            first, *others = self._open[:count]
            self._finished += [_table(first), *self._after, *map(_table, others)]
            self._open, self._after = self._open[count:], []


def _add_page(page: DraftPage, tables: list[PlacedTable], paragraphs: list[Paragraph]) -> None:
    number, drafts, rest = page.number, page.drafts, page.rest
    if tables:
        top = drafts[0].box[1] if drafts else page.frame.size[1]
        take_last_rows(tables[-1], rest, number, page.frame, top)
    goes = bool(tables)
    under = None
    for index, draft in enumerate(drafts):
        take_notes(draft, rest)
        if not draft.ruled:
            take_headings(draft, rest)
        title = take_title(draft, rest)
        goes = goes and goes_on(tables[-1], draft, title, number, page.frame, under=under)
        if goes:
            tables[-1].last = True
            under = draft.box[3]
            continue
        if page.frame.scanned:
            over = text_between(drafts[index - 1] if index else None, draft, rest)
            title = "\n".join(text for text in (over, title) if text)
        tables.append(placed(draft, title, number, page.frame, index == len(drafts) - 1))
    texts = paragraphs_of(rest)
    paragraphs.extend(Paragraph(text, number) for text in [*texts, page.slanted] if text)


def _table(table: PlacedTable) -> Table:
    """The table as the readers give it: every row as wide as the grid, empty cells without a box.

    A cell over several columns stands in the first of them; those it covers are empty and have its box. Columns of
    scans that hold nothing are left out: two strokes of one line, or a fold, bound them.
    """
    rows = []
    kept = _kept(table)
    for number, row in enumerate(table.rows):
        cells = [Cell("", number, column, row.page) for column in range(len(table.columns))]
        for draft in row.cells:
            box = row.frame.shown(draft.extent)
            for column in range(draft.first, draft.last + 1):
                text = draft.text if column == draft.first else ""
                known = cells[column]
                sure = draft.confidence if text else None
                if not known.text:
                    unseen = bool(text) and row.frame.hides(box)
                    cells[column] = Cell(text, number, column, row.page, bbox=box, confidence=sure, unseen=unseen)
                elif text:
                    cells[column] = _joined(known, text, box, sure)
        if len(kept) < len(cells):
            cells = [cells[column]._replace(column=at) for at, column in enumerate(kept)]
        rows.append(tuple(cells))
    return Table(tuple(rows), table.page, table.title)


def _kept(table: PlacedTable) -> list[int]:
    """The columns of a table that are its own: all that are drawn, those of a scan in which something stands."""
    if not all(row.frame.scanned for row in table.rows):
        return list(range(len(table.columns)))
    return sorted({cell.first for row in table.rows for cell in row.cells})


def _joined(cell: Cell, text: str, box: BBox, sure: float | None) -> Cell:
    """A cell with one more text, read as surely as `sure` says."""
    doubts = [confidence for confidence in (cell.confidence, sure) if confidence is not None]
    return cell._replace(text=f"{cell.text} {text}", bbox=_around(cell, box), confidence=min(doubts, default=None))


def _around(cell: Cell, box: BBox) -> BBox:
    """The box around a cell's own and another."""
    if cell.bbox is None:
        return box
    (a, b, c, d), (e, f, g, h) = cell.bbox, box
    return min(a, e), min(b, f), max(c, g), max(d, h)
