"""Lines above a table that say whose its rows are and in which unit: in the text, in the grid, in a table alone."""

import csv
import io
from collections.abc import Callable, Sequence
from decimal import Decimal

import openpyxl
import pytest

import cotejo
from shared.report import Report
from tests.compute.reading.drawn import Sheets

HEADINGS = ("Concepto", "Aprobado", "Modificado", "Devengado")
FIRST = [HEADINGS, ("Personal", "400.0", "420.0", "410.0"), ("Insumos", "100.0", "120.0", "110.0")]
OTHER = [HEADINGS, ("Personal", "40.0", "42.0", "41.0"), ("Insumos", "10.0", "12.0", "11.0")]
Rows = Sequence[Sequence[str]]


def _as_text(rows: Rows) -> tuple[bytes, str]:
    return "\n".join("\t".join(row) for row in rows).encode(), "informe.txt"


def _as_csv(rows: Rows) -> tuple[bytes, str]:
    return "\n".join(",".join(row) for row in rows).encode(), "informe.csv"


def _as_written_csv(rows: Rows) -> tuple[bytes, str]:
    """As spreadsheets and libraries write it: a row of one empty cell is a line of empty quotes."""
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue().encode(), "informe.csv"


def _as_workbook(rows: Rows) -> tuple[bytes, str]:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append([float(cell) if cell.replace(".", "", 1).isdigit() else cell or None for cell in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue(), "informe.xlsx"


def _as_page(rows: Rows) -> tuple[bytes, str]:
    """Every run of rows between blank ones is a table of its own."""
    runs: list[list[Sequence[str]]] = [[]]
    for row in rows:
        runs.append([]) if not any(row) else runs[-1].append(row)
    tables = "".join(
        "<table>" + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in run) + "</table>"
        for run in runs
        if run
    )
    return f"<html><body>{tables}</body></html>".encode(), "informe.html"


FORMATS = [_as_text, _as_csv, _as_written_csv, _as_workbook, _as_page]


def _report(rows: Rows, written: Callable[[Rows], tuple[bytes, str]] = _as_text) -> Report:
    content, name = written(rows)
    return cotejo.analyse(content, filename=name)


def _parents(report: Report) -> list[str | int | None]:
    return [fact.context.get("parent") for fact in report.facts if fact.concept == "accrued"]


def _accrued(report: Report) -> list[Decimal]:
    return [Decimal(str(fact.value)) for fact in report.facts if fact.concept == "accrued"]


@pytest.mark.parametrize("written", FORMATS)
@pytest.mark.parametrize("apart", [[("",)], []])
def test_a_line_above_a_table_gives_its_rows_their_parent(
    written: Callable[[Rows], tuple[bytes, str]], apart: list[tuple[str]]
) -> None:
    rows = [("Programa: E012 Prestaciones",), *apart, *FIRST, ("",), ("Programa: E043 Créditos",), *apart, *OTHER]
    report = _report(rows, written)
    assert _parents(report) == ["Prestaciones", "Prestaciones", "Créditos", "Créditos"]
    told = [(fact.subject.kind, fact.subject.code, fact.category) for fact in report.facts if fact.category]
    assert told == [("programme", "E012", "E012 Prestaciones"), ("programme", "E043", "E043 Créditos")]
    assert not [anomaly for anomaly in report.anomalies if anomaly.origin == "reading"]


@pytest.mark.parametrize(
    "line",
    [
        ("Programa presupuestario: E012 Prestaciones",),
        ("PROGRAMA PRESUPUESTARIO:", "E012 Prestaciones"),
        ("Clave y nombre del programa: E012 - Prestaciones",),
        ("Unidad responsable: 120 Prestaciones",),
        ("Ramo: 50 Prestaciones",),
        ("Ramo: 19 Aportaciones;  Programa: E012 Prestaciones",),
        ("Proyecto: Prestaciones",),
    ],
)
def test_the_label_may_be_any_that_names_whose_rows_are(line: tuple[str, ...]) -> None:
    assert _parents(_report([line, ("",), *FIRST])) == ["Prestaciones"] * 2


def test_rows_announced_within_a_table_are_those_below_the_line() -> None:
    rows = [*FIRST, ("Programa: E043 Créditos",), *OTHER[1:]]
    assert _parents(_report(rows)) == [None, None, "Créditos", "Créditos"]


def test_what_is_further_out_holds_on_where_another_is_announced() -> None:
    rows = [("Ramo: 50 Salud",), ("",), ("Programa: E012 Uno",), ("",), *FIRST, ("",), ("Programa: E013 Dos",), ("",),
            *OTHER]  # fmt: skip
    report = _report(rows)
    assert _parents(report) == ["Uno", "Uno", "Dos", "Dos"]
    assert [fact.context.get("parent") for fact in report.facts if fact.category] == [None, "Salud", "Salud"]


@pytest.mark.parametrize("written", FORMATS)
@pytest.mark.parametrize("between", [[], [("Nota: cifras preliminares",)], [("(Miles de pesos)",)]])
def test_a_line_holds_for_all_tables_below_it_in_its_section(
    written: Callable[[Rows], tuple[bytes, str]], between: list[tuple[str]]
) -> None:
    apart = [("",), *between, ("",)] if between else [("",)]
    goals = [("Indicador", "Meta programada", "Meta alcanzada"), ("Consultas", "10", "9"), ("Camas", "20", "18")]
    rows = [("Programa: E012 Uno",), ("",), *FIRST, *apart, *OTHER, *apart, *goals, ("",), ("Programa: E013 Dos",),
            ("",), *OTHER]  # fmt: skip
    report = _report(rows, written)
    assert _parents(report) == ["Uno"] * 4 + ["Dos"] * 2
    assert [fact.context.get("parent") for fact in report.facts if fact.concept == "achieved"] == ["Uno"] * 2


@pytest.mark.parametrize("written", FORMATS)
@pytest.mark.parametrize(
    "title",
    [
        "Estado del ejercicio del presupuesto",
        "Resumen del instituto",
        "Del 1 de enero al 31 de marzo de 2023",
        "En lo que sigue se presenta el gasto de todo el instituto.",
    ],
)
def test_a_line_ends_at_a_new_title(written: Callable[[Rows], tuple[bytes, str]], title: str) -> None:
    rows = [("Programa: E012 Uno",), ("",), *FIRST, ("",), (title,), ("",), *OTHER, ("",), *OTHER]
    assert _parents(_report(rows, written)) == ["Uno", "Uno", None, None, None, None]


@pytest.mark.parametrize("heading", ["Programa", "Nombre del programa"])
def test_a_line_ends_at_a_table_of_programmes(heading: str) -> None:
    summary = [(heading, "Aprobado", "Devengado"), ("Uno", "40.0", "41.0"), ("Dos", "10.0", "11.0")]
    rows = [("Programa: E012 Uno",), ("",), *FIRST, ("",), *summary]
    assert _parents(_report(rows)) == ["Uno", "Uno", None, None]


def test_a_line_holds_for_accounts_told_by_codes() -> None:
    chapters = [("Clave", "Concepto", "Aprobado", "Devengado"), ("1000", "Personal", "40.0", "41.0"),
                ("2000", "Insumos", "10.0", "11.0")]  # fmt: skip
    rows = [("Programa: E012 Uno",), ("",), *FIRST, ("",), *chapters]
    assert _parents(_report(rows)) == ["Uno"] * 4


def test_totals_of_rows_under_a_line_are_still_found() -> None:
    rows = [("Programa: E012 Uno",), ("",), *FIRST, ("Total", "500.0", "540.0", "530.0")]
    report = _report(rows)
    assert [anomaly.rule for anomaly in report.anomalies if anomaly.severity == "error"] == ["total-mismatch"]
    right = _report([*rows[:-1], ("Total", "500.0", "540.0", "520.0")])
    assert not [anomaly for anomaly in right.anomalies if anomaly.severity == "error"]


@pytest.mark.parametrize(
    "line", ["Nota: las cifras son preliminares", "Programa: ", "Fecha: 31/12/2023", "Indicadores del programa: 12"]
)
def test_other_lines_with_a_colon_announce_nothing(line: str) -> None:
    report = _report([(line,), ("",), *FIRST])
    assert (_parents(report), [fact for fact in report.facts if fact.category]) == ([None, None], [])


@pytest.mark.parametrize("written", FORMATS)
@pytest.mark.parametrize("apart", [[("",)], []])
@pytest.mark.parametrize(
    ("unit", "factor"),
    [
        ("Cifras en miles de pesos", 1000),
        ("(Miles de pesos)", 1000),
        ("Millones de pesos", 1_000_000),
        ("(Cifras en millones)", 1_000_000),
    ],
)
def test_a_unit_above_a_table_is_that_of_its_amounts(
    written: Callable[[Rows], tuple[bytes, str]], apart: list[tuple[str]], unit: str, factor: int
) -> None:
    rows = [("Ejercicio 2023",), ("",), *FIRST, ("",), (unit,), *apart, *OTHER]
    assert _accrued(_report(rows, written)) == [410, 110, 41 * factor, 11 * factor]


def test_each_table_has_its_own_unit() -> None:
    rows = [
        ("(Miles de pesos)",),
        ("",),
        *FIRST,
        ("",),
        ("(Millones de pesos)",),
        ("",),
        *OTHER,
        ("",),
        ("Pesos",),
        *FIRST,
    ]
    assert _accrued(_report(rows, _as_page)) == [410_000, 110_000, 41_000_000, 11_000_000, 410, 110]


def test_a_label_and_its_unit_in_two_cells_are_one() -> None:
    rows = [("Unidad:", "Miles de pesos"), ("",), *FIRST]
    assert _accrued(_report(rows, _as_page)) == [410_000, 110_000]
    title = [("Estado del ejercicio del presupuesto",), ("Del 1 de enero al 31 de marzo de 2023",), *FIRST]
    assert _accrued(_report([("Miles de pesos",), ("",), *title], _as_page)) == [410_000, 110_000]


def test_a_unit_within_a_grid_is_that_of_the_rows_below_it() -> None:
    rows = [("Unidad:", "Miles de pesos"), *FIRST, ("(Millones de pesos)",), *OTHER]
    assert _accrued(_report(rows)) == [410_000, 110_000, 41_000_000, 11_000_000]


def test_lines_above_a_table_drawn_on_a_page_say_so_too() -> None:
    sheets = Sheets()
    sheets.text(60, 60, "Programa: E012 Prestaciones")
    sheets.text(60, 74, "(Cifras en miles de pesos)")
    for number, row in enumerate(FIRST):
        sheets.text(62, 100 + 16 * number, row[0])
        for place, cell in zip((300, 400, 500), row[1:], strict=True):
            sheets.text(place, 100 + 16 * number, cell, align="right")
    report = cotejo.analyse(sheets.saved(), filename="informe.pdf")
    assert _parents(report) == ["Prestaciones"] * 2
    assert _accrued(report) == [410_000, 110_000]
