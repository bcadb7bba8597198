"""Real text filings printed with lines, without and scanned: the same grids come back."""

import pytest

from services.compute.reading import read
from services.compute.reading.pdf.read_pdf import read_pdf
from tests.compute.reading.agreement import agreement
from tests.compute.reading.printed import HELVETICA, Style, as_pdf, as_scan, first_tables, is_figure
from tests.conftest import real_filing

TABLES = 12
"""Tables of a filing that are printed here; the benchmark prints all."""
UNRULED = {
    "coneval-issste-assessment-2021.txt": 0.99,
    "imss-quarterly-report-2018-q4.txt": 0.97,
    "isseg-investment-programmes-2023.txt": 0.99,
    "isseg-results-indicators-2024-q1.txt": 0.99,
    "isssteson-work-plan-2025.txt": 0.98,
}
"""The share of cells that must come back without a line. Tables of two rows that a page's end parts are the rest."""


@pytest.mark.parametrize("style", [Style(True), Style(True, HELVETICA, "MIDDLE")], ids=["top", "middle"])
@pytest.mark.parametrize("name", UNRULED)
def test_a_ruled_print_gives_every_cell_back(name: str, style: Style) -> None:
    document = first_tables(read(real_filing(name).read_bytes()), TABLES)
    same, cells = agreement(document, read(as_pdf(document, style)))
    assert same == cells


@pytest.mark.parametrize("name", UNRULED)
def test_an_unruled_print_gives_nearly_every_cell_back(name: str) -> None:
    document = first_tables(read(real_filing(name).read_bytes()), TABLES)
    same, cells = agreement(document, read(as_pdf(document, Style(False))))
    assert same >= UNRULED[name] * cells


def test_a_scan_of_a_print_gives_its_figures_back() -> None:
    document = first_tables(read(real_filing("isseg-investment-programmes-2023.txt").read_bytes()), 1)
    printed = as_pdf(document, Style(True))
    same, figures = agreement(read_pdf(printed, pages=range(1)), read(as_scan(printed, pages=1)), is_figure)
    assert same >= 0.97 * figures >= 29
