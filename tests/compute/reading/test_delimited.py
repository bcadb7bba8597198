"""Text in rows: dialects, quotes, blocks."""

import pytest

from services.compute.reading import UnreadableFiling, read


def _grids(content: bytes) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in table.rows] for table in read(content).tables]


def test_quotes_bind_where_the_text_keeps_to_them() -> None:
    assert _grids(b'a,"b, with ""comma""",c\n1,"two\nlines",3\n') == [
        [["a", 'b, with "comma"', "c"], ["1", "two\nlines", "3"]]
    ]


def test_a_stray_quote_is_a_letter() -> None:
    assert _grids(b'a;"b;c\n1;2;3\n') == [[["a", '"b', "c"], ["1", "2", "3"]]]


def test_blank_rows_part_tables_and_lone_lines_are_text() -> None:
    document = read("Título del informe\n\na\tb\n1\t2\n\t\nc\td\n\nFirma\n".encode())
    assert [len(table.rows) for table in document.tables] == [2, 1]
    assert [paragraph.text for paragraph in document.paragraphs] == ["Título del informe", "Firma"]
    assert [cell.line for cell in document.tables[1].rows[0]] == [6, 6]


def test_rows_keep_the_cells_they_have() -> None:
    assert [len(row) for row in read(b"a\tb\tc\n1\t2\n1\t2\t3\t4\n").tables[0].rows] == [3, 2, 4]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_end_as_they_may(newline: str) -> None:
    assert _grids(newline.join(["a,b", "1,2"]).encode()) == [[["a", "b"], ["1", "2"]]]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "empty-file"),
        (b" \n\t", "empty-file"),
        (b"PK\x03\x04rest", "damaged-file"),
        (b"%PDF-1.7", "unsupported-type"),
    ],
)
def test_what_cannot_be_read(content: bytes, problem: str) -> None:
    with pytest.raises(UnreadableFiling) as error:
        read(content)
    assert error.value.problem == problem
