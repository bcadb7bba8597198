"""Relations found in annotated tables: precision and recall by operator, as the benchmark beside this folder scores.

Run from the project's root: ``python -m benchmarks.aggregations``; ``--every 5`` takes every fifth table.
"""

import argparse
import gzip
import json
import runpy
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from services.compute.arithmetic import find_relations

BENCHMARK = Path("../shared/benchmarks/aggregations")


def annotated(every: int) -> None:
    """Relations against the annotations, and the seconds a table."""
    score = runpy.run_path(str(BENCHMARK / "score.py"))["score"]
    seconds: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        truth, found = Path(folder, "truth.jl"), Path(folder, "found.jl")
        with gzip.open(BENCHMARK / "dev.jl.gz", "rt") as lines, truth.open("w") as kept, found.open("w") as written:
            for number, line in enumerate(lines):
                if number % every:
                    continue
                kept.write(line)
                written.write(json.dumps(_predicted(json.loads(line), seconds)) + "\n")
        print("| | precision | recall | F1 | F1 of cells |\n|---|---|---|---|---|")
        for operator, row in score(truth, found).items():
            figures = " | ".join(f"{row[name]:.3f}" for name in ("precision", "recall", "f1", "cell_f1"))
            print(f"| {operator} | {figures} |")
    print(f"{len(seconds)} tables, {statistics.median(seconds):.3f} s each in the median\n")


def _predicted(table: dict[str, Any], seconds: list[float]) -> dict[str, Any]:
    begun = time.process_time()
    relations = [one for one in find_relations(table["table_array"]) if one.holds]
    seconds.append(time.process_time() - begun)
    return {
        "file_name": table["file_name"],
        "table_id": table["table_id"],
        "aggregations": [
            {"operator": one.operator, "aggregator_index": one.aggregate, "aggregatee_indices": one.parts}
            for one in relations
        ],
    }


def main() -> None:
    """Print what is measured."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--every", type=int, default=1)
    every = options.parse_args().every
    if BENCHMARK.exists():
        annotated(every)


if __name__ == "__main__":
    main()
