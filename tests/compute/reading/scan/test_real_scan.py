from pathlib import Path

import pytest

from benchmarks.scans import closes, is_budget_row
from services.compute.reading import read

SCAN = Path("../shared/filings/statements/scans/itsch-2021-q1-egresos-por-objeto.pdf")


@pytest.mark.skipif(not SCAN.exists(), reason=f"{SCAN} is absent")
def test_budget_rows_of_a_photocopier_scan_close_as_read() -> None:
    document = read(SCAN.read_bytes())
    rows = [[cell.text for cell in row] for table in document.tables for row in table.rows]
    found = [row for row in rows if is_budget_row(row)]
    assert len(found) == 29
    assert sum(map(closes, found)) >= 0.97 * len(found)
