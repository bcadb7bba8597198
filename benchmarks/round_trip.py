"""Real text filings printed anew and read back: with lines, without, scanned, in two typefaces and settings of cells.

Prints the share of cells (of figures, for scans) that stand where they stood. Run from the project's root:
``python -m benchmarks.round_trip``. The scans take minutes; ``--no-scans`` leaves them out.
"""

import argparse
import sys
from pathlib import Path

from services.compute.reading import Document, read
from services.compute.reading.pdf.read_pdf import read_pdf
from tests.compute.reading.agreement import agreement
from tests.compute.reading.printed import HELVETICA, VERA, Scanner, Style, as_pdf, as_scan, first_tables, is_figure

FILINGS = Path("../shared/filings")
SCANNED_PAGES = 2
STYLES = {
    "lines, text at the top": Style(True),
    "lines, text in the middle": Style(True, HELVETICA, "MIDDLE"),
    "no lines, text at the top": Style(False),
    "no lines, other typeface": Style(False, HELVETICA),
    "no lines, text at the bottom": Style(False, VERA, "BOTTOM"),
}


def printed(documents: dict[str, Document]) -> None:
    """Shares of cells, a filing a column."""
    for name, style in STYLES.items():
        cells = [agreement(document, read(as_pdf(document, style))) for document in documents.values()]
        print(f"| {name} | " + " | ".join(f"{same / of:.3f}" for same, of in cells) + " |", flush=True)


def workbooks() -> None:
    """Shares of cells, and of figures, of all statements that are workbooks."""
    documents = [read(path.read_bytes()) for path in sorted(FILINGS.glob("statements/*/*.xlsx"))]
    documents = [first_tables(document, len(document.tables)) for document in documents]
    print(f"\n| {len(documents)} workbooks printed with | cells | figures |\n|---|---|---|")
    for name, style in STYLES.items():
        again = [(document, read(as_pdf(document, style))) for document in documents]
        cells = [agreement(*pair) for pair in again]
        figures = [agreement(*pair, is_figure) for pair in again]
        shares = [sum(same for same, _ in counted) / sum(of for _, of in counted) for counted in (cells, figures)]
        print(f"| {name} | {shares[0]:.3f} | {shares[1]:.3f} |", flush=True)


SCANS = {
    "scan, lines": (Style(True), None),
    "scan, no lines": (Style(False), None),
    "scan askew and grainy, other typeface, lines": (Style(True, HELVETICA), Scanner(0.6, 0.5, 4.0)),
    "scan askew and grainy, other typeface, no lines": (Style(False, HELVETICA), Scanner(-0.6, 0.5, 4.0)),
    "scan in two shades, lines": (Style(True), Scanner(0.3, bitonal=True)),
    "scan in two shades, no lines": (Style(False), Scanner(0.3, bitonal=True)),
}


def scanned(documents: dict[str, Document]) -> None:
    """Figures that came back of those on the first pages, a filing a column."""
    for name, (style, scanner) in SCANS.items():
        cells = []
        for document in documents.values():
            pages = as_pdf(document, style)
            count = min(SCANNED_PAGES, read_pdf(pages, pages=range(0)).pages)
            truth = read_pdf(pages, pages=range(count))
            cells.append(agreement(truth, read(as_scan(pages, scanner, pages=count)), is_figure))
        print(f"| {name} | " + " | ".join(f"{same} of {of}" for same, of in cells) + " |", flush=True)


def main() -> int:
    """Measure; nothing where the filings are absent."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-scans", action="store_true")
    scans = not parser.parse_args().no_scans
    documents = {path.stem: read(path.read_bytes()) for path in sorted(FILINGS.glob("*.txt"))}
    if not documents:
        print(f"No text filings at {FILINGS}: nothing measured.")
        return 0
    documents = {name: first_tables(document, len(document.tables)) for name, document in documents.items()}
    print("\n| printed with | " + " | ".join(documents) + " |")
    print("|---|" + "---|" * len(documents))
    printed(documents)
    if scans:
        scanned(documents)
    workbooks()
    return 0


if __name__ == "__main__":
    sys.exit(main())
