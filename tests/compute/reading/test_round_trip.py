"""Real text filings and statements: what a workbook, a document or a page says is what the text says."""

from html import escape

import openpyxl
import pytest

from services.compute.reading import Document, Table, read
from tests.compute.reading.files import docx, ods, saved
from tests.conftest import FILINGS, real_filing

TEXTS = [
    "coneval-issste-assessment-2021.txt",
    "imss-quarterly-report-2018-q4.txt",
    "isseg-investment-programmes-2023.txt",
    "isseg-results-indicators-2024-q1.txt",
    "isssteson-work-plan-2025.txt",
]


def _grid(table: Table) -> list[list[str]]:
    """The texts of `table`, blanks made single, from its first filled column to its last in each row."""
    rows = [[" ".join(cell.text.split()) for cell in row] for row in table.rows]
    first = min(next(number for number, text in enumerate(row) if text) for row in rows)
    last = [max(number for number, text in enumerate(row) if text) for row in rows]
    return [row[first : end + 1] for row, end in zip(rows, last, strict=True)]


def _as_workbook(document: Document) -> bytes:
    book = openpyxl.Workbook()
    for number, table in enumerate(document.tables):
        sheet = book.create_sheet(f"c{number}")
        for row in table.rows:
            sheet.append([cell.text or None for cell in row])
    book.remove(book.worksheets[0])
    return saved(book)


def _as_ods(document: Document) -> bytes:
    def cell(text: str) -> str:
        if not text:
            return "<table:table-cell/>"
        return f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'

    return ods(
        "".join(
            f'<table:table table:name="c{number}">'
            + "".join(
                f"<table:table-row>{''.join(cell(own.text) for own in row)}</table:table-row>" for row in table.rows
            )
            + "</table:table>"
            for number, table in enumerate(document.tables)
        )
    )


def _as_docx(document: Document) -> bytes:
    def cell(text: str) -> str:
        return f"<w:tc><w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p></w:tc>"

    def row(texts: list[str]) -> str:
        return f"<w:tr>{''.join(map(cell, texts))}</w:tr>"

    return docx("".join(f"<w:tbl>{''.join(map(row, _texts(table)))}</w:tbl><w:p/>" for table in document.tables))


def _as_page(document: Document) -> bytes:
    def row(texts: list[str]) -> str:
        return "<tr>" + "".join(f"<td>{escape(text)}" for text in texts)

    tables = "".join(f"<table>{''.join(map(row, _texts(table)))}</table>" for table in document.tables)
    return f"<!doctype html>{tables}".encode()


def _texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


@pytest.mark.parametrize("write", [_as_workbook, _as_ods, _as_docx, _as_page])
@pytest.mark.parametrize("name", TEXTS)
def test_a_filing_in_another_format_gives_the_same_grids(name, write) -> None:  # type: ignore[no-untyped-def]
    document = read(real_filing(name).read_bytes())
    again = read(write(document))
    assert [_grid(table) for table in again.tables] == [_grid(table) for table in document.tables]


@pytest.mark.skipif(not FILINGS.exists(), reason="the shared filings are not here")
def test_every_statement_is_read_with_all_its_text() -> None:
    files = sorted((FILINGS / "statements").glob("*/*.xlsx"))
    assert files
    for path in files:
        document = read(path.read_bytes())
        cells = [cell for table in document.tables for row in table.rows for cell in row]
        read_at = {cell.address for cell in cells if cell.text}
        text = "\n".join(paragraph.text for paragraph in document.paragraphs)
        book = openpyxl.load_workbook(path, data_only=True)
        for sheet in book.worksheets:
            for row in sheet.iter_rows() if sheet.sheet_state == "visible" else ():
                for own in row:
                    if own.value is not None and str(own.value).strip():
                        at_its_place = f"{sheet.title}!{own.coordinate}" in read_at
                        assert at_its_place or " ".join(str(own.value).split()) in text, (path.name, own.coordinate)
