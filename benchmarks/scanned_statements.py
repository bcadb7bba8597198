"""Statements scanned and read, their facts held against those of the workbooks that the same institution published.

Each PDF is drawn as grey pictures at 200 dpi and read as a scan; beside it the PDF itself, which tells how much of the
workbook is printed at all. A fact is met where one of the same concept and period has the same value within what the
print rounds off; with its subject where the row's name is the same, accents and blanks aside. Run from the project's
root: ``python -m benchmarks.scanned_statements [NAME...]``; some 10 seconds a page.
"""

import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from services.compute.reading import Document, read
from services.compute.reading.pdf.read_pdf import read_pdf
from services.compute.recognition import recognise
from services.compute.recognition.folding import squash
from tests.compute.reading.printed import as_scan

STATEMENTS = Path("../shared/filings/statements/inaeba-2019-q3")
_LEAST_DIGITS = Decimal("0.005")
Key = tuple[str, ...]


def facts(document: Document, *, with_subject: bool) -> Iterator[tuple[Key, Decimal, Decimal]]:
    """(concept and period, and the subject if asked for; value; half of its last digit) of each figure."""
    for fact in recognise(document, "MXN").facts.iter_rows(named=True):
        if fact["value"] is not None:
            key = (fact["concept"], str(fact["period_start"]), str(fact["period_end"]))
            subject = (squash(fact["subject_name"] or ""),) if with_subject else ()
            yield key + subject, Decimal(str(fact["value"])), Decimal(str(fact["half_unit"] or 0))


def met(truth: Document, found: Document, *, with_subject: bool) -> tuple[int, int]:
    """How many facts of `truth` are among those of `found`, each taken once, and how many facts `found` has."""
    known: dict[Any, list[Decimal]] = defaultdict(list)
    for key, value, _ in facts(truth, with_subject=with_subject):
        known[key].append(value)
    hits = total = 0
    for key, value, half in facts(found, with_subject=with_subject):
        total += 1
        near = min(known[key], key=lambda other: abs(other - value), default=None)
        if near is not None and abs(near - value) <= max(half, _LEAST_DIGITS):
            known[key].remove(near)
            hits += 1
    return hits, total


def main() -> int:
    """Print facts met, of how many found, for each statement; nothing where they are absent."""
    paths = [path for path in sorted(STATEMENTS.glob("*.pdf")) if not sys.argv[1:] or path.stem in sys.argv[1:]]
    if not paths:
        print(f"No statements at {STATEMENTS}: nothing measured.")
        return 0
    print("\n| statement | facts of the workbook | met by the PDF | by the scan, of its facts | with subject | CPU s |")
    print("|---|---|---|---|---|---|")
    sums = [0, 0, 0, 0, 0]
    spent = 0.0
    for path in paths:
        truth = read(path.with_suffix(".xlsx").read_bytes(), path.with_suffix(".xlsx").name)
        scan = as_scan(path.read_bytes())
        begun = time.process_time()
        scanned = read(scan, path.name)
        took = time.process_time() - begun
        spent += took
        of = sum(1 for _ in facts(truth, with_subject=False))
        drawn, _ = met(truth, read_pdf(path.read_bytes()), with_subject=False)
        hits, total = met(truth, scanned, with_subject=False)
        named, _ = met(truth, scanned, with_subject=True)
        sums = [a + b for a, b in zip(sums, (of, drawn, hits, total, named), strict=True)]
        print(f"| {path.stem} | {of} | {drawn} | {hits} of {total} | {named} | {took:.1f} |", flush=True)
    of, drawn, hits, total, named = sums
    print(f"| all | {of} | {drawn} | {hits} of {total} | {named} | {spent:.1f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
