"""Tables whose rows fell apart: headings, and below them each cell a line of its own, label and figures in turn."""

from dataclasses import replace

from services.compute.reading.document import Cell, Document, Paragraph, Table
from services.compute.recognition.headings import parts_of
from services.compute.recognition.layout import columns_of
from services.compute.recognition.lines import is_figure, line_of, stands_for_none

_MOST_WORDS_OF_A_LABEL = 12


def gathered(document: Document) -> Document:
    """`document` with the rows of such tables put together again from the lines below their headings."""
    tables = list(document.tables)
    for number, table in enumerate(document.tables):
        if all(line_of(row).is_words for row in table.rows):
            below = [paragraph for paragraph in document.paragraphs if paragraph.tables_before == number + 1]
            tables[number] = _with_rows(table, below)
    return replace(document, tables=tuple(tables))


def _with_rows(table: Table, below: list[Paragraph]) -> Table:
    """`table` with the rows that the first lines `below` it make; as it is where they make none."""
    headings = parts_of(table)[0].headings
    measures = [column.index for column in columns_of(headings, None, None) if column.is_measure]
    if not measures:
        return table
    rows: list[tuple[Cell, ...]] = []
    place = 0
    while place < len(below):
        figures = below[place + 1 : place + 1 + len(measures)]
        texts = [_cell(figure) for figure in figures]
        if _is_label(below[place]) and len(texts) == len(measures) and all(map(_may_stand, texts)):
            if any(map(is_figure, texts)) or rows:
                rows.append(_row(table, len(table.rows) + len(rows), below[place], measures, texts))
            place += 1 + len(measures)
        elif rows:
            break
        else:
            place += 1
    return replace(table, rows=(*table.rows, *rows))


def _row(table: Table, number: int, label: Paragraph, measures: list[int], figures: list[Cell]) -> tuple[Cell, ...]:
    by_column = {0: _cell(label)} | dict(zip(measures, figures, strict=True))
    blank = Cell("", number, 0, table.page)
    return tuple(
        by_column.get(column, blank)._replace(row=number, column=column) for column in range(max(table.width, 1))
    )


def _cell(paragraph: Paragraph) -> Cell:
    return paragraph.as_cell(0)


def _is_label(paragraph: Paragraph) -> bool:
    words = paragraph.text.split()
    return 0 < len(words) <= _MOST_WORDS_OF_A_LABEL and words[0][0].isalpha()


def _may_stand(cell: Cell) -> bool:
    return is_figure(cell) or stands_for_none(cell)
