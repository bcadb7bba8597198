"""Tables of PDFs that these tests draw: their lines and white, headings over headings, sides, turned pages."""

import pytest

from services.compute.reading.pdf.read_pdf import read_pdf
from tests.compute.reading.drawn import AMOUNTS, Sheets, only_table, texts, unruled


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
