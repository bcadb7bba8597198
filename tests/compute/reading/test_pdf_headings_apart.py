"""Headings boxed apart from their rows, titles with a logo beside them, group names that stand out to the left."""

from services.compute.reading.pdf.read_pdf import read_pdf
from tests.compute.reading.drawn import Sheets, only_table, texts

LABEL, RIGHTS = 40, (330, 410, 490, 570)
HEADINGS = ("Aprobado", "Modificado", "Devengado", "Pagado")


def figures(sheets: Sheets, y: float, label: str, *amounts: str, indent: float = 0) -> None:
    sheets.text(LABEL + indent, y, label, size=8)
    for x, amount in zip(RIGHTS, amounts, strict=False):
        sheets.text(x, y, amount, size=8, align="right")


def test_a_box_of_headings_heads_the_rows_that_stand_apart_below_it() -> None:
    sheets = Sheets()
    sheets.lattice([38, 240, 572], [100, 130])
    sheets.text(120, 118, "Concepto", size=8)
    for x, heading in zip(RIGHTS, HEADINGS, strict=True):
        sheets.text(x - 55, 118, heading, size=8)
    figures(sheets, 152, "Servicios personales", "1,250.00", "1,300.00", "900.00", "880.50")
    figures(sheets, 164, "Materiales", "300.00", "310.00", "75.25", "75.25")
    figures(sheets, 176, "Total", "1,550.00", "1,610.00", "975.25", "955.75")
    rows = texts(only_table(read_pdf(sheets.saved())))
    assert rows == [
        ["Concepto", *HEADINGS],
        ["Servicios personales", "1,250.00", "1,300.00", "900.00", "880.50"],
        ["Materiales", "300.00", "310.00", "75.25", "75.25"],
        ["Total", "1,550.00", "1,610.00", "975.25", "955.75"],
    ]


def test_a_group_and_its_figures_between_headings_and_boxed_rows_are_rows() -> None:
    sheets = Sheets()
    sheets.lattice([38, 240, 332, 412, 492, 572], [100, 118])
    for x, heading in zip((60, 250, 340, 420, 500), ("Concepto", *HEADINGS), strict=True):
        sheets.text(x, 112, heading, size=8)
    sheets.text(306, 132, "Asuntos laborales", size=8, align="middle")
    figures(sheets, 146, "Total del grupo", "15.00", "25.00", "35.00", "45.00")
    for x in (38, 240, 332, 412, 492, 572):
        sheets.line(x, 154, x, 194)
    sheets.line(38, 194, 572, 194)
    figures(sheets, 166, "Cursos", "10.00", "20.00", "30.00", "40.00")
    figures(sheets, 178, "Becas", "3.00", "3.00", "3.00", "3.00")
    figures(sheets, 190, "Otros", "2.00", "2.00", "2.00", "2.00")
    rows = texts(only_table(read_pdf(sheets.saved())))
    assert rows[0] == ["Concepto", *HEADINGS]
    assert [text for text in rows[1] if text] == ["Asuntos laborales"]
    assert rows[2] == ["Total del grupo", "15.00", "25.00", "35.00", "45.00"]
    assert [row[0] for row in rows[3:]] == ["Cursos", "Becas", "Otros"]


def test_a_table_with_headings_of_its_own_is_none_of_the_one_above() -> None:
    sheets = Sheets()
    for top, last in ((100, "Pagado"), (180, "Ejercido")):
        sheets.lattice([38, 240, 320, 400, 572], [top, top + 18])
        for x, heading in zip((60, 250, 330, 430), ("Concepto", "Aprobado", "Modificado", last), strict=True):
            sheets.text(x, top + 12, heading, size=8)
        for number in (1, 2, 3):
            figures(sheets, top + 18 + 13 * number, f"Cuenta {top + number}", "10.00", "20.00", "30.00")
    found = [texts(table) for table in read_pdf(sheets.saved()).tables]
    assert all("Pagado" not in str(table) or "Ejercido" not in str(table) for table in found)


def test_a_title_is_read_line_by_line_and_the_logo_beside_it_last() -> None:
    sheets = Sheets()
    sheets.text(40, 62, "CHIAPAS", size=9)
    sheets.text(306, 50, "Gobierno Constitucional del Estado de Chiapas", size=9, align="middle")
    sheets.text(306, 62, "Instituto de Capacitación y Vinculación Tecnológica", size=9, align="middle")
    sheets.text(306, 74, "Estado de Actividades", size=9, align="middle")
    sheets.lattice([38, 240, 320, 400], [84, 100, 114, 128])
    for y, cells in ((95, ("Concepto", "2020", "2019")), (110, ("Ingresos", "10.00", "9.00")), (124, ("x", "1", "2"))):
        for x, cell in zip((42, 250, 330), cells, strict=True):
            sheets.text(x, y, cell, size=8)
    assert only_table(read_pdf(sheets.saved())).title.split("\n") == [
        "Gobierno Constitucional del Estado de Chiapas",
        "Instituto de Capacitación y Vinculación Tecnológica",
        "Estado de Actividades",
        "CHIAPAS",
    ]


def test_names_of_groups_that_stand_out_are_no_rest_of_the_full_label_above_them() -> None:
    sheets = Sheets()
    sheets.lattice([38, 240, 320, 400, 480, 572], [60, 78])
    for x, heading in zip((60, 250, 330, 410, 490), ("Concepto", *HEADINGS), strict=True):
        sheets.text(x, 72, heading, size=8)
    amounts = ("10.00", "20.00", "30.00", "40.00")
    y = 92.0
    for group, labels in (
        ("Subsidios", ("Sujetos a reglas", "Otros subsidios")),
        ("Compromisos", ("Desastres naturales", "Aportaciones a fondos de inversión y reestructura de pensi")),
        ("Programas de gasto federalizado", ("Gasto federalizado",)),
    ):
        sheets.text(LABEL, y, group, size=8)
        for number, label in enumerate(labels, 1):
            figures(sheets, y + 10 * number, label, *amounts, indent=14)
        y += 10 * len(labels) + 9
    rows = texts(only_table(read_pdf(sheets.saved())))
    assert [row[0] for row in rows[1:]] == [
        "Subsidios",
        "Sujetos a reglas",
        "Otros subsidios",
        "Compromisos",
        "Desastres naturales",
        "Aportaciones a fondos de inversión y reestructura de pensi",
        "Programas de gasto federalizado",
        "Gasto federalizado",
    ]


def test_a_line_nearer_to_the_label_above_than_rows_stand_goes_on_with_it() -> None:
    sheets = Sheets()
    sheets.lattice([38, 240, 320, 400, 480, 572], [60, 78])
    for x, heading in zip((60, 250, 330, 410, 490), ("Concepto", *HEADINGS), strict=True):
        sheets.text(x, 72, heading, size=8)
    amounts = ("10.00", "20.00", "30.00", "40.00")
    for y, label in ((92, "GOBIERNO"), (105, "ASUNTOS DE SEGURIDAD"), (125, "SALUD"), (138, "OTROS")):
        figures(sheets, y, label, *amounts, indent=8 if y == 105 else 0)
    sheets.text(LABEL, 113, "INTERIOR", size=8)
    rows = texts(only_table(read_pdf(sheets.saved())))
    assert [row[0] for row in rows[1:]] == ["GOBIERNO", "ASUNTOS DE SEGURIDAD INTERIOR", "SALUD", "OTROS"]
