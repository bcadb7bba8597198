"""Budget rows of real photocopier scans that close as read, beside what two peers make of the same pages.

A row closes when modified = approved + adjustment and underspend = modified - accrued hold for the figures as read,
nothing mended. Run from the project's root: ``python -m benchmarks.scans``.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pypdfium2

from services.compute.reading import read as read_filing

SCANS = Path("../shared/filings/statements/scans")
Lines = list[list[str]]
"""Rows of texts, left to right."""

_AMOUNT = re.compile(r"-?\(?\$?-?\d{1,3}(?:[,' ]\d{3})*\.\d\d\)?")
_LIKE_AMOUNT = re.compile(r"[-($S\d]*\d[\d.,' ]*[.,]\d\d\)?")
_LEAST_AMOUNTS = 5
_DPI = 200


def amount(text: str) -> Decimal | None:
    """The value of a figure with two decimals as print writes it; None for anything else, and for what is misread."""
    stripped = text.strip().replace("$ ", "$")
    if not _AMOUNT.fullmatch(stripped):
        return None
    try:
        value = Decimal(re.sub(r"[^\d.]", "", stripped))
    except InvalidOperation:
        return None
    return -value if stripped.startswith(("-", "(", "$-")) else value


def is_budget_row(texts: Iterable[str]) -> bool:
    """Whether a row has so many amounts, well read or not, that it must be one of a budget."""
    return sum(bool(_LIKE_AMOUNT.fullmatch(text.strip())) for text in texts) >= _LEAST_AMOUNTS


def closes(texts: Iterable[str]) -> bool:
    """Whether approved, adjustment, modified, accrued, (paid,) underspend are all read and agree."""
    amounts = [amount(text) for text in texts if _LIKE_AMOUNT.fullmatch(text.strip())]
    if len(amounts) not in (_LEAST_AMOUNTS, _LEAST_AMOUNTS + 1) or None in amounts:
        return False
    values = [value for value in amounts if value is not None]
    approved, adjustment, modified, accrued, *_, underspend = values
    return modified == approved + adjustment and underspend == modified - accrued


def by_cotejo(path: Path) -> Lines:
    """The rows of the tables that this project reads."""
    document = read_filing(path.read_bytes())
    return [[cell.text for cell in row] for table in document.tables for row in table.rows]


def by_rapidocr() -> Callable[[Path], Lines]:
    """RapidOCR as it comes, its boxes put into lines by height."""
    from rapidocr import RapidOCR
    from rapidocr.utils.output import RapidOCROutput

    engine = RapidOCR(params={"Global.log_level": "error"})

    def read(path: Path) -> Lines:
        words = []
        for image in _drawn(path):
            result = engine(image)
            if not isinstance(result, RapidOCROutput) or result.boxes is None:
                continue
            words += [
                (float(box[:, 1].mean()), float(box[:, 0].min()), float(box[:, 1].max() - box[:, 1].min()), text)
                for box, text in zip(result.boxes, result.txts or (), strict=True)
            ]
        return _in_lines(words)

    return read


def by_tesseract(path: Path) -> Lines:
    """Tesseract with its Spanish model and the page taken as one block, words put into lines as it does."""
    lines: dict[tuple[str, ...], list[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for number, image in enumerate(_drawn(path)):
            target = Path(folder) / f"{number}.png"
            image.save(target)
            command = ["tesseract", str(target), "stdout", "--psm", "6", "-l", "spa", "tsv"]
            printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            for row in printed.splitlines()[1:]:
                fields = row.split("\t")
                if len(fields) == 12 and fields[11].strip():
                    lines.setdefault((str(number), *fields[1:5]), []).append(fields[11])
    return list(lines.values())


def _drawn(path: Path) -> list[pypdfium2.PdfImage]:
    return [page.render(scale=_DPI / 72).to_pil() for page in pypdfium2.PdfDocument(path)]


def _in_lines(words: list[tuple[float, float, float, str]]) -> Lines:
    lines: list[list[tuple[float, float, float, str]]] = []
    for word in sorted(words):
        if lines and word[0] - lines[-1][-1][0] < 0.5 * word[2]:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [[word[3] for word in sorted(line, key=lambda word: word[1])] for line in lines]


def _cpu_seconds() -> float:
    """Of this process and of those it ran to their end."""
    return sum(os.times()[:4])


def main() -> int:
    """Print rows closed and found, and seconds a page, for each document and reader."""
    paths = sorted(SCANS.glob("*.pdf"))
    if not paths:
        print(f"No scans at {SCANS}: nothing measured.")
        return 0
    readers: dict[str, Callable[[Path], Lines]] = {"cotejo": by_cotejo, "rapidocr": by_rapidocr()}
    if shutil.which("tesseract"):
        readers["tesseract"] = by_tesseract
    else:
        print("tesseract is not installed: left out.")
    closed = dict.fromkeys(readers, 0)
    seconds = dict.fromkeys(readers, 0.0)
    cpu = dict.fromkeys(readers, 0.0)
    found_in_all = pages = 0
    print(f"{'rows closed of rows found':52}" + "".join(f"{name:>24}" for name in readers))
    for path in paths:
        pages += len(pypdfium2.PdfDocument(path))
        rows: dict[str, Lines] = {}
        took: dict[str, float] = {}
        for name, read in readers.items():
            start, start_cpu = time.perf_counter(), _cpu_seconds()
            rows[name] = [line for line in read(path) if is_budget_row(line)]
            took[name] = time.perf_counter() - start
            seconds[name] += took[name]
            cpu[name] += _cpu_seconds() - start_cpu
        found = max(map(len, rows.values()))
        found_in_all += found
        cells = ""
        for name, lines in rows.items():
            count = sum(map(closes, lines))
            closed[name] += count
            cells += f"{f'{count} of {found}, {took[name]:.1f} s':>24}"
        print(f"{path.stem:52}{cells}")
    shares = "".join(
        f"{f'{closed[name]} of {found_in_all}, {seconds[name] / pages:.1f} s a page':>24}" for name in readers
    )
    print(f"{'all':52}{shares}")
    print(f"{'':52}" + "".join(f"{f'{cpu[name] / pages:.1f} CPU s a page':>24}" for name in readers))
    return 0


if __name__ == "__main__":
    sys.exit(main())
