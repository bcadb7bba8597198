"""Real text filings printed with lines, without and scanned: the same grids come back."""

import pytest

from services.compute.reading import read
from services.compute.reading.pdf.read_pdf import read_pdf
from tests.compute.reading.agreement import agreement
from tests.compute.reading.printed import HELVETICA, VERA, Scanner, Style, as_pdf, as_scan, first_tables, is_figure
from tests.conftest import real_filing

TABLES = 30
"""Tables of a filing that are printed here; the benchmark prints all."""
NAMES = [
    "coneval-issste-assessment-2021.txt",
    "imss-quarterly-report-2018-q4.txt",
    "isseg-investment-programmes-2023.txt",
    "isseg-results-indicators-2024-q1.txt",
    "isssteson-work-plan-2025.txt",
]
UNRULED = 0.98
"""The share of cells that must come back without a line: 0.99 of whole filings, which the benchmark prints."""


@pytest.mark.parametrize("style", [Style(True), Style(True, HELVETICA, "MIDDLE")], ids=["top", "middle"])
@pytest.mark.parametrize("name", NAMES)
def test_a_ruled_print_gives_every_cell_back(name: str, style: Style) -> None:
    document = first_tables(read(real_filing(name).read_bytes()), TABLES)
    same, cells = agreement(document, read(as_pdf(document, style)))
    assert same == cells


@pytest.mark.parametrize("font", [VERA, HELVETICA])
@pytest.mark.parametrize("name", NAMES)
def test_an_unruled_print_gives_nearly_every_cell_back(name: str, font: str) -> None:
    document = first_tables(read(real_filing(name).read_bytes()), TABLES)
    same, cells = agreement(document, read(as_pdf(document, Style(False, font))))
    assert same >= UNRULED * cells


def test_a_scan_askew_of_a_print_without_lines_gives_its_figures_back() -> None:
    document = first_tables(read(real_filing("coneval-issste-assessment-2021.txt").read_bytes()), 1)
    printed = as_pdf(document, Style(False, HELVETICA))
    scan = as_scan(printed, Scanner(0.6, 0.5, 4.0), pages=1)
    same, figures = agreement(read_pdf(printed, pages=range(1)), read(scan), is_figure)
    assert same >= 0.97 * figures >= 30
