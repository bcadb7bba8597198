"""Text whose columns are set with blanks, as printers and converters lay it out: read as the page it looks like."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from services.compute.reading.document import Cell, Document, Paragraph, Table
from services.compute.reading.pdf.frame import Frame
from services.compute.reading.pdf.phrases import read_phrases
from services.compute.reading.pdf.read_pdf import DraftPage, Joining
from services.compute.reading.pdf.rulings import Rulings
from services.compute.reading.pdf.tables import find_tables
from services.compute.reading.pdf.words import Word
from shared.media_types import PLAIN_TEXT

_SIZE, _WIDTH, _HEIGHT, _BASELINE = 10.0, 6.0, 12.0, 9.5
"""In points: of the print, of a character, of a line, and where in a line its text stands."""
_LONGEST_PAGE = 400
"""Lines; a page without end is read in parts of so many, and its tables put together again."""
_WORD, _STROKE = re.compile(r"\S+"), re.compile(r"[-_=─━]{3,}")


def read_aligned(lines: Sequence[str]) -> Document:
    """The tables and paragraphs of `lines`. A form feed begins a page; cells and paragraphs carry their lines."""
    joining, begins = Joining(), []
    number = 0
    for number, (begin, page) in enumerate(_pages(lines), 1):
        begins.append(begin)
        width = max(map(len, page), default=0) * _WIDTH
        drafts, rest = find_tables(read_phrases(list(_words(page))), Rulings((), ()))
        joining.add(DraftPage(number, Frame((0.0, 0.0, width, len(page) * _HEIGHT), 0), drafts, rest))
    tables = tuple(_in_lines(table, begins) for table in joining.tables())
    return Document(PLAIN_TEXT, max(number, 1), tables, tuple(_paragraphs(joining.paragraphs, lines, tables, begins)))


def _pages(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The pages that are not blank, each with the number (0-based) of its first line."""
    begin, page = 0, list[str]()
    for number, line in enumerate([*lines, "\f"]):
        before, feed, after = line.partition("\f")
        page.append(before.expandtabs())
        if feed or (len(page) >= _LONGEST_PAGE and not before.strip()):
            if any(one.strip() for one in page):
                yield begin, page
            begin, page = (number, [after.expandtabs()]) if feed else (number + 1, [])


def _words(page: Sequence[str]) -> Iterator[Word]:
    for number, line in enumerate(page):
        for word in _WORD.finditer(line):
            if _STROKE.fullmatch(word.group()):
                continue
            left, right = word.start() * _WIDTH, word.end() * _WIDTH
            yield Word(word.group(), left, right, number * _HEIGHT + _BASELINE, _SIZE, True)


def _in_lines(table: Table, begins: Sequence[int]) -> Table:
    """`table` with the lines of the text in place of boxes."""

    def placed(cell: Cell) -> Cell:
        line = _line(cell, begins) if cell.text else None
        return cell._replace(bbox=None, line=line)

    return replace(table, rows=tuple(tuple(map(placed, row)) for row in table.rows))


def _line(cell: Cell, begins: Sequence[int]) -> int | None:
    if cell.bbox is None or cell.page is None:
        return None
    return begins[cell.page - 1] + int(cell.bbox[1] // _HEIGHT) + 1


def _paragraphs(
    found: Sequence[Paragraph], lines: Sequence[str], tables: Sequence[Table], begins: Sequence[int]
) -> Iterator[Paragraph]:
    """The paragraphs with the line that each begins on, and how many tables begin above it."""
    starts = [next(cell.line for row in table.rows for cell in row if cell.line) for table in tables]
    told = [" ".join(line.split()) for line in lines]
    at = 0
    for paragraph in found:
        opening = paragraph.text.split("\n")[0]
        at = max(at, begins[paragraph.page - 1])
        line = next((n for n in range(at, len(told)) if told[n] and opening.startswith(told[n])), None)
        if line is None:
            yield paragraph
            continue
        at = line + 1
        yield replace(paragraph, line=at, tables_before=sum(start is not None and start <= at for start in starts))
