"""The same table saved again in another format states the same."""

import csv
import io
from collections.abc import Callable
from decimal import Decimal

import openpyxl
import pytest

from services.compute.reading import read
from services.compute.recognition import recognise
from tests.compute.reading.files import docx, ods, saved

ROWS = [
    ["Estado Analítico del Ejercicio del Presupuesto de Egresos"], ["Clasificación por Objeto del Gasto"],
    ["Del 1 de enero al 30 de junio de 2024"], ["(Pesos)"], [],
    ["Ente Público:", "INSTITUTO DE PRUEBA"], [],
    ["Concepto", "", "Egresos", "", "", "", "", "Subejercicio"],
    ["", "", "Aprobado", "Ampliaciones/ (Reducciones)", "Modificado", "Devengado", "Pagado", ""],
    ["", "", "1", "2", "3 = (1 + 2)", "4", "5", "6 = (3 - 4)"],
    ["Servicios Personales", "", "300.00", "20.00", "320.00", "150.00", "140.00", "170.00"],
    ["", "Sueldos", "200.00", "15.00", "215.00", "100.00", "95.00", "115.00"],
    ["", "Estímulos", "100.00", "5.00", "105.00", "50.00", "45.00", "55.00"], [],
    ["Deuda"], ["", "", "", "", "", "", "", "0.00"], ["", "", "", "", "", "", "", "0.00"],
    ["Total del Gasto", "", "300.00", "20.00", "320.00", "150.00", "140.00", "170.00"],
    ["Bajo protesta de decir verdad declaramos que los Estados Financieros son correctos"],
]  # fmt: skip
WIDTH = 8


def _padded() -> list[list[str]]:
    return [[*row, *[""] * (WIDTH - len(row))] for row in ROWS]


def _csv(delimiter: str) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(_padded())
    return stream.getvalue().encode()


def _workbook(*, numbers: bool) -> bytes:
    book = openpyxl.Workbook()
    for row in _padded():
        book.worksheets[0].append([float(text) if numbers and text.endswith(".00") else text or None for text in row])
    return saved(book)


def _ods() -> bytes:
    def cell(text: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'

    rows = ("<table:table-row>" + "".join(map(cell, row)) + "</table:table-row>" for row in _padded())
    return ods(f'<table:table table:name="Hoja1">{"".join(rows)}</table:table>')


def _docx() -> bytes:
    def cell(text: str) -> str:
        return f"<w:tc><w:tcPr/><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    return docx("<w:tbl>" + "".join("<w:tr>" + "".join(map(cell, row)) + "</w:tr>" for row in _padded()) + "</w:tbl>")


def _html() -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in _padded())
    return f"<html><body><table>{rows}</table></body></html>".encode()


def _facts(content: bytes, filename: str) -> list[tuple[object, ...]]:
    facts = recognise(read(content, filename), "MXN").facts.iter_rows(named=True)
    said = ((one["concept"], one["subject_name"] or "", one["period_start"], one["period_end"]) for one in facts)
    values = recognise(read(content, filename), "MXN").facts["value"].to_list()
    return sorted((*one, Decimal(value)) for one, value in zip(said, values, strict=True) if value is not None)


@pytest.mark.parametrize(
    ("make", "filename"),
    [
        (lambda: _csv(","), "informe.csv"),
        (lambda: _csv(";"), "informe.csv"),
        (lambda: _workbook(numbers=True), "informe.xlsx"),
        (lambda: _workbook(numbers=False), "informe.xlsx"),
        (_ods, "informe.ods"),
        (_docx, "informe.docx"),
        (_html, "informe.html"),
    ],
)
def test_the_same_table_states_the_same_in_every_format(make: Callable[[], bytes], filename: str) -> None:
    text = "\n".join("\t".join(row) for row in _padded()).encode()
    stated = _facts(text, "informe.txt")
    assert len(stated) == 26
    assert _facts(make(), filename) == stated
