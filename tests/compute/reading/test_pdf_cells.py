"""Cells of drawn tables: text over its edge, single glyphs, lost blanks, signs apart, labels of several lines."""

import pytest

from services.compute.reading.pdf.read_pdf import read_pdf
from tests.compute.reading.drawn import AMOUNTS, Sheets, only_table, texts, unruled


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


def test_a_sign_near_the_number_of_the_cell_before_belongs_to_its_own() -> None:
    sheets = Sheets()
    rows = [("10.00", "-", "4.00"), ("843,985.05", "671.59", "-"), ("-", "2.00", "9.00"), ("7.50", "-12.00", "1.50")]
    for row, amounts in enumerate(rows):
        base = 120 + 16 * row
        sheets.text(60, base, f"Renglón {row}")
        for column, amount in enumerate(amounts):
            left = 200 + 90 * column
            sheets.text(left, base, "$")
            if amount.startswith("-1"):
                sheets.text(left + 8, base, "-")
            sheets.text(left + 85, base, amount.removeprefix("-") if amount[1:] else amount, align="right")
    assert texts(only_table(read_pdf(sheets.saved()))) == [
        ["Renglón 0", "$ 10.00", "$ -", "$ 4.00"],
        ["Renglón 1", "$ 843,985.05", "$ 671.59", "$ -"],
        ["Renglón 2", "$ -", "$ 2.00", "$ 9.00"],
        ["Renglón 3", "$ 7.50", "$ - 12.00", "$ 1.50"],
    ]


def test_a_sign_behind_its_number_stays_there() -> None:
    sheets = Sheets()
    for row, (first, second) in enumerate([("10.00 €", "4.00 €"), ("843,985.05 €", "671.59 €"), ("7.50 €", "1.50 €")]):
        sheets.text(60, 120 + 16 * row, f"Renglón {row}")
        sheets.text(285, 120 + 16 * row, first, align="right")
        sheets.text(375, 120 + 16 * row, second, align="right")
    assert texts(only_table(read_pdf(sheets.saved())))[0] == ["Renglón 0", "10.00 €", "4.00 €"]


def test_a_label_right_behind_the_figures_of_another_is_a_cell_of_its_own() -> None:
    sheets = Sheets()
    for row, (asset, debt) in enumerate([("Bancos", "Proveedores"), ("Caja", "Acreedores"), ("Bienes", "Créditos")]):
        base = 120 + 16 * row
        sheets.text(60, base, asset)
        sheets.text(200, base, f"{row + 1},250.00", align="right")
        sheets.text(206, base, debt)
        sheets.text(400, base, f"{row + 4}00.50", align="right")
    assert texts(only_table(read_pdf(sheets.saved())))[1] == ["Caja", "2,250.00", "Acreedores", "500.50"]


def test_a_minus_far_from_its_number_is_told_from_dashes_that_stand_for_numbers() -> None:
    sheets = Sheets()
    rows = [("1,250.00", "-"), ("-", "-"), ("-813.91", "75.00"), ("-", "12.50"), ("-", "-"), ("348,878,366.75", "-")]
    for row, amounts in enumerate(rows):
        base = 120 + 16 * row
        sheets.text(60, base, f"Renglón {row}")
        for right, amount in zip((300, 420), amounts, strict=True):
            if amount == "-":
                sheets.text(right - 45, base, "-", align="middle")
                continue
            sheets.text(right - 95, base, "-" if amount[0] == "-" else "")
            sheets.text(right, base, amount.lstrip("-"), align="right")
    assert texts(only_table(read_pdf(sheets.saved()))) == [
        [f"Renglón {row}", first.replace("-8", "- 8"), second] for row, (first, second) in enumerate(rows)
    ]


def test_a_row_of_column_numbers_is_a_row_of_its_own_in_a_frame_too() -> None:
    sheets = Sheets()
    sheets.lattice([50, 400], [86, 126, 230])
    for x, heading, count in ((75, "Concepto", ""), (250, "2019", "1"), (350, "2018", "2")):
        sheets.text(x, 108, heading, align="middle")
        sheets.text(x, 121, count, align="middle")
    base = 140.0
    for number, label in enumerate(("Sueldos", "Materiales y", "Servicios", "Otros gastos y")):
        sheets.text(60, base, label)
        sheets.text(60, base + 11, "suministros" if label.endswith("y") else "")
        sheets.text(280, base, f"{number + 1},250.00", align="right")
        sheets.text(380, base, f"{number + 5},000.00", align="right")
        base += 11 * label.endswith("y") + 14
    rows = texts(only_table(read_pdf(sheets.saved())))
    assert rows[:2] == [["Concepto", "2019", "2018"], ["", "1", "2"]]
    assert rows[3] == ["Materiales y suministros", "2,250.00", "6,000.00"]


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


def test_labels_whose_figures_stand_on_their_last_line_stay_apart() -> None:
    sheets = Sheets()
    lines = [
        "Men, 16 years",
        "and over 3.75",
        "Women, 16",
        "years and over 13.94",
        "Less than a high",
        "school diploma 4.88",
    ]
    lines += ["High school", "graduates, no", "college degree 14.79", "All workers 1.00"]
    sheets.text(60, 108, "Group of persons")
    sheets.text(225, 108, "Share", align="right")
    for number, line in enumerate(lines):
        label, _, figure = line.rpartition(" ") if line[-1].isdigit() and "." in line else (line, "", "")
        sheets.text(60, 120 + 12 * number, label)
        sheets.text(225, 120 + 12 * number, figure, align="right")
        sheets.text(285, 120 + 12 * number, figure, align="right")
    assert texts(only_table(read_pdf(sheets.saved())))[1:] == [
        ["Men, 16 years and over", "3.75", "3.75"],
        ["Women, 16 years and over", "13.94", "13.94"],
        ["Less than a high school diploma", "4.88", "4.88"],
        ["High school graduates, no college degree", "14.79", "14.79"],
        ["All workers", "1.00", "1.00"],
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
