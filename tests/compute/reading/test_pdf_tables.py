"""Tables of PDFs that these tests draw: every way that real reports part their cells."""

import pytest

from services.compute.reading.document import Document, Table
from services.compute.reading.pdf.read_pdf import read_pdf
from tests.compute.reading.drawn import Sheets

AMOUNTS = [("Sueldos", "1,250.00", "1,100.50"), ("Materiales", "300.00", "75.25"), ("Servicios", "48.10", "-12.00")]


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def only_table(document: Document) -> Table:
    assert len(document.tables) == 1, [texts(t) for t in document.tables]
    return document.tables[0]


def unruled(sheets: Sheets, x: float = 60, y: float = 120, rows: list[tuple[str, str, str]] | None = None) -> None:
    sheets.text(x, y, "Concepto")
    sheets.text(x + 250, y, "Aprobado", align="right")
    sheets.text(x + 350, y, "Pagado", align="right")
    for number, (label, approved, paid) in enumerate(rows or AMOUNTS):
        base = y + 16 * (number + 1)
        sheets.text(x, base, label)
        sheets.text(x + 250, base, approved, align="right")
        sheets.text(x + 350, base, paid, align="right")


def test_lines_bound_cells_of_several_lines() -> None:
    sheets = Sheets()
    sheets.lattice([50, 200, 320], [100, 130, 160, 190, 220])
    sheets.text(60, 118, "Programa")
    sheets.text(210, 112, "Meta")
    sheets.text(210, 124, "anual")
    for row, (label, target) in enumerate([("E001", "12"), ("E002", "7"), ("E003", "150")]):
        sheets.text(60, 148 + 30 * row, label)
        sheets.text(310, 148 + 30 * row, target, align="right")
    table = only_table(read_pdf(sheets.saved()))
    assert texts(table) == [["Programa", "Meta anual"], ["E001", "12"], ["E002", "7"], ["E003", "150"]]


def test_columns_are_told_from_white_alone_and_cells_know_their_boxes() -> None:
    sheets = Sheets()
    sheets.text(60, 100, "Cuadro 1. Gasto")
    unruled(sheets)
    sheets.text(60, 260, "Fuente: registros propios.")
    document = read_pdf(sheets.saved())
    table = only_table(document)
    assert texts(table) == [["Concepto", "Aprobado", "Pagado"], *map(list, AMOUNTS)]
    assert table.title == "Cuadro 1. Gasto"
    assert [p.text for p in document.paragraphs] == ["Fuente: registros propios."]
    cell = table.rows[1][1]
    assert (cell.page, cell.row, cell.column) == (1, 1, 1)
    assert cell.bbox is not None
    left, top, right, bottom = cell.bbox
    assert right == pytest.approx(310, abs=0.5)
    assert left == pytest.approx(310 - 38.9, abs=1)
    assert top < 136 - 6 < 136 < bottom < 140


def test_rows_stand_between_upright_lines_only() -> None:
    sheets = Sheets()
    for x in (50, 200, 320, 440):
        sheets.line(x, 100, x, 180)
    for y in (100, 120, 180):
        sheets.line(50, y, 440, y)
    unruled(sheets, 60, 114, AMOUNTS)
    assert texts(only_table(read_pdf(sheets.saved()))) == [["Concepto", "Aprobado", "Pagado"], *map(list, AMOUNTS)]


def test_a_heading_over_two_columns_is_one_cell_with_the_box_of_both() -> None:
    sheets = Sheets()
    sheets.line(50, 90, 420, 90)
    sheets.text(360, 104, "Presupuesto", align="middle")
    sheets.line(250, 108, 415, 108)
    unruled(sheets)
    sheets.line(50, 126, 420, 126)
    sheets.line(50, 180, 420, 180)
    table = only_table(read_pdf(sheets.saved()))
    assert texts(table)[:2] == [["", "Presupuesto", ""], ["Concepto", "Aprobado", "Pagado"]]
    assert table.rows[0][1].bbox is not None
    assert table.rows[0][1].bbox == table.rows[0][2].bbox


def test_sides_with_labels_of_their_own_keep_their_rows_apart() -> None:
    sheets = Sheets(792, 612)
    left = [("Efectivo y equivalentes", "10"), ("Derechos a recibir", "20"), ("Inventarios del año", "30")]
    right = [("Cuentas por pagar", "40"), ("Fondos y bienes de terceros en", None), ("garantía o administración", "50")]
    right += [("Provisiones diversas", "60"), ("Otros pasivos circulantes", "70")]
    left += [("Almacenes generales", "35"), ("Total de activos", "95")]
    for row, (label, figure) in enumerate(left):
        sheets.text(50, 100 + 12 * row, label)
        sheets.text(250, 100 + 12 * row, f"{figure},000.00", align="right")
    for row, (label, amount) in enumerate(right):
        sheets.text(400, 100 + 12 * row, label)
        if amount:
            sheets.text(650, 100 + 12 * row, f"{amount},000.00", align="right")
    rows = texts(only_table(read_pdf(sheets.saved())))
    assert ["Inventarios del año", "30,000.00"] in [row[:2] for row in rows]
    assert ["Derechos a recibir", "20,000.00"] in [row[:2] for row in rows]
    assert ["Fondos y bienes de terceros en garantía o administración", "50,000.00"] in [row[2:] for row in rows]


def test_two_ruled_tables_beside_each_other_are_two() -> None:
    sheets = Sheets()
    for x, name in ((50, "A"), (330, "B")):
        sheets.lattice([x, x + 100, x + 220], [100, 120, 140, 160])
        for row in range(3):
            sheets.text(x + 5, 114 + 20 * row, f"{name}{row}")
            sheets.text(x + 215, 114 + 20 * row, f"{row}.5", align="right")
    found = sorted(texts(table) for table in read_pdf(sheets.saved()).tables)
    assert found == [[["A0", "0.5"], ["A1", "1.5"], ["A2", "2.5"]], [["B0", "0.5"], ["B1", "1.5"], ["B2", "2.5"]]]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_reads_as_it_is_shown(turn: int) -> None:
    sheets = Sheets(turn=turn)
    unruled(sheets)
    cell = only_table(read_pdf(sheets.saved())).rows[1][0]
    assert cell.text == "Sueldos"
    assert cell.bbox is not None
    x, y = 60, 136
    corner = {0: (x, y), 90: (792 - y, x), 180: (612 - x, 792 - y), 270: (y, 612 - x)}[turn]
    left, top, right, bottom = cell.bbox
    assert left - 3 <= corner[0] <= right + 3
    assert top - 3 <= corner[1] <= bottom + 3


def test_a_table_drawn_up_the_page_is_read_and_placed_on_the_page_as_shown() -> None:
    sheets = Sheets()
    for row, values in enumerate([("Concepto", "Aprobado", "Pagado"), *AMOUNTS]):
        for column, text in enumerate(values):
            sheets.upward(100 + 16 * row, 700 - 150 * column, text)
    table = only_table(read_pdf(sheets.saved()))
    assert texts(table) == [["Concepto", "Aprobado", "Pagado"], *map(list, AMOUNTS)]
    box = table.rows[0][0].bbox
    assert box is not None
    assert box[0] < 100 < box[2] + 3
    assert box[3] == pytest.approx(700, abs=1)


def test_text_that_runs_over_its_cell_stays_whole_and_in_its_column() -> None:
    sheets = Sheets()
    sheets.lattice([50, 150, 230, 330], [100, 120, 140, 160, 180])
    long = "Administración de los recursos humanos y materiales"
    for row, (label, code, amount) in enumerate(
        [("Programa", "Clave", "Monto"), (long, "G1025", "62.00"), ("Otro", "G1026", "5.00"), ("Más", "G1", "1.00")]
    ):
        sheets.text(54, 114 + 20 * row, label)
        sheets.text(190, 114 + 20 * row, code, align="middle")
        sheets.text(326, 114 + 20 * row, amount, align="right")
    assert texts(only_table(read_pdf(sheets.saved())))[1] == [long, "G1025", "62.00"]


def test_single_glyphs_out_of_order_are_words_again() -> None:
    sheets = Sheets()
    for row, (label, approved, paid) in enumerate([("Concepto", "Aprobado", "Pagado"), *AMOUNTS]):
        for x, text in ((60, label), (240, approved), (360, paid)):
            sheets.glyphs(x, 120 + 16 * row, text)
    assert texts(only_table(read_pdf(sheets.saved()))) == [["Concepto", "Aprobado", "Pagado"], *map(list, AMOUNTS)]


def test_amounts_that_lost_the_space_between_them_are_two_cells() -> None:
    sheets = Sheets()
    for row in range(3):
        sheets.text(60, 120 + 16 * row, f"Renglón {row}")
        sheets.text(250, 120 + 16 * row, "1,250.00", align="right")
        sheets.text(289, 120 + 16 * row, "75.25", align="right")
    sheets.text(60, 168, "Total")
    sheets.text(289, 168, "3,750.001,175.75", align="right")
    rows = texts(only_table(read_pdf(sheets.saved())))
    assert rows[3] == ["Total", "3,750.00", "1,175.75"]


def test_columns_that_nearly_touch_are_parted_and_thousands_set_apart_are_not() -> None:
    sheets = Sheets()
    for row, (first, second) in enumerate(
        [("334,595,424.51", "219,950,021.61"), ("12.00", "188,383,103.05"), ("334,595,424.51", "0.00")]
    ):
        sheets.text(60, 120 + 16 * row, f"Renglón {row}")
        sheets.text(260, 120 + 16 * row, first, align="right")
        sheets.text(335, 120 + 16 * row, second, align="right")
        sheets.text(420, 120 + 16 * row, "178 103 282.00", align="right")
    assert texts(only_table(read_pdf(sheets.saved())))[0] == [
        "Renglón 0",
        "334,595,424.51",
        "219,950,021.61",
        "178 103 282.00",
    ]


def test_currency_and_minus_at_the_far_side_belong_to_their_number() -> None:
    sheets = Sheets()
    sheets.lattice([50, 180, 300, 420], [100, 120, 140, 160, 180])
    rows = [("Rubro", "", "Uno", "", "Dos"), ("A", "$", "10.00", "-", "4.00"), ("B", "$", "7.00", "$", "1.50")]
    rows.append(("C", "-", "2.00", "$", "9.00"))
    for row, (label, sign, first, mark, second) in enumerate(rows):
        base = 114 + 20 * row
        sheets.text(55, base, label)
        sheets.text(184, base, sign)
        sheets.text(296, base, first, align="right")
        sheets.text(304, base, mark)
        sheets.text(416, base, second, align="right")
    assert texts(only_table(read_pdf(sheets.saved())))[1:] == [
        ["A", "$ 10.00", "- 4.00"],
        ["B", "$ 7.00", "$ 1.50"],
        ["C", "- 2.00", "$ 9.00"],
    ]


def test_cells_of_a_row_may_stand_unevenly() -> None:
    sheets = Sheets()
    for row, (label, approved, paid) in enumerate(AMOUNTS):
        base = 120 + 16 * row
        sheets.text(60, base, label)
        sheets.text(310, base + 2.5, approved, align="right")
        sheets.text(410, base - 2, paid, align="right")
    assert texts(only_table(read_pdf(sheets.saved()))) == [list(row) for row in AMOUNTS]


@pytest.mark.parametrize("figures_on", [0, 0.5, 1])
def test_a_label_of_two_lines_stands_beside_one_line_of_figures(figures_on: float) -> None:
    sheets = Sheets()
    sheets.text(60, 120, "Impuestos sobre los ingresos y el patrimonio")
    sheets.text(400, 120, "10.00", align="right")
    sheets.text(480, 120, "11.00", align="right")
    sheets.text(60, 140, "Transferencias, asignaciones, subsidios y")
    sheets.text(60, 151, "pensiones")
    sheets.text(400, 140 + 11 * figures_on, "20.00", align="right")
    sheets.text(480, 140 + 11 * figures_on, "21.00", align="right")
    sheets.text(60, 171, "Otros ingresos")
    sheets.text(400, 171, "30.00", align="right")
    sheets.text(480, 171, "31.00", align="right")
    assert texts(only_table(read_pdf(sheets.saved()))) == [
        ["Impuestos sobre los ingresos y el patrimonio", "10.00", "11.00"],
        ["Transferencias, asignaciones, subsidios y pensiones", "20.00", "21.00"],
        ["Otros ingresos", "30.00", "31.00"],
    ]


def test_a_heading_of_a_group_is_a_row_of_its_own() -> None:
    sheets = Sheets()
    unruled(sheets, rows=[("Sueldos", "1.00", "1.00"), ("Materiales", "2.00", "2.00")])
    sheets.text(60, 168, "Inversión")
    unruled_rows = [("Obras", "3.00", "3.00"), ("Equipo", "4.00", "4.00")]
    for row, (label, approved, paid) in enumerate(unruled_rows):
        sheets.text(60, 184 + 16 * row, label)
        sheets.text(310, 184 + 16 * row, approved, align="right")
        sheets.text(410, 184 + 16 * row, paid, align="right")
    rows = texts(only_table(read_pdf(sheets.saved())))
    assert rows[3:5] == [["Inversión", "", ""], ["Obras", "3.00", "3.00"]]


def test_shaded_lines_of_one_colour_do_not_part_a_cell() -> None:
    sheets = Sheets()
    sheets.lattice([50, 200, 320], [100, 140, 160, 180, 200])
    for y in (102, 120):
        sheets.shade(55, y, 195, y + 18)
    sheets.text(60, 114, "Población")
    sheets.text(60, 132, "atendida")
    sheets.text(210, 124, "Personas")
    for row in range(3):
        sheets.text(60, 154 + 20 * row, f"Zona {row}")
        sheets.text(310, 154 + 20 * row, str(100 + row), align="right")
    assert texts(only_table(read_pdf(sheets.saved())))[0] == ["Población atendida", "Personas"]


def test_a_table_of_short_texts_needs_neither_lines_nor_figures() -> None:
    sheets = Sheets()
    rows = [("Nombre", "Puesto", "Desde"), ("Ana Ruiz", "Directora de planeación", "Marzo de 2012")]
    rows += [("Luis Gil", "Jefe de finanzas", "Junio de 2015"), ("Eva Paz", "Auditora", "Mayo de 2009")]
    for number, (name, position, since) in enumerate(rows):
        sheets.text(60, 100 + 14 * number, name)
        sheets.text(200, 100 + 14 * number, position)
        sheets.text(400, 100 + 14 * number, since)
    assert texts(only_table(read_pdf(sheets.saved()))) == [list(row) for row in rows]


def test_a_heading_set_amid_the_headings_under_it_stands_over_them_without_a_line() -> None:
    sheets = Sheets()
    sheets.text(240, 90, "Hombres", align="middle")
    sheets.text(390, 90, "Mujeres", align="middle")
    places = (220, 280, 370, 430)
    for x, year in zip(places, ("2010", "2011", "2010", "2011"), strict=True):
        sheets.text(x, 104, year, align="right")
    for number, region in enumerate(("Norte", "Centro", "Sur")):
        sheets.text(60, 118 + 14 * number, region)
        for k, x in enumerate(places):
            sheets.text(x, 118 + 14 * number, f"{10 + number + k}.5%", align="right")
    table = only_table(read_pdf(sheets.saved()))
    assert texts(table)[:2] == [["", "Hombres", "", "Mujeres", ""], ["", "2010", "2011", "2010", "2011"]]
    assert table.rows[0][2].bbox == table.rows[0][1].bbox


def _wrapped(sheets: Sheets, top: float, rows: list[list[list[str]]], xs: tuple[float, ...] = (60, 180, 330)) -> float:
    """Rows of cells of several lines, without a line drawn; the baseline that follows."""
    for row in rows:
        for x, lines in zip(xs, row, strict=True):
            for number, line in enumerate(lines):
                sheets.text(x, top + 12 * number, line)
        top += 12 * max(map(len, row)) + 6
    return top


def test_rows_of_wrapped_texts_are_told_by_the_white_between_them() -> None:
    sheets = Sheets()
    _wrapped(
        sheets,
        100,
        [
            [["Tema"], ["Compromiso"], ["Avances"]],
            [["Contrataciones", "públicas"], ["Dar a conocer los", "requisitos de las", "denuncias"], ["Publicado"]],
            [["Inversión"], ["Realizar las evaluaciones"], ["En proceso de", "dictamen"]],
            [["Archivo"], [], ["Sin avances"]],
        ],
    )
    (table,) = read_pdf(sheets.saved()).tables
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Tema", "Compromiso", "Avances"],
        ["Contrataciones públicas", "Dar a conocer los requisitos de las denuncias", "Publicado"],
        ["Inversión", "Realizar las evaluaciones", "En proceso de dictamen"],
        ["Archivo", "", "Sin avances"],
    ]


def test_prose_in_three_columns_is_no_table() -> None:
    sentences = [
        "El programa atiende a la",
        "población de las zonas",
        "rurales, y los recursos",
        "que se le asignan se",
    ]
    sheets = Sheets()
    paragraphs = [[sentences * 3] * 3, [sentences * 2] * 3]
    _wrapped(sheets, 100, paragraphs)
    assert not read_pdf(sheets.saved()).tables


def test_a_list_of_long_items_is_no_table() -> None:
    sheets = Sheets()
    items = [
        [[f"{number}."], ["Se revisaron las cuentas del ejercicio", "y se dio aviso al órgano"]]
        for number in range(1, 6)
    ]
    _wrapped(sheets, 100, items, (60, 80))
    assert not read_pdf(sheets.saved()).tables


def test_wrapped_cells_of_a_small_ruled_table_stay_whole() -> None:
    sheets = Sheets()
    sheets.lattice([50, 170, 320, 500], [88, 106, 148])
    _wrapped(
        sheets,
        100,
        [[["Tema"], ["Compromiso"], ["Avances"]], [["Obra", "pública"], ["Uno", "dos", "tres"], ["Ninguno"]]],
    )
    (table,) = read_pdf(sheets.saved()).tables
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Tema", "Compromiso", "Avances"],
        ["Obra pública", "Uno dos tres", "Ninguno"],
    ]
