"""Text whose columns are set with blanks."""

import pytest

import cotejo
from services.compute.reading import Document, read
from services.compute.reading.unwrapped import unwrapped
from shared.media_types import CSV, PLAIN_TEXT, TSV, sniff_text

_WIDTHS = (28, 17, 16, 17, 16, 16)
_HEADS = ("Concepto", "Aprobado", "Ampliaciones", "Modificado", "Devengado", "Subejercicio")
_ROWS = (
    ("Servicios Personales", "$12,500,000.00", "$250,000.00", "$12,750,000.00", "$9,100,000.00", "$3,650,000.00"),
    ("  Remuneraciones", "8,000,000.00", "200,000.00", "8,200,000.00", "6,000,000.00", "2,200,000.00"),
    ("  Seguridad Social", "4,500,000.00", "50,000.00", "4,550,000.00", "3,100,000.00", "1,450,000.00"),
    ("Materiales y Suministros", "850,000.00", "(150,000.00)", "700,000.00", "410,500.00", "289,500.00"),
    ("  Materiales de oficina", "500,000.00", "(100,000.00)", "400,000.00", "210,500.00", "189,500.00"),
    ("  Combustibles", "350,000.00", "(50,000.00)", "300,000.00", "200,000.00", "100,000.00"),
    ("Total del Gasto", "$13,350,000.00", "$100,000.00", "$13,450,000.00", "$9,510,500.00", "$3,939,500.00"),
)
_TITLE = (
    "                  INSTITUTO DE CAPACITACIÓN DEL ESTADO",
    "      Estado Analítico del Ejercicio del Presupuesto de Egresos",
    "           Clasificación por Objeto del Gasto",
    "      Del 1 de enero al 30 de septiembre de 2024",
    "",
)
_OATH = "Bajo protesta de decir verdad declaramos que los Estados Financieros son correctos."


def _line(cells: tuple[str, ...]) -> str:
    name, *figures = cells
    return f"{name:<{_WIDTHS[0]}}" + "".join(f"{cell:>{w}}" for cell, w in zip(figures, _WIDTHS[1:], strict=False))


def _text(*lines: str) -> bytes:
    return "\n".join(lines).encode()


_STATEMENT = _text(*_TITLE, _line(_HEADS), "-" * 110, *map(_line, _ROWS), "", _OATH, "")


def _texts(document: Document, table: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row] for row in document.tables[table].rows]


def test_rows_and_cells_are_those_that_blanks_part_and_know_their_lines() -> None:
    document = read(_STATEMENT, "egresos.txt")
    (table,) = document.tables
    assert _texts(document) == [list(_HEADS), *([cell.strip() for cell in row] for row in _ROWS)]
    assert [row[0].line for row in table.rows] == [6, 8, 9, 10, 11, 12, 13, 14]
    assert table.rows[3][2].line == 10 and table.rows[3][2].bbox is None
    assert [(one.text, one.line) for one in document.paragraphs if one.text.startswith("Bajo")] == [(_OATH, 16)]


def test_a_statement_is_known_and_adds_up() -> None:
    report = cotejo.analyse(_STATEMENT, filename="egresos.txt")
    assert report.filing.media_type == PLAIN_TEXT
    assert report.filing.statements == ["expenditure-by-object"]
    assert report.filing.institution and report.filing.institution.name == "INSTITUTO DE CAPACITACIÓN DEL ESTADO"
    assert report.filing.period and str(report.filing.period.end) == "2024-09-30"
    assert report.coverage.checked == report.coverage.as_facts == 35
    assert report.anomalies == []


def test_a_wrong_figure_is_told_with_its_line() -> None:
    wrong = _STATEMENT.replace(b"300,000.00      200,000.00", b"300,000.00      280,000.00")
    report = cotejo.analyse(wrong, filename="egresos.txt")
    (anomaly,) = (anomaly for anomaly in report.anomalies if anomaly.severity == "error")
    assert (anomaly.evidence[0].line, anomaly.evidence[0].text) == (13, "280,000.00")
    assert anomaly.expected == "200000"


def test_a_form_feed_parts_pages_over_which_a_table_goes_on() -> None:
    first = (*_TITLE, _line(_HEADS), *map(_line, _ROWS[:4]))
    second = (*_TITLE, _line(_HEADS), *map(_line, _ROWS[4:]))
    document = read(_text(*first, "\f" + second[0], *second[1:]), "egresos.txt")
    assert document.pages == 2
    rows = [row for number in range(len(document.tables)) for row in _texts(document, number)]
    assert [row for row in rows if row[0] != "Concepto"] == [[cell.strip() for cell in row] for row in _ROWS]
    assert [row[0].line for table in document.tables for row in table.rows if row[0].text == "Combustibles"] == [18]
    assert cotejo.analyse(_text(*first, "\f" + second[0], *second[1:]), filename="egresos.txt").anomalies == []


@pytest.mark.parametrize(
    ("text", "media_type"),
    [
        (
            "Programa ,  Aprobado ,  Pagado\nUno ,  1200.00 ,  900.00\nDos ,  3400.00 ,  800.00\nTres , 450.00 , 10.00",
            CSV,
        ),
        ("Programa;   Aprobado\nUno;     1,200.00\nDos;     3,400.00\nTres;      450.00\n", CSV),
        ("Programa\tAprobado\nUno\t  1,200.00\nDos\t  3,400.00\nTres\t    450.00\n", TSV),
        ("Se gastaron 1,200 pesos.  De ellos 300, en enero.\nEn 2023  hubo 45 obras,  12 nuevas.\n" * 3, PLAIN_TEXT),
    ],
)
def test_other_texts_are_what_they_were(text: str, media_type: str) -> None:
    assert sniff_text(text) == media_type
    if media_type == PLAIN_TEXT:
        assert read(text.encode(), "texto.txt").tables == ()


@pytest.mark.parametrize("parted", [False, True])
def test_a_long_text_without_pages_is_one_table(parted: bool) -> None:
    rows = [_line((f"Partida {n}", f"{n:,}.00", "0.00", f"{n:,}.00", "0.00", f"{n:,}.00")) for n in range(1000, 2200)]
    lines = [line for n, row in enumerate(rows) for line in ((row, "") if parted and n % 60 == 59 else (row,))]
    (table,) = read(_text(*_TITLE, _line(_HEADS), *lines), "partidas.txt").tables
    assert [row[0].text for row in table.rows[1:]] == [f"Partida {n}" for n in range(1000, 2200)]
    assert [row[0].line for row in table.rows[1:]] == [n for n, line in enumerate(lines, len(_TITLE) + 2) if line]


def test_lines_around_a_table_are_told_apart_and_prose_is_put_together() -> None:
    prose = (
        "De enero a septiembre se atendieron 1,250 personas en todos los programas del",
        "instituto, de las cuales 800 son mujeres y 450 son hombres; el presupuesto del",
        "periodo fue de $13,450,000.00, y de él se devengaron $9,510,500.00, como consta en",
        "el cuadro.",
    )
    signed = "    Elaboró: Marta Ruiz                         Autorizó: Jorge Pérez"
    document = read(_text(*_TITLE, *prose, "", _line(_HEADS), *map(_line, _ROWS), "", "   ______", signed))
    told = [(one.text, one.line, one.tables_before) for one in document.paragraphs]
    assert told == [
        *((line.strip(), number, 0) for number, line in enumerate(_TITLE[:-1], 1)),
        (" ".join(prose), 6, 0),
        ("Elaboró: Marta Ruiz", 21, 1),
        ("Autorizó: Jorge Pérez", 21, 1),
    ]
    assert document.tables[0].title == ""


@pytest.mark.parametrize("shift", [5, 23])
def test_headings_over_other_columns_begin_a_table_of_their_own(shift: int) -> None:
    rows = ("Gasto corriente", "1,200.50", "10.00", "1,210.50", "900.10", "310.40")
    more = ("Gasto de capital", "820.00", "-5.25", "814.75", "800.00", "14.75")
    below = [f"{line[:28]}{' ' * shift}{line[28:]}" for line in map(_line, (_HEADS, rows, more))]
    document = read(_text(*_TITLE, *map(_line, (_HEADS, *_ROWS)), "", *below, ""), "egresos.txt")
    assert [len(table.rows) for table in document.tables] == [len(_ROWS) + 1, 3]
    assert _texts(document, 1) == [list(_HEADS), list(rows), list(more)]


def test_headings_said_again_over_the_same_columns_go_on() -> None:
    rows = [*map(_line, (_HEADS, *_ROWS[:4])), "", *map(_line, (_HEADS, *_ROWS[4:]))]
    document = read(_text(*_TITLE, *rows, ""), "egresos.txt")
    assert sum(len(table.rows) for table in document.tables) == len(_ROWS) + 2


def test_titles_centred_over_a_table_are_none_of_its_rows_and_no_paragraph() -> None:
    titles = ("Instituto de Capacitación para los Trabajadores del Estado", "Presupuesto de Egresos", "2024")
    middle = len(_line(_ROWS[0])) // 2 + 10
    centred = [f"{' ' * (middle - len(title) // 2)}{title}" for title in titles]
    document = read(_text(*centred, _line(_HEADS), *map(_line, _ROWS), ""), "egresos.txt")
    assert _texts(document)[0] == list(_HEADS)
    assert [paragraph.text for paragraph in document.paragraphs] == list(titles)


@pytest.mark.parametrize("aside", range(-12, 14, 4))
def test_long_titles_centred_over_a_table_are_none_of_its_rows(aside: int) -> None:
    titles = (
        "INSTITUTO DE SEGURIDAD SOCIAL DE LOS TRABAJADORES DEL ESTADO DE ANÁHUAC Y SUS MUNICIPIOS",
        "ESTADO ANALÍTICO DEL EJERCICIO DEL PRESUPUESTO DE EGRESOS POR OBJETO DEL GASTO",
        "DEL 1 DE ENERO AL 31 DE MARZO DE 2024",
    )
    middle = len(_line(_ROWS[0])) // 2 + aside
    centred = [f"{' ' * (middle - len(title) // 2)}{title}" for title in titles]
    document = read(_text(*centred, _line(_HEADS), *map(_line, _ROWS), ""), "egresos.txt")
    assert _texts(document)[0] == list(_HEADS)
    assert [paragraph.text for paragraph in document.paragraphs] == list(titles)


def test_titles_as_wide_as_each_other_do_not_go_on_in_the_next() -> None:
    titles = (
        "INSTITUTO DE SEGURIDAD SOCIAL DE LOS TRABAJADORES DEL ESTADO DE ANÁHUAC",
        "ESTADO ANALÍTICO DEL EJERCICIO DEL PRESUPUESTO DE EGRESOS POR OBJETO DEL GASTO",
        "DEL 1 DE ENERO DE 2024 AL 31 DE DICIEMBRE DE 2024 (CIFRAS EN PESOS)",
    )
    centred = [title.center(len(titles[1])).rstrip() for title in titles]
    assert unwrapped(centred) == centred


def test_years_over_no_figure_are_headings_of_what_stands_below_words() -> None:
    def beside(*cells: str) -> str:
        return "".join(
            f"{cell:{way}{width}}" for cell, way, width in zip(cells, "<>><>>", (24, 16, 16, 28, 16, 16), strict=False)
        )

    rows = [("Caja", "1,200.50", "1,000.00", "  Proveedores", "900.10", "310.40"),
            ("Bancos", "5,820.00", "4,100.25", "  Préstamos", "2,800.00", "1,914.75")]  # fmt: skip
    heads = beside("CONCEPTO", "2024     ", "2023     ", "  CONCEPTO", "2024     ", "2023     ")
    lines = (
        *_TITLE[:1],
        "Estado de Situación Financiera",
        "",
        heads,
        "",
        beside("ACTIVO", "", "", "  PASIVO", "", ""),
        "",
    )
    document = read(_text(*lines, *(beside(*row) for row in rows), ""), "balance.txt")
    assert len(document.tables) == 1 and _texts(document)[-2:] == [[cell.strip() for cell in row] for row in rows]


def test_two_rows_of_figures_that_end_at_the_same_places_are_a_table() -> None:
    lines = ["Deuda pública", "", "Concepto              Monto    Tasa", "Crédito A            100.00    5.0 "]
    document = read(_text(*lines, "Crédito B            200.00    6.5 ", ""), "deuda.txt")
    assert _texts(document)[1:] == [["Crédito A", "100.00", "5.0"], ["Crédito B", "200.00", "6.5"]]


def test_two_rows_of_a_figure_each_are_no_table() -> None:
    assert not read(b"Se pagaron  100.00\nSe deben    200.00\n", "notas.txt").tables
