"""Drawn tables of short and of wrapped texts, and the prose and lists that are none."""

from reportlab.pdfbase.pdfmetrics import stringWidth

from services.compute.reading.pdf.read_pdf import read_pdf
from tests.compute.reading.drawn import AMOUNTS, Sheets, only_table, texts, unruled


def test_a_table_of_short_texts_needs_neither_lines_nor_figures() -> None:
    sheets = Sheets()
    rows = [("Nombre", "Puesto", "Desde"), ("Ana Ruiz", "Directora de planeación", "Marzo de 2012")]
    rows += [("Luis Gil", "Jefe de finanzas", "Junio de 2015"), ("Eva Paz", "Auditora", "Mayo de 2009")]
    for number, (name, position, since) in enumerate(rows):
        sheets.text(60, 100 + 14 * number, name)
        sheets.text(200, 100 + 14 * number, position)
        sheets.text(400, 100 + 14 * number, since)
    assert texts(only_table(read_pdf(sheets.saved()))) == [list(row) for row in rows]


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


def test_a_line_of_prose_set_to_both_sides_is_no_row_of_the_table_above_it() -> None:
    sheets = Sheets()
    unruled(sheets)
    x = 60.0
    for word in ["Diversas", "dependencias", "informaron", "que", "los", "datos", "eran"]:
        sheets.text(x, 190, word)
        x += stringWidth(word, "Helvetica", 10) + 11.5
    sheets.text(60, 202, "provisionales y que sus definiciones habían cambiado desde el último año.")
    document = read_pdf(sheets.saved())
    assert texts(only_table(document)) == [["Concepto", "Aprobado", "Pagado"], *map(list, AMOUNTS)]
    assert "Diversas dependencias informaron que los datos eran provisionales" in document.paragraphs[-1].text
