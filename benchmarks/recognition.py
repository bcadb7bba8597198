"""Facts held against the truth files, family by family: recall, wrong values, and the time to recognise.

Run from the project's root: ``python -m benchmarks.recognition``.
"""

import sys
import time
from pathlib import Path

import cotejo
from services.compute.reading import read
from services.compute.recognition import recognise
from tests import federal_truth, statement_truth
from tests.truth_files import agreement, truth_of, untrue

FILINGS = Path("../shared/filings")
QUARTER = FILINGS / "statements" / "inaeba-2019-q3"
PROGRAMMES = "isseg-investment-programmes-2023"
TRUTHS = (
    "isseg-results-indicators-2024-q1",
    "coneval-issste-assessment-2021",
    "imss-quarterly-report-2018-q4",
    "isssteson-work-plan-2025",
)


def main() -> int:
    """Measure; nothing where the filings are absent."""
    if not FILINGS.is_dir():
        print(f"No filings at {FILINGS}: nothing measured.")
        return 0
    print("\n| filing | family | true figures | recall | precision on their lines | raw text not in file | CPU s |")
    print("|---|---|---|---|---|---|---|")
    for name in TRUTHS:
        path = FILINGS / f"{name}.txt"
        content = path.read_bytes()
        report = cotejo.analyse(content, filename=path.name).model_dump(mode="json")
        found = agreement(truth_of(name), report["facts"])
        lines = {row["line"] for row in truth_of(name)}
        there = sum(str(fact["evidence"]["line"]) in lines for fact in report["facts"])
        wrong = untrue(truth_of(name), report["facts"]).total()
        text = content.decode()
        absent = sum(fact["evidence"]["text"] not in text for fact in report["facts"])
        begun = time.process_time()
        recognise(read(content, path.name), "MXN")
        spent = time.process_time() - begun
        family = report["filing"]["family"]
        precision = 1 - wrong / there
        print(f"| {name} | {family} | {found.true} | {found.recall:.3f} | {precision:.3f} | {absent} | {spent:.2f} |")
    investment_programmes()
    federal_accounts()
    for ending in ("xlsx", "pdf"):
        published_statements(ending)
    return 0


def investment_programmes() -> None:
    """The figures of each programme, held by code."""
    path = FILINGS / f"{PROGRAMMES}.txt"
    begun = time.process_time()
    statement = recognise(read(path.read_bytes(), path.name), "MXN")
    spent = time.process_time() - begun
    said = {(row["subject_code"], row["concept"], row["text"]) for row in statement.facts.iter_rows(named=True)}
    true = {
        (row["code"], concept, text)
        for row in truth_of(PROGRAMMES)
        for concept, text in row.items()
        if concept not in ("code", "unit_of_measure") and text
    }
    found, wrong = len(true & said), sum(1 for code, *_ in said - true if code)
    share = f"{found / len(true):.3f} | {found / (found + wrong):.3f}"
    print(f"| {PROGRAMMES} | {statement.family} | {len(true)} | {share} | - | {spent:.2f} |")


def federal_accounts() -> None:
    """Every amount of the sheet, cell by cell."""
    path = FILINGS / federal_truth.NAME
    begun = time.process_time()
    statement = recognise(read(path.read_bytes(), path.name), "MXN")
    spent = time.process_time() - begun
    right, total = federal_truth.agreed(statement, federal_truth.sheet())
    share = f"{right / total:.3f} | {right / statement.facts.height:.3f}"
    print(f"| {path.stem} | {statement.family} | {total} | {share} | - | {spent:.2f} |")


def published_statements(ending: str) -> None:
    """Thirty statements against what their workbooks hold; of a PDF what it prints of them."""
    found = figures = facts = 0
    spent = 0.0
    for name, spec in statement_truth.statements().items():
        path = QUARTER / f"{name}.{ending}"
        begun = time.process_time()
        statement = recognise(read(path.read_bytes(), path.name), "MXN")
        spent += time.process_time() - begun
        figured = statement_truth.figures_of(statement_truth.sheet_of(QUARTER / f"{name}.xlsx"), spec)
        rows = list(statement.facts.iter_rows(named=True))
        met = statement_truth.met(figured, rows, spec, zeros=ending == "xlsx")
        found, figures, facts = found + met.found, figures + met.figures, facts + met.facts
    share = f"{found / figures:.3f} | {found / facts:.3f}"
    print(f"| thirty statements, {ending} | accounting, discipline | {figures} | {share} | - | {spent:.2f} |")


if __name__ == "__main__":
    sys.exit(main())
