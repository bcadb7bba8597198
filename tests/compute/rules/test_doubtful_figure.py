"""Figures that OCR was not sure of."""

from dataclasses import replace

import pytest

from services.compute.policy import load_policy
from services.compute.reading import Document, read
from services.compute.recognition import Statement, recognise
from services.compute.rules import catalogue
from tests.programmes import row, text


def _scanned(confidence: float, *, accrued: str = "80.00") -> Statement:
    """A statement all of whose cells were read surely, but for the accrued of its only row."""
    cells = row()
    cells[4] = accrued
    document = read(text([cells]))
    (table,) = document.tables
    rows = tuple(
        tuple(
            cell._replace(confidence=confidence if (cell.row, cell.column) == (3, 4) else 0.99) for cell in cells_of_row
        )
        for cells_of_row in table.rows
    )
    return recognise(Document(document.media_type, 1, (replace(table, rows=rows),)), "MXN")


@pytest.mark.parametrize(("confidence", "fires"), [(0.79, True), (0.80, False), (0.99, False)])
def test_a_figure_read_with_doubt_says_so(confidence: float, fires: bool) -> None:
    _, check = catalogue()["doubtful-figure"]
    outcome = check(_scanned(confidence), load_policy())
    assert [finding.origin for finding in outcome.findings] == ["reading"] * fires
    assert outcome.passed == 10 - fires


def test_what_was_not_scanned_is_not_in_doubt() -> None:
    _, check = catalogue()["doubtful-figure"]
    outcome = check(recognise(read(text([row()])), "MXN"), load_policy())
    assert not outcome.findings
    assert outcome.not_applicable == {"not scanned": 10}


@pytest.mark.parametrize(("confidence", "origin"), [(0.5, "reading"), (0.99, "filing")])
def test_the_filing_is_not_blamed_for_a_doubtful_reading(confidence: float, origin: str) -> None:
    _, check = catalogue()["ratio-mismatch"]
    findings = check(_scanned(confidence, accrued="30.00"), load_policy()).findings
    assert {finding.origin for finding in findings} == {origin}
