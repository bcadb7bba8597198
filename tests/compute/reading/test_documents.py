"""Documents and web pages: tables whose cells reach over others, the text around them, and implied ends."""

import time

import pytest

from services.compute.reading import Document, UnreadableFiling, read
from shared.media_types import DOCX, HTML
from tests.compute.reading.files import docx


def _grids(document: Document) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in table.rows] for table in document.tables]


def _paragraph(text: str, properties: str = "") -> str:
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def _cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{_paragraph(text)}</w:tc>"


TABLE = (
    "<w:tbl><w:tr>" + _cell("Egresos", '<w:gridSpan w:val="2"/>') + _cell("Meta") + "</w:tr><w:tr>"
    + _cell("Obra", '<w:vMerge w:val="restart"/>') + _cell("1") + _cell("2") + "</w:tr><w:tr>"
    + _cell("", "<w:vMerge/>") + _cell("3") + _cell("4") + "</w:tr></w:tbl>"
)  # fmt: skip


def test_docx_tables_and_paragraphs_in_order() -> None:
    content = docx(_paragraph("Avance") + TABLE + _paragraph("Firma"), header1=_paragraph("Instituto"))
    document = read(content)
    assert document.media_type == DOCX
    (table,) = document.tables
    assert _grids(document) == [[["Egresos", "", "Meta"], ["Obra", "1", "2"], ["", "3", "4"]]]
    assert (table.title, table.rows[0][0].colspan, table.rows[1][0].rowspan) == ("Avance", 2, 2)
    said = [(paragraph.text, paragraph.tables_before) for paragraph in document.paragraphs]
    assert said == [("Instituto", 0), ("Avance", 0), ("Firma", 1)]


def test_docx_pages_breaks_and_what_was_deleted() -> None:
    broken = '<w:p><w:r><w:t>Uno</w:t><w:tab/><w:t>dos</w:t><w:br w:type="page"/></w:r></w:p>'
    deleted = "<w:p><w:del><w:r><w:t>no</w:t></w:r></w:del><w:r><w:t>sí</w:t></w:r></w:p>"
    document = read(docx(broken + deleted))
    assert [(paragraph.text, paragraph.page) for paragraph in document.paragraphs] == [("Uno dos", 2), ("sí", 2)]


def test_a_table_in_a_cell_is_a_table_of_its_own() -> None:
    outer = f"<w:tbl><w:tr><w:tc>{TABLE}{_paragraph('nota')}</w:tc>{_cell('lado')}</w:tr></w:tbl>"
    outer_table, inner = read(docx(outer)).tables
    assert [cell.text for cell in outer_table.rows[0]] == ["nota", "lado"]
    assert len(inner.rows) == 3


def test_blank_rows_part_a_table_but_not_what_reaches_over_them() -> None:
    rows = [("Avance", ""), ("", ""), ("Obra", "1"), ("Calle", "2"), ("", ""), ("Total", "3")]
    table = "<w:tbl>" + "".join("<w:tr>" + "".join(map(_cell, row)) + "</w:tr>" for row in rows) + "</w:tbl>"
    document = read(docx(table + _paragraph("Firma")))
    assert _grids(document) == [[["Obra", "1"], ["Calle", "2"]], [["Total", "3"]]]
    assert [[cell.row for cell in row] for row in document.tables[0].rows] == [[0, 0], [1, 1]]
    said = [(paragraph.text, paragraph.tables_before) for paragraph in document.paragraphs]
    assert said == [("Avance", 0), ("Firma", 2)]
    over = b"<table><tr><td rowspan=3>Obra<td>1<tr><td><tr><td>2</table>"
    assert _grids(read(over, "a.html")) == [[["Obra", "1"], ["", ""], ["", "2"]]]


def test_html_spans_implied_ends_and_entities() -> None:
    document = read(
        b"<!doctype html><title>x</title><body><h1>Metas &amp; avances</h1><table><tr><th colspan=2>A<th>B"
        b"<tr><td rowspan='2'>\xc3\xb1<td>1<td>2<tr><td>&nbsp;&nbsp;3<td>4<br>5</table>"
        b"<!-- no --><p>Fin<script>x<y</script>"
    )
    assert document.media_type == HTML
    assert _grids(document) == [[["A", "", "B"], ["ñ", "1", "2"], ["", "3", "4 5"]]]
    first, second, third = document.tables[0].rows
    assert (first[0].colspan, second[0].rowspan, third[1].indent) == (2, 2, 2)
    assert [paragraph.text for paragraph in document.paragraphs] == ["Metas & avances", "Fin"]


def test_a_table_for_layout_is_text() -> None:
    document = read(b"<html><table><tr><td>Uno<tr><td>Dos</table>")
    assert (document.tables, [paragraph.text for paragraph in document.paragraphs]) == ((), ["Uno", "Dos"])


def test_what_a_spreadsheet_program_calls_xls_and_is_a_page() -> None:
    text = "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><table><tr><td>Año</td><td x:num>5</td></tr></table>"
    assert _grids(read(text.encode("cp1252"))) == [[["Año", "5"]]]


@pytest.mark.parametrize(
    "repeated",
    ["<!--", "<a ", '<a href="', '<a b=">" c=" >', "<svg>", "<![", "&", "</", "<td", "<table></p>", "<!", "'>"],
)
def test_a_page_of_what_does_not_end_takes_no_time(repeated: str) -> None:
    began = time.process_time()
    read_or_refused(b"<table><tr><td>" + repeated.encode() * 50_000)
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"<table><tr><td>" * 50, "nested-too-deep"),
        (b"<table>" + b"<tr><td colspan=1000 rowspan=1000>x<td>y" * 5000, "too-many-cells"),
        (docx("<w:tbl><w:tr><w:tc>" * 50 + "</w:tc></w:tr></w:tbl>" * 50), "nested-too-deep"),
        (docx("<w:p>")[:-30], "damaged-file"),
    ],
)
def test_what_goes_over_a_limit(content: bytes, problem: str) -> None:
    assert read_or_refused(content) == problem


def read_or_refused(content: bytes) -> str | None:
    try:
        read(content)
    except UnreadableFiling as refused:
        return refused.problem
    return None
