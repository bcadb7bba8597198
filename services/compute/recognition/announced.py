"""Lines above a table that say whose all its rows are: a label and its value in one cell, ``Programa: E012 Salud``."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from services.compute.reading.blocks import filled
from services.compute.reading.document import Cell, Document, Table
from services.compute.recognition.columns import looks_like_code
from services.compute.recognition.concepts import Announcement
from services.compute.recognition.factors import SCALES, amount_factor
from services.compute.recognition.facts import Subject
from services.compute.recognition.folding import fold
from services.compute.recognition.lines import Line
from services.compute.recognition.subjects import is_prose, numbers_page
from services.compute.recognition.vocabulary import vocabulary
from shared.spots import RUNNING_TEXT

_PARTS = re.compile(r"\s*(?:\s{3,}|[;|\t\n])\s*")
_PAIR = re.compile(r"(?P<label>[^:]{2,60}?)\s*:\s*(?P<value>\S.*)")
_UNIT_WORDS = re.compile(
    r"\b(?:cifras|importes|montos|cantidades|expresad[oa]s|en|de|pesos|mdp|mxn|mn|m|n|corrientes|unidad|moneda|nacional"
    rf"|{SCALES})\b"
)
_MOST_WORDS = 30
_MOST_ROWS = 4
_MOST_ROWS_OF_HEADINGS = 12


@dataclass(frozen=True, slots=True)
class Announced:
    """What `cell` of `table` says: that what follows is of `subject`."""

    said: Announcement
    subject: Subject
    cell: Cell
    table: str


@dataclass(frozen=True, slots=True)
class Segment:
    """Rows, what was announced right above them, and the unit that the table last said."""

    announced: tuple[Announced, ...]
    unit: Decimal | None
    rows: tuple[Line, ...]


def announced_in(cells: Sequence[Cell], table: str) -> tuple[Announced, ...]:
    """What the filled `cells` of a row announce; nothing where they say anything else too, but a unit."""
    if len(cells) == 2 and cells[0].text.rstrip().endswith(":") and (
        said := _said(f"{cells[0].text.rstrip(': ')}: {cells[1].text}")
    ):  # fmt: skip
        return (Announced(*said, cells[1], table),)
    found = []
    for cell in cells:
        if cell.is_number or len(cell.text.split()) > _MOST_WORDS:
            return ()
        for part in _PARTS.split(cell.text):
            said = _said(part)
            if said is None and part and amount_factor(part) is None:
                return ()
            found += [Announced(*said, cell, table)] if said else []
    return tuple(found)


def announced_over(document: Document) -> list[tuple[Announced, ...]]:
    """For each table what its title, and the text between it and the table before it on its page, announce."""
    found = [_announced_by_title(table, f"t{number}") for number, table in enumerate(document.tables, 1)]
    for place, paragraph in enumerate(document.paragraphs):
        number = paragraph.tables_before
        if number is not None and number < len(found) and document.tables[number].page == paragraph.page:
            found[number] += announced_in([paragraph.as_cell(place)], RUNNING_TEXT)
    return found


def _announced_by_title(table: Table, name: str) -> tuple[Announced, ...]:
    """What the lines of a title announce that do not stand in the grid of `table` too."""
    held = {cell.text for row in table.rows[:_MOST_ROWS_OF_HEADINGS] for cell in row}
    lines = [line for line in table.title.split("\n") if line and line not in held]
    return tuple(one for line in lines for one in announced_in([Cell(line, 0, 0, table.page)], name))


def stands_apart(document: Document, number: int, titles: Sequence[str]) -> bool:
    """Whether a new section begins with table `number`: its title, one of the `titles` of all tables, or text between
    it and the table before, says something of its own, that is not whose its rows are, in which unit, the number of a
    page, a remark, or what stands over the table before too.
    """
    between = [paragraph.text for paragraph in document.paragraphs if paragraph.tables_before in (None, number)]
    above = [paragraph.text for paragraph in document.paragraphs if paragraph.tables_before == number - 1]
    said = {line for text in (*titles[max(0, number - 1) : number], *above) for line in text.split("\n")}
    lines = [line for text in (titles[number], *between) for line in text.split("\n") if line.strip()]
    return any(
        line not in said
        and not announced_in(cells, RUNNING_TEXT)
        and unit_said(cells) is None
        and not is_prose(line)
        and not numbers_page(line)
        for line in lines
        for cells in ([Cell(line, 0, 0)],)
    )


def unit_of(table: Table) -> Decimal | None:
    """The unit that `table` gives the one below it, where it is nothing but lines that tell of that; else None."""
    rows = [cells for row in table.rows if (cells := filled(row))]
    if len(rows) > _MOST_ROWS or not all(announced_in(cells, "") or unit_said(cells) for cells in rows):
        return None
    return next((unit for cells in rows for text in (_joined(cells),) if (unit := amount_factor(text))), None)


def unit_said(cells: Sequence[Cell]) -> Decimal | None:
    """What amounts are to be multiplied by, where a row says that and nothing else."""
    text = _joined(cells)
    return amount_factor(text) if not _UNIT_WORDS.sub("", fold(text)).strip() else None


def segments(body: Sequence[Line], table: str) -> Iterator[Segment]:
    """`body` cut at the rows that announce, or say a unit; the last one has no rows where such a row ends it."""
    said: tuple[Announced, ...] = ()
    unit: Decimal | None = None
    rows: list[Line] = []
    for line in body:
        alone = line.is_words and bool(line.cells)
        own, scale = (announced_in(line.cells, table), unit_said(line.cells)) if alone else ((), None)
        if (own or scale) and rows:
            yield Segment(said, unit, tuple(rows))
            said, rows = (), []
        said, unit = (*said, *own), scale or unit
        if not own and not scale:
            rows.append(line)
    yield Segment(said, unit, tuple(rows))


def _joined(cells: Sequence[Cell]) -> str:
    return " ".join(cell.text for cell in cells)


@lru_cache(maxsize=1 << 12)
def _said(text: str) -> tuple[Announcement, Subject] | None:
    """What a label and its value in one text announce."""
    found = _PAIR.fullmatch(text.strip(" *"))
    known = vocabulary().announced.get(fold(found["label"])) if found else None
    if found is None or known is None or not any(map(str.isalnum, found["value"])):
        return None
    code, _, name = found["value"].strip().partition(" ")
    name = name.strip(" -–—.:")
    code = code.rstrip(".,:-–—")
    if not looks_like_code(code):
        return known, (known.kind, None, found["value"].strip())
    return known, (known.kind, code, name or None)
