"""How well tables are read from PDFs: this project beside its peers, on statements and on any tables.

Prints two tables of figures, measured anew in one run. The material lies beside the project (`../shared/benchmarks`)
with the scripts that score it; the peers come with the extra `bench` and are left out where they are not installed.
CPU seconds are those of this process and of the programs it starts, reading included, imports left out.
"""

import argparse
import gzip
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
STATEMENTS = SHARED / "benchmarks" / "statements"
FILINGS = SHARED / "filings" / "statements" / "inaeba-2019-q3"
ANY_TABLES = SHARED / "benchmarks" / "pdf-tables"

Grid = list[list[str]]
Reader = Callable[[Path], list[Grid]]


def project(path: Path) -> list[Grid]:
    """Tables as this project reads them."""
    from services.compute.reading.pdf.read_pdf import read_pdf

    return [[[cell.text for cell in row] for row in table.rows] for table in read_pdf(path.read_bytes()).tables]


def with_pdfplumber(path: Path) -> list[Grid]:
    """Tables as pdfplumber finds them with its defaults."""
    import pdfplumber

    with pdfplumber.open(path) as document:
        return [
            [[cell or "" for cell in row] for row in table]
            for page in document.pages
            for table in page.extract_tables()
        ]


def with_camelot(flavor: str) -> Reader:
    """Tables as one of camelot's flavours finds them."""

    def read(path: Path) -> list[Grid]:
        import camelot

        return [table.df.values.tolist() for table in camelot.read_pdf(str(path), pages="all", flavor=flavor)]

    return read


def with_pdftotext(path: Path) -> list[Grid]:
    """`pdftotext -layout`: a line a row, two blanks or more between cells, a grid of the columns where words begin."""
    text = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout
    return [_columns_of(page.splitlines()) for page in text.split("\f") if page.strip()]


def _columns_of(lines: list[str]) -> Grid:
    spans = [[(m.start(), m.end(), m.group()) for m in re.finditer(r"\S+(?: \S+)*", line)] for line in lines]
    columns: list[tuple[int, int]] = []
    for start, end, _ in sorted(span for line in spans if len(line) > 1 for span in line):
        if columns and start < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], end))
        else:
            columns.append((start, end))
    grid = []
    for line in spans:
        row = [""] * max(1, len(columns))
        for start, end, text in line:
            nearest = min(range(len(row)), key=lambda i: -_shared(columns, i, start, end))
            row[nearest] = f"{row[nearest]} {text}".strip()
        grid.append(row)
    return grid


def _shared(columns: list[tuple[int, int]], index: int, start: int, end: int) -> int:
    return min(columns[index][1], end) - max(columns[index][0], start) if columns else 0


def readers() -> dict[str, Reader]:
    """This project first, then the peers that are installed."""
    found: dict[str, Reader] = {"this project": project}
    if importlib.util.find_spec("camelot"):
        for flavor in ("stream", "network", "hybrid", "lattice"):
            found[f"camelot {flavor}"] = with_camelot(flavor)
    if importlib.util.find_spec("pdfplumber"):
        found["pdfplumber"] = with_pdfplumber
    if shutil.which("pdftotext"):
        found["pdftotext -layout"] = with_pdftotext
    return found


def cpu_seconds() -> float:
    """CPU seconds of this process and of those it has waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def read_all(reader: Reader, paths: list[Path]) -> tuple[dict[str, list[Grid]], float, int]:
    """What a reader makes of each file, its CPU seconds in all, and on how many files it failed."""
    read: dict[str, list[Grid]] = {}
    failed = 0
    try:
        reader(paths[0])
    except Exception as error:
        print(f"  {error!r}", file=sys.stderr)
    start = cpu_seconds()
    for path in paths:
        try:
            read[path.name] = reader(path)
        except Exception as error:
            print(f"  {path.name}: {error!r}", file=sys.stderr)
            read[path.name] = []
            failed += 1
    return read, cpu_seconds() - start, failed


def scorer(folder: Path) -> ModuleType:
    """The `score.py` of a folder."""
    spec = importlib.util.spec_from_file_location(f"score_{folder.name.replace('-', '_')}", folder / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(folder / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def statements(chosen: dict[str, Reader]) -> None:
    """Statements against the workbooks published beside them."""
    with gzip.open(STATEMENTS / "true.json.gz", "rt") as file:
        true: dict[str, Any] = json.load(file)
    score = scorer(STATEMENTS)
    paths = [FILINGS / name for name in true]
    print(f"\nStatements: {len(true)} documents\n")
    print("| | F1 of figures side by side | mean of documents | row labels | CPU seconds a document |")
    print("|---|---|---|---|---|")
    for name, reader in chosen.items():
        read, seconds, failed = read_all(reader, paths)
        summary = score.summary([score.score(read[document], grids) for document, grids in true.items()])
        figures = f"{summary['f1']:.3f} | {summary['f1_mean']:.3f} | {summary['labels']:.3f}"
        print(
            f"| {name} | {figures} | {seconds / len(paths):.3f} |" + (f" {failed} failed" if failed else ""), flush=True
        )


def any_tables(chosen: dict[str, Reader]) -> None:
    """The government documents of the ICDAR 2013 table competition."""
    from services.compute.reading.pdf.read_pdf import read_pdf

    score = scorer(ANY_TABLES)
    paths = sorted(ANY_TABLES.glob("*.pdf"))
    pages = sum(read_pdf(path.read_bytes()).pages for path in paths)
    print(f"\nAny tables: {len(paths)} documents, {pages} pages\n")
    print("| | F1, all relations | F1, mean of documents | CPU seconds a page |")
    print("|---|---|---|---|")
    for name, reader in chosen.items():
        read, seconds, failed = read_all(reader, paths)
        found = score.score(ANY_TABLES, {Path(document).stem: grids for document, grids in read.items()})
        print(
            f"| {name} | {found['f1']:.3f} | {found['doc_f1']:.3f} | {seconds / pages:.3f} |"
            + (f" {failed} failed" if failed else ""),
            flush=True,
        )


def main() -> int:
    """Measure; 1 where the material is absent."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", help="measure readers whose name holds this text")
    only = parser.parse_args().only
    absent = [folder for folder in (STATEMENTS, FILINGS, ANY_TABLES) if not folder.is_dir()]
    if absent:
        print("The material to measure on is absent: " + ", ".join(os.path.relpath(f, ROOT) for f in absent))
        return 1
    chosen = {name: reader for name, reader in readers().items() if not only or only in name}
    statements(chosen)
    any_tables(chosen)
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
