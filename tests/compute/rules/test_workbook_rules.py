"""Rules about how a workbook works its figures out, on small workbooks written for each."""

import io
import zipfile
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.reading.document import Cell, Document, Table
from services.compute.recognition import recognise
from services.compute.rules import Outcome, catalogue
from tests.programmes import GOOD, outcome


def _outcome(rule: str, book: Workbook) -> Outcome:
    stream = io.BytesIO()
    book.save(stream)
    return catalogue()[rule][1](recognise(read(stream.getvalue()), "MXN"), load_policy())


def _grid(rule: str, rows: list[list[tuple[str, str]]], hidden_sheets: tuple[str, ...] = ()) -> Outcome:
    """What `rule` answers for cells given as text and formula; those whose formula is ``hidden`` are hidden."""

    def cell(text: str, formula: str, row: int, column: int) -> Cell:
        return Cell(
            text,
            row,
            column,
            1,
            sheet_column=f"Hoja1!{'ABCDEFG'[column]}",
            sheet_row=row + 1,
            is_number=text.lstrip("-").isdigit(),
            formula="" if formula == "hidden" else formula,
            hidden=formula == "hidden",
        )

    cells = tuple(
        tuple(cell(text, formula, row, column) for column, (text, formula) in enumerate(line))
        for row, line in enumerate(rows)
    )
    document = Document("application/x", 1, (Table(cells),), hidden_sheets=hidden_sheets)
    return catalogue()[rule][1](recognise(document, "MXN"), load_policy())


def _differences(formulas: int, typed: int | None) -> list[list[tuple[str, str]]]:
    """A row a difference C=A-B; row `typed` has a figure in place of the formula."""
    return [
        [("9", ""), ("4", ""), ("5", "" if number == typed else f"A{number + 1}-B{number + 1}")]
        for number in range(formulas)
    ]


def test_a_figure_typed_between_like_formulas_is_told() -> None:
    found = _grid("typed-over-formula", _differences(6, typed=3)).findings
    assert [[cell.address for cell in finding.cells] for finding in found] == [["Hoja1!C4"]]


def test_formulas_alone_typed_figures_alone_and_edges_are_left_alone() -> None:
    assert _grid("typed-over-formula", _differences(6, typed=None)).findings == []
    assert _grid("typed-over-formula", _differences(6, typed=5)).findings == []
    assert _grid("typed-over-formula", [[("9", ""), ("4", ""), ("5", "")]] * 6).findings == []


@pytest.mark.parametrize(("rows", "fires"), [(4, 0), (5, 1)])
def test_a_typed_figure_is_told_from_four_like_formulas_on(rows: int, fires: int) -> None:
    assert len(_grid("typed-over-formula", _differences(rows, typed=2)).findings) == fires


def _summed(*formulas: str) -> list[list[tuple[str, str]]]:
    figures = [[("10", "") for _ in formulas] for _ in range(4)]
    return [*figures, [("40", formula) for formula in formulas]]


def test_a_sum_that_stops_before_the_last_row_is_told() -> None:
    (finding,) = _grid("formula-range", _summed("SUM(A1:A3)")).findings
    assert [cell.address for cell in finding.cells] == ["Hoja1!A5", "Hoja1!A4"]
    assert finding.expected == 50


def test_a_sum_that_takes_fewer_rows_than_those_beside_it_is_told() -> None:
    found = _grid("formula-range", _summed("SUM(A1:A4)", "SUM(B2:B4)", "SUM(C1:C4)")).findings
    assert [[cell.address for cell in finding.cells] for finding in found] == [["Hoja1!B5", "Hoja1!B1"]]


def test_whole_sums_and_short_ones_are_left_alone() -> None:
    whole = _grid("formula-range", _summed("SUM(A1:A4)", "SUM(B1:B4)", "SUM(C1:C4)"))
    assert (whole.findings, whole.passed) == ([], 3)
    assert _grid("formula-range", _summed("SUM(A1:A2)")).findings == []


def _headed_by_sums(first: str) -> list[list[tuple[str, str]]]:
    """Two blocks of four figures, each under its own sum."""
    block = [[("10", "")] for _ in range(4)]
    return [[("40", first)], *block, [("40", "SUM(A7:A10)")], *block, [("80", "A1+A6")]]


def test_a_sum_above_its_block_that_stops_before_the_next_sum_is_told() -> None:
    (finding,) = _grid("formula-range", _headed_by_sums("SUM(A2:A4)")).findings
    assert [cell.address for cell in finding.cells] == ["Hoja1!A1", "Hoja1!A5"]
    assert _grid("formula-range", _headed_by_sums("SUM(A2:A5)")).findings == []


def test_a_row_below_a_sum_that_another_formula_takes_in_is_left_alone() -> None:
    rows = _headed_by_sums("SUM(A2:A4)")
    rows[-1] = [("90", "A1+A5+A6")]
    assert _grid("formula-range", rows).findings == []


@pytest.mark.parametrize(("total", "fires"), [("30", 1), ("42", 0)])
def test_a_figure_kept_as_text_that_its_sum_passes_over_is_told(total: str, fires: int) -> None:
    names = ["Agua", "Predial", "Multas", "Otros"]
    figures = ["10", "12.00", "10", "10"]
    rows = [
        [("Concepto", ""), ("Estimado", "")],
        *([(name, ""), (text, "")] for name, text in zip(names, figures, strict=True)),
    ]
    found = _grid("formula-range", [*rows, [("Total", ""), (total, "SUM(B2:B5)")]]).findings
    assert [[cell.address for cell in one.cells] for one in found] == [["Hoja1!B6", "Hoja1!B3"]] * fires
    assert [one.expected for one in found] == [42] * fires


@pytest.mark.parametrize("error", ["#DIV/0!", "#¡REF!", "#N/A", "#¡DIV/0!", "#¿NOMBRE?"])
def test_an_error_shown_is_told_once_a_table_and_is_no_unread_figure(error: str) -> None:
    rows = [[("Nombre", ""), ("Aprobado", "")], *[[(f"Uno {n}", ""), (error if n < 2 else "5", "")] for n in range(4)]]
    (finding,) = _grid("formula-error", rows).findings
    assert len(finding.cells) == 2
    assert _grid("unreadable-number", rows).findings == []


def test_a_number_sign_is_no_error() -> None:
    assert _grid("formula-error", [[("#", ""), ("# de cuenta", "")], [("#1", ""), ("5", "")]]).findings == []


def test_formulas_without_what_they_come_to_are_told_and_are_no_zeros() -> None:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    rows: list[list[Any]] = [
        ["Concepto", "Aprobado", "Devengado"],
        ["Sueldos", 1250.5, 980.25],
        ["Materiales", 410, 377.5],
    ]
    for row in [*rows, ["Total", "=SUM(B2:B3)", "=SUM(C2:C3)"]]:
        sheet.append(row)
    (finding,) = _outcome("formula-error", book).findings
    assert [cell.text for cell in finding.cells] == ["=SUM(B2:B3)", "=SUM(C2:C3)"]
    assert "2 fórmulas sin su resultado" in finding.message.es
    stream = io.BytesIO()
    book.save(stream)
    assert recognise(read(stream.getvalue()), "MXN").facts["value"].to_list() == ["1250.5", "980.25", "410", "377.5"]
    for place in range(5, 9):
        sheet.append([f"Otro total {place}", f"=B{place - 1}", 5])
    (finding,) = _outcome("formula-error", book).findings
    assert "=SUM(B2:B3), =SUM(C2:C3), =B4, =B5 y 2 más. Ábralo" in finding.message.es, finding.message


def test_a_formula_that_comes_to_a_blank_text_is_worked_out() -> None:
    book, stream, written = Workbook(), io.BytesIO(), io.BytesIO()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in (["Concepto", "Aprobado"], ["Sueldos", 1250.5], ["Materiales", '=IF(B2>0,"","x")']):
        sheet.append(row)
    book.save(stream)
    with zipfile.ZipFile(stream) as saved, zipfile.ZipFile(written, "w") as archive:
        for name in saved.namelist():
            archive.writestr(name, saved.read(name).replace(b'<c r="B3">', b'<c r="B3" t="str">'))
    statement = recognise(read(written.getvalue()), "MXN")
    assert any(cell.formula for row in statement.tables[0].table.rows for cell in row)
    assert not catalogue()["formula-error"][1](statement, load_policy()).findings


def test_hidden_figures_and_sheets_are_told() -> None:
    (finding,) = _grid("hidden-content", [[("1", ""), ("5", "hidden")], [("2", ""), ("", "hidden")]]).findings
    assert [cell.address for cell in finding.cells] == ["Hoja1!B1"]
    assert len(_grid("hidden-content", [[("1", "")]], ("Notas",)).findings) == 1


def test_a_figure_in_the_colour_of_its_ground_is_told_and_a_zero_is_not() -> None:
    white, red = Font(color="FFFFFFFF"), PatternFill("solid", fgColor="FFC00000")
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["Concepto", "Aprobado", "Devengado"], ["Uno", 10.5, 8.5], ["Dos", 20.5, 0], ["Total", 31, 8.5]):
        sheet.append(row)
    for address, style in (("B2", white), ("C3", white), ("B4", white), ("C4", white)):
        sheet[address].font = style
    sheet["B4"].fill = red
    sheet["C2"].number_format = ";;;"
    sheet["B1"].font, sheet["B1"].fill = white, red
    (finding,) = _outcome("hidden-content", book).findings
    assert [cell.address for cell in finding.cells] == ["Sheet!B2", "Sheet!C2", "Sheet!C4"]
    assert finding.message.es.startswith("3 cifras en el mismo color que su fondo")


def test_hidden_cells_without_figures_are_left_alone() -> None:
    outcome = _grid("hidden-content", [[("1", ""), ("nota", "hidden")], [("2", ""), ("0", "hidden")]])
    assert (outcome.findings, outcome.passed) == ([], 1)


def test_a_workbook_that_is_read_tells_its_hidden_sheets_and_columns() -> None:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for line in (["Nombre", "Aprobado", "Devengado"], ["Uno", 10, 5], ["Dos", 20, 7]):
        sheet.append(line)
    sheet.column_dimensions["C"].hidden = True
    book.create_sheet("Oculta").sheet_state = "hidden"
    found = _outcome("hidden-content", book).findings
    assert any("Oculta" in finding.message.es for finding in found)
    assert any([cell.text for cell in finding.cells] == ["5", "7"] for finding in found)


def test_a_row_whose_one_rate_failed_is_not_said_to_have_other_readings() -> None:
    lines = [[*GOOD[:12], "#DIV/0!"] for _ in range(3)]
    lines = [[f"A{number}", *line[1:8], line[8], *line[9:]] for number, line in enumerate(lines)]
    assert outcome("ragged-row", *lines).findings == []


def _columns(*names: str) -> Outcome:
    lines = [
        [name, *[str(number * 7 + place) for place in range(len(names))]] for number, name in enumerate("ABCDE", 1)
    ]
    return _grid("unrecognised-column", [[(text, "") for text in line] for line in [["Nombre", *names], *lines]])


def test_a_column_of_figures_that_names_nothing_known_is_told() -> None:
    (finding,) = _columns("Aprobado", "Modificado", "Devengado", "Zafra").findings
    assert [cell.text for cell in finding.cells] == ["Zafra"]


def test_a_known_statement_without_headings_is_told() -> None:
    rows = ["4000\tTransferencias\t178.00\t2.00\t180.00", "4100\tAyudas\t178.00\t2.00\t180.00"]
    text = "\n\n".join(["Estado del Presupuesto de Egresos, Clasificación por Objeto del Gasto", "\n".join(rows)])
    _, check = catalogue()["unrecognised-column"]
    (finding,) = check(recognise(read(text.encode(), "a.txt"), "MXN"), load_policy()).findings
    assert [cell.text for cell in finding.cells] == ["178.00", "2.00", "180.00"]


def test_known_columns_and_tables_of_no_known_kind_are_left_alone() -> None:
    assert _columns("Aprobado", "Modificado", "Devengado").findings == []
    assert _columns("Zafra", "Molienda").findings == []


@pytest.mark.parametrize(
    ("stored", "told"), [((1, "2", 3, 4), ["Hoja1!C3"]), ((1, 2, 3, 4), []), (("1", "2", "3", "4"), [])]
)
def test_a_figure_kept_as_text_among_numbers_is_told(stored: tuple[object, ...], told: list[str]) -> None:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Hoja1"
    sheet.append(["Unidad", "Aprobado", "Ejercido"])
    for number, value in enumerate(stored):
        sheet.append([f"Unidad {'ABCD'[number]}", 1000 * (number + 1), value])
    findings = _outcome("number-as-text", book).findings
    assert [cell.address for finding in findings for cell in finding.cells] == told
