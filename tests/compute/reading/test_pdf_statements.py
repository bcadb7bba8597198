"""Statements that an institution published as PDF, read where they lie beside the project."""

import gzip
import importlib.util
import json
from types import ModuleType
from typing import Any

import pytest

from services.compute.reading.document import Document, Table
from services.compute.reading.pdf.read_pdf import read_pdf
from tests.conftest import ROOT, real_filing

MATERIAL = ROOT.parent / "shared" / "benchmarks"


def statement(name: str) -> Document:
    return read_pdf(real_filing(f"statements/inaeba-2019-q3/{name}").read_bytes())


def row_of(table: Table, label: str) -> list[str]:
    (row,) = (row for row in table.rows if row[0].text == label)
    return [cell.text for cell in row if cell.text]


def scorer(folder: str) -> ModuleType:
    path = MATERIAL / folder / "score.py"
    if not path.exists():
        pytest.skip(f"the material {folder} is not here")
    spec = importlib.util.spec_from_file_location(f"score_{folder.replace('-', '_')}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_label_of_two_lines_and_its_figures_are_one_row() -> None:
    first, second = statement("6.3-ingresos-3.pdf").tables
    label = (
        "Participaciones, Aportaciones, Convenios, Incentivos Derivados de la Colaboración Fiscal y "
        "Fondos Distintos de Aportaciones"
    )
    assert row_of(first, label)[1:4] == ["180,839,212.00", "-43,945,155.54", "136,894,056.46"]
    assert row_of(second, label)[1:4] == ["180,839,212.00", "-43,945,155.54", "136,894,056.46"]


def test_text_that_runs_into_the_next_cell_is_read_whole() -> None:
    (table,) = statement("7.2-programas-y-proyectos-de-inversion.pdf").tables
    texts = [[cell.text for cell in row] for row in table.rows]
    (row,) = (row for row in texts if "G1025" in row)
    assert "Administración de los recursos humanos, materiales, Financieros y de Servicios" in row
    assert row[row.index("G1025") :][:4] == ["G1025", "GESTIÓN", "0401", "62,178,323.75"]


def test_assets_and_liabilities_keep_their_own_rows_side_by_side() -> None:
    document = statement("5.2-estado-de-situacion-financiera.pdf")
    (table,) = document.tables
    assert table.title.startswith("ESTADO DE SITUACIÓN FINANCIERA\nAl 30 de Septiembre de 2019")
    texts = [[cell.text for cell in row] for row in table.rows]
    assert ["Inventarios", "0", "0"] in [row[:3] for row in texts]
    wrapped = "Fondos y Bienes de Terceros en Garantía y/o Administración a Corto Plazo"
    assert [wrapped, "0", "0"] in [row[3:] for row in texts]


def test_a_statement_over_two_pages_is_one_table_whose_cells_know_their_page() -> None:
    document = statement("10.6-ldf-egresos-por-objeto.pdf")
    (table,) = document.tables
    assert document.pages == 2
    assert {cell.page for row in table.rows for cell in row} == {1, 2}
    (start,) = {row[0].row for row in table.rows if row[0].page == 2 and table.rows[row[0].row - 1][0].page == 1}
    assert "Concepto (c)" in [cell.text for cell in table.rows[0]]
    assert "Concepto (c)" not in [cell.text for row in table.rows[start:] for cell in row]


def test_boxes_lie_on_the_page_and_rows_go_down_it() -> None:
    (table,) = statement("10.5-ldf-ingresos.pdf").tables
    boxes = [[cell.bbox for cell in row if cell.bbox] for row in table.rows]
    assert all(0 <= b[0] < b[2] <= 612 and 0 <= b[1] < b[3] <= 792 for row in boxes for b in row)
    tops = [min(b[1] for b in row) for row in boxes]
    assert tops == sorted(tops)


def test_the_statements_agree_with_the_workbooks_beside_them() -> None:
    score = scorer("statements")
    with gzip.open(MATERIAL / "statements" / "true.json.gz", "rt") as file:
        true: dict[str, Any] = json.load(file)
    counts = []
    for name, grids in true.items():
        read = [[[cell.text for cell in row] for row in table.rows] for table in statement(name).tables]
        counts.append(score.score(read, grids))
    summary = score.summary(counts)
    assert summary["f1"] > 0.985
    assert summary["f1_mean"] > 0.98
    assert summary["labels"] > 0.98


def test_any_tables_are_found_as_well_as_is_asked() -> None:
    score = scorer("pdf-tables")
    folder = MATERIAL / "pdf-tables"
    read = {
        path.stem: [[[c.text for c in row] for row in table.rows] for table in read_pdf(path.read_bytes()).tables]
        for path in folder.glob("*.pdf")
    }
    found = score.score(folder, read)
    assert found["f1"] > 0.93
    assert found["doc_f1"] > 0.90
