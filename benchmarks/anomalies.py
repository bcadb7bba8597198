"""Anomalies held against the labelled ones: precision and recall by rule, and false alarms on consistent tables.

Run from the project's root: ``python -m benchmarks.anomalies``; ``--every 5`` takes every fifth annotated table.
"""

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cotejo
from services.compute.policy import Policy, load_policy
from services.compute.reading import Document
from services.compute.reading.document import Cell, Table
from services.compute.recognition import recognise
from services.compute.rules import check_all
from services.compute.ties import held_together
from tests.anomaly_truth import Comparison, compare, labels

FILINGS = Path("../shared/filings")
TABLES = Path("../shared/benchmarks/aggregations/dev.jl.gz")
TOGETHER = {"inaeba-2019": "statements/inaeba-2019-*/*.xlsx"}
ROWS_A_FALSE_ALARM = 200


def labelled() -> None:
    """By rule, what of the labelled anomalies is found, and what of the judged ones is true."""
    policy = load_policy()
    alone = sorted({label.filing for label in labels()})
    files = {name for pattern in TOGETHER.values() for name in map(_name, FILINGS.glob(pattern))} | set(alone)
    reports: dict[str, dict[str, Any]] = {
        name: cotejo.analyse(FILINGS / name, policy=policy).model_dump(mode="json") for name in sorted(files)
    }
    results = [compare(labels(), reports)]
    for together, pattern in TOGETHER.items():
        company = {name: reports[name] for name in sorted(map(_name, FILINGS.glob(pattern)))}
        results.append(compare(labels(together), _between(held_together(company, policy))))
    _print(results)


def _name(path: Path) -> str:
    return path.relative_to(FILINGS).as_posix()


def _between(reports: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """`reports` with no anomalies but those between filings."""
    return {
        name: {"anomalies": [one for one in report["anomalies"] if any(e.get("filing") for e in one["evidence"])]}
        for name, report in reports.items()
    }


def _print(results: list[Comparison]) -> None:
    found, true, alarms, missed = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for result in results:
        found += result.found
        true += result.true
        alarms += result.alarms
        missed += Counter(label.rule for label in result.missed)
    print("| rule | true anomalies | found | recall | judged false | precision |\n|---|---|---|---|---|---|")
    for rule in sorted({*found, *true, *alarms, *missed}):
        _row(rule, found[rule], missed[rule], true[rule], alarms[rule])
    _row("all", found.total(), missed.total(), true.total(), alarms.total())
    for result in results:
        for label in result.missed:
            print(f"missed: {label.filing} {label.rule} {label.place}: {label.why}")
        for shown in (*result.false, *(f"not judged: {one}" for one in result.unjudged)):
            print(shown)


def _row(rule: str, found: int, missed: int, true: int, false: int) -> None:
    recall = f"{found / (found + missed):.3f}" if found + missed else ""
    precision = f"{true / (true + false):.3f}" if true + false else ""
    print(f"| {rule} | {found + missed} | {found} | {recall} | {false} | {precision} |")


def consistent(every: int) -> None:
    """Errors given on annotated tables, a row of theirs: on those whose annotated relations hold exactly, and on all,
    of which some are rounded and a few err."""
    policy = load_policy()
    print(
        "\n| annotated tables | how many | rows | errors | one in so many rows | by rule |\n|---|---|---|---|---|---|"
    )
    counted = [(exact, len(cells), _errors(cells, policy)) for exact, cells in _tables(every)]
    for name, some in (("consistent to the digit", [one for one in counted if one[0]]), ("all", counted)):
        rows, errors = sum(length for _, length, _ in some), sum((one for *_, one in some), Counter[str]())
        rate = f"{rows / errors.total():.0f}" if errors else "none"
        print(f"| {name} | {len(some)} | {rows} | {errors.total()} | {rate} | {dict(errors.most_common())} |")
    print(f"Allowed on consistent tables: fewer than one in {ROWS_A_FALSE_ALARM} rows.\n")


def _errors(cells: tuple[tuple[Cell, ...], ...], policy: Policy) -> Counter[str]:
    """How often each rule gives an error on the table of `cells`."""
    found = check_all(recognise(Document("text/csv", 1, (Table(cells),)), policy.currency), policy).anomalies
    return Counter(one["rule"] for one in found if one["severity"] == "error")


def _tables(every: int) -> Iterator[tuple[bool, tuple[tuple[Cell, ...], ...]]]:
    """Whether all annotated relations of a table hold to the digit, and its cells."""
    with gzip.open(TABLES, "rt") as lines:
        for number, line in enumerate(lines):
            if number % every:
                continue
            table = json.loads(line)
            yield (
                not any(one["error_bound"] for one in table["aggregation_annotations"]),
                tuple(
                    tuple(Cell(text, row, column) for column, text in enumerate(texts))
                    for row, texts in enumerate(table["table_array"])
                ),
            )


def main() -> None:
    """Print what is measured."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--every", type=int, default=1)
    every = options.parse_args().every
    if FILINGS.exists():
        labelled()
    if TABLES.exists():
        consistent(every)


if __name__ == "__main__":
    main()
