"""Text in rows: dialects, quotes, blocks."""

import textwrap

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
        (b"GIF89a....", "unsupported-type"),
    ],
)
def test_what_cannot_be_read(content: bytes, problem: str) -> None:
    with pytest.raises(UnreadableFiling) as error:
        read(content)
    assert error.value.problem == problem


@pytest.mark.parametrize(
    ("content", "grid"),
    [
        (b"1,5;2,7;3,9\n4,5;5,7;6,9\n", [["1,5", "2,7", "3,9"], ["4,5", "5,7", "6,9"]]),
        (b"a;b\n1,234,567.00;2.00\n1,000.00;2.00\n", [["a", "b"], ["1,234,567.00", "2.00"], ["1,000.00", "2.00"]]),
        (b"sep=;\na;b\n1;2\n", [["a", "b"], ["1", "2"]]),
        (b'a|"b, c, d"\n1|"e, f, g"\n', [["a", "b, c, d"], ["1", "e, f, g"]]),
    ],
)  # fmt: skip
def test_the_delimiter_is_the_one_that_parts_lines_alike(content: bytes, grid: list[list[str]]) -> None:
    assert _grids(content) == [grid]


def test_lines_of_empty_quotes_are_blank_rows() -> None:
    content = b'Programa E012\n""\nCifras en pesos\n""\nA,B,C\nx,1,2\n""\n""\ny,3,4\n'
    assert _grids(content) == [[["A", "B", "C"], ["x", "1", "2"]], [["y", "3", "4"]]]


def test_lines_of_empty_quotes_between_paragraphs_are_none() -> None:
    assert [p.text for p in read(b'Uno.\n""\nDos.\n" "\n').paragraphs] == ["Uno.", "Dos."]


def test_a_tab_in_one_cell_does_not_make_a_csv_tabbed() -> None:
    lines = [f"clave {number};{number};{number}" for number in range(40)]
    lines[7] += "\tx"
    assert len(_grids("\n".join(lines).encode())[0][0]) == 3


def test_lines_in_other_encodings_are_read_each_in_its_own() -> None:
    content = "año,niñez\n".encode("cp1252") + "acción,más\n".encode() + "día,año\n".encode("cp1252")
    assert _grids(content) == [[["año", "niñez"], ["acción", "más"], ["día", "año"]]]


@pytest.mark.parametrize(
    ("content", "problem", "params"),
    [
        (b"a,b\n" + b"1," * 3_000_000, "line-too-long", {"limit_characters": 2_000_000}),
        ((b"1," * 1000 + b"\n") * 3100, "too-many-cells", {"limit_cells": 3_000_000}),
        (b"a,b\n1,2\n" * 10_000 + bytes(range(256)) * 50, "turns-binary", {"line": 20001}),
        (b"a,b\n1,2\n" * 10_000 + bytes(9000), "turns-binary", {"line": 20001}),
        (b"a,b\n\x001,2\n" * 10, "unsupported-type", None),
    ],
)
def test_text_that_goes_over_a_limit_or_stops_being_text(
    content: bytes, problem: str, params: dict[str, int] | None
) -> None:
    with pytest.raises(UnreadableFiling) as error:
        read(content)
    assert error.value.problem == problem
    assert params is None or error.value.params == params


@pytest.mark.parametrize("after", ["", "Notas: las cifras son preliminares\nElaboró, revisó y autorizó\n"])
def test_a_small_table_under_more_lines_of_titles_is_one(after: str) -> None:
    titles = "Instituto de Pensiones\nInforme trimestral\nProgramas\nDel 1 de enero al 30 de junio de 2023\nPesos\n"
    rows = 'Programa,Aprobado,Devengado\nPensiones,"1,000.00",800.00\nTotal,"1,000.00",800.00\n'
    (table,) = read(f"{titles}Corte: 30 de junio\nHoja 1\n{rows}{after}".encode(), "informe.csv").tables
    assert [[cell.text for cell in row] for row in table.rows if len(row) > 2] == [
        ["Programa", "Aprobado", "Devengado"],
        ["Pensiones", "1,000.00", "800.00"],
        ["Total", "1,000.00", "800.00"],
    ]


def test_prose_with_commas_is_no_table() -> None:
    line = "En 2023, como en 2022, se ejercieron 12 millones\n"
    assert not read(f"Informe\n\n{line * 4}\nFin del informe\nGracias\n\nA\nB\nC\nD\n".encode(), "informe.txt").tables


_PROSE = (
    "Informe del Instituto de Vivienda del Estado, enero a diciembre de 2024.",
    "Durante el ejercicio, el presupuesto aprobado fue de 120.5 millones de pesos, de los cuales se devengaron "
    "98,250,000.00 pesos, es decir, 81.5 %.",
    "Se entregaron 1,250 viviendas, de una meta de 1,500; en 2023 se habían entregado 1,100, según el padrón.",
)


@pytest.mark.parametrize("parted_by", ["\n", "\n\n"])
@pytest.mark.parametrize("count", [2, 3])
def test_prose_is_text_however_many_commas_it_has(parted_by: str, count: int) -> None:
    document = read(parted_by.join(_PROSE[:count]).encode())
    assert (document.media_type, document.tables) == ("text/plain", ())
    assert [paragraph.text for paragraph in document.paragraphs] == list(_PROSE[:count])


def test_lines_broken_at_the_width_of_the_text_are_one_paragraph() -> None:
    text = "\n\n".join(textwrap.fill(paragraph, 70) for paragraph in _PROSE)
    document = read(text.encode())
    assert document.media_type == "text/plain"
    assert " ".join(paragraph.text for paragraph in document.paragraphs) == " ".join(_PROSE)
    assert document.paragraphs[0].text.startswith(_PROSE[0][:40])
    assert len(document.paragraphs) <= len(_PROSE) + 2


def test_titles_lists_and_columns_are_not_run_together() -> None:
    lines = [
        "INFORME DE RESULTADOS",
        "Primero de una lista que es bastante larga para un renglón",
        "Segundo",
        "Tercero",
    ]
    columns = [
        f"Renglón {number} de un cuadro con blancos      {one}    {other}"
        for number, (one, other) in enumerate((("alto", "bajo"), ("medio", "alto"), ("bajo", "bajo")), 1)
    ]
    for given in (lines, columns):
        assert [paragraph.text for paragraph in read("\n".join(given).encode()).paragraphs] == given


@pytest.mark.parametrize(
    "content",
    [
        "Nombre del programa, Aprobado, Devengado\nApoyo a la vivienda rural, 100, 90\nBecas para jóvenes, 50, 40\n",
        "Objetivo,Indicador,Meta\nElevar la calidad de la vivienda,Porcentaje de viviendas con piso firme,80\n",
        "Concepto;Importe\nSueldos y salarios del personal de base;1,250.00\nServicios;900.00\n",
    ],
)
def test_tables_of_long_names_stay_tables(content: str) -> None:
    document = read(content.encode())
    assert document.media_type == "text/csv" and len(document.tables) == 1


@pytest.mark.parametrize("rule", ["|---|---:|:---|", "|----------|----|---|", "+----+----+----+", "---|---|---"])
def test_a_line_drawn_under_headings_is_no_row(rule: str) -> None:
    lines = ["| Programa | Aprobado | Devengado |", rule, "| Salud | 10.00 | 5.00 |", "| Obra | 20.00 | 9.00 |"]
    (rows,) = _grids("\n".join(lines).encode())
    assert [list(filter(None, row)) for row in rows] == [
        ["Programa", "Aprobado", "Devengado"],
        ["Salud", "10.00", "5.00"],
        ["Obra", "20.00", "9.00"],
    ]
