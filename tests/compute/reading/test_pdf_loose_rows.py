"""Rows that stand apart from a table's body: cut off by a page's end, stacked zeros, dashes under the headings."""

from services.compute.reading.pdf.read_pdf import read_pdf
from tests.compute.reading.drawn import Sheets, only_table, texts

COLUMNS = (60, 250, 330, 410, 490)


def row(sheets: Sheets, y: float, *cells: str) -> None:
    for x, text in zip(COLUMNS, cells, strict=True):
        sheets.text(x, y, text)


def test_zeros_drawn_column_by_column_stand_each_in_its_row() -> None:
    sheets = Sheets()
    ys = [100, 115, *range(130, 275, 12)]
    sheets.lattice([50, 200, 300, 400], ys)
    for x, heading in ((60, "Instrumento"), (210, "Contratación"), (310, "Neto")):
        sheets.text(x, 111, heading)
        sheets.text(x, 126, "A")
    for y in ys[2:-2]:
        sheets.text(395, y + 10, "0", align="right")
    for x in (295, 395):
        sheets.text(x, ys[-2] + 10, "0", align="right")
    sheets.text(60, ys[-2] + 10, "Total")
    rows = texts(only_table(read_pdf(sheets.saved())))
    assert rows[2:] == [["", "", "0"]] * 11 + [["Total", "0", "0"]]


def test_labels_beside_dashes_are_rows_and_no_headings() -> None:
    sheets = Sheets()
    for y in (90, 124, 200):
        sheets.line(50, y, 520, y)
    row(sheets, 112, "Concepto", "Aprobado", "Modificado", "Devengado", "Pagado")
    row(sheets, 140, "Gobierno", "-", "-", "-", "-")
    row(sheets, 152, "Legislación", "-", "-", "-", "-")
    row(sheets, 164, "Educación", "1,200.00", "1,300.00", "1,250.00", "1,100.00")
    rows = texts(only_table(read_pdf(sheets.saved())))
    assert [cells[0] for cells in rows] == ["Concepto", "Gobierno", "Legislación", "Educación"]


def test_a_line_of_figures_by_itself_is_a_table_of_one_row() -> None:
    sheets = Sheets()
    sheets.text(60, 100, "Instituto del Seguro")
    row(sheets, 140, "50", "Unidad central", "10", "10", "100%")
    sheets.text(60, 180, "Proporción del gasto en servicios")
    assert texts(only_table(read_pdf(sheets.saved()))) == [["50", "Unidad central", "10", "10", "100%"]]


def test_two_figures_in_a_line_of_prose_are_no_table() -> None:
    sheets = Sheets()
    sheets.text(60, 100, "Página")
    sheets.text(250, 100, "12")
    sheets.text(330, 100, "de 30")
    assert not read_pdf(sheets.saved()).tables


def test_one_row_under_headings_said_again_goes_on_the_table_of_the_page_before() -> None:
    sheets = Sheets()
    headings = ("Nombre del Indicador", "Unidad", "Fórmula", "Base", "Meta 2025")
    row(sheets, 600, *headings)
    for number in range(6):
        row(sheets, 620 + 20 * number, f"Promedio {number}", "Hospitales", "Total", "12", "88.57%")
    sheets.next_page()
    row(sheets, 60, *headings)
    row(sheets, 80, "Tasa de egresos", "Hospitales", "Egresos", "11", "81.81%")
    sheets.text(COLUMNS[2], 105, "por mejoría")
    sheets.text(60, 160, "Fuente: Unidad de Planeación.")
    document = read_pdf(sheets.saved())
    rows = texts(only_table(document))
    assert len(rows) == 9
    assert rows[7] == ["Tasa de egresos", "Hospitales", "Egresos", "11", "81.81%"]
    assert rows[8] == ["", "", "por mejoría", "", ""]
    assert [p.text for p in document.paragraphs] == ["Fuente: Unidad de Planeación."]


def test_a_heading_over_nothing_is_a_column_of_its_own() -> None:
    sheets = Sheets()
    for x in (50, 560):
        sheets.line(x, 90, x, 220)
    for y in (90, 124, 220):
        sheets.line(50, y, 560, y)
    sheets.text(60, 110, "Denominación")
    sheets.text(220, 110, "Institución acreedora")
    sheets.text(350, 104, "Saldo Inicial")
    sheets.text(362, 116, "Periodo")
    sheets.text(460, 110, "Saldo Final")
    for number, (label, opening, closing) in enumerate(
        [("Interna", "0", "10"), ("Externa", "5", "6"), ("Otra", "2", "3")]
    ):
        sheets.text(60, 150 + 16 * number, label)
        sheets.text(410, 150 + 16 * number, opening, align="right")
        sheets.text(510, 150 + 16 * number, closing, align="right")
    rows = texts(only_table(read_pdf(sheets.saved())))
    assert rows[0] == ["Denominación", "Institución acreedora", "Saldo Inicial Periodo", "Saldo Final"]
    assert rows[1] == ["Interna", "", "0", "10"]
