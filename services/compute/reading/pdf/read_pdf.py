"""Reading a PDF: its pages one after the other, tables joined over pages."""

import ctypes

from services.compute.reading.document import Cell, Document, Paragraph, Table
from services.compute.reading.errors import UnreadableFiling
from services.compute.reading.pdf import engine
from services.compute.reading.pdf.frame import Frame
from services.compute.reading.pdf.glyphs import read_glyphs
from services.compute.reading.pdf.phrases import read_phrases
from services.compute.reading.pdf.rulings import read_rulings
from services.compute.reading.pdf.tables import find_tables
from services.compute.reading.pdf.words import read_words
from services.compute.reading.pdf.grid import Draft


def read_pdf(data: bytes, *, password: str | None = None, pages: range | None = None) -> Document:
    document = engine.open_document(data, len(data), password.encode() if password else None)
    count = engine.count_pages(document)
    tables = []
    for index in range(count):
        page = engine.open_page(document, index)
        box = (ctypes.c_float * 4)()
        engine.page_box(page, ctypes.addressof(box))
        left, top, right, bottom = box
        frame = Frame((left, bottom, right, top), engine.page_rotation(page))
        phrases = read_phrases(read_words(read_glyphs(page, frame.rotation), frame))
        drafts, rest = find_tables(phrases, read_rulings(page, frame), frame.size)
        tables.extend(_table(d, index + 1) for d in drafts)
        engine.close_page(page)
    engine.close_document(document)
    return Document("application/pdf", count, tuple(tables))


def _table(draft: Draft, page: int) -> Table:
    rows = []
    for r, row in enumerate(draft.rows):
        cells = {c.first: c for c in row}
        rows.append(tuple(Cell(cells[c].text if c in cells else "", r, c, page, bbox=cells[c].extent if c in cells else None) for c in range(len(draft.columns))))
    return Table(tuple(rows), page)
