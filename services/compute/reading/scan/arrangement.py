"""The print of a page to its tables and paragraphs."""

from services.compute.reading.document import Paragraph, Table
from services.compute.reading.scan.expectations import meet_expectations
from services.compute.reading.scan.grid import Place, build_table, table_of
from services.compute.reading.scan.lines import Line, text_lines
from services.compute.reading.scan.regions import Region, find_regions
from services.compute.reading.scan.rulings import Rulings
from services.compute.reading.scan.text_tables import TextTable, find_text_tables
from services.compute.reading.scan.words import Word

_TITLE_LINES = 12


def arrange(
    words: list[Word], rulings: Rulings, place: Place, page: int
) -> tuple[tuple[Table, ...], tuple[Paragraph, ...]]:
    """The tables and paragraphs that `words` form, in reading order, as of page number `page` (1-based)."""
    wrapped = find_text_tables(words, rulings, mostly_wrapped=True)
    regions, rest = find_regions(_without(words, wrapped), rulings)
    left = [word for line in rest for word in line.words]
    texts = find_text_tables(left, rulings, mostly_wrapped=False)
    rest = text_lines(_without(left, texts), rulings.vertical) if texts else rest
    found: list[Region | TextTable] = sorted([*regions, *wrapped, *texts], key=_top)
    tables = []
    for number, table in enumerate(found):
        title = _title(table, rest, found[number - 1] if number else None)
        if isinstance(table, Region):
            tables.append(build_table(table, rulings, place, page, title))
        else:
            tables.append(table_of(meet_expectations(list(table.rows)), place, page, title))
    return tuple(tables), tuple(Paragraph(line.text, page) for line in rest)


def _without(words: list[Word], tables: list[TextTable]) -> list[Word]:
    taken = {id(word) for table in tables for word in table.words}
    return [word for word in words if id(word) not in taken]


def _top(table: Region | TextTable) -> float:
    return table.top if isinstance(table, TextTable) else table.lines[0].middle


def _bottom(table: Region | TextTable) -> float:
    return table.bottom if isinstance(table, TextTable) else table.lines[-1].middle


def _title(table: Region | TextTable, rest: list[Line], before: Region | TextTable | None) -> str:
    """The lines between the table before and this one."""
    floor = _bottom(before) if before else float("-inf")
    return "\n".join([line.text for line in rest if floor < line.middle < _top(table)][-_TITLE_LINES:])
