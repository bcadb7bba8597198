from datetime import date
from functools import cache
from pathlib import Path

import pytest

from benchmarks.scans import closes, is_budget_row
from services.compute.reading import Document, read
from services.compute.recognition import recognise

SCAN = Path("../shared/filings/statements/scans/itsch-2021-q1-egresos-por-objeto.pdf")


@cache
def _read(path: Path) -> Document:
    return read(path.read_bytes())


@pytest.mark.skipif(not SCAN.exists(), reason=f"{SCAN} is absent")
def test_budget_rows_of_a_photocopier_scan_close_as_read() -> None:
    rows = [[cell.text for cell in row] for table in _read(SCAN).tables for row in table.rows]
    found = [row for row in rows if is_budget_row(row)]
    assert len(found) == 29
    assert sum(map(closes, found)) >= 0.97 * len(found)


@pytest.mark.skipif(not SCAN.exists(), reason=f"{SCAN} is absent")
@pytest.mark.parametrize(
    ("name", "kind", "institution", "end"),
    [
        ("itsch-2021-q1-egresos-por-objeto", "expenditure-by-object", "Instituto Tecnológico", (2021, 3, 31)),
        ("icatech-2018-q1-indicadores-de-resultados", "project-targets", "Instituto de Capac", (2018, 3, 31)),
    ],
)
def test_scans_say_whose_what_and_of_when(name: str, kind: str, institution: str, end: tuple[int, int, int]) -> None:
    statement = recognise(_read(SCAN.with_name(f"{name}.pdf")), "MXN")
    assert statement.institution is not None
    assert statement.institution.name.startswith(institution)
    assert statement.period is not None
    assert statement.period.end == date(*end)
    assert {table.statement for table in statement.tables} == {kind}
    concepts = statement.facts["concept"].to_list()
    assert not [concept for concept in concepts if concept.startswith("column_")]
