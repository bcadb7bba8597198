"""The indicators of real filings are those of the truth files, worked out apart from the product.

``tests/truth/indicators`` has a file a filing: whose value it is (line of the row and code, where there are such), the
indicator's name, its value, and what the filing prints for it. Of a filing of thousands of rows it has those of one
kind of programme.
"""

import csv
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

import pytest

from shared.report import IndicatorPart, Report
from tests.analysed import analysed
from tests.conftest import ROOT

TRUTH = ROOT / "tests" / "truth" / "indicators"
FILES = {
    "isseg-investment-programmes-2023": "isseg-investment-programmes-2023.txt",
    "isseg-results-indicators-2024-q1": "isseg-results-indicators-2024-q1.txt",
    "imss-quarterly-report-2018-q4": "imss-quarterly-report-2018-q4.txt",
    "coneval-issste-assessment-2021": "coneval-issste-assessment-2021.txt",
    "isssteson-work-plan-2025": "isssteson-work-plan-2025.txt",
    "inaeba-2019-q4-investment-programmes": "statements/inaeba-2019-q4/7.2-programas-y-proyectos-de-inversion.xlsx",
    "cuenta-publica-gasto-programatico-2016": "cuenta-publica-gasto-programatico-2016.xls",
}
Key = tuple[str, str, str, str]


def _truth(name: str) -> list[dict[str, str]]:
    with (TRUTH / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _found(report: Report, lines: bool, names: set[str], codes: set[str]) -> Iterable[tuple[Key, IndicatorPart]]:
    stands = {fact.id: str(fact.evidence.line or "") for fact in report.facts}
    for entry in report.indicators:
        code = entry.subject.code or ""
        whole = entry.subject.kind == "filing"
        if entry.name in names and code in codes and (lines or code or whole):
            line = stands[entry.inputs[0]] if lines and not whole else ""
            yield (line, code, entry.name, entry.value), entry


@pytest.mark.parametrize("name", FILES)
def test_indicators_are_what_the_printed_figures_give(name: str) -> None:
    report, truth = analysed(FILES[name]), _truth(name)
    wanted = Counter((row["line"], row["code"], row["indicator"], row["value"]) for row in truth)
    names, codes = {row["indicator"] for row in truth}, {row["code"] for row in truth}
    found = Counter(key for key, _ in _found(report, any(row["line"] for row in truth), names, codes))
    assert found == wanted


@pytest.mark.parametrize("name", [name for name in FILES if any(row["reported"] for row in _truth(name))])
def test_what_the_filing_prints_stands_beside_it(name: str) -> None:
    report, truth = analysed(FILES[name]), [row for row in _truth(name) if row["reported"]]
    found = _found(
        report,
        any(row["line"] for row in truth),
        {row["indicator"] for row in truth},
        {row["code"] for row in truth},
    )
    printed = Counter((key, Decimal(entry.reported_value)) for key, entry in found if entry.reported_value)
    wanted = Counter(
        ((row["line"], row["code"], row["indicator"], row["value"]), Decimal(row["reported"])) for row in truth
    )
    assert wanted <= printed
