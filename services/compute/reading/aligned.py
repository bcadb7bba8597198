"""Text whose columns are set with blanks, as printers and converters lay it out: read as the page it looks like."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from services.compute.reading.blocks import filled
from services.compute.reading.document import Cell, Document, Paragraph, Table
from services.compute.reading.pdf.frame import Frame
from services.compute.reading.pdf.phrases import read_phrases
from services.compute.reading.pdf.read_pdf import DraftPage, Joining
from services.compute.reading.pdf.rulings import Rulings
from services.compute.reading.pdf.tables import find_tables
from services.compute.reading.pdf.words import Word
from services.compute.reading.unwrapped import CENTRED, centre, unwrapped
from shared.media_types import PLAIN_TEXT

_SIZE, _WIDTH, _HEIGHT, _BASELINE = 10.0, 6.0, 12.0, 9.5
"""In points: of the print, of a character, of a line, and where in a line its text stands."""
_LONGEST_PAGE = 400
"""Lines; a page without end is read in parts of so many, and its tables put together again."""
_WORD, _STROKE, _FAR_APART = re.compile(r"\S+"), re.compile(r"[-_=─━]{3,}"), re.compile(r" {3,}")
_HEADINGS = 3


def read_aligned(lines: Sequence[str]) -> Document:
    """The tables and paragraphs of `lines`. A form feed begins a page; cells and paragraphs carry their lines."""
    joining, begins = Joining(), list[int]()
    for number, (begin, page) in enumerate(_pages(lines), 1):
        begins.append(begin)
        width = max(map(len, page), default=0) * _WIDTH
        drafts, rest = find_tables(read_phrases(list(_words(page))), Rulings((), ()))
        joining.add(DraftPage(number, Frame((0.0, 0.0, width, len(page) * _HEIGHT), 0), drafts, rest))
    found = joining.tables()
    found = tuple(_without_titles(table, lines, begins) for table in found)
    tables = tuple(_in_lines(table, begins) for table in found)
    held = {line for table in found for row in table.rows for cell in row for line in _lines_of(cell, begins)}
    return Document(PLAIN_TEXT, max(len(begins), 1), tables, tuple(_paragraphs(lines, held, tables, begins)))


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
    """`table` with the lines of the text in place of boxes. What stands over it is told by paragraphs."""

    def placed(cell: Cell) -> Cell:
        return cell._replace(bbox=None, line=min(_lines_of(cell, begins), default=None))

    return replace(table, title="", rows=tuple(tuple(map(placed, row)) for row in table.rows))


def _without_titles(table: Table, lines: Sequence[str], begins: Sequence[int]) -> Table:
    """`table` without rows at its head that hold nothing but a title, centred under that on the line above."""
    titles = 0
    for row in table.rows[:-1]:
        alone = filled(row)
        own = _lines_of(alone[0], begins) if len(alone) == 1 else range(0)
        if len(own) != 1 or own[0] < 2 or not any(map(str.isalpha, alone[0].text)):
            break
        above, line = lines[own[0] - 2], lines[own[0] - 1]
        if not above.strip() or _FAR_APART.search(above.strip()) or abs(centre(above) - centre(line)) > CENTRED:
            break
        titles += 1
    rows = (tuple(cell._replace(row=cell.row - titles) for cell in row) for row in table.rows[titles:])
    return replace(table, rows=tuple(rows)) if titles else table


def _lines_of(cell: Cell, begins: Sequence[int]) -> range:
    """The 1-based lines that the text of `cell` stands in."""
    if cell.bbox is None or cell.page is None or not cell.text:
        return range(0)
    begin = begins[cell.page - 1] + 1
    return range(begin + int(cell.bbox[1] // _HEIGHT), begin + int(cell.bbox[3] // _HEIGHT) + 1)


def _paragraphs(
    lines: Sequence[str], held: set[int], tables: Sequence[Table], begins: Sequence[int]
) -> Iterator[Paragraph]:
    """What stands in no table, with its line, its page, and how many tables begin above it. What is far apart on a
    line are several; headings printed again on a later page are none.
    """
    starts = [min(cell.line for row in table.rows for cell in row if cell.line) for table in tables]
    heads = {" ".join(cell.text for cell in filled(row)) for table in tables for row in table.rows[:_HEADINGS]}
    bare = ["" if number in held else line.replace("\f", "") for number, line in enumerate(lines, 1)]
    for number, line in enumerate(unwrapped(bare), 1):
        for text in map(str.strip, _FAR_APART.split(line)) if " ".join(line.split()) not in heads else ():
            if text and not _STROKE.fullmatch(text.replace(" ", "")):
                above = sum(start < number for start in starts)
                page = max(sum(begin < number for begin in begins), 1)
                yield Paragraph(text, page, number, above)
