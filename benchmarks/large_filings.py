"""How long filings of many rows take on one core, and how much memory: read, recognised, checked, written as JSON.

Run from the project's root: ``python -m benchmarks.large_filings``; ``--rows 20000`` for shorter ones. Each filing has
a process of its own, held to one core; processor time counts, so that other work on the machine does not.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.made_filings import Row, accounts, as_csv, as_xlsx, programmes, wide

FILED = Path("../shared/filings/cuenta-publica-gasto-programatico-2016.xls")
MADE: dict[str, tuple[Callable[[int], Iterable[Row]], Callable[[Iterable[Row]], bytes], str]] = {
    "programmes, 13 columns": (programmes, as_xlsx, "xlsx"),
    "the same": (programmes, as_csv, "csv"),
    "programmes, 20 columns": (wide, as_xlsx, "xlsx"),
    "federal accounts, 18 columns": (accounts, as_xlsx, "xlsx"),
}


def measured(path: Path) -> str:
    """Processor seconds by stage and peak memory of the filing at `path`, as cells of the table printed."""
    import cotejo  # imported here: only in the process that measures

    ended: dict[str, float] = {}
    report = cotejo.analyse(path, progress=lambda stage, done, total: ended.update({stage: time.process_time()}))
    analysed = time.process_time()
    written = sum(map(len, report.json_pieces()))
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"{len(report.facts):,} | {len(report.indicators):,} | {len(report.anomalies):,} | {ended['reading']:.1f} | "
        f"{ended['recognising']:.1f} | {ended['deriving']:.1f} | {analysed:.1f} | "
        f"{time.process_time():.1f} ({written / 1e6:,.0f} MB) | {megabytes:,.0f} MB"
    )


def _in_its_own_process(path: Path) -> str:
    code = (
        f"from pathlib import Path; from benchmarks.large_filings import measured; print(measured(Path({str(path)!r})))"
    )
    one_core = (lambda: os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})) if sys.platform == "linux" else None
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, preexec_fn=one_core)
    return done.stdout.strip() or f"failed: {done.stderr.strip().splitlines()[-1]}"


def main() -> None:
    """Print what is measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    rows = parser.parse_args().rows
    print(
        "\n| filing | rows | facts | indicators | anomalies | read, s | and recognised | and derived | and checked | "
        "and written | peak |\n|" + "---|" * 11
    )
    if FILED.exists():
        print(f"| {FILED.stem} | 5,109 | {_in_its_own_process(FILED)} |", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, (make, write, ending)) in enumerate(MADE.items()):
            path = Path(folder) / f"{number}.{ending}"
            path.write_bytes(write(make(rows)))
            print(f"| {name}, {ending} | {rows:,} | {_in_its_own_process(path)} |", flush=True)


if __name__ == "__main__":
    main()
