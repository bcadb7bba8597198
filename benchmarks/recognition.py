"""Facts held against the truth files, family by family: recall, wrong values, and the time to recognise.

Run from the project's root: ``python -m benchmarks.recognition``.
"""

import sys
import time
from pathlib import Path

import cotejo
from services.compute.reading import read
from services.compute.recognition import recognise
from tests.truth_files import agreement, truth_of, untrue

FILINGS = Path("../shared/filings")
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
    return 0


if __name__ == "__main__":
    sys.exit(main())
