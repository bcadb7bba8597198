"""Real statements printed anew, with lines and without, over as many pages as they take, or scanned: the same facts."""

import pytest

from services.compute.reading import read
from services.compute.recognition import recognise
from tests.compute.reading.printed import HELVETICA, Style, as_pdf, as_scan, first_tables
from tests.conftest import FILINGS
from tests.statement_truth import figures_of, met, sheet_of, statements

FOLDER = FILINGS / "statements" / "inaeba-2019-q3"
pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="the shared filings are not here")


@pytest.mark.parametrize("style", [Style(True), Style(False, HELVETICA)], ids=["ruled", "bare"])
def test_a_print_over_pages_states_what_the_workbook_does(style: Style) -> None:
    found = figures = facts = pages = 0
    for name, spec in ((name, spec) for name, spec in statements().items() if spec["columns"]):
        path = FOLDER / f"{name}.xlsx"
        document = read(path.read_bytes())
        printed = read(as_pdf(first_tables(document, len(document.tables)), style))
        statement = recognise(printed, "MXN")
        assert list(statement.statements) == spec["kinds"], name
        rows = list(statement.facts.iter_rows(named=True))
        result = met(figures_of(sheet_of(path), spec), rows, spec, zeros=False)
        found, figures, facts = found + result.found, figures + result.figures, facts + result.facts
        pages += printed.pages
    assert pages > len(statements()) + 10, "some statements must take several pages"
    assert found >= 0.995 * figures > 1500
    assert facts - found <= 0.005 * figures


@pytest.mark.parametrize("name", ["5.2-estado-de-situacion-financiera", "10.4-ldf-balance-presupuestario"])
def test_a_scan_states_what_the_workbook_does(name: str) -> None:
    spec = statements()[name]
    scanned = recognise(read(as_scan((FOLDER / f"{name}.pdf").read_bytes())), "MXN")
    rows = list(scanned.facts.iter_rows(named=True))
    result = met(figures_of(sheet_of(FOLDER / f"{name}.xlsx"), spec), rows, spec, zeros=False)
    assert result.found >= 0.97 * result.figures > 30
    assert result.facts - result.found <= 0.03 * result.figures
