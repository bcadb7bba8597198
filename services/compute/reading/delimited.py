"""Text whose rows are lines and whose cells are parted by a tab, a comma, a semicolon or a bar."""

import csv
import re
from collections.abc import Callable, Iterator

from services.compute.reading.blocks import Blocks
from services.compute.reading.document import Cell, Document
from services.compute.reading.errors import UnreadableFiling
from services.compute.reading.limits import MOST_CELLS, MOST_LINE_CHARACTERS
from services.compute.reading.marked_up import plain_cell, plain_line
from services.compute.reading.unwrapped import unwrapped
from shared.dialects import csv_delimiter, is_aligned, is_empty_cell
from shared.encodings import decode
from shared.media_types import PLAIN_TEXT, TSV

_STRETCH_CHARACTERS = 4096
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd]")
_MOST_NOT_TEXT = 120
_NEARLY_ALL = 0.9
_RULE = re.compile(r"[\s|:+]*-{3}[\s|:+\-]*|[\s|:+]*={3}[\s|:+=]*")
"""A line drawn between the headings and the rows of a table in plain text."""


def read_delimited(content: bytes, media_type: str) -> Document:
    """Read text in any encoding `shared.encodings` knows. Rows keep the number of cells they have in the file."""
    text = decode(content)
    if text is None:
        raise UnreadableFiling("damaged-file")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    _check(text, lines)
    if media_type == TSV:
        delimiter = "\t"
    elif media_type == PLAIN_TEXT and is_aligned(lines):
        from services.compute.reading.aligned import read_aligned  # imported here: few texts need what pages do

        return read_aligned(lines)
    elif media_type == PLAIN_TEXT:
        delimiter = None
        lines = unwrapped(lines)
    else:
        delimiter = csv_delimiter([line for line in lines if line.strip()])
        if delimiter and _declares_delimiter(lines[0]):
            lines[0] = ""
    if len(lines) + (text.count(delimiter) if delimiter else 0) > MOST_CELLS:
        raise UnreadableFiling("too-many-cells", limit_cells=MOST_CELLS)
    blocks = Blocks(_cells(lines, delimiter), repeated_head_turns_page=True)
    return Document(media_type, blocks.page, tuple(blocks.tables), tuple(blocks.paragraphs))


def _check(text: str, lines: list[str]) -> None:
    """Refuse what no table or prose is: lines without end, and bytes that stopped being text on the way."""
    if max(map(len, lines)) > MOST_LINE_CHARACTERS:
        raise UnreadableFiling("line-too-long", limit_characters=MOST_LINE_CHARACTERS)
    for begin in range(0, len(text), _STRETCH_CHARACTERS):
        stretch = text[begin : begin + _STRETCH_CHARACTERS]
        strange = [found.start() for found in _NOT_TEXT.finditer(stretch)]
        if len(strange) > _MOST_NOT_TEXT:
            raise UnreadableFiling("turns-binary", line=text.count("\n", 0, begin + strange[0]) + 1)


def _declares_delimiter(line: str) -> bool:
    return line.strip().strip('"').lower().startswith("sep=")


def _cells(lines: list[str], delimiter: str | None) -> Iterator[list[Cell]]:
    framed = delimiter == "|" and _are_framed(lines)
    for line_number, texts in _rows(lines, delimiter):
        if delimiter == "|" and _RULE.fullmatch("|".join(texts)):
            continue
        if framed and len(texts) > 2 and not texts[0].strip() and not texts[-1].strip():
            texts = texts[1:-1]
        plain = plain_line if sum(map(bool, map(str.strip, texts))) == 1 else plain_cell
        yield [_cell(text, column, line_number, plain) for column, text in enumerate(texts)]


def _are_framed(lines: list[str]) -> bool:
    """Whether bars are drawn at both ends of nearly all rows too: ``| Pagado | 12.5 |``."""
    barred = [line.strip() for line in lines if "|" in line]
    return sum(line[0] == line[-1] == "|" for line in barred) >= _NEARLY_ALL * len(barred)


def _cell(text: str, column: int, line_number: int, plain: Callable[[str], str]) -> Cell:
    """The cell of `text`, set in by the blanks before it, as the outline of a sheet is written out."""
    bare = plain(text.strip())
    return Cell(bare, 0, column, line=line_number, indent=len(text) - len(text.lstrip()) if bare else 0)


def _rows(lines: list[str], delimiter: str | None) -> Iterator[tuple[int, list[str]]]:
    """Each row with the 1-based line it begins on. Quotes bind only where the whole text keeps to them."""
    if delimiter is None:
        yield from ((number, ["" if is_empty_cell(line) else line]) for number, line in enumerate(lines, 1))
        return
    if any(line.startswith('"') or f'"{delimiter}' in line or f'{delimiter}"' in line for line in lines):
        try:
            yield from list(_quoted_rows(lines, delimiter))
            return
        except csv.Error:
            pass
    yield from ((number, line.split(delimiter)) for number, line in enumerate(lines, 1))


def _quoted_rows(lines: list[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(max(csv.field_size_limit(), 1 << 26))
    reader = csv.reader((line + "\n" for line in lines), delimiter=delimiter, strict=True)
    begins = 1
    for row in reader:
        yield begins, row
        begins = reader.line_num + 1
